"""Fields with secrets: shown for a while, and their text goes to no other program (T11).

Not to the clipboard, and on X11 not to the selection either, which anybody pastes with a
click of the middle button.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.secret import MASK
from app.ui.widgets.fields import TextField
from app.ui.widgets.icon_field import IconField

SHOWN_MS: Final = 30_000


class _Uncopied(QLineEdit):
    """Mixed in before a field whose text goes nowhere from there."""

    def copy(self) -> None:
        """Do nothing: a secret does not go to the clipboard from here."""

    def cut(self) -> None:
        """Do nothing, see `copy`."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(
            QKeySequence.StandardKey.Cut
        ):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if self.hasSelectedText():
            self._leave_no_selection()
        return is_done

    def _leave_no_selection(self) -> None:
        """Qt offers whatever is selected to all programs, unasked."""
        clipboard, mode = QGuiApplication.clipboard(), QClipboard.Mode.Selection
        if clipboard.ownsSelection() and clipboard.text(mode) == self.selectedText():
            clipboard.clear(mode)


class SecretField(_Uncopied, IconField):
    """Text that is shown when asked to, for half a minute at most, and never copied from.

    Signals:
        shown_changed: Whether the text is readable on the screen now.
    """

    shown_changed = Signal(bool)

    def __init__(self, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setPlaceholderText(placeholder)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self._cover = QTimer(self)
        self._cover.setSingleShot(True)
        self._cover.setInterval(SHOWN_MS)
        self._cover.timeout.connect(self._hide_again)
        self._eye = self.add_trailing("eye", "", ink="text2")
        self._eye.clicked.connect(self._toggle)
        self._name_eye()

    @property
    def is_shown(self) -> bool:
        """Whether the text is readable on the screen."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def set_shown(self, shown: bool) -> None:
        """Show or hide the text."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        if shown:
            self._cover.start()
        else:
            self._cover.stop()
        self._name_eye()
        self.shown_changed.emit(shown)

    @Slot()
    def _toggle(self) -> None:
        self.set_shown(not self.is_shown)

    @Slot()
    def _hide_again(self) -> None:
        self.set_shown(False)

    def _name_eye(self) -> None:
        shown = self.is_shown
        self._eye.show_as(
            "eye-off" if shown else "eye", self.tr("Hide") if shown else self.tr("Show")
        )

    def hideEvent(self, event: QHideEvent) -> None:
        if self.is_shown:
            self.set_shown(False)
        super().hideEvent(event)


class MaskedField(_Uncopied, TextField):
    """Shows a secret or its mask; nothing is typed, and nothing copied, here."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.cover()

    def cover(self) -> None:
        """Show that there is one, and nothing of it."""
        self.setText(MASK * 4)

    def uncover(self, text: str) -> None:
        """Show it; whoever does so hides it again."""
        self.setText(text)
        self.setCursorPosition(0)
