"""The control channel: how a command reaches the platform that serves its data folder.

A Unix socket, 0600 in a 0700 folder: the operating system lets in whoever may read the
database anyway, and nobody from a network.  One line of JSON goes in, one comes out.
Without such sockets (Windows) a platform has no channel, and commands wait their turn
until it has ended.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from app.server.operations.base import OperationRefused
from app.server.operations.socket_path import SOCKET_FILE, socket_path
from app.server.platform import Platform

_REQUEST_BYTES: Final = 64 * 1024
_REQUEST_S: Final = 10.0
_MODE: Final = 0o600

_log: Final = logging.getLogger(__name__)


@asynccontextmanager
async def control_channel(platform: Platform) -> AsyncIterator[None]:
    """Answer commands for as long as the platform runs."""
    folder = platform.settings.data_dir
    if _is_answered(folder):  # on PostgreSQL another process may serve the folder too
        yield
        return
    try:
        sock = _bind(folder)
    except (OSError, AttributeError) as error:  # too long a path, or no such sockets here
        _log.warning("commands cannot reach this platform while it runs: %s", error)
        yield
        return
    alone = asyncio.Lock()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.TimeoutError, ValueError):
            async with asyncio.timeout(_REQUEST_S):
                line = await reader.readline()
            if line:  # else it only looked whether somebody is here
                async with alone:
                    reply = await asyncio.to_thread(_reply, platform, line)
                writer.write(reply)
                await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(answer, sock=sock, limit=_REQUEST_BYTES)
    try:
        yield
    finally:
        server.close()
        (folder / SOCKET_FILE).unlink(missing_ok=True)


def _is_answered(folder: Path) -> bool:
    if not hasattr(socket, "AF_UNIX"):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        try:
            with socket_path(folder) as path:
                sock.connect(path)
        except OSError:
            return False
    return True


def _bind(folder: Path) -> socket.socket:
    (folder / SOCKET_FILE).unlink(missing_ok=True)  # left by one that was killed
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with socket_path(folder) as path:
            sock.bind(path)
        (folder / SOCKET_FILE).chmod(_MODE)
        sock.listen()
    except BaseException:
        sock.close()
        raise
    return sock


def _reply(platform: Platform, line: bytes) -> bytes:
    return json.dumps(_result(platform, line)).encode() + b"\n"


def _result(platform: Platform, line: bytes) -> dict[str, Any]:
    from app.server.operations.registry import perform  # with the first command, not before

    try:
        request: dict[str, Any] = json.loads(line)
        return {"result": perform(platform, request["operation"], request["arguments"])}
    except OperationRefused as refusal:
        return {"refused": str(refusal)}
    except Exception:  # noqa: BLE001 - the command is told, and the platform lives on
        _log.exception("an operation failed")
        return {"failed": "the platform could not do it; its log says why"}
