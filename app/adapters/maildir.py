"""The embedded platform's mailbox on the disk: a Maildir, read as any mail program may.

The platform writes a message whole before it gets its name, so what has a name is complete.
Only plain files of this folder are read: a link leads nowhere.
"""

from __future__ import annotations

import heapq
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.adapters.private_files import store_error
from app.domain.mail import KeptMail, arrived

if TYPE_CHECKING:
    from app.domain.control import JobControl

_PLACES: Final = ("new", "cur")  # a mail program moves what it has shown from one to the other
_NAME: Final = re.compile(r"(?!\.\.?$)[^/\\:\0]+")


class MaildirMailbox:
    """Satisfies `app.domain.mail.Mailbox`; a folder that is not there yet is an empty one."""

    def __init__(self, folder: Path, mail_server: Callable[[], str] = lambda: "") -> None:
        """Look into the folder when asked; `mail_server` says where e-mail goes instead."""
        self._folder = folder
        self._mail_server = mail_server

    def mail_server(self) -> str:
        """Where e-mail goes instead of into the folder; "" when it comes here."""
        return self._mail_server()

    def stamp(self) -> object:
        """The times at which something came or went, or None before anything ever did."""
        found = []
        for place in _PLACES:
            try:
                found.append((self._folder / place).stat().st_mtime_ns)
            except OSError:
                found.append(0)
        return tuple(found) if any(found) else None

    def kept(self, control: JobControl, *, most: int) -> tuple[list[KeptMail], int]:
        """At most so many messages, the newest first, and how many there are in all."""
        found = list(filter(None, map(_seen, self._entries(control))))
        newest = heapq.nlargest(most, found)
        return [KeptMail(key, arrived(at_s), size) for at_s, key, size in newest], len(found)

    def clear(self, control: JobControl) -> int:
        """Remove every message that is there now; says how many."""
        count = 0
        for entry in self._entries(control):
            if _seen(entry) is not None:
                try:
                    Path(entry.path).unlink(missing_ok=True)
                except OSError as exc:
                    raise store_error(exc, Path(entry.path)) from exc
                count += 1
        return count

    def read(self, key: str, *, limit: int) -> bytes | None:
        """The first bytes of a message; None when it is not there any more."""
        path = self._path(key)
        if path is None:
            return None
        try:
            # Whatever took the place of the file since it was listed is not followed.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _BINARY)
            with os.fdopen(handle, "rb") as file:
                return file.read(limit)
        except FileNotFoundError:
            return None
        except OSError as exc:
            raise store_error(exc, path) from exc

    def _entries(self, control: JobControl) -> Iterator[os.DirEntry[str]]:
        for place in _PLACES:
            folder = self._folder / place
            try:
                with os.scandir(folder) as entries:
                    yield from control.through(entries)
            except FileNotFoundError:
                continue
            except OSError as exc:
                raise store_error(exc, folder) from exc

    def _path(self, key: str) -> Path | None:
        """Where a message is; no key leads out of the folder."""
        if not _NAME.fullmatch(key):
            return None
        return self._unmarked(key) or self._marked(key)

    def _unmarked(self, key: str) -> Path | None:
        """As the platform names it: most are, and among tens of thousands none is looked for."""
        for place in _PLACES:
            path = self._folder / place / key
            try:
                if stat.S_ISREG(path.lstat().st_mode):
                    return path
            except OSError:
                continue
        return None

    def _marked(self, key: str) -> Path | None:
        for place in _PLACES:
            folder = self._folder / place
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if _key(entry.name) == key and entry.is_file(follow_symlinks=False):
                            return folder / entry.name
            except OSError:
                continue
        return None


_BINARY: Final = getattr(os, "O_BINARY", 0)


def _seen(entry: os.DirEntry[str]) -> tuple[float, str, int] | None:
    """Time, key and size of a message; None for what is none."""
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None  # it went meanwhile
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_mtime, _key(entry.name), found.st_size


def _key(name: str) -> str:
    return name.partition(":")[0]  # what follows are the marks of a mail program
