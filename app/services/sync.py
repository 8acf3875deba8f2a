"""Keeps the local copy and the platform equal: push what waits here, then pull what is there."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.announce import Announce, Changed, nobody_listens
from app.domain.errors import NetworkError, ProtocolError
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.sync_state import SyncReport, SyncState
from app.domain.times import Clock, utc_now
from app.domain.workspace import Me, SyncOverview
from app.services.pull import Pull, Pulled
from app.services.push import Push, Sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.control import JobControl
    from app.domain.ports import LocalStore, PlatformApi

_ME = "me"


class SyncService:
    """The sync of one connection; one run at a time."""

    def __init__(
        self,
        api: PlatformApi,
        store: LocalStore,
        *,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
    ) -> None:
        self._api = api
        self._store = store
        self._announce = announce
        self._clock = clock
        self._push = Push(api, store)
        self._pull = Pull(api, store, clock)
        self._running = threading.Lock()
        self._online = False
        self._offline_since: datetime | None = None

    def sync(self, control: JobControl, *, accept_deletions: bool = False) -> SyncReport:
        """Send what waits, then take over what changed there.

        Raises:
            AppError: What ended the run early; nothing that waits is lost.
        """
        with self._run(control):
            me = self._recognise(control)
            sent = self._push.run(control)
            pulled = self._pull.run(
                control, use_feed="changes" in me.capabilities, accept_deletions=accept_deletions
            )
        if sent.fault is not None:
            raise sent.fault
        return self._report(sent, pulled)

    def push(self, control: JobControl) -> SyncReport:
        """Only send what waits."""
        with self._run(control):
            self._recognise(control)
            sent = self._push.run(control)
        if sent.fault is not None:
            raise sent.fault
        return self._report(sent, Pulled())

    def pull(self, control: JobControl, *, accept_deletions: bool = False) -> SyncReport:
        """Only take over what changed there."""
        with self._run(control):
            me = self._recognise(control)
            pulled = self._pull.run(
                control, use_feed="changes" in me.capabilities, accept_deletions=accept_deletions
            )
        return self._report(Sent(), pulled)

    def overview(self) -> SyncOverview:
        """How the two stand to each other."""
        states = [row.state for row in self._store.unsettled()]
        return SyncOverview(
            online=self._online,
            waiting=states.count(SyncState.WAITING) + states.count(SyncState.SENDING),
            conflicts=states.count(SyncState.CONFLICT),
            refused=states.count(SyncState.REFUSED),
            synced_at=self._store.synced_at(),
            offline_since=self._offline_since,
        )

    def me(self) -> Me | None:
        """Who one is there, as the platform last said; None before the first time."""
        kept = self._store.document(_ME)
        try:
            return None if kept is None else from_plain(Me, kept)
        except PlainRefused:  # written by another version: it is read again soon
            return None

    @contextmanager
    def _run(self, control: JobControl) -> Iterator[None]:
        """One run at a time on this computer; whatever happens, all learn how things stand."""
        with self._running, self._store.sync_turn(control):
            control.check()
            try:
                yield
            except NetworkError:
                self._online = False
                self._offline_since = self._offline_since or self._clock()
                raise
            finally:
                self._announce(Changed.LISTENERS)
                self._announce(Changed.SYNC, self.overview())

    def _recognise(self, control: JobControl) -> Me:
        """Make sure that the platform is the one this copy is of, before anything is applied.

        Raises:
            ProtocolError: Another instance answers, under the same address.
        """
        me = self._api.me(control)
        self._online, self._offline_since = True, None
        known = self.me()
        if known is not None and known.instance_id != me.instance_id:
            raise ProtocolError(f"instance {me.instance_id} answers, not {known.instance_id}")
        if me != known:
            self._store.put_document(_ME, to_plain(me))
        return me

    def _report(self, sent: Sent, pulled: Pulled) -> SyncReport:
        overview = self.overview()
        return SyncReport(
            pulled=pulled.changed,
            deleted=pulled.deleted,
            sent=sent.sent,
            conflicts=overview.conflicts,
            refused=overview.refused,
            waiting=overview.waiting,
        )
