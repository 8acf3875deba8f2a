"""A change made here that the platform does not have, as a person looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.conflict import FIELDS, Difference, Side, differences
from app.domain.errors import FieldRefusal
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.domain.sync_state import LocalListener


class Subject(StrEnum):
    """What a change is about."""

    LISTENER = "listener"
    CREDENTIAL = "credential"


class ChangeKind(StrEnum):
    """What was done."""

    CREATE = "create"
    EDIT = "edit"
    RESUME = "resume"  # a suspension is to be lifted, and nothing else
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class PendingChange:
    """One change that waits, was refused, or is in conflict.

    Attributes:
        id: Of the listener or the credential.
        label: Its name; empty where it has none.
        since: When it was made.
        differences: What it changes, each with what was before; in a conflict also what
            the platform has now.  None for a deletion.
        refusals: Why the platform refused it, for the fields.
        refusal_detail: Why, in the platform's own words.
    """

    subject: Subject
    id: str
    kind: ChangeKind
    state: SyncState
    label: str = ""
    since: datetime | None = None
    differences: tuple[Difference, ...] = ()
    refusals: tuple[FieldRefusal, ...] = ()
    refusal_detail: str = ""


def pending_of(row: LocalListener) -> PendingChange:
    """The change of a row that is not clean."""
    return PendingChange(
        Subject.LISTENER,
        row.id,
        _kind(row),
        row.state,
        row.settings.name,
        row.changed_at,
        () if row.delete_wanted else _differences(row),
        row.refusals,
        row.refusal_detail,
    )


def _kind(row: LocalListener) -> ChangeKind:
    if row.delete_wanted:
        return ChangeKind.DELETE
    if row.base is None:
        return ChangeKind.CREATE
    is_edited = row.mine is not None and row.mine != row.base.settings
    return ChangeKind.RESUME if row.resume_wanted and not is_edited else ChangeKind.EDIT


def _differences(row: LocalListener) -> tuple[Difference, ...]:
    if row.state is SyncState.CONFLICT and row.theirs is not None:
        return differences(row, row.theirs.settings)
    before, mine = row.base.settings if row.base is not None else None, row.settings
    pairs = ((name, getattr(before, name, None), getattr(mine, name)) for name in FIELDS)
    return tuple(
        Difference(name, old, new, old, Side.MINE)
        for name, old, new in pairs
        if before is None or old != new
    )
