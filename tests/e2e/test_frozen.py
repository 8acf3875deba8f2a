"""The stand-alone app, used as someone uses it who has nothing else of ours.

Some minutes to build, so `dev.py soak`. `test_frozen_outside.py` has it meet the system around it.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from app import DISTRIBUTION, __version__
from tests.support.postgres import running_cluster
from tools import build, bundle
from tools.package.sizes import size_mb

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1200)]

LIMIT_S = 240


@pytest.fixture(scope="module")
def folder(frozen_app):
    return frozen_app


@pytest.fixture
def run(folder, tmp_path):
    """Run the executable with an empty HOME, far from the source tree."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(folder / DISTRIBUTION), *arguments],
            cwd=tmp_path,
            env=build.strangers_environment() | {"HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )

    return run


@contextmanager
def served(folder: Path, data: Path, *options: str):
    """The frozen platform, with its first line read."""
    command = [str(folder / DISTRIBUTION), "platform", "serve", "--data", str(data), *options]
    with subprocess.Popen(
        command,
        cwd=data.parent,
        env=build.strangers_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def me(ready: dict[str, str]) -> requests.Response:
    token = Path(ready["token_file"]).read_text("utf-8").strip()
    return requests.get(
        ready["base_url"] + "/api/v1/me",
        headers={"authorization": f"Bearer {token}"},
        timeout=LIMIT_S,
    )


def test_it_knows_its_version(run):
    done = run("--version")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == f"{DISTRIBUTION} {__version__}"
    assert any(line.startswith("  PySide6") for line in lines)


def test_it_shows_its_list_with_a_platform_of_its_own(run):
    done = run("--self-test")
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_its_platform_serves_by_hand_and_ends_when_asked(folder, tmp_path):
    with served(folder, tmp_path / "data") as (process, ready):
        answer = me(ready)
        assert answer.status_code == 200
        assert answer.json()["user"]["name"]
        if os.name == "posix":
            assert stat.S_IMODE(Path(ready["token_file"]).stat().st_mode) == 0o600
            process.send_signal(signal.SIGTERM)
            assert process.wait(LIMIT_S) == 0


def test_its_platform_ends_with_the_app_that_started_it(folder, tmp_path):
    with served(folder, tmp_path / "data", "--parent-stdin") as (process, ready):
        assert me(ready).ok
        process.stdin.close()
        assert process.wait(LIMIT_S) == 0


def test_its_platform_serves_on_postgresql(folder, tmp_path):
    with running_cluster() as cluster:
        address = cluster.new_database().url().render_as_string()
        with served(folder, tmp_path / "data", "--database", address) as (process, ready):
            assert me(ready).ok
            process.send_signal(signal.SIGTERM)
            assert process.wait(LIMIT_S) == 0


def test_it_publishes_the_same_openapi_document(run):
    published = json.loads(run("platform", "openapi").stdout)
    assert published == json.loads((build.ROOT / "resources" / "openapi.json").read_bytes())


def test_it_holds_the_app_and_nothing_of_ours_besides(folder):
    assert {"app", "PySide6", "fastapi", "sqlalchemy"} <= bundle.modules_of(folder)
    assert bundle.strangers(folder) == []


def test_no_module_of_the_app_is_missing(folder):
    """Some are imported by name, which PyInstaller does not see."""
    assert bundle.missing(folder) == []


def test_it_is_slim(folder):
    assert size_mb(folder) < build.MOST_MB


def test_a_test_package_in_it_is_noticed(folder):
    intruder = folder / "_internal" / "pytest"
    intruder.mkdir()
    try:
        assert bundle.strangers(folder) == ["pytest"]
    finally:
        intruder.rmdir()
