"""Runs the platform as a process: one socket that we bind, one line when it is ready.

It ends on SIGTERM and, when told so, with its parent: the parent holds the other end
of standard input, which closes however the parent ends.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import uvicorn

from app.server import create_app
from app.server.api.guard import bound_url
from app.server.http.protocol import PatientProtocol
from app.server.logs import LogSettings, start_logging, stop_logging
from app.server.platform import LOCK_FILE
from app.server.process import EXIT_IN_USE, EXIT_OK, ending_signals, fail
from app.server.settings import PlatformSettings
from app.server.store.private_files import make_private_folder, touch_private
from app.server.troubles import START_TROUBLES

if TYPE_CHECKING:
    from app.server.platform import Platform

_GRACE_S: Final = 1  # an app that closes waits for this; what is cut off is tried again
_HANDOVER_S: Final = 5.0  # the platform of an app that was killed may still be ending
_COMMAND_S: Final = 2.0  # a command that has the folder is soon done
_BACKLOG: Final = 128
# Linger for no time: close by a reset, and let the system forget what it still holds.
_AT_ONCE: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """Where the platform listens, and where its admin token is."""

    base_url: str
    token_file: str

    def line(self) -> str:
        """The line that whoever started the process waits for."""
        return json.dumps({"base_url": self.base_url, "token_file": self.token_file})


class PlatformServer(uvicorn.Server):
    """A uvicorn server on our own socket, which says when it is ready."""

    def __init__(
        self,
        settings: PlatformSettings,
        sock: socket.socket,
        on_ready: Callable[[Ready], None],
    ) -> None:
        self.application = create_app(settings)
        self.application.state.abort_connection = self._abort
        self._sock = sock
        self._on_ready = on_ready
        super().__init__(
            uvicorn.Config(
                self.application,
                http=PatientProtocol,
                ws="none",
                loop="asyncio",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_GRACE_S,
            )
        )

    @property
    def platform(self) -> Platform:
        """The platform behind the server, once it has started."""
        platform: Platform = self.application.state.platform
        return platform

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self._sock.getsockname()[:2]
            self.platform.engine.guard.refuse_own(host, port)
            self._on_ready(Ready(bound_url(self._sock), str(self.platform.token_file)))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.started:  # streams would not end by themselves
            await self.application.state.stream.close()
        await super().shutdown(sockets)

    def _abort(self, client: object) -> None:
        """Cut the connection of a client's address, whatever waits to be sent on it."""
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == client:
                sock = connection.transport.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
                connection.transport.abort()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn's, but a signal that was obeyed is not raised again: the end is clean."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.signal(one, self.handle_exit) for one in ending_signals()}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def listen(self) -> None:
        """Serve until told to end; returns too when the platform did not start."""
        with suppress(SystemExit):  # uvicorn's way to say that the lifespan failed
            self.run(sockets=[self._sock])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket that no other process can share.

    Raises:
        OSError: The address is not ours or is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # By name: asyncio sends small answers at once only on a socket that says it is TCP.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # here it only allows a port whose last connections are still closing
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(_BACKLOG)
    except BaseException:
        sock.close()
        raise
    return sock


def serve(
    settings: PlatformSettings,
    *,
    ends_with_parent: bool = False,
    log: LogSettings | None = None,
    say: Callable[[str], None] = print,
) -> int:
    """Serve a data folder until told to end; the process's exit code.

    Args:
        settings: The platform.
        ends_with_parent: End when standard input closes.
        log: Where the log goes; to standard error if not given.
        say: Writes the one line on standard output.
    """
    try:
        handler = start_logging(log or LogSettings())
    except OSError as error:
        return fail(f"the log file cannot be used: {error.strerror}")
    try:
        return _serve_folder(settings, ends_with_parent=ends_with_parent, say=say)
    finally:
        stop_logging(handler)


def _serve_folder(
    settings: PlatformSettings, *, ends_with_parent: bool, say: Callable[[str], None]
) -> int:
    from filelock import FileLock, Timeout

    try:
        make_private_folder(settings.data_dir)
        lock_path = settings.data_dir / LOCK_FILE
        touch_private(lock_path)
    except OSError as error:
        return fail(f"the data folder cannot be used: {error.strerror}")
    if settings.database is not None:  # any number of processes may share it
        return _serve_locked(settings, ends_with_parent=ends_with_parent, say=say)
    try:
        wait_s = _HANDOVER_S if ends_with_parent else _COMMAND_S
        with FileLock(lock_path, timeout=wait_s, mode=0o600):
            return _serve_locked(settings, ends_with_parent=ends_with_parent, say=say)
    except Timeout:
        fail(f"another platform already serves {settings.data_dir}")
        return EXIT_IN_USE


def _serve_locked(
    settings: PlatformSettings, *, ends_with_parent: bool, say: Callable[[str], None]
) -> int:
    try:
        sock = bind(settings.host, settings.port)
    except OSError as error:
        return fail(f"cannot listen on {settings.host} port {settings.port}: {error.strerror}")

    def on_ready(ready: Ready) -> None:
        gc.freeze()  # what is there now stays: it is never searched for rubbish
        gc.enable()
        say(ready.line())

    with sock:
        server = PlatformServer(settings, sock, on_ready)
        if ends_with_parent:
            _watch_parent(server)
        server.listen()
    reason: Exception | None = getattr(server.application.state, "start_error", None)
    if reason is None:
        return EXIT_OK
    if isinstance(reason, START_TROUBLES):
        return fail(f"the platform did not start: {reason}")
    _log.error("the platform did not start", exc_info=reason)
    return fail("the platform did not start; its log says why")


def _watch_parent(server: uvicorn.Server) -> None:
    """End the server when standard input reaches its end; nothing is read from it."""

    def watch() -> None:
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            _log.debug("standard input cannot be read, so the parent has gone")
        server.should_exit = True

    threading.Thread(target=watch, name="parent", daemon=True).start()
