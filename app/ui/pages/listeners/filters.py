"""What the list is narrowed down to: pure, so that every keystroke is cheap."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.domain.listener import Kind
from app.ui.pages.listeners.rows import StatusGroup

if TYPE_CHECKING:
    from app.domain.workspace import Channel, Me
    from app.ui.pages.listeners.rows import ListenerRow

WHOLE_INSTANCE = ""  # the Distribution Channel filter: only listeners of no channel
_NO_CHANNEL: Final = "none"  # how that is kept


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

    @property
    def to_keep(self) -> Mapping[str, str]:
        """For the next start; what was typed is not among it."""
        channel_id = self.channel_id if self.channel_id != WHOLE_INSTANCE else _NO_CHANNEL
        choices = {
            "status": self.group,
            "entity": self.entity,
            "channel": channel_id,
            "function": self.function,
            "kind": self.kind,
        }
        return {name: str(value) for name, value in choices.items() if value is not None}

    def among(
        self, entities: Container[str], functions: Container[str], channel_ids: Collection[str]
    ) -> Filters:
        """Without what names something that there is not any more."""
        places = {WHOLE_INSTANCE, *channel_ids} if channel_ids else ()
        return replace(
            self,
            entity=self.entity if self.entity in entities else None,
            function=self.function if self.function in functions else None,
            channel_id=self.channel_id if self.channel_id in places else None,
        )


def channels_of(me: Me | None) -> tuple[Channel, ...]:
    """The Distribution Channels to choose from; none without Plan Pro."""
    return me.channels if me is not None and me.plan == "plan_pro" else ()


def recalled(kept: Mapping[str, str]) -> Filters:
    """The filters of the last time; what is no such choice falls away."""
    group = kind = None
    with suppress(KeyError, ValueError):
        group = StatusGroup(kept["status"])
    with suppress(KeyError, ValueError):
        kind = Kind(kept["kind"])
    channel_id = kept.get("channel")
    return Filters(
        group=group,
        entity=kept.get("entity"),
        channel_id=WHOLE_INSTANCE if channel_id == _NO_CHANNEL else channel_id,
        function=kept.get("function"),
        kind=kind,
    )
