"""Rounds of connections that are not open: what waits is sent, what changed there is kept.

They work on the file alone: none of it is read into memory but what a round changes, so
that a connection costs next to nothing while nobody looks at it.  Each has its own turn,
its own sign-in and its own failures.  What another process leaves in one is told at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed
from app.domain.control import Cancelled
from app.domain.errors import AppError
from app.domain.workspace import SideState, SyncOverview
from app.services.in_step import build_in_step
from app.services.no_platform import no_platform
from app.services.only_reading import only_reading
from app.services.side_news import SideNews

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore, LocalStoreFactory, PlatformApi, SecretStore
    from app.domain.store_repair import StoreRepair
    from app.domain.sync_state import SyncReport
    from app.domain.times import Clock
    from app.domain.workspace import Connection
    from app.services.in_step import InStep

_END_S: Final = 10.0  # a round that was cancelled needs moments


class SideRounds:
    """The connections of a profile that are not open; each is opened by its first round."""

    def __init__(
        self,
        find: Callable[[str], Connection],
        sign_in: Callable[[JobControl, Connection], PlatformApi],
        open_local: LocalStoreFactory,
        secrets: SecretStore,
        *,
        announce: Announce,
        clock: Clock,
    ) -> None:
        self._find = find
        self._sign_in = sign_in
        self._open_local = open_local
        self._secrets = secrets
        self._announce = announce
        self._clock = clock
        self._lock = threading.Lock()
        self._sides: dict[str, _Side] = {}
        self._repairs: dict[str, StoreRepair] = {}  # that no person was told of yet
        self._news = SideNews(self._open_stores, self._tell)

    def run(self, control: JobControl, connection_id: str) -> SyncReport:
        """Make one round; announces how the connection stands after it.

        Raises:
            AppError: What ended it early; nothing that waits is lost.
            Cancelled: Nobody wants it any more, or the connection was let go of.
        """
        with self._lock:
            side = self._sides.setdefault(connection_id, _Side())
        with side.turn(control):
            return self._round(control, self._find(connection_id), side)

    def let_go(self, connection_id: str) -> None:
        """End its round and close it; done when this returns.  Safe to repeat."""
        with self._lock:
            side = self._sides.get(connection_id)
        if side is None:
            return
        side.close()  # whoever else wants it gone finds it until it is
        with self._lock:
            if self._sides.get(connection_id) is side:
                del self._sides[connection_id]
            is_last = not self._sides
        if is_last:
            self._news.stop()

    def take_repair(self, connection_id: str) -> StoreRepair | None:
        """What was done about a damaged copy that a round came upon; told once."""
        with self._lock:
            return self._repairs.pop(connection_id, None)

    def close(self) -> None:
        """Let go of all of them."""
        for connection_id in list(self._sides):
            self.let_go(connection_id)

    def _round(self, control: JobControl, connection: Connection, side: _Side) -> SyncReport:
        overview = SyncOverview()
        try:
            store = side.store or self._opened(connection, side)
            store.keep_backup()  # for windows that are open for days
            kept = side.kept
            if kept is None:
                overview = self._in_step(connection, no_platform(), store).sync.overview()
                side.api = self._sign_in(control, connection)
                kept = side.kept = self._in_step(connection, side.api, store)
            try:
                report = kept.rounds.run(control)
            finally:
                overview = kept.sync.overview()
        except AppError as exc:
            side.sign_out()  # the next round begins with what is true then
            self._announce(Changed.SIDE, SideState(connection.id, overview, exc))
            raise
        self._announce(Changed.SIDE, SideState(connection.id, overview))
        return report

    def _opened(self, connection: Connection, side: _Side) -> LocalStore:
        side.store = store = self._open_local(connection.id)
        self._news.follow()
        if store.repair is not None:
            with self._lock:
                self._repairs[connection.id] = store.repair
        return store

    def _open_stores(self) -> dict[str, LocalStore]:
        with self._lock:
            sides = [*self._sides.items()]
        return {name: one.store for name, one in sides if one.store is not None}

    def _tell(self, connection_id: str, store: LocalStore) -> None:
        """Another process wrote: if that is an edit, it is not to wait for the next round."""
        kept = self._in_step(self._find(connection_id), no_platform(), store)
        if kept.sync.overview().waiting:
            self._announce(Changed.SIDE_WAITING, connection_id)

    def _in_step(self, connection: Connection, api: PlatformApi, store: LocalStore) -> InStep:
        only_reads = connection.read_only
        if only_reads:
            api = only_reading(api)
        return build_in_step(
            connection.id, api, store, self._secrets, only_reads=only_reads, clock=self._clock
        )


class _Side:
    """What is open of one connection, and the round that is under way."""

    def __init__(self) -> None:
        self.store: LocalStore | None = None
        self.api: PlatformApi | None = None
        self.kept: InStep | None = None
        self._turn = threading.Lock()
        self._control: JobControl | None = None
        self._is_closed = False
        self._has_ended = False

    @contextmanager
    def turn(self, control: JobControl) -> Iterator[None]:
        """One round at a time, which `close` ends."""
        with self._turn:
            self._control = control  # first: `close` may be looking for it
            try:
                if self._is_closed:
                    raise Cancelled
                yield
            finally:
                self._control = None

    def sign_out(self) -> None:
        """The platform is asked anew, with whatever signs in then."""
        api, self.api, self.kept = self.api, None, None
        if api is not None:
            api.close()

    def close(self) -> None:
        """End the round and close everything."""
        self._is_closed = True
        control = self._control
        if control is not None:
            control.cancel()
        if not self._turn.acquire(timeout=_END_S):
            return  # it heeds nothing, and is not to be waited for
        try:
            self.sign_out()
            if self.store is not None and not self._has_ended:
                self.store.close()
            self._has_ended = True
        finally:
            self._turn.release()
