"""The demonstration works without a network, and at once: no connection to elsewhere is even tried."""

import json
import re
import shutil
import subprocess
import time
import urllib.request

import pytest

from conftest import started

#: Seconds from the start of the program until events are on the map, in a release build; one without optimization is given more.
WITHIN = 10
PATHS = ["/", "/healthz", "/api/v1/situation", "/api/v1/events", "/api/v1/map?zoom=4", "/api/v1/facets", "/api/v1/sources", "/ogc", "/openapi.json"]


@pytest.fixture
def strace():
    program = shutil.which("strace")
    if program is None or subprocess.run([program, "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        pytest.skip("strace is not installed or not allowed here: apt-get install strace")
    return program


def fetched(address, path):
    with urllib.request.urlopen(address + path, timeout=20) as answer:
        return answer.read()


def test_the_demonstration_shows_events_at_once(program):
    begun = time.monotonic()
    server, address = started([program, "demo", "--no-open"])
    try:
        points = json.loads(fetched(address, "/api/v1/map?zoom=3"))
        took = time.monotonic() - begun
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert points["count"] > 0
    assert took < (WITHIN if "/debug/" not in program else 6 * WITHIN)


def test_the_demonstration_connects_to_nothing(program, strace, tmp_path):
    log = tmp_path / "calls"
    server, address = started([strace, "-f", "-qq", "-e", "trace=accept,accept4,connect,sendto,sendmsg,sendmmsg", "-o", log, program, "demo", "--no-open"])
    try:
        for path in PATHS:
            fetched(address, path)
        # What is read there is read here.
        body = json.dumps({"text": "Soldiers shelled the town of Kidal on Sunday, killing nine people."}).encode()
        request = urllib.request.Request(address + "/api/v1/documents", body, {"Content-Type": "application/json"})
        assert urllib.request.urlopen(request, timeout=20).status in (200, 201, 202)
        time.sleep(1)
    finally:
        subprocess.run(["pkill", "-TERM", "-P", str(server.pid)], check=False)
        server.wait(timeout=60)
    calls = log.read_text(errors="replace").splitlines()
    assert any("accept" in call for call in calls), "nothing was traced"
    # An answer to one who asked is sent on a connection that was taken, which names no address.
    outward = [call for call in calls if re.search(r"sa_family=AF_INET6?\b", call) and "accept" not in call]
    assert outward == []
