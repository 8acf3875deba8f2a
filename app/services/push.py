"""Sends waiting listener changes to the platform, each exactly once however often it fails.

Every change is marked in the local copy before it leaves and settled after its answer.
A row may be edited while its request is under way: settling always starts from the row
as it is then, so that no edit is ever lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain import local_changes
from app.domain.control import JobControl
from app.domain.errors import (
    ApiError,
    Busy,
    Conflict,
    NotAuthorised,
    NotFound,
    ServerFault,
)
from app.domain.listener import Listener
from app.domain.ports import LocalStore, PlatformApi
from app.domain.sync_state import LocalListener, SyncState

log = logging.getLogger(__name__)

_TRIES = 4  # per row and run: someone may change it under us a few times, not for ever
_Change = Callable[[LocalListener], LocalListener | None]


@dataclass(slots=True)
class Sent:
    """What one push did; `fault` is what the platform failed with for some row."""

    sent: int = 0
    conflicts: int = 0
    refused: int = 0
    fault: ServerFault | None = None


class Push:
    """One direction of the sync: from the local copy to the platform."""

    def __init__(self, api: PlatformApi, store: LocalStore) -> None:
        self._api = api
        self._store = store

    def run(self, control: JobControl) -> Sent:
        """Send everything that waits, oldest change first.

        A row that the platform fails on (5xx) does not hold up the others; anything
        that will fail for all of them (offline, 401, busy, nonsense) ends the run.

        Raises:
            AppError: The run ended early; whatever was not answered still waits.
        """
        result = Sent()
        for row in self._store.unsettled():
            if row.is_waiting:
                self._row(control, row.id, result)
        return result

    def _row(self, control: JobControl, listener_id: str, result: Sent) -> None:
        for _try in range(_TRIES):
            control.check()
            row = self._store.listener(listener_id)
            if row is None or not row.is_waiting or row.is_unborn:
                return
            out = local_changes.sending(row)
            if not self._store.replace_if(out, expected=row):
                continue
            try:
                settled = self._send(control, out)
            except ServerFault as exc:
                self._settle(out.id, local_changes.unanswered)
                log.warning("sending %s failed with %d", out.id, exc.status)
                result.fault = exc
                return
            except BaseException:  # whatever it was, the row must not look under way
                self._settle(out.id, local_changes.unanswered)
                raise
            now = self._settle(out.id, settled)
            if now is None or now.state is SyncState.CLEAN:
                result.sent += 1
                return
            result.conflicts += now.state is SyncState.CONFLICT
            result.refused += now.state is SyncState.REFUSED

    def _send(self, control: JobControl, out: LocalListener) -> _Change:
        """Send one change; the answer is how the row is to be settled."""
        try:
            if out.delete_wanted and out.base is not None:
                return self._delete(control, out.id, out.base.etag)
            listener = self._create_or_update(control, out)
        except Conflict as exc:
            return _lost_race(exc, out)
        except NotFound:
            if out.base is None:
                raise  # PUT is no known call there: not the platform we think it is
            return local_changes.heard_deleted
        except (NotAuthorised, Busy, ServerFault):
            raise
        except ApiError as exc:
            return _refusal(exc, out)
        return lambda row: local_changes.answered(row, out, listener)

    def _create_or_update(self, control: JobControl, out: LocalListener) -> Listener:
        if out.base is None:
            return self._api.create_listener(control, out.id, out.settings)
        changes = local_changes.patch_of(out)
        return self._api.update_listener(control, out.id, changes, etag=out.base.etag)

    def _delete(self, control: JobControl, listener_id: str, etag: str) -> _Change:
        try:
            self._api.delete_listener(control, listener_id, etag=etag)
        except NotFound:
            log.debug("%s was gone already", listener_id)
        return _now_deleted

    def _settle(self, listener_id: str, change: _Change) -> LocalListener | None:
        while True:
            row = self._store.listener(listener_id)
            if row is None:
                return None
            new = change(row)
            if new is None:
                if self._store.drop_if(row):
                    return None
            elif new == row or self._store.replace_if(new, expected=row):
                return new


def _now_deleted(row: LocalListener) -> LocalListener | None:
    """It is gone there; an edit made while the deletion was under way stays for a person."""
    if row.base is not None and not row.delete_wanted and row.settings == row.base.settings:
        return None  # the deletion was taken back too late
    return local_changes.heard_deleted(row)


def _lost_race(exc: Conflict, out: LocalListener) -> _Change:
    if exc.status == 409:
        if exc.code == "idempotency_in_progress":
            raise Busy(str(exc), status=409, code=exc.code, retry_after_s=exc.retry_after_s)
        return _refusal(exc, out)
    theirs = exc.resource
    if isinstance(theirs, Listener):
        return lambda row: local_changes.heard(_as_waiting(row), theirs)
    return local_changes.heard_deleted


def _as_waiting(row: LocalListener) -> LocalListener:
    return replace(row, state=SyncState.WAITING) if row.state is SyncState.SENDING else row


def _refusal(exc: ApiError, out: LocalListener) -> _Change:
    detail = exc.detail or exc.code or f"HTTP {exc.status}"
    return lambda row: local_changes.refused(row, out, exc.fields, detail)
