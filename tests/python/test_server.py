"""The server, asked by programs that know the standards: a fuzzer of OpenAPI, and GDAL's reader of OGC API - Features."""

import json
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


def test_nothing_that_the_openapi_allows_breaks_the_server(demo, tmp_path):
    schemathesis = Path(sys.executable).parent / "schemathesis"
    if not schemathesis.exists():
        pytest.skip("schemathesis is not installed: tests/python/requirements.txt")
    # What is added or decided while it runs must not change what later questions find, and events of a task only end with it.
    command = [
        schemathesis, "run", f"{demo}/openapi.json", "--url", demo, "--seed", "20161129", "--max-examples", "25",
        "--phases", "examples,coverage,fuzzing", "--checks",
        "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance",
        "--exclude-path-regex", "/tasks/.*/events$", "--request-timeout", "20", "--no-color",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.fixture(scope="session")
def features(demo):
    """What GDAL says of /ogc."""
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("ogrinfo is not installed: apt-get install gdal-bin")

    def run(*arguments):
        done = subprocess.run([program, "-ro", f"OAPIF:{demo}/ogc", *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "ERROR" not in done.stderr, done.stderr
        return done.stdout

    return run


def asked(demo, path):
    with urllib.request.urlopen(demo + path) as answer:
        return json.load(answer)


def test_gdal_lists_the_collections(features):
    told = features()
    for name in ["events", "claims", "unlocated-events"]:
        assert name in told, told


@pytest.mark.parametrize("collection, query", [
    ("events", "of=event&located=true"), ("claims", "of=claim&located=true"), ("unlocated-events", "of=event&located=false"),
])
def test_gdal_reads_every_feature(demo, features, collection, query):
    total = asked(demo, f"/api/v1/facets?{query}")["total"]
    told = features(collection, "-al")
    assert told.count(f"OGRFeature({collection})") == total, told[:2000]


def test_gdal_filters_by_place(demo, features):
    syria = asked(demo, "/api/v1/events?bbox=35.7,32.3,42.4,37.3&limit=1000")["total"]
    told = features("events", "-spat", "35.7", "32.3", "42.4", "37.3", "-al")
    assert 0 < told.count("OGRFeature(events)") == syria
