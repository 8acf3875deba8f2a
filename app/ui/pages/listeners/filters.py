"""What the list is narrowed down to: pure, so that every keystroke is cheap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.listener import Kind
from app.ui.pages.listeners.rows import StatusGroup

if TYPE_CHECKING:
    from app.ui.pages.listeners.rows import ListenerRow

WHOLE_INSTANCE = ""  # the Distribution Channel filter: only listeners of no channel


@dataclass(frozen=True, slots=True)
class Filters:
    """None means any; a row must fit all of them."""

    text: str = ""
    group: StatusGroup | None = None
    entity: str | None = None
    channel_id: str | None = None
    function: str | None = None  # its name, not its label
    kind: Kind | None = None

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    @property
    def has_choice(self) -> bool:
        """Whether anything is left out, whatever is typed."""
        return self.in_menu > 0 or self.group is not None or self.entity is not None

    @property
    def in_menu(self) -> int:
        """How many are set of those that stand in the menu."""
        return sum(one is not None for one in (self.channel_id, self.function, self.kind))

    def keeps(self, row: ListenerRow) -> bool:
        """Whether a row is shown, as far as it was chosen; what is typed is the search's."""
        settings = row.local.settings
        if self.group is not None and self.group not in row.groups:
            return False
        if self.entity is not None and row.entity != self.entity:
            return False
        if self.function is not None and settings.function != self.function:
            return False
        if self.kind is not None and row.kind is not self.kind:
            return False
        return self.channel_id is None or (settings.channel_id or "") == self.channel_id
