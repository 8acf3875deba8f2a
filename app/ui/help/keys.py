"""The keyboard map: what each key does, and on which pages (DESIGN section 7).

Read by F1, by the Preferences, and by the test that presses every one of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

translate = QCoreApplication.translate

LISTS: Final = frozenset(
    {"listeners", "deliveries", "credentials", "changes", "pending", "receiver", "sandbox_records"}
    | {"mailbox"}
)
_SEARCHED: Final = (LISTS - {"pending"}) | {"health"}
_TESTED: Final = frozenset({"listeners", "listener_form", "test_result"})
_SAVED: Final = frozenset({"listener_form", "sandbox_records"})
_WITH_PANEL: Final = LISTS | {"listener_form"}
_READ_AGAIN: Final = LISTS | {"health", "test_result"}


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the map.

    Attributes:
        keys: As `QKeySequence` reads them; each does the same.
        does: In words.
        pages: Where; empty: everywhere.
    """

    keys: tuple[str, ...]
    does: str
    pages: Collection[str] = frozenset()

    @property
    def written(self) -> str:
        """The keys as this system writes them."""
        style = QKeySequence.SequenceFormat.NativeText
        shown = (QKeySequence(one).toString(style) or one for one in self.keys)
        return ", ".join(shown)


def keys() -> tuple[Key, ...]:
    """All of them, in words of the language in force."""
    return (
        Key(("Ctrl+K",), translate("keys", "Find a command or a place")),
        Key(("Ctrl+N",), translate("keys", "New Webhook Listener")),
        Key(("Ctrl+F", "/"), translate("keys", "Search in the page"), _SEARCHED),
        Key(("Ctrl+S",), translate("keys", "Save"), _SAVED),
        Key(("Ctrl+T",), translate("keys", "Send test"), _TESTED),
        Key(("F5", "Ctrl+R"), translate("keys", "Refresh"), _READ_AGAIN),
        Key(("F4",), translate("keys", "Show or hide the detail panel"), _WITH_PANEL),
        Key(("F6",), translate("keys", "Next pane")),
        Key(("Shift+F6",), translate("keys", "Previous pane")),
        Key(("Alt+1", "Alt+2", "Alt+3"), translate("keys", "The pages of the sidebar, in order")),
        Key(("Ctrl+1", "Ctrl+2", "Ctrl+3"), translate("keys", "The connections, in order")),
        Key(("Alt+Left",), translate("keys", "Back")),
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
        Key(
            ("Ctrl+Shift+C",),
            translate("keys", "Copy as cURL"),
            {"deliveries", "receiver", "test_result"},
        ),
        Key(("T",), translate("keys", "A chart as a table, and back"), {"health"}),
        Key(("Ctrl+Z",), translate("keys", "Undo the last change made here")),
        Key(("Esc",), translate("keys", "Clear the search, then the selection; go back")),
        Key(("Shift+F10",), translate("keys", "The menu of what is selected"), LISTS),
        Key(("Ctrl+,",), translate("keys", "Preferences")),
        Key(("F1",), translate("keys", "Help for the page")),
        Key(("Ctrl+Q",), translate("keys", "Quit")),
    )


def keys_of(page: str) -> tuple[Key, ...]:
    """Those that do something on a page, its own before those of every page."""
    every = keys()
    own = [one for one in every if page in one.pages]
    return (*own, *(one for one in every if not one.pages))
