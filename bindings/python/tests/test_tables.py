"""Tables, as data frames, databases and maps take them, and as the program reads and writes them."""

import json

import duckdb
import geopandas
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest
import zenobia


def test_every_library_takes_them(records):
    claims = records.claims()
    arrow = pyarrow.table(claims)
    assert arrow.num_rows == len(claims) == sum(len(record.claims) for record in records)
    assert arrow.column("event").to_pylist().count("ASSAULT") >= 3
    assert arrow.schema.field("first_day").type == pyarrow.date32()
    assert polars.DataFrame(claims).height == len(claims)
    assert len(pandas.DataFrame.from_arrow(claims) if hasattr(pandas.DataFrame, "from_arrow") else arrow.to_pandas()) == len(claims)
    # DuckDB takes a stream by the name of its variable.
    assert duckdb.sql("select count(*) from claims where event = 'ASSAULT'").fetchall()[0][0] >= 3


def test_places_lie_where_they_lie(records):
    frame = geopandas.GeoDataFrame.from_arrow(records.places())
    assert frame.crs is not None and frame.crs.to_string() in ("OGC:CRS84", "EPSG:4326")
    kidal = frame[frame["name"] == "Kidal"].iloc[0]
    assert round(kidal.geometry.y) == 18 and round(kidal.geometry.x) == 1
    assert kidal.geometry.y == kidal["latitude"]


def test_rows_are_those_of_the_record(records):
    actors = pyarrow.table(records.actors()).to_pylist()
    assert [(actor["report"], actor["id"], actor["name"]) for actor in actors] == [(r.id, a.id, a.name) for r in records for a in r.actors]
    tolls = pyarrow.table(records.tolls()).to_pylist()
    assert [(toll["report"], toll["best"]) for toll in tolls] == [("menaka", 14), ("gao", 5), ("kidal", 9)]
    assert len(zenobia.places([])) == 0


def test_claims_are_what_the_program_exports(records, zenobia_program, tmp_path):
    kept = tmp_path / "records.jsonl"
    kept.write_text("".join(record.to_json(with_text=True) + "\n" for record in records), encoding="utf-8")
    path = tmp_path / "claims.parquet"
    zenobia_program("export", "geoparquet", kept, "--out", path)
    exported = pyarrow.parquet.read_table(path).drop_columns(["bbox"])
    ours = pyarrow.table(records.claims())
    assert ours.column_names == exported.column_names
    assert ours.to_pylist() == exported.to_pylist()


def test_records_in_parquet_go_to_the_program_and_come_from_it(records, zenobia_program, tmp_path):
    ours = tmp_path / "ours.parquet"
    records.table().write_parquet(ours)
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(record.to_json() + "\n" for record in records), encoding="utf-8")
    from_parquet = zenobia_program("situation", ours, "--json").stdout
    assert from_parquet == zenobia_program("situation", lines, "--json").stdout
    assert json.loads(from_parquet)["events"]
    # And the other way: what the program writes is read here.
    sheet = tmp_path / "reports.jsonl"
    sheet.write_text("".join(json.dumps({"id": r.id, "published": r.report.published, "text": r.text}) + "\n" for r in records), encoding="utf-8")
    theirs = tmp_path / "theirs.parquet"
    theirs.write_bytes(zenobia_program("read", sheet, "--format", "parquet", text=False).stdout)
    assert [record.to_json() for record in zenobia.documents(theirs)] == [record.to_json() for record in records]
    assert pyarrow.parquet.read_table(theirs).drop_columns(["record"]).to_pylist() == pyarrow.table(records.table()).drop_columns(["record"]).to_pylist()


def test_texts_in_parquet_are_read_by_the_program(zenobia_program, tmp_path):
    path = tmp_path / "articles.parquet"
    pandas.DataFrame({"body": ["Rebels seized Kidal on Tuesday."], "date": pandas.to_datetime(["2023-05-08"])}).to_parquet(path)
    (line,) = zenobia_program("read", path, "--json").stdout.splitlines()
    record = zenobia.Record.from_json(line)
    assert (record.id, record.report.published, record.claims[0].event) == ("articles:1", "2023-05-08", "CONTROL")


def test_events_are_those_of_the_program(records, zenobia_program, tmp_path):
    situation = zenobia.reconcile(records)
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(record.to_json(with_text=True) + "\n" for record in records), encoding="utf-8")
    assert situation.to_json() + "\n" == zenobia_program("situation", lines, "--json").stdout
    assert zenobia.reconcile(reversed(records)).to_json() == situation.to_json()
    path = tmp_path / "events.parquet"
    path.write_bytes(zenobia_program("situation", lines, "--format", "parquet", text=False).stdout)
    theirs = pyarrow.parquet.read_table(path)
    ours = pyarrow.table(situation.events_table())
    assert ours.column_names == theirs.column_names
    assert ours.column("id").to_pylist() == theirs.column("id").to_pylist() == [event.id for event in situation.events]
    # With the records at hand a row knows more: here the sentences.
    assert all(ours.column("sentences").to_pylist())
    tolls = pyarrow.table(zenobia.tolls(situation)).to_pylist()
    assert sorted(toll["best"] for toll in tolls) == [5, 9, 14]


def test_a_situation_can_be_cut(records):
    situation = zenobia.reconcile(records, known_at="2023-05-06")
    assert situation.known_at == "2023-05-06" and len(situation.reports) == 2
    there = zenobia.reconcile(records).view(place="Kidal")
    assert there.events and all("Kidal" in [place.name for place in event.places] for event in there.events)
    held = zenobia.reconcile(records).view(at="2023-05-07")
    assert held.as_of.day == "2023-05-07"


def test_there_is_no_table_of_another_name(records):
    from zenobia import _zenobia

    with pytest.raises(zenobia.Error, match="there is no table `verbs`"):
        _zenobia.table("verbs", [record._reading for record in records])
