"""What an answer of the platform means for the row whose change was sent.

The row may have been edited since it left, so every meaning is a function of the row
as it is when it is settled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import local_changes
from app.domain.errors import Conflict, NotFound
from app.domain.listener import Listener
from app.domain.sync_state import LocalListener, SyncState

if TYPE_CHECKING:
    from app.domain.errors import ApiError

Settle = Callable[[LocalListener], LocalListener | None]


def after_answer(answer: Listener | None, out: LocalListener) -> Settle:
    """It was done; None is the answer to a deletion."""
    if answer is None:
        return _now_deleted
    return lambda row: local_changes.answered(row, out, answer)


def after_fence(answer: Listener) -> Settle:
    """It is called otherwise for a moment: what is wanted comes next."""
    return lambda row: local_changes.heard(_as_waiting(row), answer)


def after_refusal(exc: ApiError, out: LocalListener) -> Settle:
    """It was not done, or not as this version of it."""
    if isinstance(exc, NotFound):
        return _now_deleted if out.delete_wanted else local_changes.heard_deleted
    if isinstance(exc, Conflict) and exc.status == 412:
        theirs = exc.resource
        if isinstance(theirs, Listener):
            return lambda row: local_changes.heard(_as_waiting(row), theirs)
        return local_changes.heard_deleted
    detail = exc.detail or exc.code or f"HTTP {exc.status}"
    return lambda row: local_changes.refused(row, out, exc.fields, detail)


def _now_deleted(row: LocalListener) -> LocalListener | None:
    """It is gone there; an edit made while the deletion was under way stays for a person."""
    if row.base is not None and not row.delete_wanted and row.settings == row.base.settings:
        return None  # the deletion was taken back too late
    return local_changes.heard_deleted(row)


def _as_waiting(row: LocalListener) -> LocalListener:
    return replace(row, state=SyncState.WAITING) if row.state is SyncState.SENDING else row
