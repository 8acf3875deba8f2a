"""The local copy in memory: read without waiting, written to the store first.

Pages read at any moment and on the GUI thread, where no disk may be touched.  So all of
the copy is read once, by the job that opens the connection; from then on every reader is
given values that never change, and every writer keeps a change in the store before it
puts new values in their place.  A write costs what it changes, however many listeners
there are.  Rows that did not change stay the same objects, by which a page knows at once
what is new.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import StoreError
from app.domain.ports import StoreNews
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.ports import LocalStore, LocalStoreFactory
    from app.domain.store_repair import StoreRepair
    from app.domain.sync_state import LocalListener


class LocalCopy:
    """Satisfies `LocalStore`; reading answers at once and on any thread, writing blocks."""

    def __init__(self, store: LocalStore, control: JobControl | None = None) -> None:
        """Read everything.

        Raises:
            StoreError: It cannot be read.
            Cancelled: Nobody waits for it any more.
        """
        self._store = store
        self._writing = threading.RLock()  # writes come into memory in the store's order
        self._memory = threading.Lock()  # held for moments, never while the disk is waited for
        self._rows: dict[str, LocalListener] = {}
        self._unsettled: dict[str, LocalListener] = {}
        self._in_order = True
        self._untold: StoreNews | None = None  # of other processes
        self._put_rows(store.listeners(control))
        self._credentials = tuple(store.credentials())
        self._documents = dict(store.documents())
        self._feed_position = store.feed_position()
        self._synced_at = store.synced_at()

    # Reading --------------------------------------------------------------

    def listeners(self, control: JobControl | None = None) -> list[LocalListener]:
        if control is not None:
            control.check()
        with self._memory:
            if not self._in_order:
                self._rows, self._in_order = dict(sorted(self._rows.items())), True
            return list(self._rows.values())

    def unsettled(self) -> list[LocalListener]:
        with self._memory:
            found = list(self._unsettled.values())
        return sorted(found, key=lambda row: (_changed_at(row), row.id))

    def listener(self, listener_id: str) -> LocalListener | None:
        with self._memory:
            return self._rows.get(listener_id)

    def feed_position(self) -> tuple[str | None, str | None]:
        return self._feed_position

    def synced_at(self) -> datetime | None:
        return self._synced_at

    def credentials(self) -> list[Credential]:
        return list(self._credentials)

    def document(self, name: str) -> Mapping[str, Any] | None:
        return self._documents.get(name)

    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        return self._documents

    # Writing --------------------------------------------------------------

    def put_listener(self, row: LocalListener) -> None:
        with self._writing:
            self._store.put_listener(row)
            self._take([row])

    def replace_if(self, row: LocalListener, *, expected: LocalListener | None) -> bool:
        return self.apply_rows([row], [], expected={row.id: expected})

    def drop_if(self, expected: LocalListener) -> bool:
        return self.apply_rows([], [expected.id], expected={expected.id: expected})

    def apply_rows(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        document: tuple[str, Mapping[str, Any]] | None = None,
    ) -> bool:
        with self._writing:
            if any(self.listener(one) != row for one, row in expected.items()):
                return False
            done = self._store.apply_rows(rows, dropped, expected=expected, document=document)
            if done and document is not None:
                self._documents = {**self._documents, document[0]: document[1]}
            return self._settle(done, rows, dropped)

    def apply_changes(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        token: str,
        epoch: str,
        at: datetime | None,
        control: JobControl | None = None,
    ) -> bool:
        with self._writing:
            if any(self.listener(one) != row for one, row in expected.items()):
                return False
            done = self._store.apply_changes(
                rows, dropped, expected=expected, token=token, epoch=epoch, at=at, control=control
            )
            if done:
                self._feed_position = (token, epoch)
                self._synced_at = at or self._synced_at
            return self._settle(done, rows, dropped)

    def clear_feed_position(self) -> None:
        with self._writing:
            self._store.clear_feed_position()
            self._feed_position = (None, None)

    def replace_credentials(self, credentials: Sequence[Credential]) -> None:
        with self._writing:
            self._store.replace_credentials(credentials)
            self._credentials = tuple(credentials)

    def put_document(self, name: str, value: Mapping[str, Any]) -> None:
        with self._writing:
            self._store.put_document(name, value)
            self._documents = {**self._documents, name: value}

    def close(self) -> None:
        with self._writing:
            self._store.close()

    @property
    def repair(self) -> StoreRepair | None:
        return self._store.repair

    def keep_backup(self) -> None:
        self._store.keep_backup()

    # Beside other processes -----------------------------------------------

    @contextmanager
    def sync_turn(self, control: JobControl) -> Iterator[None]:
        """As of the port; what others did before is known when it begins."""
        with self._store.sync_turn(control):
            self._catch_up()
            yield

    @contextmanager
    def outbox_turn(self) -> Iterator[None]:
        """As of the port."""
        with self._store.outbox_turn():
            self._catch_up()
            yield

    def news(self) -> StoreNews | None:
        """Take over what other processes wrote; what was not told before, however it came in."""
        with self._writing:
            self._catch_up()
            news, self._untold = self._untold, None
            return news

    # Inside ---------------------------------------------------------------

    def _catch_up(self) -> None:
        with self._writing:
            news = self._store.news()
            if news is not None:
                self._read(news)

    def _settle(
        self, done: bool, rows: Sequence[LocalListener] = (), dropped: Sequence[str] = ()
    ) -> bool:
        """After a write: what the store took is ours, and what it refused is news to us."""
        if done:
            self._take(rows, dropped)
        else:  # another process has changed it
            self._read(self._store.news() or StoreNews(listeners=None))
        return done

    def _read(self, news: StoreNews) -> None:
        store = self._store
        self._untold = news | self._untold if self._untold is not None else news
        if news.listeners is None:
            news = StoreNews(None, frozenset(store.documents()), credentials=True)
            there = {row.id: row for row in store.listeners()}
            gone = self._rows.keys() - there.keys()
        else:
            found = {name: store.listener(name) for name in news.listeners}
            there = {name: row for name, row in found.items() if row is not None}
            gone = found.keys() - there.keys()
        self._take([row for name, row in there.items() if row != self._rows.get(name)], gone)
        if news.credentials:
            self._credentials = tuple(store.credentials())
        if news.documents:
            documents = {name: store.document(name) for name in news.documents}
            known = {name: value for name, value in documents.items() if value is not None}
            self._documents = {**self._documents, **known}
        self._feed_position = store.feed_position()
        self._synced_at = store.synced_at()

    def _take(self, rows: Iterable[LocalListener], dropped: Iterable[str] = ()) -> None:
        with self._memory:
            self._put_rows(rows)
            for listener_id in dropped:
                self._rows.pop(listener_id, None)
                self._unsettled.pop(listener_id, None)

    def _put_rows(self, rows: Iterable[LocalListener]) -> None:
        for row in rows:
            if row.id not in self._rows:
                self._in_order = False
            self._rows[row.id] = row
            if row.state is SyncState.CLEAN:
                self._unsettled.pop(row.id, None)
            else:
                self._unsettled[row.id] = row


def open_local_copy(
    open_local: LocalStoreFactory, connection_id: str, control: JobControl
) -> LocalCopy:
    """Open and read the local copy of a connection.

    A file that is sound, and whose content is not, is replaced: what of it can be read is
    put into a new one.

    Raises:
        StoreError: It cannot be opened or read.
        Cancelled: Nobody waits for it any more.
    """
    try:
        return _read_all(open_local(connection_id), control)
    except StoreError as exc:
        if exc.reason != "damaged":
            raise
        return _read_all(open_local(connection_id, distrusted=True), control)


def _read_all(store: LocalStore, control: JobControl) -> LocalCopy:
    try:
        return LocalCopy(store, control)
    except BaseException:
        store.close()
        raise


def _changed_at(row: LocalListener) -> str:
    return row.changed_at.isoformat() if row.changed_at is not None else ""
