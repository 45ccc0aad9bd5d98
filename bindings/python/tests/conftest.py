"""Reports of our own, and the program beside which the package is held."""

import os
import subprocess
from pathlib import Path

import pytest

# Neither the package nor the program may see what lies in the home of whoever runs this.
os.environ["ZENOBIA_GAZETTEER"] = ""
os.environ["ZENOBIA_KNOWLEDGE"] = ""

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"

TEXTS = [
    ("menaka", "2023-05-05", "Mali's army retook Menaka on Wednesday, officials said. Fourteen fighters were killed."),
    ("gao", "2023-05-06", "Des combattants ont attaqué un convoi près de Gao vendredi, tuant cinq soldats, selon l'armée malienne."),
    ("kidal", "2023-05-08", "Soldiers shelled the town of Kidal on Sunday, killing nine people, a doctor said."),
]


@pytest.fixture(scope="session")
def zenobia_program():
    """Runs the program that ZENOBIA names, or the one that was built."""
    built = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target") / "debug/zenobia"
    program = os.environ.get("ZENOBIA") or str(built)
    if not Path(program).exists():
        pytest.skip(f"{program} is not there: cargo build -p zenobia")

    def run(*arguments, code=0, text=True):
        done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=text)
        assert done.returncode == code, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def records():
    """Records of three short reports."""
    import zenobia

    texts, days, names = [text for _, _, text in TEXTS], [day for _, day, _ in TEXTS], [name for name, _, _ in TEXTS]
    return zenobia.read_many(texts, published=days, id=names, jobs=2)
