"""What the list is narrowed down to: pure, so that every keystroke is cheap."""

from __future__ import annotations

from dataclasses import dataclass

from app.ui.pages.listeners.rows import ListenerRow, StatusGroup

WHOLE_INSTANCE = ""  # the Distribution Channel filter: only listeners of no channel


@dataclass(frozen=True, slots=True)
class Filters:
    """None means any."""

    text: str = ""
    group: StatusGroup | None = None
    entity: str | None = None
    channel_id: str | None = None

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    def keeps(self, row: ListenerRow) -> bool:
        """Whether a row is shown: every word typed must occur in it."""
        if self.group is not None and self.group not in row.groups:
            return False
        if self.entity is not None and row.entity != self.entity:
            return False
        if self.channel_id is not None and (row.local.settings.channel_id or "") != self.channel_id:
            return False
        return all(word in row.haystack for word in self.text.casefold().split())
