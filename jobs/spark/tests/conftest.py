"""Spark with two executors in processes of their own, reports of our own, and the program beside which the job is held."""

import datetime
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "jobs/spark"))

os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["ZENOBIA_GAZETTEER"] = ""
os.environ["ZENOBIA_KNOWLEDGE"] = ""


def reports():
    """Reports of events that several sources tell, written for the tests of events."""
    told = []
    for path in sorted((ROOT / "crates/zenobia-eval/clusters").glob("*.toml")):
        for report in tomllib.loads(path.read_text(encoding="utf-8"))["report"]:
            told.append({key: str(report[key]) for key in ("id", "language", "published", "publisher", "text") if key in report})
    return told


#: Strikes over weeks, and one of them.
CAMPAIGN = [
    ("strikes", "2023-06-14", "The Syrian army has carried out air strikes on Idlib for three weeks, from 20 May to 10 June, activists said."),
    ("strike", "2023-06-02", "Syrian army air strikes hit Idlib on 1 June 2023, killing four people, a doctor said."),
]


def page(address, title, text):
    """A record of a web archive."""
    body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{address[-4:]}>\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-05-08T10:00:00Z\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


@pytest.fixture(scope="session")
def inputs(tmp_path_factory):
    """A folder with reports of every kind, copies of some of them, and what cannot be read."""
    import pyarrow
    import pyarrow.parquet

    folder = tmp_path_factory.mktemp("inputs")
    told = reports()
    # One that another newspaper prints a day later, word for word but for its last sentence.
    told += [{"id": name, "language": "en", "published": day, "text": text} for name, day, text in CAMPAIGN]
    told += [json.loads(line) for line in (ROOT / "examples/reports.jsonl").read_text(encoding="utf-8").splitlines()]
    first = max(told, key=lambda report: len(report["text"]))
    a_day_later = (datetime.date.fromisoformat(first["published"]) + datetime.timedelta(days=1)).isoformat()
    copy = {**first, "id": "copy", "published": a_day_later, "publisher": "Another newspaper", "text": first["text"].rstrip().rsplit(". ", 1)[0] + "."}
    third = len(told) // 3
    parts = {"one.jsonl": told[:third] + [copy], "more/two.jsonl": told[third : 2 * third]}
    for name, part in parts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(report, ensure_ascii=False) + "\n" for report in part), encoding="utf-8")
    with open(folder / "one.jsonl", "a", encoding="utf-8") as file:
        file.write('{"id": "bad", "text": \n{"id": "day", "text": "Rebels seized Kidal.", "published": "8 May"}\n')
    (folder / "kidal.en.txt").write_text("Soldiers shelled the town of Kidal on Sunday, killing nine people, a doctor said.", encoding="utf-8")
    pages = [("https://example.org/0001", "Convoy attacked near Gao", "Armed men attacked a convoy near Gao on Friday, killing five soldiers, the army said. " * 4)]
    (folder / "pages.warc").write_bytes(b"".join(page(*one) for one in pages))
    rows = [{"id": report["id"], "lang": report["language"], "date": report["published"], "source": report.get("publisher"), "text": report["text"]} for report in told[2 * third :]]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "three.parquet")
    return folder


@pytest.fixture(scope="session")
def program():
    """Runs the program that ZENOBIA names, or the one that was built."""
    built = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target") / "debug/zenobia"
    program = os.environ.get("ZENOBIA") or str(built)
    if not Path(program).exists():
        pytest.skip(f"{program} is not there: cargo build -p zenobia")

    def run(*arguments):
        return subprocess.run([program, *map(str, arguments)], capture_output=True, check=False)

    return run


@pytest.fixture(scope="session")
def spark():
    """Two executors, each a process with one core."""
    import pyspark
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1g")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        # The records of a killed executor are soon missed.
        .config("spark.network.timeout", "60s")
        .config("spark.executor.heartbeatInterval", "2s")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    from zenobia_spark.job import ship

    ship(session)
    yield session
    session.stop()
