"""A listener as the app keeps it: what the platform said, and what is still to be sent.

`base` is what the platform last said; `mine` is what the administrator wants; both
exist side by side until the platform has taken the change over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.errors import FieldRefusal
from app.domain.listener import Listener, ListenerSettings


class SyncState(StrEnum):
    """Where a local change stands."""

    CLEAN = "clean"
    WAITING = "waiting"
    SENDING = "sending"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LocalListener:
    """One row of the local copy.

    Attributes:
        base: What the platform last said; None while not created there yet.
        mine: What is wanted; None when nothing differs from `base`.
        delete_wanted: The administrator deleted it; the platform does not know yet.
        changed_at: When the waiting change was made.
        theirs: In a conflict: the platform's newer version (None: deleted there).
        refusals: When refused: the platform's reasons, for the fields.
        refusal_detail: When refused: the platform's own words.
        sent: What was sent without a known answer: the platform may hold one of these,
            and seeing it there is no one else's change.
        resume_wanted: A suspension is to be lifted: `mode` is sent although it is the same.
    """

    id: str
    base: Listener | None
    mine: ListenerSettings | None = None
    delete_wanted: bool = False
    state: SyncState = SyncState.CLEAN
    changed_at: datetime | None = None
    theirs: Listener | None = None
    refusals: tuple[FieldRefusal, ...] = ()
    refusal_detail: str = ""
    sent: tuple[ListenerSettings, ...] = ()
    resume_wanted: bool = False

    @property
    def settings(self) -> ListenerSettings:
        """What to show: the wanted settings, else the platform's."""
        if self.mine is not None:
            return self.mine
        if self.base is None:
            raise ValueError(f"{self.id} has neither base nor mine")
        return self.base.settings

    @property
    def is_as_told(self) -> bool:
        """Whether it is what the platform said and nothing else."""
        return self.state is SyncState.CLEAN and not (
            self.mine
            or self.delete_wanted
            or self.changed_at
            or self.theirs
            or self.refusals
            or self.refusal_detail
            or self.sent
            or self.resume_wanted
        )

    @property
    def is_created(self) -> bool:
        """Whether the platform knows this listener."""
        return self.base is not None

    @property
    def is_unborn(self) -> bool:
        """Deleted here before its creation was answered: it may or may not exist there."""
        return self.base is None and self.delete_wanted and self.theirs is None

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted, here or there; what is edited of it may be saved as new."""
        is_lost = self.state is SyncState.CONFLICT and self.theirs is None
        return is_lost or (self.delete_wanted and self.is_waiting)

    @property
    def is_waiting(self) -> bool:
        """Whether something of it is still to be sent (a crash may have left it `SENDING`)."""
        return self.state in (SyncState.WAITING, SyncState.SENDING)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one run of the sync engine did."""

    pulled: int = 0
    deleted: int = 0
    sent: int = 0
    conflicts: int = 0
    refused: int = 0
    waiting: int = 0
