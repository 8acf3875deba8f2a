"""Notices when a file is opened, by whatever code: Qt's own too, which no hook of Python sees."""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_IN_OPEN: Final = 0x20
_EVENT: Final = struct.Struct("iIII")


class OpenTrap:
    """Watches one folder, on Linux; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        watch = self._libc.inotify_add_watch(self._descriptor, os.fsencode(folder), _IN_OPEN)
        if self._descriptor < 0 or watch < 0:
            raise OSError(ctypes.get_errno(), "the folder cannot be watched")

    def sprung(self) -> list[str]:
        """The names of the files that were opened since this was last asked."""
        try:
            data = os.read(self._descriptor, 65536)
        except BlockingIOError:
            return []
        names, at = [], 0
        while at < len(data):
            *_, length = _EVENT.unpack_from(data, at)
            name = data[at + _EVENT.size : at + _EVENT.size + length].rstrip(b"\0")
            names.append(os.fsdecode(name))
            at += _EVENT.size + length
        return [name for name in names if name]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)
