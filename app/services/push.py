"""Sends waiting listener changes to the platform, each exactly once however often it fails.

Every change is marked in the local copy before it leaves and settled after its answer.
A row may be edited while its request is under way: settling always starts from the row
as it is then, so that no edit is ever lost.  Where the platform takes batches, one change
is a batch, too: what arrives late of it is refused by its key (see `batch_key`), else by its
version (see `fence`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from app.domain import fence, local_changes
from app.domain.errors import (
    ApiError,
    AppError,
    Busy,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
    ServerFault,
)
from app.domain.listener import Listener
from app.domain.ports import ListenerChange
from app.domain.sync_state import SyncState
from app.services.batch_key import REUSED, BatchKey
from app.services.settling import after_answer, after_fence, after_refusal

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore, PlatformApi
    from app.domain.sync_state import LocalListener
    from app.services.batch_key import Document
    from app.services.settling import Settle

log = logging.getLogger(__name__)

BATCH: Final = 200  # the most that the contract allows; of the longest it is 0.8 MB
_TRIES: Final = 4  # per row and run: someone may change it under us a few times, not for ever
_IN_PROGRESS: Final = "idempotency_in_progress"
_Answers = Sequence[Listener | ApiError | None]


@dataclass(slots=True)
class Sent:
    """What one push did; `fault` is what the platform failed with for some row."""

    sent: int = 0
    conflicts: int = 0
    refused: int = 0
    fault: AppError | None = None


class Push:
    """One direction of the sync: from the local copy to the platform."""

    def __init__(self, api: PlatformApi, store: LocalStore) -> None:
        self._api = api
        self._store = store
        self._key = BatchKey(store)

    def run(
        self,
        control: JobControl,
        *,
        in_batches: bool = False,
        without: frozenset[str] = frozenset(),
    ) -> Sent:
        """Send everything that waits, oldest change first; tells the job how far it has come.

        A row that the platform fails on (5xx) does not hold up the others; anything
        that will fail for all of them (offline, 401, busy, nonsense) ends the run.

        Args:
            control: Of the job; cancelling it leaves waiting what was not answered.
            in_batches: Whether the platform takes many changes in one call.
            without: Credentials that the platform does not know: whoever names one waits.

        Raises:
            AppError: The run ended early; whatever was not answered still waits.
        """
        result = Sent()
        waiting = [
            row.id
            for row in self._store.unsettled()
            if row.is_waiting and row.settings.destination.credential_id not in without
        ]
        size = BATCH if in_batches else 1
        total = len(waiting)
        for _try in range(_TRIES):
            done, again = total - len(waiting), list[str]()
            for start in range(0, len(waiting), size):
                control.progress(done + start, total)
                ids = waiting[start : start + size]
                again += self._some(control, ids, result, in_batches=in_batches)
            waiting = again
        if total:
            control.progress(total, total)
        return result

    def _some(
        self, control: JobControl, ids: Sequence[str], result: Sent, *, in_batches: bool
    ) -> list[str]:
        """Send some rows together; the ids of those that have to be sent once more."""
        key = self._key.next() if in_batches else ""
        rows, out = self._mark(ids, key)
        if not out:
            return []
        try:
            answers = self._ask(control, out, key)
        except (NotAuthorised, Busy):
            self._settle({row.id: local_changes.unanswered for row in out})
            raise
        except PermissionMissing as exc:  # as each of them would be answered
            answers = [exc] * len(out)
        except ApiError as exc:
            is_over = exc.code == REUSED  # what left before under this key has arrived
            settles = {row.id: local_changes.unanswered for row in out}
            self._settle(settles, self._key.answered() if is_over else None)
            if exc.code == _IN_PROGRESS:  # what left before is arriving just now
                raise _busy(exc) from exc
            if is_over:
                return self._some(control, ids, result, in_batches=True)
            if in_batches and (len(out) > 1 or not isinstance(exc, ServerFault)):
                return self._one_by_one(control, out, exc, result)
            log.warning("sending %s failed with %d", out[0].id, exc.status)
            result.fault = exc
            return []
        except NetworkError as exc:
            self._settle(
                {
                    row.id: partial(local_changes.unanswered, but=row if exc.never_left else None)
                    for row in rows
                }
            )
            raise
        except BaseException:  # whatever it was, no row may look under way
            self._settle({row.id: local_changes.unanswered for row in out})
            raise
        return self._take(out, answers, result, key)

    def _one_by_one(
        self, control: JobControl, out: Sequence[LocalListener], exc: ApiError, result: Sent
    ) -> list[str]:
        """The call is not taken: each by itself, and as a batch as long as that may be taken."""
        log.warning("a batch of %d was answered with %d", len(out), exc.status)
        in_batches = len(out) > 1 and not isinstance(exc, NotFound)
        return [
            one
            for row in out
            for one in self._some(control, [row.id], result, in_batches=in_batches)
        ]

    def _mark(
        self, ids: Sequence[str], key: str
    ) -> tuple[list[LocalListener], list[LocalListener]]:
        """Have it on the disk that these leave now, before they do; as they were, and are now."""
        while True:
            found = [self._store.listener(one) for one in ids]
            rows = [row for row in found if row is not None and row.is_waiting]
            out = [_leaving(row, alone=not key) for row in rows]
            expected: dict[str, LocalListener | None] = {row.id: row for row in rows}
            document = self._key.leaving(key) if key else None
            if not out or self._store.apply_rows(out, [], expected=expected, document=document):
                return rows, out

    def _ask(self, control: JobControl, out: Sequence[LocalListener], key: str) -> _Answers:
        changes = [_change(row, alone=not key) for row in out]
        if key:
            return self._api.change_listeners(control, changes, key=key)
        try:
            return [self._ask_one(control, changes[0])]
        except (NotAuthorised, Busy, ServerFault):
            raise
        except ApiError as exc:
            return [exc]

    def _ask_one(self, control: JobControl, change: ListenerChange) -> Listener | None:
        if change.settings is not None:
            return self._api.create_listener(control, change.id, change.settings)
        etag = change.etag or ""
        if change.changes is not None:
            return self._api.update_listener(control, change.id, change.changes, etag=etag)
        self._api.delete_listener(control, change.id, etag=etag)
        return None

    def _take(
        self, out: Sequence[LocalListener], answers: _Answers, result: Sent, key: str
    ) -> list[str]:
        """Settle what was answered; the ids of those that have to be sent once more."""
        settles: dict[str, Settle] = {}
        ends: list[ApiError] = []
        for row, answer in zip(out, answers, strict=True):
            match answer:
                case ServerFault():
                    log.warning("sending %s failed with %d", row.id, answer.status)
                    result.fault = answer
                    settles[row.id] = local_changes.unanswered
                case NotAuthorised() | Busy():
                    ends.append(answer)
                    settles[row.id] = local_changes.unanswered
                case NotFound() if row.base is None:  # PUT is no known call there
                    ends.append(answer)
                    settles[row.id] = local_changes.unanswered
                case ApiError() if answer.code == _IN_PROGRESS:
                    ends.append(_busy(answer))
                    settles[row.id] = local_changes.unanswered
                case ApiError():
                    settles[row.id] = after_refusal(answer, row)
                case Listener() if not key and fence.has_left(row):
                    settles[row.id] = after_fence(answer)
                case _:
                    settles[row.id] = after_answer(answer, row)
        failed = {one for one, settle in settles.items() if settle is local_changes.unanswered}
        again = []
        document = self._key.answered() if key else None
        for listener_id, now in self._settle(settles, document):
            if listener_id in failed:
                continue
            if now is None or now.state is SyncState.CLEAN:
                result.sent += 1
            elif now.is_waiting:
                again.append(listener_id)
            result.conflicts += now is not None and now.state is SyncState.CONFLICT
            result.refused += now is not None and now.state is SyncState.REFUSED
        if ends:
            raise ends[0]
        return again

    def _settle(
        self, settles: Mapping[str, Settle], document: Document | None = None
    ) -> list[tuple[str, LocalListener | None]]:
        """Apply each to its row as it is now, all in one transaction."""
        while True:
            rows = dict(self._rows_of(settles))
            new = {one: settles[one](row) for one, row in rows.items()}
            changed = [row for one, row in new.items() if row is not None and row != rows[one]]
            dropped = [one for one, row in new.items() if row is None]
            if self._store.apply_rows(changed, dropped, expected=rows, document=document):
                return [(one, new.get(one)) for one in settles]

    def _rows_of(self, ids: Mapping[str, object]) -> Iterator[tuple[str, LocalListener]]:
        for listener_id in ids:
            row = self._store.listener(listener_id)
            if row is not None:
                yield listener_id, row


def _leaving(row: LocalListener, *, alone: bool) -> LocalListener:
    if alone and fence.is_needed(row):
        return fence.leaving(row)
    return local_changes.sending(row)


def _change(row: LocalListener, *, alone: bool) -> ListenerChange:
    if row.base is None:
        return ListenerChange(row.id, settings=local_changes.creation_of(row))
    if row.delete_wanted:
        return ListenerChange(row.id, row.base.etag)
    if alone and fence.has_left(row):
        return ListenerChange(row.id, row.base.etag, changes={"name": fence.name_of(row)})
    return ListenerChange(row.id, row.base.etag, changes=local_changes.patch_of(row))


def _busy(exc: ApiError) -> Busy:
    return Busy(str(exc), status=exc.status, code=exc.code, retry_after_s=exc.retry_after_s)
