"""Killed at any moment, a command leaves a folder that opens and has lost nothing."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.server.opening import open_platform
from app.server.platform import DATABASE_FILE
from app.server.settings import PlatformSettings
from app.server.store.database import DatabaseUnusable
from app.server.store.keys import KeyMissing
from app.server.store.migrations import SchemaForeign, SchemaTooNew
from tests.support.platform import running_platform

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals"),
]
ROOT = Path(__file__).parents[3]
ROUNDS = 60
LISTENER = {
    "entity": "clients",
    "function": "create",
    "destination": {"kind": "endpoint", "url": "https://hooks.example.com/clients"},
}


def prepared(folder: Path, count: int) -> dict[str, str]:
    """Listeners and their secrets, in a folder that is not served any more."""
    with running_platform(folder) as platform:
        for _ in range(count):
            assert platform.post("/listeners", LISTENER).status_code == 201
    return secrets_in(folder)


def secrets_in(folder: Path) -> dict[str, str]:
    with running_platform(folder) as platform:
        listed = platform.get("/listeners", params={"limit": 500}).json()["items"]
        return {
            one["id"]: platform.post(f"/listeners/{one['id']}/secret/reveal").json()["secret"]
            for one in listed
        }


def killed_after(delay_s: float, *words: str) -> int:
    """Run a command and kill it; its exit code if it was quicker."""
    command = [sys.executable, "-m", "app", "platform", *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            return process.wait(delay_s)
        except subprocess.TimeoutExpired:
            process.kill()
            return -signal.SIGKILL


def usual_time_s(*words: str) -> float:
    started_s = time.monotonic()
    assert killed_after(120, *words) == 0
    return time.monotonic() - started_s


def test_F06_a_replaced_key_killed_at_random(tmp_path):
    folder = tmp_path / "data"
    expected = prepared(folder, 40)
    words = ("key", "rotate", "--data", str(folder))
    usual_s, source = usual_time_s(*words), random.Random(1)
    ends = [killed_after(usual_s * source.uniform(0.5, 1.1), *words) for _ in range(ROUNDS)]
    assert {0, -signal.SIGKILL} <= set(ends) <= {0, 1, -signal.SIGKILL}
    assert secrets_in(folder) == expected


def test_F06_a_restore_killed_at_random(tmp_path):
    folder, kept = tmp_path / "data", tmp_path / "kept"
    before = prepared(folder, 10)
    assert killed_after(120, "backup", str(kept), "--data", str(folder)) == 0
    after = prepared(folder, 10)
    assert len(after) == 20
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    words = ("restore", str(kept), "--data", str(folder))
    usual_s, source = usual_time_s(*words), random.Random(2)
    seen = set()
    for _ in range(ROUNDS // 2):
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
        killed_after(usual_s * source.uniform(0.5, 1.05), *words)
        found = secrets_in(folder)
        assert found in (before, after)
        seen.add(len(found))
    assert seen <= {10, 20}


@pytest.mark.parametrize("harm", ["flip", "zero", "garbage", "cut", "repeat"])
def test_F31_F33_random_damage_is_refused_or_without_effect(tmp_path, harm):
    """G15: no damage crashes a start; what is refused is left as it is."""
    folder = tmp_path / "data"
    prepared(folder, 20)
    file, source = folder / DATABASE_FILE, random.Random(harm)
    whole = file.read_bytes()
    refusals: list[str] = []
    for _ in range(200):
        damaged = bytearray(whole)
        at = source.randrange(len(whole))
        match harm:
            case "flip":
                damaged[at] ^= 1 << source.randrange(8)
            case "zero":
                damaged[at : at + 512] = bytes(len(damaged[at : at + 512]))
            case "garbage":
                damaged[at : at + 4096] = source.randbytes(len(damaged[at : at + 4096]))
            case "cut":
                del damaged[at:]
            case "repeat":
                damaged[at : at + 4096] = damaged[: len(damaged[at : at + 4096])]
        file.write_bytes(damaged)
        try:
            open_platform(PlatformSettings(data_dir=folder)).database.close_sync()
        except (DatabaseUnusable, KeyMissing, SchemaForeign, SchemaTooNew) as error:
            refusals.append(str(error))
            assert file.read_bytes() == bytes(damaged)
        for left in folder.glob(f"{DATABASE_FILE}-*"):
            left.unlink()
    assert refusals
    assert not any("\n" in one for one in refusals)
