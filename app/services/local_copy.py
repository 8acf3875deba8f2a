"""The local copy in memory: read without waiting, written to the store first.

Pages read at any moment and on the GUI thread, where no disk may be touched.  So all of
the copy is read once, by the job that opens the connection; from then on every reader is
given values that never change, and every writer keeps a change in the store before it
puts new values in their place.  Rows that did not change stay the same objects, by
which a page knows at once what is new.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.ports import LocalStore
from app.domain.sync_state import LocalListener, SyncState


@dataclass(frozen=True, slots=True)
class _Kept:
    """Everything at one moment."""

    listeners: Mapping[str, LocalListener]  # by id, in the order of the ids
    unsettled: tuple[LocalListener, ...]
    credentials: tuple[Credential, ...]
    documents: Mapping[str, Mapping[str, Any]]
    feed_position: tuple[str | None, str | None]
    synced_at: datetime | None


class LocalCopy:
    """Satisfies `LocalStore`; reading answers at once and on any thread, writing blocks."""

    def __init__(self, store: LocalStore, control: JobControl | None = None) -> None:
        """Read everything.

        Raises:
            StoreError: It cannot be read.
            Cancelled: Nobody waits for it any more.
        """
        self._store = store
        self._writing = threading.RLock()
        self._kept = _read(store, control)

    # Reading --------------------------------------------------------------

    def listeners(self, control: JobControl | None = None) -> list[LocalListener]:
        if control is not None:
            control.check()
        return list(self._kept.listeners.values())

    def unsettled(self) -> list[LocalListener]:
        return list(self._kept.unsettled)

    def listener(self, listener_id: str) -> LocalListener | None:
        return self._kept.listeners.get(listener_id)

    def feed_position(self) -> tuple[str | None, str | None]:
        return self._kept.feed_position

    def synced_at(self) -> datetime | None:
        return self._kept.synced_at

    def credentials(self) -> list[Credential]:
        return list(self._kept.credentials)

    def document(self, name: str) -> Mapping[str, Any] | None:
        return self._kept.documents.get(name)

    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        return self._kept.documents

    # Writing --------------------------------------------------------------

    def put_listener(self, row: LocalListener) -> None:
        with self._writing:
            self._store.put_listener(row)
            self._take([row])

    def replace_if(self, row: LocalListener, *, expected: LocalListener | None) -> bool:
        with self._writing:
            if self.listener(row.id) != expected:
                return False
            done = self._store.replace_if(row, expected=expected)
            return self._settle(done, [row])

    def drop_if(self, expected: LocalListener) -> bool:
        with self._writing:
            if self.listener(expected.id) != expected:
                return False
            done = self._store.drop_if(expected)
            return self._settle(done, dropped=[expected.id])

    def apply_changes(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        token: str,
        epoch: str,
        at: datetime | None,
    ) -> bool:
        with self._writing:
            if any(self.listener(one) != row for one, row in expected.items()):
                return False
            done = self._store.apply_changes(
                rows, dropped, expected=expected, token=token, epoch=epoch, at=at
            )
            synced_at = at or self._kept.synced_at
            return self._settle(
                done, rows, dropped, feed_position=(token, epoch), synced_at=synced_at
            )

    def clear_feed_position(self) -> None:
        with self._writing:
            self._store.clear_feed_position()
            self._kept = replace(self._kept, feed_position=(None, None))

    def replace_credentials(self, credentials: Sequence[Credential]) -> None:
        with self._writing:
            self._store.replace_credentials(credentials)
            self._kept = replace(self._kept, credentials=tuple(credentials))

    def put_document(self, name: str, value: Mapping[str, Any]) -> None:
        with self._writing:
            self._store.put_document(name, value)
            self._kept = replace(self._kept, documents={**self._kept.documents, name: value})

    def close(self) -> None:
        with self._writing:
            self._store.close()

    # Inside ---------------------------------------------------------------

    def _settle(
        self,
        done: bool,
        rows: Sequence[LocalListener] = (),
        dropped: Sequence[str] = (),
        **others: Any,
    ) -> bool:
        """After a write: what the store took is ours, and what it refused is news to us."""
        if done:
            self._take(rows, dropped, **others)
        else:  # another window on the same profile has changed it
            self._kept = _read(self._store, None)
        return done

    def _take(
        self, rows: Sequence[LocalListener], dropped: Sequence[str] = (), **others: Any
    ) -> None:
        listeners = dict(self._kept.listeners)
        count = len(listeners)
        listeners.update((row.id, row) for row in rows)
        if len(listeners) != count:
            listeners = dict(sorted(listeners.items()))
        for listener_id in dropped:
            listeners.pop(listener_id, None)
        self._kept = replace(
            self._kept, listeners=listeners, unsettled=_unsettled(listeners), **others
        )


def _read(store: LocalStore, control: JobControl | None) -> _Kept:
    listeners = {row.id: row for row in store.listeners(control)}
    return _Kept(
        listeners,
        _unsettled(listeners),
        tuple(store.credentials()),
        dict(store.documents()),
        store.feed_position(),
        store.synced_at(),
    )


def _unsettled(listeners: Mapping[str, LocalListener]) -> tuple[LocalListener, ...]:
    """The rows that are not clean, oldest change first."""
    clean = SyncState.CLEAN
    found = [row for row in listeners.values() if row.state is not clean]
    return tuple(sorted(found, key=lambda row: (_changed_at(row), row.id)))


def _changed_at(row: LocalListener) -> str:
    return row.changed_at.isoformat() if row.changed_at is not None else ""
