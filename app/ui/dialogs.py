"""The only place that interrupts a person: questions, files, and leaving for the browser.

Pages ask the `Dialogs` seam, so a test answers without a window.  All words are plain
text, and only https addresses of hosts that the app itself names are ever opened (T36),
and folders of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.second_press import SecondPress
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Button, PlainLabel

if TYPE_CHECKING:
    from app.ui.widgets import ButtonKind

translate = QCoreApplication.translate

Opener = Callable[[str], bool]


class Unsaved(StrEnum):
    """What to do with work that is not saved."""

    SAVE = "save"
    DISCARD = "discard"
    KEEP = "keep"


class Dialogs(Protocol):
    """What a page may ask a person."""

    def confirm(self, title: str, text: str, button: str, *, kind: ButtonKind = "default") -> bool:
        """Ask before something is done; Cancel is the default."""

    def save_discard_keep(self, title: str, text: str) -> Unsaved:
        """Ask what to do with unsaved work."""

    def show_error(self, title: str, text: str, details: str = "") -> None:
        """Say what went wrong where no page can say it."""

    def withdraw(self) -> None:
        """Take the questions back that are open: none of their answers is given."""

    def open_file(self, title: str, name_filter: str) -> Path | None:
        """Ask for a file to read."""

    def save_file(self, title: str, suggestion: str, name_filter: str) -> Path | None:
        """Ask where to write a file."""

    def open_web_page(self, url: str) -> bool:
        """Show one of our own pages in the browser."""


class MessageDialog(QDialog):
    """A title, a sentence and buttons; nothing in it is interpreted."""

    def __init__(
        self, title: str, text: str, *, details: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(QGuiApplication.applicationDisplayName())
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.answer = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(PlainLabel(title, TextRole.HEADING, wrap=True))
        if text:
            column.addWidget(PlainLabel(text, ink="text2", wrap=True))
        if details:
            from app.ui.widgets import CodeView  # what went wrong is seldom told at length

            view = CodeView(translate("dialogs", "Details"), numbered=False)
            view.set_code(details)
            column.addWidget(view, 1)
        column.addSpacing(12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        size_in_em(self, min_width=440)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()  # Qt may have asked how high it is before it knew how wide
        if layout is not None:
            # A least width of its own hides from Qt that a long word needs more.
            width = max(self.width(), layout.totalMinimumSize().width())
            self.resize(width, max(self.height(), layout.totalHeightForWidth(width)))

    def add_option(self, option: QWidget) -> None:
        """Put a choice below the text."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 2, option)  # above the space over the buttons

    def add_button(
        self, answer: str, text: str, kind: ButtonKind = "default", *, default: bool = False
    ) -> Button:
        """Add a button that closes the dialog with `answer`."""
        button = Button(text, kind=kind)
        button.setObjectName(f"answer_{answer}")
        button.setAutoDefault(True)
        button.setDefault(default)
        button.clicked.connect(lambda: self._close(answer))
        self._buttons.addWidget(button)
        if default:
            button.setFocus()
        return button

    def _close(self, answer: str) -> None:
        self.answer = answer
        self.accept()


class QtDialogs:
    """`Dialogs` with real windows over a parent."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        opener: Opener | None = None,
        known_hosts: Collection[str] = (),
    ) -> None:
        """Ask over a window.

        Args:
            parent: The window; None takes the active one.
            opener: What hands an address to the system; None is the system's browser.
            known_hosts: Where web pages may be opened; without any, nowhere.
        """
        self._given_parent = parent
        self._opener = opener or open_in_browser
        self._known_hosts = frozenset(known_hosts)
        self._asking: list[MessageDialog] = []
        self._second_press = SecondPress()

    @property
    def _parent(self) -> QWidget | None:
        return self._given_parent or QApplication.activeWindow()

    def confirm(self, title: str, text: str, button: str, *, kind: ButtonKind = "default") -> bool:
        dialog = MessageDialog(title, text, parent=self._parent)
        dialog.add_button("yes", button, kind)
        dialog.add_button("no", translate("dialogs", "Cancel"), default=True)
        self._ask(dialog)
        return dialog.answer == "yes"

    def _ask(self, dialog: MessageDialog) -> None:
        self._asking.append(dialog)
        dialog.exec()
        self._asking.remove(dialog)
        self._second_press.begin()

    def withdraw(self) -> None:
        for dialog in self._asking:
            dialog.reject()

    def save_discard_keep(self, title: str, text: str) -> Unsaved:
        dialog = MessageDialog(title, text, parent=self._parent)
        dialog.add_button(Unsaved.DISCARD, translate("dialogs", "Discard"), "danger")
        dialog.add_button(Unsaved.KEEP, translate("dialogs", "Keep editing"))
        dialog.add_button(Unsaved.SAVE, translate("dialogs", "Save"), "primary", default=True)
        self._ask(dialog)
        return Unsaved(dialog.answer) if dialog.answer else Unsaved.KEEP

    def show_error(self, title: str, text: str, details: str = "") -> None:
        dialog = MessageDialog(title, text, details=details, parent=self._parent)
        if details:
            copy = dialog.add_button("copy", translate("dialogs", "Copy details"))
            copy.clicked.disconnect()
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        dialog.add_button("close", translate("dialogs", "Close"), default=True)
        dialog.exec()

    def open_file(self, title: str, name_filter: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(self._parent, title, "", name_filter)
        return Path(name) if name else None

    def save_file(self, title: str, suggestion: str, name_filter: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getSaveFileName(self._parent, title, suggestion, name_filter)
        return Path(name) if name else None

    def open_web_page(self, url: str) -> bool:
        return open_web_page(url, self._opener, known_hosts=self._known_hosts)


def open_web_page(url: str, opener: Opener, *, known_hosts: Collection[str]) -> bool:
    """Open one of our own pages; anything else is refused without a word to the system.

    Args:
        url: The address; https, an exact known host, no user, no port.
        opener: What hands the address to the system.
        known_hosts: Where it may lead.

    Returns:
        Whether the address was handed over and taken.
    """
    from urllib.parse import urlsplit

    if any(not "!" <= letter <= "~" for letter in url) or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or parts.netloc != parts.hostname or port is not None:
        return False
    return opener(url) if parts.hostname in known_hosts else False


def open_own_folder(folder: Path) -> bool:
    """Show one of the app's own folders; what is no folder is not handed to the system."""
    if not folder.is_dir():
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.resolve())))


def open_in_browser(url: str) -> bool:
    """Hand an address to the system; only `open_web_page` decides which."""
    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))
