"""Keeps what may still be under way from undoing a change that was taken back.

An edit that was not answered and then taken back, or a deletion that was undone, wants nothing
of the platform any more; and a change that changes nothing leaves the version as it is, so
that the late request would still find the one it asks for.  Where the platform takes batches
their key sees to it (`app.services.batch_key`).  Where it does not, the listener is called
otherwise for a moment and then by its name again: after the first of the two, whatever is late
asks for a version that is gone.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.listener import ListenerSettings
from app.domain.sync_state import LocalListener, SyncState
from app.domain.text import NAME_LIMIT


def is_needed(row: LocalListener) -> bool:
    """Whether something may be under way that nothing that is wanted would go before."""
    return (
        row.base is not None
        and bool(row.sent)
        and not row.delete_wanted
        and not row.resume_wanted
        and row.settings == row.base.settings
    )


def name_of(row: LocalListener) -> str:
    """What it is called for a moment: never what it is called now."""
    name = row.settings.name
    return name[: NAME_LIMIT - 1] + ("*" if name.endswith("…") else "…")


def leaving(row: LocalListener) -> LocalListener:
    """The first of the two is about to be sent: from here on the platform may hold it."""
    out = _called(row)
    sent = row.sent if out in row.sent else (*row.sent, out)
    return replace(row, state=SyncState.SENDING, sent=sent)


def has_left(row: LocalListener) -> bool:
    """Whether what leaves with this row is the first of the two."""
    return is_needed(row) and _called(row) in row.sent


def _called(row: LocalListener) -> ListenerSettings:
    return replace(row.settings, name=name_of(row))
