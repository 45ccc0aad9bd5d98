"""Exports, opened by the programs that they are for."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
COUNT = 5
LOCATED = 3
IDS = ["c00a1b2c3d4e5f601", "e1112131415161718", "c4444444444444444", "c5555555555555555", "c6666666666666666"]


def table(path, **options):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, **options))


@pytest.mark.parametrize("format", ["geojson", "geopackage", "kml"])
def test_ogrinfo_reads_every_row(exported, ogrinfo, format):
    told = ogrinfo(exported(format), "-al")
    assert f"Feature Count: {COUNT}" in told
    assert told.count("POINT (24.88069 12.04888)") == LOCATED
    for id in IDS:
        assert id in told


def test_geopandas_reads_points_and_keeps_rows_without(exported):
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_file(exported("geojson"))
    assert len(frame) == COUNT
    assert list(frame["id"]) == IDS
    assert frame.geometry.notna().sum() == LOCATED
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.iloc[0].y == pytest.approx(12.04888)


@pytest.mark.parametrize("format", ["geopackage", "geoparquet"])
def test_geopandas_reads_the_same_from_other_files_of_points(exported, format):
    geopandas = pytest.importorskip("geopandas")
    pytest.importorskip("pyarrow")
    frame = geopandas.read_parquet(exported(format)) if format == "geoparquet" else geopandas.read_file(exported(format))
    known = geopandas.read_file(exported("geojson"))
    assert list(frame["id"]) == IDS
    assert frame.crs.equals("OGC:CRS84" if format == "geoparquet" else "EPSG:4326")
    assert [point and point.wkt for point in frame.geometry] == [point and point.wkt for point in known.geometry]
    for column in ("event", "actors", "killed_best", "day_told", "confidence"):
        assert [value for value in frame[column] if value == value and value is not None] == [
            value for value in known[column] if value == value and value is not None
        ]
    days = [[str(day)[:10] for day in one["first_day"].dropna()] for one in (frame, known)]
    assert days[0] == days[1] and len(days[0]) == COUNT - 1


def test_geoparquet_has_types_boxes_and_what_its_specification_asks(exported):
    parquet = pytest.importorskip("pyarrow.parquet")
    jsonschema = pytest.importorskip("jsonschema")
    file = parquet.ParquetFile(exported("geoparquet"))
    geo = json.loads(file.metadata.metadata[b"geo"])
    schema = json.loads((HERE / "geoparquet.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(geo)
    assert geo["columns"]["geometry"]["bbox"] == [24.88069, 12.04888, 24.88069, 12.04888]
    types = {field.name: str(field.type) for field in file.schema_arrow}
    assert (types["first_day"], types["day_told"], types["killed_best"]) == ("date32[day]", "bool", "int64")
    assert (types["radius_km"], types["words"], types["geometry"]) == ("double", "string", "binary")
    boxes = file.read().column("bbox").to_pylist()
    assert sum(box is not None for box in boxes) == LOCATED
    assert boxes[0] == {"xmin": 24.88069, "ymin": 12.04888, "xmax": 24.88069, "ymax": 12.04888}


def located(exported):
    features = json.loads(exported("geojson").read_text(encoding="utf-8"))["features"]
    return sorted(feature["id"] for feature in features if feature["geometry"] and feature["properties"]["first_day"])


def test_duckdb_asks_a_geoparquet_file(exported):
    duckdb = pytest.importorskip("duckdb")
    path = str(exported("geoparquet"))
    sql = "SELECT id FROM read_parquet(?) WHERE first_day >= DATE '2024-01-01' AND bbox.xmin BETWEEN 24 AND 25 ORDER BY id"
    assert [id for (id,) in duckdb.execute(sql, [path]).fetchall()] == located(exported)


def test_a_geopackage_is_found_by_its_index_and_can_be_edited(exported, tmp_path):
    ogr2ogr, ogrinfo = shutil.which("ogr2ogr"), shutil.which("ogrinfo")
    if ogr2ogr is None:
        pytest.skip("ogr2ogr is not installed: apt-get install gdal-bin")
    path = tmp_path / "rows.gpkg"
    path.write_bytes(exported("geopackage").read_bytes())

    def near(west, south, east, north):
        box = [ogrinfo, "-ro", "-al", "-so", "-spat", *map(str, (west, south, east, north)), str(path)]
        told = subprocess.run(box, capture_output=True, text=True, check=True)
        assert "ERROR" not in told.stderr and "Warning" not in told.stderr, told.stderr
        return int(told.stdout.split("Feature Count: ")[1].split()[0])

    assert (near(24, 12, 25, 13), near(0, 0, 1, 1)) == (LOCATED, 0)
    # The triggers of the index run: what is moved is found where it is now.
    moved = "UPDATE findings SET geom = NULL WHERE fid = 1"
    edit = [ogrinfo, str(path), "-dialect", "SQLite", "-sql", moved]
    assert "ERROR" not in subprocess.run(edit, capture_output=True, text=True, check=True).stderr
    assert near(24, 12, 25, 13) == LOCATED - 1


def test_geojson_is_what_rfc_7946_says(exported):
    data = json.loads(exported("geojson").read_text(encoding="utf-8"))
    assert data["type"] == "FeatureCollection" and "crs" not in data
    for feature in data["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        if feature["geometry"] is not None:
            east, north = feature["geometry"]["coordinates"]
            assert -180 <= east <= 180 and -90 <= north <= 90


def test_followthemoney_knows_every_entity_and_property(exported):
    model = pytest.importorskip("followthemoney").model
    entities = [json.loads(line) for line in exported("ftm").read_text(encoding="utf-8").splitlines()]
    proxies = [model.get_proxy(entity) for entity in entities]
    for entity, proxy in zip(entities, proxies):
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert name in proxy.schema.properties, (proxy.schema.name, name)
            assert sorted(proxy.get(name)) == sorted(values), (proxy.schema.name, name)
    events = [proxy for proxy in proxies if proxy.schema.name == "Event"]
    assert [event.id for event in events] == IDS
    ids = {proxy.id for proxy in proxies}
    for event in events:
        assert set(event.get("involved")) <= ids and set(event.get("proof")) <= ids
        assert event.caption


def test_annotations_are_what_the_model_demands(exported):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((HERE / "annotation.schema.json").read_text(encoding="utf-8"))
    annotations = json.loads(exported("annotations").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(annotations)
    assert len({annotation["id"] for annotation in annotations}) == len(annotations)
    quote, position = annotations[0]["target"]["selector"]
    sentence = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert sentence[position["start"] : position["end"]] == quote["exact"] == "bombed"


@pytest.mark.parametrize("format", ["csv", "acled", "ucdp", "geojson", "geopackage", "geoparquet", "timemap", "jsonl"])
def test_a_data_package_of_any_format_is_valid(exported, format):
    frictionless = pytest.importorskip("frictionless")
    folder = exported(format, package=True)
    description = folder / "datapackage.json"
    package = frictionless.Package(str(description))
    report = frictionless.Package.validate_descriptor(str(description))
    assert report.valid, report.flatten()
    assert {resource.path for resource in package.resources} <= {path.name for path in folder.iterdir()}
    if format in ("csv", "acled", "ucdp"):
        report = package.validate()
        assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "message"])
        assert report.tasks[0].stats["rows"] == COUNT


def test_columns_are_those_of_the_codebooks(exported):
    acled, ucdp = table(exported("acled")), table(exported("ucdp"))
    assert [len(acled[0]), len(ucdp[0])] == [31, 49]
    assert [row["event_id_cnty"] for row in acled] == [row["relid"] for row in ucdp] == IDS
    assert [row["fatalities"] for row in acled] == [row["best"] for row in ucdp]
    lines = exported("gdelt").read_text(encoding="utf-8").split("\n")
    assert [len(line.split("\t")) for line in lines[:-1]] == [61] * COUNT
    polecat = table(exported("polecat"), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert [row["Event ID"] for row in polecat] == IDS


def test_tags_of_hxl_stand_under_the_headings(exported):
    rows = table(exported("hxl"))
    assert all(tag.startswith("#") for tag in rows[0].values())
    assert rows[0]["id"] == "#event+id" and [row["id"] for row in rows[1:]] == IDS


def test_timemap_and_timeline_hold_what_their_readers_demand(exported):
    folder = exported("timemap")
    events, associations, sources = (json.loads((folder / f"{name}.json").read_text()) for name in ("events", "associations", "sources"))
    known = {association["id"] for association in associations}
    reports = {source["id"] for source in sources}
    for event in events:
        assert isinstance(event["description"], str) and set(event["associations"]) <= known
        assert set(event["sources"]) <= reports
        # Both or neither, and one of date and latitude, or timemap leaves it out; those are told in the report of losses.
        assert bool(event["latitude"]) == bool(event["longitude"])
    assert [event["id"] for event in events] == IDS
    timeline = json.loads(exported("timelinejs").read_text(encoding="utf-8"))
    assert all({"start_date", "text"} <= set(slide) for slide in timeline["events"])
    assert sorted(slide["unique_id"] for slide in timeline["events"] + timeline["undated"]) == sorted(IDS)
    assert len(timeline["undated"]) == 1


def test_losses_are_written_beside(exported):
    path = exported("acled")
    losses = json.loads(Path(f"{path}.loss.json").read_text(encoding="utf-8"))
    assert (losses["format"], losses["rows"]) == ("zenobia.loss/1", COUNT)
    assert {"type", "radius"} <= {loss["kind"] for loss in losses["losses"]}


def test_a_public_export_tells_what_it_changed(zenobia, rows, tmp_path):
    out = tmp_path / "public.geojson"
    zenobia("export", "geojson", rows, "--public", "--all-places", "--out", out)
    changes = json.loads(Path(f"{out}.changes.json").read_text(encoding="utf-8"))
    text = out.read_text(encoding="utf-8")
    assert changes["rows"] == COUNT and changes["changed"] >= LOCATED
    assert "12.04888" not in text and "grid 0.1°" in text
    assert "12.04888" not in json.dumps(changes)


def test_wrong_use_is_told(zenobia, rows):
    assert "--out" in zenobia("export", "timemap", rows, code=2).stderr
    assert "--out" in zenobia("export", "csv", rows, "--public", code=2).stderr
    zenobia("export", "xls", rows, code=2)
    told = zenobia("export", "--list").stdout
    assert "acled" in told and "loses" in told


def test_a_site_opens_from_a_disk(zenobia, rows, tmp_path):
    site = tmp_path / "site"
    zenobia("publish", site, rows, "--title", "A <title>")
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "A &lt;title&gt;" in page and "http:" not in page and "https:" not in page
    script = (site / "rows.js").read_text(encoding="utf-8")
    data = json.loads(script.removeprefix("window.ZENOBIA = ").rstrip().removesuffix(";"))
    assert [feature["id"] for feature in data["features"]] == IDS
    for name in ("rows.csv", "rows.geojson", "rows.jsonl", "outline.js", "map.js", "site.js", "site.css"):
        assert (site / name).stat().st_size > 0
