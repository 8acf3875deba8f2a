"""Takes the platform's listeners over into the local copy, through the changes feed.

A page and its token are one transaction, so that a crash between two pages costs
nothing.  A full compare is one transaction altogether: only its end tells what is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain import local_changes
from app.domain.control import JobControl
from app.domain.errors import ApiError, MassDeletion, ProtocolError
from app.domain.listener import Listener

if TYPE_CHECKING:
    from app.domain.ports import ChangesPage, LocalStore, PlatformApi
    from app.domain.sync_state import LocalListener
    from app.domain.times import Clock

Recognise = Callable[[JobControl], object]

_MASS_COUNT = 10
_MASS_SHARE = 0.5
_MAX_PAGES = 10_000  # a feed that never ends is no feed


@dataclass(slots=True)
class Pulled:
    """What one pull did: what the platform told, and how many rows became others by it."""

    changed: int = 0
    deleted: int = 0
    applied: int = 0


@dataclass(frozen=True, slots=True)
class _Everything:
    """A finished full compare: all listeners there are, and where the feed stands."""

    listeners: Mapping[str, Listener]
    token: str
    epoch: str


class Pull:
    """One direction of the sync: from the platform to the local copy."""

    def __init__(self, api: PlatformApi, store: LocalStore, clock: Clock) -> None:
        self._api = api
        self._store = store
        self._clock = clock

    def run(
        self,
        control: JobControl,
        *,
        use_feed: bool = True,
        accept_deletions: bool = False,
        recognise: Recognise = lambda _control: None,
    ) -> Pulled:
        """Bring the local copy up to date.

        Args:
            control: Of the job.
            use_feed: False when the platform has no changes feed: it lists everything.
            accept_deletions: A person agreed that most listeners are gone.
            recognise: Raises when it is not the platform that the copy is of; asked
                before everything is compared, which a stranger would make all go.

        Raises:
            MassDeletion: More would go than can be right; nothing was applied.
        """
        return self._pull(control, use_feed, self._clock(), accept_deletions, recognise)

    def _pull(
        self,
        control: JobControl,
        use_feed: bool,
        started: datetime,
        accept_deletions: bool,
        recognise: Recognise,
    ) -> Pulled:
        if not use_feed:
            listeners = {one.id: one for one in self._api.listeners(control)}
            everything = _Everything(listeners, "", "")
            return self._apply_everything(control, everything, started, accept_deletions)
        token, epoch = self._store.feed_position()
        if token:
            try:
                return self._follow(control, token, epoch, started, accept_deletions)
            except _FeedRestarted:
                recognise(control)
        everything = self._read_everything(control)
        return self._apply_everything(control, everything, started, accept_deletions)

    def _follow(
        self,
        control: JobControl,
        token: str,
        epoch: str | None,
        started: datetime,
        accept_deletions: bool,
    ) -> Pulled:
        result = Pulled()
        held: list[ChangesPage] = []  # from the first deletion on: their sum is to be judged
        going: list[str] = []
        for page in self._pages(control, token):
            if page.epoch != epoch:
                raise _FeedRestarted
            if page.deleted or held:
                going += page.deleted
                self._guard(going, accept_deletions)
                held.append(page)
            else:
                self._apply_surely(control, page, started, result)
        for page in held:
            self._apply_surely(control, page, started, result)
        return result

    def _apply_surely(
        self, control: JobControl, page: ChangesPage, started: datetime, result: Pulled
    ) -> None:
        while (applied := self._apply_page(control, page, started)) is None:
            control.check()
        result.applied += applied
        result.changed += len(page.changed)
        result.deleted += len(page.deleted)

    def _apply_page(self, control: JobControl, page: ChangesPage, started: datetime) -> int | None:
        """How many rows are others now; None when one was edited meanwhile."""
        ids = (*(one.id for one in page.changed), *page.deleted)
        before = {listener_id: self._store.listener(listener_id) for listener_id in ids}
        heard = [local_changes.heard(before[one.id], one) for one in page.changed]
        rows = [row for row in heard if row != before[row.id]]
        dropped = []
        for listener_id in page.deleted:
            if (row := before[listener_id]) is not None:
                new = local_changes.heard_deleted(row)
                rows += [new] if new is not None else []
                dropped += [listener_id] if new is None else []
        done = self._store.apply_changes(
            rows,
            dropped,
            expected=before,
            token=page.next,
            epoch=page.epoch,
            at=None if page.more else started,
            control=control,
        )
        return len(rows) + len(dropped) if done else None

    def _read_everything(self, control: JobControl) -> _Everything:
        """All pages from the beginning; anything short of a whole pass is an error."""
        listeners: dict[str, Listener] = {}
        epoch, token = "", ""
        for page in self._pages(control, None):
            if epoch and page.epoch != epoch:
                raise ProtocolError("the platform was restored while it was being read")
            epoch, token = page.epoch, page.next
            listeners.update((one.id, one) for one in page.changed)
            for listener_id in page.deleted:
                listeners.pop(listener_id, None)
        return _Everything(listeners, token, epoch)

    def _apply_everything(
        self,
        control: JobControl,
        everything: _Everything,
        started: datetime,
        accept_deletions: bool,
    ) -> Pulled:
        while True:
            before = {row.id: row for row in self._store.listeners()}
            rows, dropped = _compare(control, before, everything.listeners)
            self._guard(dropped, accept_deletions)
            expected: dict[str, LocalListener | None] = dict.fromkeys(everything.listeners)
            expected.update(before)
            new = [row for row in control.through(rows) if before.get(row.id) != row]
            done = self._store.apply_changes(
                new,
                dropped,
                expected=expected,
                token=everything.token,
                epoch=everything.epoch,
                at=started,
                control=control,
            )
            if done:
                applied = len(new) + len(dropped)
                return Pulled(len(everything.listeners), len(dropped), applied)

    def _pages(self, control: JobControl, token: str | None) -> Iterator[ChangesPage]:
        with closing(self._api.change_pages(control, token)) as pages:
            for _page in range(_MAX_PAGES):
                control.check()
                try:
                    page = next(pages)
                except ApiError as exc:
                    if exc.status == 410 and token is not None:
                        raise _FeedRestarted from exc
                    raise
                if page.more and page.next == token:
                    raise ProtocolError("the changes feed does not move on")
                yield page
                if not page.more:
                    return
                token = page.next
        raise ProtocolError(f"the changes feed did not end after {_MAX_PAGES} pages")

    def _guard(self, ids: Sequence[str], accept_deletions: bool) -> None:
        """Have a person asked about most of what is here; not about their own deletions."""
        if accept_deletions or len(ids) <= _MASS_COUNT:
            return
        rows = (self._store.listener(one) for one in ids)
        going = sum(row is not None and not row.delete_wanted for row in rows)
        known = sum(row.base is not None for row in self._store.listeners())
        if going > max(_MASS_COUNT, known * _MASS_SHARE):
            raise MassDeletion(f"{going} of {known} would go", count=going, known=known)


class _FeedRestarted(Exception):
    """The position is void: compare everything."""


def _compare(
    control: JobControl, before: Mapping[str, LocalListener], there: Mapping[str, Listener]
) -> tuple[list[LocalListener], list[str]]:
    heard = local_changes.heard
    rows = [heard(before.get(one.id), one) for one in control.through(there.values())]
    dropped = []
    for row in control.through(before.values()):
        if row.id in there or row.base is None:  # one without a base was never seen there
            continue
        new = local_changes.heard_deleted(row)
        if new is None:
            dropped.append(row.id)
        elif new != row:
            rows.append(new)
    return rows, dropped
