"""A real PostgreSQL of our own, for as long as the tests run.

A private cluster in a temporary folder, reached through a socket file: nothing else
on the computer sees it, and no port is taken.  PostgreSQL refuses to run as root, so
root hands it to the user that Debian's package makes.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from app.server.store.database_address import DatabaseAddress, parse_address

if sys.platform != "win32":
    import pwd

_FOLDERS: Final = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql@15")
_SUPERUSER: Final = "postgres"
_START_LIMIT_S: Final = 60.0  # as long as a busy machine may take
_MEMORY: Final = "/dev/shm"
_ROOM_BYTES: Final = 1_000_000_000
_RELAXED: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest there is."""
    found = sorted(Path(folder) for one in _FOLDERS for folder in _globbed(one))
    on_path = shutil.which("initdb")
    candidates = [*reversed(found), *([Path(on_path).parent] if on_path else [])]
    return next((one for one in candidates if (one / "postgres").exists()), None)


def _globbed(folder: str) -> Iterator[Path]:
    yield from Path(folder).glob("*/bin")
    if (Path(folder) / "bin").is_dir():
        yield Path(folder) / "bin"


class Cluster:
    """A server that runs, is killed, and starts again."""

    def __init__(self, folder: Path, *, durable: bool = False, settings: tuple[str, ...] = ()):
        found = programs()
        assert found is not None
        self._programs = found
        self._folder = folder
        self._settings = (*(() if durable else _RELAXED), *settings)
        self._account = self._unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self._of_folders: dict[Path, DatabaseAddress] = {}

    def prepare(self) -> None:
        """Make the cluster's files."""
        self._folder.chmod(0o700)
        if self._account is not None:
            os.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
        arguments = ["-D", self._data, "-U", _SUPERUSER, "-A", "trust", "-E", "UTF8"]
        command = [self._programs / "initdb", *arguments, "--locale=C", "--no-sync"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self._as_account())

    def start(self) -> None:
        """Start the server and wait until it answers."""
        said = [f"unix_socket_directories={self._folder}", "listen_addresses=", *self._settings]
        options = [part for one in said for part in ("-c", one)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options],
                stdout=log,
                stderr=log,
                **self._as_account(),
            )
        deadline_s = time.monotonic() + _START_LIMIT_S
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < deadline_s, "PostgreSQL did not start in time"
            time.sleep(0.02)  # a process of others: it announces its start in no other way

    def kill(self) -> None:
        """As a power cut would: nothing is said to anyone."""
        assert self._process is not None
        for child in _children(self._process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """End the server at once."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_START_LIMIT_S)

    def processes(self) -> list[int]:
        """The server's processes, those of its connections among them."""
        assert self._process is not None
        return [self._process.pid, *_children(self._process.pid)]

    def new_database(self, template: str = "template0") -> DatabaseAddress:
        """A database of its own, empty or like another one."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.address(name)

    def database_of(self, folder: Path) -> DatabaseAddress:
        """The database that belongs to a data folder, empty at first."""
        if folder not in self._of_folders:
            self._of_folders[folder] = self.new_database()
        return self._of_folders[folder]

    def drop_database(self, address: DatabaseAddress) -> None:
        """Remove a database, whoever is connected to it."""
        self.execute(f"DROP DATABASE {name_of(address)} WITH (FORCE)")

    def address(self, name: str = "postgres") -> DatabaseAddress:
        """The address of a database."""
        text = f"postgresql+psycopg://{_SUPERUSER}@/{name}?host={self._folder}"
        return parse_address(text, may_hold_password=False)

    def execute(self, statement: str, *, name: str = "postgres") -> list[Any]:
        """Run one statement as somebody else; its rows, if it has some."""
        with psycopg.connect(self.address(name).libpq(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    @staticmethod
    def _unprivileged() -> pwd.struct_passwd | None:
        if os.geteuid() != 0:
            return None
        try:
            return pwd.getpwnam(_SUPERUSER)
        except KeyError:
            return pwd.getpwnam("nobody")

    def _as_account(self) -> dict[str, Any]:
        if self._account is None:
            return {"cwd": self._folder}
        account = self._account
        who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        return {"cwd": self._folder, **who}


def _children(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in listed.stdout.split()]


@contextmanager
def running_cluster(**options: Any) -> Iterator[Cluster]:
    """A cluster of its own, started; the test is skipped where PostgreSQL is missing."""
    if programs() is None:
        pytest.skip("PostgreSQL's server programs are not installed (Debian: postgresql)")
    with tempfile.TemporaryDirectory(
        prefix="pg-",
        dir=None if options.get("durable") else _in_memory(),
        ignore_cleanup_errors=True,
    ) as folder:
        cluster = Cluster(Path(folder), **options)
        cluster.prepare()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


@cache
def lasting_cluster() -> Cluster:
    """A cluster that ends with this process."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(running_cluster())


def _in_memory() -> str | None:
    """A folder that is memory, if it has room: a busy disk would be what we measure."""
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ROOM_BYTES:
        return None
    return _MEMORY


def name_of(address: DatabaseAddress) -> str:
    """The name of a database."""
    return str(address.url().database)
