"""The job gives what the program gives, whatever happens to its executors."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pyarrow.parquet
import pytest


def run(spark, inputs, out, *more):
    from zenobia_spark.job import Job, parse

    return Job(spark, parse([str(inputs), "--out", str(out), "--published", "2024-03-12", *more])).run()


@pytest.fixture(scope="session")
def truth(program, inputs, tmp_path_factory):
    """Records and events as the program makes them."""
    folder = tmp_path_factory.mktemp("truth")
    records = program("read", inputs, "--published", "2024-03-12", "--json")
    assert records.returncode == 1, records.stderr.decode()
    lines = folder / "records.jsonl"
    lines.write_bytes(records.stdout)
    events = folder / "events.parquet"
    events.write_bytes(program("situation", lines, "--format", "parquet").stdout)
    situation = json.loads(program("situation", lines, "--json").stdout)
    return {
        "records": sorted(records.stdout.decode().splitlines()),
        "events": sorted(pyarrow.parquet.read_table(events).to_pylist(), key=lambda row: row["id"]),
        "situation": situation,
        "faults": records.stderr.decode(),
    }


@pytest.fixture(scope="session")
def done(spark, inputs, tmp_path_factory):
    """The job, once through."""
    out = tmp_path_factory.mktemp("out")
    return out, run(spark, inputs, out)


def records_of(out):
    return sorted(pyarrow.parquet.read_table(Path(out) / "records", columns=["record"]).column("record").to_pylist())


def events_of(out):
    rows = pyarrow.parquet.read_table(Path(out) / "events").drop_columns(["date"]).to_pylist()
    return sorted(rows, key=lambda row: row["id"])


def json_lines(folder):
    return [json.loads(line) for path in sorted(Path(folder).glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]


def test_records_are_those_of_the_program(done, truth):
    out, metrics = done
    assert len(truth["records"]) > 20
    assert records_of(out) == truth["records"]
    assert metrics["records"] == len(truth["records"])


def test_events_are_those_of_the_program(done, truth):
    out, metrics = done
    assert len(truth["events"]) > 10 and any(event["part_of"] for event in truth["events"])
    assert events_of(out) == truth["events"]
    by_id = {event["id"]: event for event in truth["situation"]["events"]}
    assert {event["id"]: event for event in json_lines(out / "situation/events")} == by_id
    key = lambda one: json.dumps(one, sort_keys=True)  # noqa: E731
    assert sorted(json_lines(out / "situation/open"), key=key) == sorted(truth["situation"]["open"], key=key)
    assert metrics["events"] == len(by_id)


def test_copies_rest_on_what_came_first(done, truth):
    out, metrics = done
    copies = {row["id"]: row["copy_of"] for row in pyarrow.parquet.read_table(out / "reports").to_pylist() if row["copy_of"]}
    assert copies == {report["report"]: report["copy_of"] for report in truth["situation"]["reports"] if report.get("copy_of")}
    assert "copy" in copies and metrics["copies"] == len(copies)


def test_what_cannot_be_read_is_told_with_reasons(done, truth):
    out, metrics = done
    rejected = pyarrow.parquet.read_table(out / "rejected").to_pylist()
    assert metrics["rejected"] == len(rejected) == 2
    for row in rejected:
        # The program names the file by its path, the job by its place in the folder.
        assert row["reason"].split(":", 2)[2].strip() in truth["faults"]
        assert "one.jsonl" in row["location"]


def test_claims_are_partitioned_by_date_and_those_of_the_records(done, program, tmp_path):
    out, metrics = done
    (portion, *_) = sorted((out / "claims").glob("batch=*"))
    assert all(path.name.startswith("date=") for path in portion.iterdir() if path.is_dir())
    ours = pyarrow.parquet.read_table(out / "claims").to_pylist()
    assert len(ours) == metrics["claims"] == sum(len(json.loads(record)["claims"]) for record in records_of(out))
    assert all(row["date"] == (row["first_day"].isoformat()[:7] if row["first_day"] else "unknown") for row in ours)
    # Each claim has the id that the program gives it, and its sentence, since the text is known while it is read.
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(record + "\n" for record in records_of(out)), encoding="utf-8")
    rows = program("export", "jsonl", lines).stdout.decode().splitlines()
    assert sorted(row["id"] for row in ours) == sorted(json.loads(row)["id"] for row in rows)
    assert all(row["sentences"] for row in ours)


def test_the_program_takes_the_records_of_the_job(done, truth, program):
    out, _ = done
    situation = json.loads(program("situation", out / "records", "--json").stdout)
    assert situation == truth["situation"]


def test_a_second_run_reads_only_what_is_new(spark, inputs, done, tmp_path):
    import shutil

    out, metrics = done
    again = tmp_path / "again"
    shutil.copytree(out, again)
    assert run(spark, inputs, again, "--no-events")["portions_read"] == 0
    assert records_of(again) == records_of(out)
    more = tmp_path / "more"
    shutil.copytree(inputs, more / "old")
    (more / "new.jsonl").write_text('{"id": "new", "text": "Rebels seized Kidal on Tuesday.", "published": "2023-05-08"}\n', encoding="utf-8")
    from zenobia_spark.job import Job, parse

    metrics = Job(spark, parse([str(inputs), str(more / "new.jsonl"), "--out", str(again), "--no-events"])).run()
    assert metrics["portions_read"] == 1 and metrics["records"] == len(records_of(out)) + 1


def executors(spark):
    """Processes of executors: children of the driver's machine."""
    driver = spark._jvm.java.lang.ProcessHandle.current().pid()
    found = []
    for process in Path("/proc").iterdir():
        try:
            parent = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == driver and b"CoarseGrainedExecutorBackend" in (process / "cmdline").read_bytes():
                found.append(int(process.name))
        except (OSError, ValueError, IndexError):
            continue
    return found


def test_a_killed_executor_loses_and_doubles_nothing(spark, inputs, truth, tmp_path):
    killed = []
    stop = threading.Event()

    def kill():
        tracker = spark.sparkContext.statusTracker()
        # One in the middle of reading, and one in the middle of putting claims together.
        for done in ("progress/plan.json", "work/originals/_SUCCESS"):
            while not stop.is_set() and not (tmp_path / "out" / done).exists():
                time.sleep(0.02)
            while not stop.is_set():
                stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
                if any(stage and stage.numActiveTasks for stage in stages) and (pids := executors(spark)):
                    os.kill(pids[0], signal.SIGKILL)
                    killed.append(pids[0])
                    break
                time.sleep(0.02)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        metrics = run(spark, inputs, tmp_path / "out")
    finally:
        stop.set()
        thread.join()
    assert len(killed) == 2
    assert records_of(tmp_path / "out") == truth["records"]
    assert events_of(tmp_path / "out") == truth["events"]
    assert metrics["rejected"] == 2 and metrics["copies"] >= 1
