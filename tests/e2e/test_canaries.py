"""After the whole story no secret is anywhere but in the keyring (T01, T10).

Nor is the person whom a record was about in any log (T47).

Searched are all files of the profile, HOME, temporary folders and caches, the databases
with their write-ahead logs while they are open, the logs at DEBUG, everything printed,
the other platform's folder, and the arguments and environment of every process.
Allowed are what security.md allows: the embedded platform's own token file, and the file
that the administrator named for the mail server's password.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from app.server.store.tables import users
from app.server.store.tokens import add_client
from tests.support.canaries import PERSON, Sweep, forms_of
from tests.support.file_keyring import FileKeyring
from tests.support.platform import RunningPlatform, running_platform

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

ROOT = Path(__file__).parents[2]
LIMIT_S = 120
TYPED = (
    "bearer", "password", "new password", "refused password", "api key", "inline",
    "endpoint's client secret", "endpoint's OAuth token", "mail password", "wrong token",
    "wrong client secret",
)  # fmt: skip


def made(name: str) -> str:
    """A secret like no other, with what must be written otherwise in URLs."""
    return f"cn-{name.replace(' ', '').replace(chr(39), '')}-{secrets.token_hex(8)}/+=~"


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """All that the app and its platforms can write to."""
    folder = tmp_path / "everything"
    for name in ("profile", "home", "tmp", "run", "cwd"):
        (folder / name).mkdir(parents=True, mode=0o700)
    return folder


@contextmanager
def told(everything: Path, given: dict[str, str], other_url: str) -> Iterator[Teller]:
    tmp_path = everything.parent
    (tmp_path / "mail-password").write_text(given["mail password"] + "\n")
    command = [sys.executable, "-m", "tests.e2e.canary_story", str(everything / "profile"),
               other_url, str(tmp_path / "mail-password"), str(tmp_path / "report")]  # fmt: skip
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(everything / "home"),
        "TMPDIR": str(everything / "tmp"),
        "XDG_RUNTIME_DIR": str(everything / "run"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        FileKeyring.VARIABLE: str(tmp_path / "keyring"),
    }
    with (everything / "stderr").open("wb") as errors:
        process = subprocess.Popen(
            command,
            cwd=everything / "cwd",
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            umask=0,  # the worst: what is private must be made so
        )
    try:
        yield Teller(process, given)
    finally:
        process.kill()
        process.communicate()


class Teller:
    """The story's process, while it runs."""

    def __init__(self, process: subprocess.Popen[str], given: dict[str, str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._say(json.dumps(given))

    def wait_live(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line == "LIVE\n":
                return
            self.said.append(line)
        pytest.fail("the story broke off: " + "".join(self.said)[-2000:])

    def end(self) -> int:
        self._say("end")
        assert self.process.stdout is not None
        self.said += self.process.stdout.readlines()
        return self.process.wait(LIMIT_S)

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def processes(self) -> dict[int, bytes]:
        """Arguments and environment of the app and of all that it started."""
        found, waiting = {}, [self.process.pid]
        while waiting:
            pid = waiting.pop()
            folder = Path(f"/proc/{pid}")
            found[pid] = (folder / "cmdline").read_bytes()
            with suppress(PermissionError):  # T13: not even the same user may look, only root
                found[pid] += (folder / "environ").read_bytes()
            children = [one.read_text().split() for one in folder.glob("task/*/children")]
            waiting += [int(child) for several in children for child in several]
        return found


def open_to_others(profile: Path) -> list[str]:
    """What another user of this computer could read, or only list (T14)."""
    return [str(path) for path in profile.rglob("*") if path.stat().st_mode & 0o077]


def an_oauth_client(other: RunningPlatform) -> dict[str, str]:
    def work(tx: Connection) -> tuple[str, str]:
        user_id = tx.execute(select(users.c.id).where(users.c.role == "administrator")).scalar()
        client_id, secret = add_client(
            tx, user_id=str(user_id), label="app", now_ms=other.platform.now_ms()
        )
        return client_id, secret.reveal()

    client_id, secret = other.in_store(work)
    return {"client id": client_id, "client secret": secret}


@pytest.mark.timeout(240)
def test_T01_T10_T14_T47_after_the_whole_story_no_secret_is_anywhere_but_in_the_keyring(
    everything: Path, tmp_path: Path
) -> None:
    with running_platform(everything / "other") as other:
        given = {name: made(name) for name in TYPED} | an_oauth_client(other)
        given["other platform's token"] = other.token.reveal()
        with told(everything, given, other.base_url) as teller:
            teller.wait_live()
            canaries = given | json.loads((tmp_path / "report").read_text())
            del canaries["client id"]
            assert len(set(canaries.values())) >= 20
            sweep = Sweep(canaries)
            allowed = {("admin token", "admin-token"), ("other platform's token", "admin-token")}
            live = sweep.of_files(everything, but=allowed)
            assert list(everything.rglob("*-wal")), "the write-ahead logs are part of it"
            assert len(teller.processes()) >= 2
            open_files = open_to_others(everything / "profile")
            in_processes = [one for raw in teller.processes().values() for one in sweep.of(raw)]
            exit_code = teller.end()
    assert exit_code == 0, (everything / "stderr").read_text()[-3000:]
    log = (everything / "profile" / "logs" / "app.log").read_text()
    assert " DEBUG " in log
    platform_log = (everything / "platform.log").read_text()
    assert " DEBUG " in platform_log
    assert log.count("a bug") >= 3  # all of them reached the log
    assert live == []
    assert open_files + open_to_others(everything / "profile") == []
    assert in_processes == []
    assert sweep.of("".join(teller.said)) == []
    person = Sweep({"the person": PERSON})
    assert person.of_files(everything / "profile" / "data"), "the records have her, as they should"
    spoken = [*teller.said, (everything / "stderr").read_text(), log, platform_log]
    assert person.of("".join(spoken)) == []
    assert sweep.of_files(everything, but=allowed) == []
    kept = sweep.of((tmp_path / "keyring").read_bytes())
    assert sorted(kept) == ["client secret", "other platform's token"]


@pytest.mark.parametrize("form", sorted(forms_of("cn-planted-71f0ac/é?")))
def test_T01_the_sweep_finds_every_form(form: bytes, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "some.db-wal").write_bytes(b"\0\1" + form + b"\xff")
    assert Sweep({"planted": "cn-planted-71f0ac/é?"}).of_files(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="the call is Linux's")
def test_T13_the_kernel_is_told_to_hand_our_memory_to_nobody() -> None:
    asked = "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"  # PR_GET_DUMPABLE
    told = f"import ctypes; {asked}; from app.__main__ import main; main(['listeners']); {asked}"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    before, *_, after = done.stdout.split()
    assert (before, after) == ("1", "0")


@pytest.mark.parametrize("what", ["window", "platform"])
def test_T01_T13_a_crash_leaves_no_core_dump(what: str, everything: Path) -> None:
    """A core dump would hold every secret in memory; the limit is lifted here on purpose."""
    profile = everything / "profile"
    words = {
        "window": ["--profile", str(profile)],
        "platform": ["platform", "serve", "--data", str(profile / "data" / "sandbox")],
    }[what]
    environment = {"PATH": os.environ["PATH"], "HOME": str(everything / "home")}
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    unlimited = 'ulimit -S -c "$(ulimit -H -c)"; exec "$@"'
    process = subprocess.Popen(
        ["sh", "-c", unlimited, "sh", sys.executable, "-m", "app", *words],
        cwd=everything / "cwd",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    begun = {"window": profile / "logs/app.log", "platform": profile / "data/sandbox/admin-token"}
    deadline_s = time.monotonic() + LIMIT_S
    while not begun[what].exists() and time.monotonic() < deadline_s:
        assert process.poll() is None, "it ended by itself"
        os.sched_yield()
    limits = Path(f"/proc/{process.pid}/limits").read_text()
    process.send_signal(signal.SIGSEGV)
    assert process.wait(LIMIT_S) == -signal.SIGSEGV
    assert any(
        line.split()[4:6] == ["0", "0"] for line in limits.splitlines() if "core file" in line
    )
    assert list((everything / "cwd").iterdir()) == []
