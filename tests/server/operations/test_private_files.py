"""T14: every file of every flow is its owner's alone, whatever the umask says."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
ROOT = Path(__file__).parents[3]
LIMIT_S = 60
MAIL = {
    "entity": "leads",
    "function": "create",
    "destination": {"kind": "email", "address": "ops@example.com"},
}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "app", "platform", *words]


def do(umask: int, *words: str) -> str:
    """Run a command to its end; what it prints."""
    done = subprocess.run(
        command(*words), cwd=ROOT, umask=umask, capture_output=True, timeout=LIMIT_S, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@contextmanager
def served(umask: int, *words: str) -> Iterator[dict[str, str]]:
    """A platform process, killed as nothing else would be: its log is not written back."""
    with subprocess.Popen(
        command("serve", *words), cwd=ROOT, umask=umask, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())
        finally:
            process.kill()


def send_mail(ready: dict[str, str]) -> None:
    """A message into the embedded mailbox."""
    with requests.Session() as session:
        session.trust_env = False
        token = Path(ready["token_file"]).read_text()
        answer = session.post(
            ready["base_url"] + "/api/v1/listeners/test",
            json={"listener": MAIL},
            headers={"Authorization": f"Bearer {token}"},
            timeout=LIMIT_S,
        )
        assert (answer.status_code, answer.json()["error"]) == (200, None)


def open_to_others(folder: Path) -> dict[str, str]:
    """What in a folder is not its owner's alone."""
    found = {}
    for one in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(one.lstat().st_mode)
        if mode != (0o700 if one.is_dir() else 0o600):
            found[str(one)] = oct(mode)
    return found


@pytest.mark.parametrize(
    "umask", [pytest.param(0o000), pytest.param(0o022, marks=pytest.mark.soak)], ids=oct
)
def test_T14_every_file_of_every_flow_is_private(tmp_path, umask):
    data, kept = tmp_path / "data", tmp_path / "kept"
    kept.mkdir(mode=0o700)
    where = ["--data", str(data)]
    with served(umask, *where, "--log-file", str(kept / "log"), "--log-level", "debug") as ready:
        send_mail(ready)
        do(umask, "token", "issue", "--name", "crm", "--out", str(kept / "token"), *where)
        do(umask, "key", "rotate", *where)
        do(umask, "backup", str(kept / "backup"), "--include-key", *where)
        assert open_to_others(data) == {}
    assert open_to_others(data) == {}
    do(umask, "seed", "--records", "5", *where)
    done = json.loads(do(umask, "restore", str(kept / "backup"), "--json", *where))
    assert Path(done["aside"]).is_dir()
    names = {one.name for one in data.rglob("*")}
    assert {"platform.sqlite3", "platform.key", "platform.made", "admin-token", "new"} <= names
    assert any(one.is_file() for one in (data / "mailbox" / "new").iterdir())
    assert {one.name for one in kept.iterdir()} == {"log", "token", "backup", "backup.key"}
    for folder in (data, kept):
        assert open_to_others(folder) == {}
    log = (kept / "log").read_bytes()
    for secret in (data / "admin-token", kept / "token", data / "platform.key"):
        assert secret.read_bytes() not in log  # T10, at the level that says most
