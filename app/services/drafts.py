"""The listener that somebody is filling in, kept so that a crash loses nothing (T48).

One form is open at a time, so one draft is kept for each connection.  A draft holds no
secret: a credential is named by its id only, and its secrets are typed in another form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.listener import ListenerDraft
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.times import utc_now

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore
    from app.domain.times import Clock

_NAME: Final = "listener_draft"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What had been typed, for which listener (None: a new one), and when."""

    draft: ListenerDraft
    listener_id: str | None
    at: datetime


class DraftService:
    """The unfinished form of one connection."""

    def __init__(
        self, store: LocalStore, *, announce: Announce = nobody_listens, clock: Clock = utc_now
    ) -> None:
        self._store = store
        self._announce = announce
        self._clock = clock

    def kept(self) -> KeptDraft | None:
        """What was kept and neither saved nor given up since."""
        found = self._store.document(_NAME)
        try:
            return from_plain(KeptDraft, found) if found else None
        except PlainRefused:  # another version of the app wrote it
            return None

    def keep(self, control: JobControl, draft: ListenerDraft, listener_id: str | None) -> None:
        """Keep it in place of what was kept before; on the disk when this returns."""
        control.check()
        self._store.put_document(_NAME, to_plain(KeptDraft(draft, listener_id, self._clock())))

    def forget(self, control: JobControl) -> None:
        """It was saved or given up."""
        control.check()
        self._store.put_document(_NAME, {})
        self._announce(Changed.DRAFT)
