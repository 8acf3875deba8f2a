"""What was done about a local copy that could not be used as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoreRepair:
    """An account for the person; nothing of the old file was deleted.

    Attributes:
        path: The file.
        damage: What was wrong, for the log.
        moved_to: The folder in which the old file lies; empty when there was none left.
        backup_at: When the backup was made that the new one began as; None: it began empty.
        listeners: How many listeners could be read out of the old file.
        changes: How many of them had a change that waits here.
        unsure: How many waiting changes come from an older state and may have been sent
            since: they wait for a person, marked as refused.
    """

    path: str
    damage: str
    moved_to: str
    backup_at: datetime | None = None
    listeners: int = 0
    changes: int = 0
    unsure: int = 0
