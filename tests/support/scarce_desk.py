"""A desk that runs out of something, and gets it back: `FOLDER URL TOKEN files|memory|threads`.

Edits and syncs before, while there is none left, and after; says in a line of JSON for each
of the three what came of it.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import resource
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from app.adapters.local_store import SqliteLocalStore
from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from app.services.sync import SyncService
from tests.support.builders import settings

CONTROL = JobControl()
_FILES = 64
_PIECE, _PIECES_LEFT = 64 * 1024, 24  # Python cannot start a thread or raise without any
_STATM = Path("/proc/self/statm")


@contextlib.contextmanager
def no_files() -> Iterator[None]:
    """Not one more can be opened."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, hard))
    taken: list[int] = []
    try:
        with contextlib.suppress(OSError):
            while True:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        yield
    finally:
        for one in taken:
            os.close(one)


@contextlib.contextmanager
def no_memory() -> Iterator[None]:
    """Too little is left to read all that the platform has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    in_use = int(_STATM.read_text().split()[0]) * mmap.PAGESIZE
    resource.setrlimit(resource.RLIMIT_AS, (in_use + _PIECE, hard))
    ballast: list[bytes] = []
    try:
        with contextlib.suppress(MemoryError):
            while True:
                ballast.append(bytes(_PIECE))
        del ballast[-_PIECES_LEFT:]
        yield
    finally:
        ballast.clear()
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextlib.contextmanager
def no_threads() -> Iterator[None]:
    """As the system's limit has it, which does not bind root."""
    said = RuntimeError("can't start new thread")
    with mock.patch.object(threading.Thread, "start", side_effect=said):
        yield


SCARCE = {"files": no_files, "memory": no_memory, "threads": no_threads}


def main(folder: Path, url: str, token: str, kind: str) -> None:
    api = RestApi(SignedIn(url, token=Secret(token)))
    local = LocalCopy(SqliteLocalStore(folder / "local.db"))
    listeners, engine = ListenerService(local), SyncService(api, local)

    def step(name: str) -> dict[str, str]:
        """One edit and one sync; what each ended with."""
        ended = {"name": name, "edit": "done", "sync": "done"}
        for what, act in (
            ("edit", lambda: listeners.create(CONTROL, settings(name=name))),
            ("sync", lambda: engine.sync(CONTROL)),
        ):
            try:
                act()
            except AppError as exc:
                ended[what] = "told"
                ended["why"] = type(exc).__name__
            except MemoryError:
                ended[what] = "no memory"
        return ended

    said = [step("before")]
    api.close()  # so that it needs a new connection
    local.clear_feed_position()  # everything is read once more
    with SCARCE[kind]():
        during = step("during")
    said += [during, step("after")]
    print(json.dumps([said, [row.state.value for row in local.listeners()]]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:5])
