"""The database file, opened by programs that know nothing of it."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

COLUMNS = {"key", "event", "first_day", "place", "country", "latitude", "longitude", "tolls", "quotation", "publisher"}


def claims(path):
    """The claims as Python's own SQLite reads them."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return connection.execute("SELECT key, event, latitude FROM claims ORDER BY key").fetchall()


def test_python_reads_the_views_and_the_whole_file_is_sound(database):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = {row[1] for row in connection.execute("PRAGMA table_info(claims)")}
    assert COLUMNS <= names
    assert len(claims(database)) >= 4 and any(latitude for _, _, latitude in claims(database))


def test_datasette_serves_claims_events_and_the_search_of_sqlite(database):
    app = pytest.importorskip("datasette.app")
    served = app.Datasette([str(database)])

    async def get(path):
        await served.invoke_startup()
        answer = await served.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    rows = asyncio.run(get("/kept/claims.json?_shape=array&_size=max"))
    assert sorted((row["key"], row["event"], row["latitude"]) for row in rows) == claims(database)
    assert all(row["quotation"] for row in rows)
    events = asyncio.run(get("/kept/events.json?_shape=array&event=CONTROL"))
    assert [row["place"] for row in events] == ["Menaka"] or all("naka" in row["place"] for row in events)
    found = asyncio.run(get("/kept.json?_shape=array&sql=select+rowid+from+finding_texts+where+finding_texts+match+%27kidal%27"))
    assert found


def test_duckdb_computes_on_the_file_as_it_is(database):
    duckdb = pytest.importorskip("duckdb")
    package = pytest.importorskip("duckdb_ext")
    extensions = [
        path for folder in package.__path__ for path in Path(folder).rglob("sqlite_scanner.duckdb_extension") if f"v{duckdb.__version__}" in path.parts
    ]
    if not extensions:
        pytest.skip("duckdb-ext-sqlite is of another version than duckdb")
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{extensions[0]}'")
    connection.execute(f"ATTACH '{database}' AS kept (TYPE sqlite, READ_ONLY)")
    assert connection.execute("SELECT key, event, latitude FROM kept.claims ORDER BY key").fetchall() == claims(database)
    grouped = connection.execute("SELECT country, count(*) FROM sqlite_scan(?, 'claims') GROUP BY country", [str(database)]).fetchall()
    assert dict(grouped)["ML"] >= 3


def test_gdal_reads_the_views_as_layers(database, ogrinfo):
    for view in ("claims", "events"):
        told = ogrinfo(database, "-so", "-sql", f"SELECT * FROM {view}")
        assert "latitude: Real" in told and "first_day: String" in told and "Feature Count: 0" not in told
    points = "SELECT key, MakePoint(longitude, latitude, 4326) AS place FROM events WHERE latitude IS NOT NULL"
    assert "POINT" in ogrinfo(database, "-dialect", "SQLite", "-sql", points)
