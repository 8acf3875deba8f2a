"""The listener that somebody is filling in, kept so that a crash loses nothing (T48).

One form is open at a time, so one draft is kept for each connection.  A draft holds no
secret: a credential is named by its id only, and its secrets are typed in another form.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.listener_draft import ListenerDraft
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.times import utc_now

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore
    from app.domain.times import Clock

_NAME: Final = "listener_draft"
_DESTINATION: Final = ("kind", "url", "auth_type", "credential_id", "address")


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What had been typed, for which listener (None: a new one), and when.

    Attributes:
        began: What the form had begun with; None where an older version of the app kept it.
    """

    draft: ListenerDraft
    listener_id: str | None
    at: datetime
    began: ListenerDraft | None = None

    def on(self, now: ListenerDraft) -> ListenerDraft:
        """What had been typed, on top of what its listener has become since (F20).

        The destination is taken over as a whole: a credential must never reach an address
        that it was not chosen for.
        """
        if self.began is None:
            return self.draft
        others = [(one.name,) for one in fields(now) if one.name not in _DESTINATION]
        untouched = [
            name
            for together in (_DESTINATION, *others)
            if all(getattr(self.draft, one) == getattr(self.began, one) for one in together)
            for name in together
        ]
        return replace(self.draft, **{one: getattr(now, one) for one in untouched})


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

    def keep(
        self,
        control: JobControl,
        draft: ListenerDraft,
        listener_id: str | None,
        began: ListenerDraft | None = None,
    ) -> None:
        """Keep it in place of what was kept before; on the disk when this returns."""
        control.check()
        kept = KeptDraft(draft, listener_id, self._clock(), began)
        self._store.put_document(_NAME, to_plain(kept))

    def forget(self, control: JobControl) -> None:
        """It was saved or given up."""
        control.check()
        self._store.put_document(_NAME, {})
        self._announce(Changed.DRAFT)
