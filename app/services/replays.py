"""Replaying many: counted first, then sent in portions that can be paced and stopped.

A platform takes at most 10,000 deliveries of one listener in a call, all at once.
Where more are wanted, or fewer at a time, the range of time is cut in two until a
portion is small enough: every delivery is in exactly one portion, whatever happens
meanwhile, because its time never changes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.delivery import DeliveryFilter, DeliveryStatus
from app.domain.errors import (
    ApiError,
    AppError,
    NotAuthorised,
    PermissionMissing,
    ProtocolError,
    Rejected,
)
from app.domain.replay import (
    MOST,
    Replayed,
    ReplayOutcome,
    ReplayPlan,
    ReplayStatus,
    Share,
)

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi
    from app.domain.replay import (
        ReplayWanted,
    )

_PAGE: Final = 500
_PORTION_S: Final = 1.0  # a paced replay is sent second by second


class ReplayService:
    """Replays of one connection's deliveries."""

    def __init__(self, api: PlatformApi, *, announce: Announce = nobody_listens) -> None:
        self._api = api
        self._announce = announce

    def plan(self, control: JobControl, wanted: ReplayWanted, *listener_ids: str) -> ReplayPlan:
        """Count what would be sent again; nothing is sent.

        Args:
            control: Of the job.
            wanted: Which deliveries.
            listener_ids: Only theirs; without any, of all that have such deliveries. An
                event that was skipped has none: for those the listeners must be named.
        """
        ids = listener_ids or self._listeners(control, wanted)
        shares = []
        for at, one in enumerate(ids):
            control.progress(at, len(ids))
            shares.append(self._share(control, one, wanted))
        return ReplayPlan(wanted, tuple(shares))

    def carry_out(
        self,
        control: JobControl,
        plan: ReplayPlan,
        *,
        enough: threading.Event,
        per_second: int | None = None,
    ) -> ReplayOutcome:
        """Send again what was planned, listener by listener.

        A refusal ends the part of its listener; what would refuse every other one too
        (no connection, no permission) ends the whole.

        Args:
            control: Of the job; told after every portion how many are on their way.
            plan: What was counted.
            enough: Set by whoever wants it to stop after the portion under way.
            per_second: At most so many a second; None leaves the speed to the platform.
        """
        parts: list[Replayed] = []
        try:
            with control.on_cancel(enough.set):
                for share in plan.shares:
                    if enough.is_set() or not share.count:
                        continue
                    sent = sum(one.sent for one in parts)
                    part = self._send(control, plan, share, sent, enough, per_second)
                    parts.append(part)
                    if _ends_all(part.error):
                        break
            control.check()
        finally:
            self._announce(Changed.DELIVERIES)
        return ReplayOutcome(tuple(parts), is_stopped=enough.is_set())

    def _send(
        self,
        control: JobControl,
        plan: ReplayPlan,
        share: Share,
        before: int,
        enough: threading.Event,
        per_second: int | None,
    ) -> Replayed:
        most = MOST if per_second is None else max(1, int(per_second * _PORTION_S))
        sent, error = 0, None
        try:
            for portion in self._portions(control, share, plan.wanted, most):
                if enough.is_set():
                    break
                count = self._api.replay_many(control, share.listener_id, portion, dry_run=False)
                sent += count
                control.progress(before + sent, plan.count)
                if per_second is not None:
                    enough.wait(count / per_second)
        except AppError as exc:
            error = exc
        return Replayed(share.listener_id, share.count, sent, error)

    def _portions(
        self, control: JobControl, share: Share, wanted: ReplayWanted, most: int
    ) -> Iterator[ReplayWanted]:
        """Cut the time until no portion has more than `most`.

        The oldest first, as a platform sends; where newer versions make older ones
        pointless the newest first, or each portion would see too few of them.
        """
        left: list[tuple[ReplayWanted, int]] = [(wanted, share.count)]
        while left:
            part, count = left.pop()
            if count > most and not part.is_one_moment:
                halves = part.halves() if wanted.skip_superseded else reversed(part.halves())
                left += [(half, self._count(control, share.listener_id, half)) for half in halves]
            elif count:
                yield part

    def _share(self, control: JobControl, listener_id: str, wanted: ReplayWanted) -> Share:
        try:
            return Share(listener_id, self._count(control, listener_id, wanted))
        except ApiError as exc:
            if _ends_all(exc):
                raise
            return Share(listener_id, refusal=exc)

    def _count(self, control: JobControl, listener_id: str, wanted: ReplayWanted) -> int:
        try:
            return self._api.replay_many(control, listener_id, wanted, dry_run=True)
        except Rejected as exc:
            if not _is_too_many(exc) or wanted.is_one_moment:
                raise
            return sum(self._count(control, listener_id, half) for half in wanted.halves())

    def _listeners(self, control: JobControl, wanted: ReplayWanted) -> Sequence[str]:
        """Whose deliveries are in such a state, in the order of their newest one."""
        statuses = tuple(
            DeliveryStatus(one.value) for one in wanted.statuses if one is not ReplayStatus.SKIPPED
        )
        if not statuses:
            return ()
        asked = DeliveryFilter(statuses=statuses, since=wanted.since, until=wanted.until)
        found: dict[str, None] = {}
        cursor, seen = None, 0
        while True:
            page = self._api.deliveries(control, asked, cursor, limit=_PAGE, counts=False)
            found |= dict.fromkeys(one.listener_id for one in page.items)
            seen += len(page.items)
            control.progress(seen)
            if page.next_cursor is None:
                return tuple(found)
            if page.next_cursor == cursor:
                raise ProtocolError("deliveries: the pages do not end")
            cursor = page.next_cursor


def _is_too_many(error: Rejected) -> bool:
    return error.code == "too_many" or any(one.code == "too_many" for one in error.fields)


def _ends_all(error: AppError | None) -> bool:
    """Whether asking for another listener would fail in the same way."""
    if error is None:
        return False
    return (
        not isinstance(error, ApiError)
        or isinstance(error, NotAuthorised | PermissionMissing)
        or error.retryable
    )
