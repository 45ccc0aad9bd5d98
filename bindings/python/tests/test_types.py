"""The types of records and situations are those of the schemas."""

import ast
import importlib.util
from pathlib import Path

import zenobia

SCRIPT = Path(__file__).resolve().parents[1] / "scripts/make_types.py"


def load():
    spec = importlib.util.spec_from_file_location("types_of_schemas", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_types_are_not_stale():
    assert load().stale() == [], "python3 bindings/python/scripts/make_types.py writes them"


def test_a_field_that_the_schema_gains_makes_them_stale():
    schema = {"title": "t", "properties": {"one": {"type": "string"}}, "required": ["one"], "$defs": {}}
    more = {**schema, "properties": {**schema["properties"], "from": {"type": ["integer", "null"]}}}
    module = load()
    assert module.Module(schema).write("record") != module.Module(more).write("record")
    assert "def from_(self) -> Optional[int]" in module.Module(more).write("record")


def test_everything_of_a_record_and_a_situation_can_be_asked_for(records):
    for whole in (*records, zenobia.reconcile(records)):
        for field in whole.to_dict():
            assert getattr(whole, field) is not None or whole.to_dict()[field] is None


def test_the_stubs_name_what_there_is():
    from zenobia import _zenobia

    stubs = ast.parse((Path(zenobia.__file__).parent / "_zenobia.pyi").read_text(encoding="utf-8"))
    told = {node.name: node for node in stubs.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    public = {name for name in dir(_zenobia) if not name.startswith("_")}
    assert public - {"VERSION"} == set(told)
    for name, node in told.items():
        if isinstance(node, ast.ClassDef):
            methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
            there = {part for part in dir(getattr(_zenobia, name)) if not part.startswith("__")}
            assert there == {method for method in methods if not method.startswith("__")}, name
