"""What the palette shows for what was typed: context first, then commands, then places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain import fuzzy
from app.ui.palette.entries import Entry, Group, Row
from app.ui.palette.index import Index

if TYPE_CHECKING:
    from app.ui.palette.index import Found

translate = QCoreApplication.translate

COMMANDS_ONLY: Final = ">"
_SHOWN: Final = 8  # of each group, while something is typed
_RECENT: Final = 5


@dataclass(frozen=True)
class Offer:
    """Everything that can be found.

    Attributes:
        context: What can be done with what is selected; None when nothing is.
        commands: Of the window.
        places: Pages and connections: few, so all are shown before anything is typed.
        things: Listeners and credentials: many, shown only when they are looked for.
    """

    context: Group | None = None
    commands: Sequence[Entry] = ()
    places: Sequence[Entry] = ()
    things: Index = field(default_factory=Index)


class Searching:
    """Searches one offer; made anew with each opening of the palette."""

    def __init__(self, offer: Offer, recent: Sequence[str] = ()) -> None:
        """Prepare.

        Args:
            offer: What there is.
            recent: The keys of what was chosen before, the last one first.
        """
        self._recent = recent
        context = offer.context or Group("", ())
        self._context_heading = context.heading
        self._context = Index(context.entries)
        self._commands = Index(offer.commands)
        self._places = Index(offer.places)
        self._things = offer.things

    def take_things(self, things: Index) -> None:
        """The many are there, or have changed."""
        self._things = things

    def find(self, text: str) -> list[Row]:
        """The lines to show."""
        commands_only = text.lstrip().startswith(COMMANDS_ONLY)
        words = fuzzy.words_of(text.lstrip().removeprefix(COMMANDS_ONLY))
        if not words:
            return self._all(commands_only=commands_only)
        groups: list[tuple[str, list[Found]]] = []
        for weakly in (False, True):  # what is found weakly is noise beside what is found well
            groups = [
                (self._context_heading, self._context.find(words, _SHOWN, weakly=weakly)),
                (_commands_heading(), self._commands.find(words, _SHOWN, weakly=weakly)),
            ]
            if not commands_only:
                pages = self._places.find(words, _SHOWN, weakly=weakly)
                things = self._things.find(words, _SHOWN, weakly=weakly)
                groups.append((_places_heading(), [*pages, *things]))
            if any(found for _heading, found in groups):
                break
        lines = [_group(heading, [_row(one) for one in found]) for heading, found in groups]
        return [row for group in lines for row in group]

    def _all(self, *, commands_only: bool) -> list[Row]:
        """Before anything is typed."""
        groups = [
            Group(self._context_heading, self._context.entries),
            Group(_commands_heading(), self._commands.entries),
        ]
        if not commands_only:
            groups.insert(0, Group(translate("palette", "Recent"), self._recent_entries()))
            groups.append(Group(_places_heading(), self._places.entries))
        rows = [_group(one.heading, [Row(entry=each) for each in one.entries]) for one in groups]
        return [row for group in rows for row in group]

    def _recent_entries(self) -> list[Entry]:
        known = {
            one.key: one
            for index in (self._things, self._places, self._commands)
            for one in index.entries
        }
        found = [known[key] for key in self._recent if key in known]
        return [one for one in found if not one.reason][:_RECENT]


def _group(heading: str, rows: list[Row]) -> list[Row]:
    return [Row(heading), *rows] if rows else []


def _row(found: Found) -> Row:
    end = len(found.entry.title)
    return Row(entry=found.entry, spans=tuple(one for one in found.match.spans if one[1] <= end))


def _commands_heading() -> str:
    return translate("palette", "Commands")


def _places_heading() -> str:
    return translate("palette", "Go to")
