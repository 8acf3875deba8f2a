"""What a page may ask of the window around it, and what the window asks of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from app.domain.window_memory import ListMemory
    from app.domain.workspace import Connection, Me


class Shell(Protocol):
    """The window, as pages see it."""

    def open_page(self, name: str, /, **context: object) -> None:
        """Go to a page.

        Names: `listeners`, `listener_form` (`listener_id`, or `url`), `test_result` (`attempt`,
        `listener_id`), `deliveries` (`listener_id`, or
        `delivery_id`), `why` (`delivery_id`, `event_id`, `record_id` with `entity`, or
        `listener_id`), `health` (`listener_id`), `credentials`,
        `changes` (`resource_id`, `name`), `sandbox_records`, `receiver` (`event_id`), `pending`,
        `mailbox` (`message`, its name there, or its `message_id`).
        """
        ...

    def go_back(self) -> None:
        """Return to the page from which this one was opened."""
        ...

    def sign_in(self) -> None:
        """Ask for a new token of the open connection."""
        ...

    def show_help(self) -> None:
        """Show what the page is for, and its keys."""
        ...

    def announce(self, text: str, *, assertive: bool = False) -> None:
        """Say a result in the status bar and to a screen reader."""
        ...

    def recall(self, page: str) -> ListMemory:
        """How a person had the list of a page the last time, with this connection."""
        ...

    def remember(self, page: str, memory: ListMemory) -> None:
        """How a person has the list of a page, for the next time."""
        ...


@dataclass(frozen=True, slots=True)
class PageContext:
    """What is selected on a page, and what can be done with it."""

    title: str
    actions: Sequence[QAction]


class Page(QWidget):
    """Base of every page: hooks for the window, none of which a page must have.

    Signals:
        settled: What it reads of this computer is shown, or cannot be read.
    """

    settled = Signal()

    @property
    def is_settled(self) -> bool:
        """Whether nothing that it reads of this computer is still to be shown."""
        return True

    @property
    def first_part(self) -> QWidget | None:
        """What the next start may paint before all else, as it stands now."""
        return None

    @property
    def has_failed(self) -> bool:
        """Whether what the platform was last asked for could not be read."""
        return False

    @property
    def is_unsaved(self) -> bool:
        """Whether it holds work that would be lost with it."""
        return False

    @property
    def under_way(self) -> str:
        """What goes on here and would end with the page, in words; "" while nothing does."""
        return ""

    @property
    def dialogs(self) -> list[QDialog]:
        """Those that are open over it, and go with it."""
        return [one for one in self.findChildren(QDialog) if one.isVisible()]

    @property
    def holds_something(self) -> bool:
        """Whether something would be lost with it: what was typed, what goes on, a dialog."""
        return self.is_unsaved or bool(self.under_way) or bool(self.dialogs)

    def take_standing(self, connection: Connection, me: Me | None) -> bool:  # noqa: ARG002
        """Who one is there, or what it is for, is something else than when the page was made.

        Returns:
            Whether it goes by that now; else it is made anew as soon as it holds nothing.
        """
        return False

    @classmethod
    def has(cls, hook: str) -> bool:
        """Whether this page does something when one of its hooks is called."""
        return getattr(cls, hook) is not getattr(Page, hook)

    def enter(self, **context: object) -> None:
        """The page is shown; `context` is what `Shell.open_page` was given."""

    def way_back(self, opened_with: Mapping[str, object]) -> Mapping[str, object]:
        """What brings one back to what is shown now; for most what they were opened with."""
        return opened_with

    def take_focus(self) -> None:
        """One has come here to work: the keys go to what the page is about, once that is there."""

    def refresh(self) -> None:
        """F5 and Ctrl+R."""

    def focus_search(self) -> None:
        """Ctrl+F and `/`."""

    def toggle_details(self) -> None:
        """F4: the detail panel."""

    def send_test(self) -> None:
        """Ctrl+T."""

    def save(self) -> None:
        """Ctrl+S."""

    def context(self) -> PageContext | None:
        """What the command palette offers first; None while nothing is selected."""
        return None

    def confirm_leave(self, proceed: Callable[[], None]) -> None:
        """Call `proceed`, after asking about unsaved changes where there are any."""
        proceed()
