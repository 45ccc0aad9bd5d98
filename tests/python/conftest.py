"""Exports of the same few rows by the program itself, and the programs that read them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = ROOT / "crates/zenobia-formats/src/write/tests/rows.jsonl"


@pytest.fixture(scope="session")
def program():
    """The program that ZENOBIA names, or the one that was built."""
    built = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target") / "debug/zenobia"
    program = os.environ.get("ZENOBIA") or str(built)
    if not Path(program).exists():
        pytest.skip(f"{program} is not there: cargo build -p zenobia")
    return program


def started(command):
    """A server that a command starts, and its address."""
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    told = []
    for line in server.stderr:
        told.append(line)
        if address := re.search(r"http://[0-9.:]+/", line):
            return server, address[0].rstrip("/")
    server.wait()
    pytest.fail("the demonstration did not start: " + "".join(told))


@pytest.fixture(scope="session")
def demo(program):
    """The address of `zenobia demo` on a free port, with the example reports."""
    server, address = started([program, "demo", "--no-open", "--address", "127.0.0.1:0"])
    yield address
    server.terminate()
    assert server.wait(timeout=20) == 0


@pytest.fixture(scope="session")
def zenobia(program):
    """Runs the program."""

    def run(*arguments, code=0):
        done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def rows(tmp_path_factory):
    """The rows of the snapshots, as a file of zenobia.row/1."""
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    path.write_text("".join('{"format":"zenobia.row/1",' + line[1:] + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def exported(zenobia, rows, tmp_path_factory):
    """Path of the rows in a format; a folder with its description with `package`."""
    folder = tmp_path_factory.mktemp("exports")
    kept = {}

    def export(format, package=False):
        if (format, package) not in kept:
            several = format == "timemap"
            out = folder / (f"{format}-package" if package else format if several else f"{format}.{ENDS[format]}")
            zenobia("export", format, rows, "--out", out, *(["--package"] if package else []))
            kept[format, package] = out
        return kept[format, package]

    return export


REPORTS = [
    ("menaka", "en", "2023-05-05", "Mali's army retook Menaka on Wednesday, officials said. Fourteen fighters were killed."),
    ("gao", "fr", "2023-05-06", "Des combattants ont attaqué un convoi près de Gao vendredi, tuant cinq soldats, selon l'armée malienne."),
    ("kidal", "en", "2023-05-08", "Soldiers shelled the town of Kidal on Sunday, killing nine people, a doctor said."),
]


@pytest.fixture(scope="session")
def database(zenobia, tmp_path_factory):
    """A database file of a few reports, as `zenobia add` makes it."""
    folder = tmp_path_factory.mktemp("database")
    reports = folder / "reports.jsonl"
    lines = [dict(zip(("id", "language", "published", "text"), report), publisher="Radio Test") for report in REPORTS]
    reports.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    path = folder / "kept.db"
    zenobia("add", reports, "--db", path)
    return path


ENDS = {
    "csv": "csv", "jsonl": "jsonl", "geojson": "geojson", "geopackage": "gpkg", "geoparquet": "parquet", "kml": "kml", "acled": "csv", "ucdp": "csv", "gdelt": "tsv",
    "plover": "jsonl", "polecat": "tsv", "hxl": "csv", "timelinejs": "json", "ftm": "jsonl", "annotations": "jsonld",
}


@pytest.fixture(scope="session")
def ogrinfo():
    """Debian's gdal-bin."""
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("ogrinfo is not installed: apt-get install gdal-bin")

    def run(path, *arguments):
        done = subprocess.run([program, "-ro", *arguments, str(path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "ERROR" not in done.stderr, done.stderr
        return done.stdout

    return run
