"""Catches the app in the act of touching disk, database, network or keyring on the GUI thread.

    guard = GuiGuard()
    with guard.armed():
        ...  # the app's event loop runs in here
    assert guard.caught == []

Python's audit events tell of files, sockets and processes, SQLite's trace callback of
every statement, wrappers of the keyring and the log.  Only what the app
does counts: a test may read files on the same thread.
"""

from __future__ import annotations

import functools
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from logging.handlers import BaseRotatingHandler
from pathlib import Path
from types import FrameType
from typing import Any, Final

from app.adapters.keyring_secrets import KeyringSecrets

ROOT: Final = Path(__file__).resolve().parents[2]
_APP, _TESTS = f"{ROOT}/app/", f"{ROOT}/tests/"
_EVENTS: Final = frozenset(
    {
        *("open", "sqlite3.connect", "subprocess.Popen", "tempfile.mkstemp", "glob.glob"),
        *("os.chmod", "os.link", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir"),
        *("os.scandir", "os.truncate", "os.utime", "shutil.copyfile", "shutil.rmtree"),
        *("socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname"),
        *("socket.sendmsg", "socket.sendto", "time.sleep"),
    }
)


class GuiGuard:
    """What was caught, one line an act: the kind, what it was about, and who did it."""

    def __init__(self) -> None:
        self.caught: list[str] = []
        self.seen_elsewhere: set[str] = set()  # kinds met on other threads: proof that it looks
        self._is_armed = False
        _WATCHERS.append(self)
        _install()

    @contextmanager
    def armed(self) -> Iterator[None]:
        """Look at what happens in the block."""
        self._is_armed = True
        try:
            with ExitStack() as stack:
                stack.enter_context(_wrapped(BaseRotatingHandler, "emit", "log"))
                stack.enter_context(_traced_sqlite())
                if sys.version_info < (3, 13):  # since then an audit event tells of it
                    stack.enter_context(_wrapped(time, "sleep", "time.sleep"))
                for name in ("probe", "get", "set", "delete"):
                    stack.enter_context(_wrapped(KeyringSecrets, name, "keyring"))
                yield
        finally:
            self._is_armed = False

    def close(self) -> None:
        """Look no more."""
        _WATCHERS.remove(self)

    def note(self, kind: str, what: str) -> None:
        """Something that may block happens on this thread."""
        if not self._is_armed:
            return
        if threading.current_thread() is not threading.main_thread():
            self.seen_elsewhere.add(kind)
            return
        actor = _actor(sys._getframe(1))
        if actor is not None:
            self.caught.append(f"{kind} {what} by {actor}")


_WATCHERS: list[GuiGuard] = []


def _tell(kind: str, what: object) -> None:
    for watcher in _WATCHERS:
        watcher.note(kind, str(what)[:200])


def _actor(frame: FrameType | None) -> str | None:
    """The line of the app that acts; None when a test does."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(_TESTS) and path != __file__:
            return None
        if path.startswith(_APP):
            return f"{path.removeprefix(_APP)}:{frame.f_lineno} {frame.f_code.co_name}"
        frame = frame.f_back
    return None


@functools.cache
def _install() -> None:
    """Audit hooks stay for good: one for all guards."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if not _WATCHERS:
            return
        if event in _EVENTS and not (event == "open" and isinstance(arguments[0], int)):
            _tell(event, arguments[0] if arguments else "")

    sys.addaudithook(hook)


@contextmanager
def _wrapped(owner: Any, name: str, kind: str) -> Iterator[None]:
    inner: Callable[..., Any] = getattr(owner, name)

    @functools.wraps(inner)
    def outer(*arguments: Any, **named: Any) -> Any:
        _tell(kind, name)
        return inner(*arguments, **named)

    setattr(owner, name, outer)
    try:
        yield
    finally:
        setattr(owner, name, inner)


@contextmanager
def _traced_sqlite() -> Iterator[None]:
    """Every connection made meanwhile tells of its statements."""
    inner = sqlite3.connect

    def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = inner(*arguments, **named)
        connection.set_trace_callback(functools.partial(_tell, "sqlite"))
        return connection

    sqlite3.connect = connect
    try:
        yield
    finally:
        sqlite3.connect = inner
