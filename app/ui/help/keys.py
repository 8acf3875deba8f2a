"""The keyboard map: what each key does, and on which pages (DESIGN section 7).

Read by F1, by the Preferences, and by the test that presses every one of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from app.ui.shortcuts import CONNECTION_KEYS, PAGE_NAMES, keys_of_command

translate = QCoreApplication.translate

LISTS: Final = frozenset(
    {"listeners", "deliveries", "credentials", "changes", "pending", "receiver", "sandbox_records"}
    | {"mailbox", "why"}
)
_WITH_MENU: Final = frozenset({"listeners", "deliveries", "credentials", "receiver"})
_SEARCHED: Final = (LISTS - {"pending"}) | {"health"}
_TESTED: Final = frozenset({"listeners", "listener_form", "test_result"})
_SAVED: Final = frozenset({"listener_form", "sandbox_records"})
_WITH_PANEL: Final = LISTS | {"listener_form"}
_READ_AGAIN: Final = LISTS | {"health"}
_FEW: Final = 3  # as many are named one by one


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the map.

    Attributes:
        keys: As `QKeySequence` reads them; each does the same, or the next of a row of things.
        does: In words.
        pages: Where; empty: everywhere.
    """

    keys: tuple[str, ...]
    does: str
    pages: Collection[str] = frozenset()

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys as this system writes them; of a long row the first and the last."""
        style = QKeySequence.SequenceFormat.NativeText
        each = tuple(QKeySequence(one).toString(style) for one in self.keys)
        return each if len(each) <= _FEW else (each[0], "…", each[-1])

    @property
    def written(self) -> str:
        """The same as one text, to be read out."""
        if len(self.keys) <= _FEW:
            return ", ".join(self.shown)
        first, _between, last = self.shown
        return translate("keys", "{first} to {last}").format(first=first, last=last)


def keys() -> tuple[Key, ...]:
    """All of them, in words of the language in force; those of commands are the commands' own."""
    pages = (f"page_{name}" for name in PAGE_NAMES)
    connections = (f"connection_{at}" for at in range(1, CONNECTION_KEYS + 1))
    return (
        Key(_of("palette"), translate("keys", "Find a command or a place")),
        Key(_of("new_listener"), translate("keys", "New Webhook Listener")),
        Key((*_of("find"), "/"), translate("keys", "Search in the page"), _SEARCHED),
        Key(_of("save"), translate("keys", "Save"), _SAVED),
        Key(_of("send_test"), translate("keys", "Send test"), _TESTED),
        Key(_of("refresh"), translate("keys", "Refresh"), _READ_AGAIN),
        Key(_of("details"), translate("keys", "Show or hide the detail panel"), _WITH_PANEL),
        Key(_of("next_pane"), translate("keys", "Next pane")),
        Key(_of("previous_pane"), translate("keys", "Previous pane")),
        Key(_of(*pages), translate("keys", "The pages of the sidebar, in order")),
        Key(_of(*connections), translate("keys", "The connections, in order")),
        Key(_of("back"), translate("keys", "Back")),
        Key(("Up", "Down"), translate("keys", "Move; with Shift, select up to there"), LISTS),
        Key(("Home", "End"), translate("keys", "First and last row"), LISTS),
        Key(("Return",), translate("keys", "Open or edit"), LISTS),
        Key(("Space",), translate("keys", "Turn on or off"), {"listeners"}),
        Key(("Ctrl+Space",), translate("keys", "Add the row to the selection"), {"listeners"}),
        Key(("Ctrl+A",), translate("keys", "Select all"), {"listeners"}),
        Key(
            ("Del",),
            translate("keys", "Delete, or take back what waits"),
            {"listeners", "credentials", "pending"},
        ),
        Key(("R",), translate("keys", "Replay the selected delivery"), {"deliveries"}),
        Key(("R",), translate("keys", "Send the selected request again"), {"receiver"}),
        Key(("Ctrl+Shift+C",), translate("keys", "Copy as cURL"), {"deliveries", "test_result"}),
        Key(
            ("Ctrl+Shift+C",),
            translate("keys", "Copy what is shown of the selected one"),
            {"receiver", "mailbox"},
        ),
        Key(("T",), translate("keys", "A chart as a table, and back"), {"health"}),
        Key(_of("undo"), translate("keys", "Undo the last change made here")),
        Key(("Esc",), translate("keys", "Clear the selection, then search and filters; go back")),
        Key(("Shift+F10",), translate("keys", "The menu of what is selected"), _WITH_MENU),
        Key(_of("preferences"), translate("keys", "Preferences")),
        Key(_of("help"), translate("keys", "Help for the page")),
        Key(_of("quit"), translate("keys", "Quit")),
    )


def keys_of(page: str) -> tuple[Key, ...]:
    """Those that do something on a page, its own before those of every page."""
    every = keys()
    own = [one for one in every if page in one.pages]
    return (*own, *(one for one in every if not one.pages))


def _of(*commands: str) -> tuple[str, ...]:
    """The keys of commands, as they are on this system."""
    style = QKeySequence.SequenceFormat.PortableText
    return tuple(key.toString(style) for one in commands for key in keys_of_command(one))
