"""Keeps the local copy and the platform equal: pull what is there, then push what waits here.

Pulling comes first because it merges what others did before anything is sent, and because
its answer tells which platform it is: nothing is sent to a stranger.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.errors import (
    AppError,
    MassDeletion,
    NetworkError,
    ProtocolError,
    SecretStoreError,
)
from app.domain.in_the_way import AnotherInstance
from app.domain.plain import to_plain
from app.domain.sync_state import SyncReport, SyncState
from app.domain.times import utc_now
from app.domain.workspace import Me, SyncOverview
from app.services.kept_documents import ME, me_of
from app.services.late import Late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore, PlatformApi
    from app.domain.times import Clock
    from app.services.credential_outbox import CredentialOutbox
    from app.services.pull import Pull, Pulled
    from app.services.push import Push, Sent

# So long at most an administrator works on as what the platform does not take them for any more.
_ME_LASTS: Final = timedelta(minutes=1)


class SyncService:
    """The sync of one connection; one run at a time."""

    def __init__(
        self,
        api: PlatformApi,
        store: LocalStore,
        *,
        outbox: CredentialOutbox | None = None,
        only_reads: bool = False,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
    ) -> None:
        self._api = api
        self._store = store
        self._outbox = outbox
        self._only_reads = only_reads
        self._announce = announce
        self._clock = clock
        self._running = threading.Lock()
        self._online = False
        self._offline_since: datetime | None = None
        self._recognised_at: datetime | None = None  # None: not since the last failure
        self._is_news = True
        self._fault: AppError | None = None

    @Late
    def _push(self) -> Push:
        from app.services.push import Push

        return Push(self._api, self._store)

    @Late
    def _pull(self) -> Pull:
        from app.services.pull import Pull

        return Pull(self._api, self._store, self._clock)

    def sync(self, control: JobControl, *, accept_deletions: bool = False) -> SyncReport:
        """Take over what changed there, then send what waits: one call when nothing did.

        Raises:
            AppError: What ended the run early; nothing that waits is lost.
        """
        from app.services.pull import Pulled

        with self._run(control):
            doubt: MassDeletion | None = None
            pulled = Pulled()
            try:
                pulled = self._pull_all(control, accept_deletions)
            except MassDeletion as exc:  # a person is asked; what waits goes all the same
                doubt = exc
            sent = self._push_all(control)
            self._worked(pulled, sent)
            if doubt is not None:
                raise doubt
        if sent.fault is not None:
            raise sent.fault
        return self._report(sent, pulled)

    def push(self, control: JobControl) -> SyncReport:
        """Only send what waits."""
        from app.services.pull import Pulled

        with self._run(control):
            self._recognise(control)
            sent = self._push_all(control)
            self._worked(Pulled(), sent)
        if sent.fault is not None:
            raise sent.fault
        return self._report(sent, Pulled())

    def ask_me(self, control: JobControl) -> Me:
        """Ask who one is there now: what one may do may be something else than before."""
        with self._run(control):
            me = self._recognise(control)
            self._is_news = False
        return me

    def pull(self, control: JobControl, *, accept_deletions: bool = False) -> SyncReport:
        """Only take over what changed there."""
        from app.services.push import Sent

        with self._run(control):
            pulled = self._pull_all(control, accept_deletions)
            self._worked(pulled, Sent())
        return self._report(Sent(), pulled)

    def overview(self) -> SyncOverview:
        """How the two stand to each other."""
        states = [row.state for row in self._store.unsettled()]
        if self._outbox is not None:
            states += [one.state for one in self._outbox.waiting()]
        return SyncOverview(
            online=self._online,
            waiting=states.count(SyncState.WAITING) + states.count(SyncState.SENDING),
            conflicts=states.count(SyncState.CONFLICT),
            refused=states.count(SyncState.REFUSED),
            synced_at=self._store.synced_at(),
            offline_since=self._offline_since,
            fault=self._fault,
        )

    def me(self) -> Me | None:
        """Who one is there, as the platform last said; None before the first time."""
        return me_of(self._store.document(ME))

    @contextmanager
    def _run(self, control: JobControl) -> Iterator[None]:
        """One run at a time on this computer; whatever happens, all learn how things stand."""
        with self._running, self._store.sync_turn(control):
            control.check()
            before = self.overview()
            self._is_news = True  # unless the run comes to its end and says otherwise
            try:
                yield
            except NetworkError:
                self._online, self._fault = False, None
                self._offline_since = self._offline_since or self._clock()
                self._recognised_at = None
                raise
            except ProtocolError as exc:  # somebody else answers
                self._online, self._recognised_at, self._fault = False, None, exc
                raise
            except AppError as exc:
                self._recognised_at = None  # whatever is wrong, `/me` may tell
                self._fault = exc
                raise
            finally:
                if self._is_news:
                    self._announce(Changed.LISTENERS)
                overview = self.overview()
                if self._is_news or overview != before:
                    self._announce(Changed.SYNC, overview)

    def _worked(self, pulled: Pulled, sent: Sent) -> None:
        """The run reached the platform; pages have to look again only if something changed."""
        self._online, self._offline_since, self._fault = True, None, sent.fault
        self._is_news = bool(
            pulled.applied or sent.sent or sent.conflicts or sent.refused or sent.fault
        )

    def _pull_all(self, control: JobControl, accept_deletions: bool) -> Pulled:
        """Pull; the position of the feed tells the platform, too, so it is asked now and then."""
        known = self.me()
        if known is None or self._is_me_stale() or "changes" not in known.capabilities:
            known = self._recognise(control)
        return self._pull.run(
            control,
            use_feed="changes" in known.capabilities,
            accept_deletions=accept_deletions,
            recognise=self._recognise,
        )

    def _push_all(self, control: JobControl) -> Sent:
        """Credentials go before the listeners that name them, and are deleted after those."""
        from app.services.push import Sent

        if self._only_reads:  # what waits here was left before, and waits on
            return Sent()
        me, outbox, locked = self.me(), self._outbox, None
        in_batches = me is not None and "batch" in me.capabilities
        if outbox is None:
            return self._push.run(control, in_batches=in_batches)
        try:
            outbox.push(control)
        except SecretStoreError as exc:  # the listeners need no keyring
            locked = exc
        sent = self._push.run(control, in_batches=in_batches, without=outbox.unborn)
        outbox.push_deletions(control)
        sent.fault = sent.fault or locked
        return sent

    def _recognise(self, control: JobControl) -> Me:
        """Make sure that the platform is the one this copy is of, before anything is applied.

        Raises:
            AnotherInstance: Another one answers, under the same address.
        """
        me = self._api.me(control)
        self._online, self._offline_since = True, None
        known = self.me()
        if known is not None and known.instance_id != me.instance_id:
            raise AnotherInstance(f"instance {me.instance_id} answers, not {known.instance_id}")
        if me != known:
            self._store.put_document(ME, to_plain(me))
            self._announce(Changed.STANDING)
        self._recognised_at = self._clock()
        return me

    def _is_me_stale(self) -> bool:
        age = None if self._recognised_at is None else self._clock() - self._recognised_at
        return age is None or not timedelta() <= age < _ME_LASTS

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
