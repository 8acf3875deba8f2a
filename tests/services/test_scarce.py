"""F19: no file, no memory or no thread more to be had: it is said, and nothing is lost by it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.platform import running_platform

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    many = [
        {
            "op": "create",
            "id": f"lst_{number:026d}",
            "body": {
                "name": "x" * 200,
                "entity": "clients",
                "function": "create",
                "destination": {"kind": "endpoint", "url": f"https://example.com/{'y' * 1900}"},
            },
        }
        for number in range(200)
    ]
    with running_platform(tmp_path_factory.mktemp("platform")) as platform:
        assert platform.post("/listeners/batch", {"operations": many}).status_code == 200
        yield platform


def names(platform):
    return [one["name"] for one in platform.get("/listeners?limit=500").json()["items"]]


@pytest.mark.parametrize("kind", ["files", "memory", "threads"])
def test_F19_without_a_file_memory_or_thread_it_goes_on_once_there_is_one(platform, tmp_path, kind):
    earlier = len(names(platform))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.support.scarce_desk"),
            *(str(tmp_path), platform.base_url, platform.token.reveal(), kind),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (before, during, after), states = json.loads(done.stdout)
    assert (before["edit"], before["sync"]) == (after["edit"], after["sync"]) == ("done", "done")
    assert during["sync"] in (("told",) if kind != "memory" else ("told", "no memory"))
    assert set(states) == {"clean"}
    made = ["before", *(["during"] if during["edit"] == "done" else []), "after"]
    assert names(platform)[earlier:] == made
