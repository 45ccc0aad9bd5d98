"""Writes the types of records and situations for Python from the JSON Schemas under docs/.

    python3 bindings/python/scripts/make_types.py            # writes them
    python3 bindings/python/scripts/make_types.py --check    # says whether they are stale
"""

import json
import keyword
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "bindings/python/python/zenobia"
FILES = {"record": "Record", "situation": "Situation"}


def name_of(field):
    """A field as Python can call it: `from` is `from_`."""
    return field + "_" if keyword.iskeyword(field) else field


def fields_of(schema):
    """Fields in the order of the schema: those that are always there first."""
    required = schema.get("required", [])
    return required + [field for field in schema["properties"] if field not in required]


class Module:
    """One module of types."""

    def __init__(self, schema):
        self.schema = schema
        self.parts = schema["$defs"]

    def is_enum(self, name):
        return "oneOf" in self.parts[name]

    def type_of(self, value):
        """The annotation of a value."""
        if "$ref" in value:
            return value["$ref"].rsplit("/", 1)[1]
        if "anyOf" in value:
            return f"Optional[{self.type_of(value['anyOf'][0])}]"
        kinds = value["type"]
        if isinstance(kinds, list):
            assert kinds[1:] == ["null"], value
            return f"Optional[{self.type_of(dict(value, type=kinds[0]))}]"
        if kinds == "array":
            return f"List[{self.type_of(value['items'])}]"
        if kinds == "object":
            return f"Dict[str, {self.type_of(value['additionalProperties'])}]"
        return {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}[kinds]

    def make(self, value, given):
        """An expression that makes a value of what JSON gives; None where it is the same."""
        if "$ref" in value:
            name = value["$ref"].rsplit("/", 1)[1]
            return None if self.is_enum(name) else f"{name}._of({given})"
        if "anyOf" in value:
            made = self.make(value["anyOf"][0], given)
            return made and f"None if {given} is None else {made}"
        if value.get("type") == "array":
            made = self.make(value["items"], "one")
            return made and f"[{made} for one in {given}]"
        return None

    def taken(self, schema, field, source="value"):
        value = schema["properties"][field]
        must = field in schema.get("required", []) and not self.is_optional(value)
        if must:
            given = f"{source}[{field!r}]"
        elif value.get("type") == "array":
            given = f"{source}.get({field!r}, [])"
        elif value.get("type") == "boolean":
            given = f"{source}.get({field!r}, False)"
        else:
            given = f"{source}.get({field!r})"
        return self.make(value, given) or given

    @staticmethod
    def is_optional(value):
        return "anyOf" in value or isinstance(value.get("type"), list)

    def dataclass(self, name, schema):
        lines = ["@dataclass(frozen=True)", f"class {name}:", f'    """{text(schema)}"""', ""]
        for field in fields_of(schema):
            lines += [f"    {name_of(field)}: {self.type_of(schema['properties'][field])}"]
            lines += [f'    """{text(schema["properties"][field])}"""']
        lines += ["", "    @classmethod", f"    def _of(cls, value: Dict[str, Any]) -> {name!r}:", "        return cls("]
        lines += [f"            {self.taken(schema, field)}," for field in fields_of(schema)]
        return lines + ["        )"]

    def literal(self, name, schema):
        words = ", ".join(repr(one["const"]) for one in schema["oneOf"])
        meanings = " ".join(f"`{one['const']}`: {text(one)}" for one in schema["oneOf"])
        return [f"{name} = Literal[{words}]", f'"""{text(schema)} {meanings}"""']

    def order(self):
        """Names of the parts, each after those it is made of."""
        done = []

        def visit(name):
            if name in done:
                return
            for used in sorted(references(self.parts[name])):
                if used != name:
                    visit(used)
            done.append(name)

        for name in self.parts:
            visit(name)
        return done

    def fields(self, name):
        """What the whole has of its own, worked out when it is asked for."""
        lines = [f"class {name}Fields:", f'    """{text(self.schema)}"""', "", "    def to_dict(self) -> Dict[str, Any]:", "        raise NotImplementedError", ""]
        for field in fields_of(self.schema):
            value = self.schema["properties"][field]
            lines += ["    @cached_property", f"    def {name_of(field)}(self) -> {self.type_of(value)}:", f'        """{text(value)}"""']
            lines += [f"        return {self.taken(self.schema, field, 'self._value')}", ""]
        lines += ["    @cached_property", "    def _value(self) -> Dict[str, Any]:", "        return self.to_dict()"]
        return lines

    def write(self, name):
        head = f'''"""Types of {self.schema["title"]}, made of docs/{name}.schema.json by scripts/make_types.py. Do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Dict, List, Literal, Optional
'''
        blocks = []
        for part in self.order():
            schema = self.parts[part]
            blocks.append(self.literal(part, schema) if self.is_enum(part) else self.dataclass(part, schema))
        blocks.append(self.fields(FILES[name]))
        return head + "".join("\n\n" + "\n".join(block) + "\n" for block in blocks)


def text(schema):
    """What the schema says of something, without its examples in Rust."""
    return " ".join(schema.get("description", "").split("```")[0].split()).replace("\\", "\\\\").replace('"""', "'''").rstrip('"')


def references(value):
    """Names of the parts that something refers to."""
    if isinstance(value, dict):
        found = {value["$ref"].rsplit("/", 1)[1]} if "$ref" in value else set()
        return found.union(*(references(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(references(one) for one in value))
    return set()


def written():
    for name in FILES:
        schema = json.loads((ROOT / f"docs/{name}.schema.json").read_text(encoding="utf-8"))
        yield PACKAGE / f"{name}_types.py", Module(schema).write(name)


def stale():
    """Files that are not as the schemas say."""
    return [path for path, made in written() if not path.exists() or path.read_text(encoding="utf-8") != made]


if __name__ == "__main__":
    if "--check" in sys.argv:
        for path in stale():
            print(f"{path} is stale: python3 bindings/python/scripts/make_types.py")
        sys.exit(1 if stale() else 0)
    for path, made in written():
        path.write_text(made, encoding="utf-8")
