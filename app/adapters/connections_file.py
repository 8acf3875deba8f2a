"""The connections of a profile as a JSON file; their secrets are elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.adapters.json_file import FORMAT, read, write
from app.adapters.private_files import store_error
from app.adapters.process_lock import ProcessLock
from app.domain.workspace import Connection, ConnectionNews

_BUSY_S: Final = 5.0
_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _ConnectionsFile:
    format: int
    connections: tuple[Connection, ...]


class JsonConnectionStore:
    """The connections file; satisfies `app.domain.ports.ConnectionStore`.

    Processes change it in turn, so that none undoes what another did.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._turn = ProcessLock(path.with_name(f"{path.name}.lock"))
        self._known: dict[str, Connection] | None = None  # to this process, until it is told more
        self._stamp: _Stamp | None = None

    def connections(self) -> list[Connection]:
        """All connections, in the order they were added.

        Raises:
            StoreError: The file is damaged, or from a newer version.
        """
        with self._lock:
            found = self._load()
            if self._known is None:
                self._known = {one.id: one for one in found}
            return found

    def put(self, connection: Connection) -> None:
        """Add a connection, or replace the one with its id."""
        with self._lock, self._turn.held(wait_s=_BUSY_S):
            kept = {one.id: one for one in self._load()}
            kept[connection.id] = connection
            self._save(list(kept.values()))
            if self._known is not None:
                self._known[connection.id] = connection

    def change(
        self, connection_id: str, change: Callable[[Connection], Connection]
    ) -> Connection | None:
        """Keep what `change` makes of a connection as it is now; None if it is gone."""
        with self._lock, self._turn.held(wait_s=_BUSY_S):
            kept = {one.id: one for one in self._load()}
            if connection_id not in kept:
                return None
            changed = kept[connection_id] = change(kept[connection_id])
            self._save(list(kept.values()))
            if self._known is not None:
                self._known[connection_id] = changed
            return changed

    def drop(self, connection_id: str) -> None:
        """Forget a connection."""
        with self._lock, self._turn.held(wait_s=_BUSY_S):
            self._save([one for one in self._load() if one.id != connection_id])
            if self._known is not None:
                self._known.pop(connection_id, None)

    def news(self) -> ConnectionNews | None:
        """What other processes did since the last look; None when that is nothing.

        A file that is not there says nothing: whoever removes the last connection leaves an
        empty one.

        Raises:
            StoreError: The file cannot be read; it is looked at again the next time.
        """
        with self._lock:
            stamp = self._looked_at()  # first: what is written from here on is found next time
            if stamp is None or stamp == self._stamp:
                return None
            found = {one.id: one for one in self._load()}
            self._stamp = stamp
            known, self._known = self._known, found
        if known is None:
            return None
        there = tuple(one for one in found.values() if known.get(one.id) != one)
        gone = frozenset(known.keys() - found.keys())
        return ConnectionNews(there, gone) if there or gone else None

    def _looked_at(self) -> _Stamp | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as exc:
            raise store_error(exc, self._path) from exc
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _load(self) -> list[Connection]:
        kept = read(self._path, _ConnectionsFile)
        return [] if kept is None else list(kept.connections)

    def _save(self, connections: list[Connection]) -> None:
        write(self._path, _ConnectionsFile(FORMAT, tuple(connections)))
