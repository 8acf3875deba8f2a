"""Runs an operation where it is safe: in the platform that serves the folder, or here.

SQLite has one writer.  Whoever holds the folder's lock is it: if that is nobody, this
process is for the moment; otherwise the holder is asked.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from app.server.operations.base import OperationRefused
from app.server.operations.registry import perform
from app.server.operations.socket_path import socket_path
from app.server.platform import DATABASE_FILE, LOCK_FILE
from app.server.settings import PlatformSettings

_WAIT_S: Final = 10.0  # a platform that starts, or another command, is soon done
_LOCK_S: Final = 0.05  # between two times of asking


class NoPlatform(Exception):
    """The folder holds no platform."""


class FolderBusy(Exception):
    """The folder is in use by a process that cannot be asked."""


class OperationFailed(Exception):
    """It was begun, and did not end as it should."""


def call_operation(
    settings: PlatformSettings, name: str, arguments: Mapping[str, Any], *, wait_s: float = _WAIT_S
) -> Any:
    """Run an operation on a data folder and return its result.

    PostgreSQL takes any number of writers: there it always runs here.

    Raises:
        NoPlatform: There is none in the folder.
        FolderBusy: Someone else has the folder, and cannot be asked.
        OperationRefused: It refused; nothing was changed.
        OperationFailed: It broke.
    """
    if settings.database is not None:
        return _run_here(settings, name, arguments)
    folder = settings.data_dir
    if not (folder / DATABASE_FILE).exists():
        answered, result = _ask(folder, name, arguments)  # one that keeps its data in PostgreSQL
        if answered:
            return result
        raise NoPlatform("the folder holds no platform; serve it once first")
    deadline_s = time.monotonic() + wait_s
    while True:
        try:
            with folder_lock(folder, wait_s=_LOCK_S):
                return _run_here(settings, name, arguments)
        except FolderBusy:
            pass
        answered, result = _ask(folder, name, arguments)
        if answered:
            return result
        if time.monotonic() > deadline_s:
            raise FolderBusy("another process uses the folder and takes no commands; end it first")


@contextmanager
def folder_lock(folder: Path, *, wait_s: float = 0) -> Iterator[None]:
    """Be the only one who writes in a folder.

    Raises:
        FolderBusy: Someone else is.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK_FILE, mode=0o600)
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        raise FolderBusy("the folder is in use") from None
    try:
        yield
    finally:
        lock.release()


def _run_here(settings: PlatformSettings, name: str, arguments: Mapping[str, Any]) -> Any:
    from app.server.opening import open_platform

    platform = open_platform(settings)
    try:
        return perform(platform, name, arguments)
    finally:
        platform.database.close_sync()


def _ask(folder: Path, name: str, arguments: Mapping[str, Any]) -> tuple[bool, Any]:
    """Whether somebody answered, and what."""
    if not hasattr(socket, "AF_UNIX"):
        return False, None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        try:
            with socket_path(folder) as path:
                sock.connect(path)
        except OSError:
            return False, None
        request = json.dumps({"operation": name, "arguments": dict(arguments)})
        try:
            sock.sendall(request.encode() + b"\n")
            with sock.makefile("rb") as stream:
                line = stream.readline()
            reply: dict[str, Any] = json.loads(line)
        except (OSError, ValueError):
            raise OperationFailed(
                "the platform ended before it answered; look whether it was done"
            ) from None
    if "refused" in reply:
        raise OperationRefused(reply["refused"])
    if "result" not in reply:
        raise OperationFailed(str(reply.get("failed", "the platform did not understand")))
    return True, reply["result"]
