"""Widgets of the kit seen as typed values: the only place where their ways are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.secret import Secret
from app.ui.theme import size_in_em
from app.ui.widgets.choices import CheckBox
from app.ui.widgets.combo import ComboBox, ComboItem
from app.ui.widgets.fields import TextField
from app.ui.widgets.secret_fields import SecretField

translate = QCoreApplication.translate


class Editor(Protocol):
    """One widget seen as a value."""

    @property
    def widget(self) -> QWidget: ...
    def get(self) -> Any: ...
    def set(self, value: Any) -> None: ...
    def on_edit(self, notify: Callable[[], None]) -> None: ...


class TextEditor:
    """A single line of text; `read` and `show` turn it into another kind of value."""

    def __init__(
        self,
        *,
        placeholder: str = "",
        read: Callable[[str], Any] = str,
        show: Callable[[Any], str] = str,
    ) -> None:
        self.widget = TextField(placeholder=placeholder)
        self._read, self._show = read, show

    def get(self) -> Any:
        return self._read(self.widget.text())

    def set(self, value: Any) -> None:
        if value != self.get():  # else the cursor would jump
            self.widget.setText(self._show(value))
            self.widget.setCursorPosition(0)

    def on_edit(self, notify: Callable[[], None]) -> None:
        self.widget.textEdited.connect(lambda _text: notify())


class LinesEditor:
    """Text of several lines; Tab leaves it."""

    def __init__(
        self, *, read: Callable[[str], Any] = str, show: Callable[[Any], str] = str
    ) -> None:
        self.widget = QPlainTextEdit()
        self.widget.setProperty("kind", "field")
        self.widget.setTabChangesFocus(True)
        size_in_em(self.widget, height=88)
        self._read, self._show = read, show

    def get(self) -> Any:
        return self._read(self.widget.toPlainText())

    def set(self, value: Any) -> None:
        if value != self.get():
            self.widget.setPlainText(self._show(value))

    def on_edit(self, notify: Callable[[], None]) -> None:
        self.widget.textChanged.connect(notify)


class SwitchEditor:
    """A yes or a no that carries its own label."""

    def __init__(self, text: str) -> None:
        self.widget = CheckBox(text)

    def get(self) -> bool:
        return self.widget.isChecked()

    def set(self, value: Any) -> None:
        self.widget.setChecked(value is True)

    def on_edit(self, notify: Callable[[], None]) -> None:
        self.widget.clicked.connect(lambda _on: notify())


class ChoiceEditor:
    """One of a list; without a value it asks to choose, unless none is a choice too."""

    def __init__(self, items: Sequence[ComboItem]) -> None:
        has_none = any(item.value is None for item in items)
        placeholder = "" if has_none else translate("forms", "Choose...")
        self.widget = ComboBox(items, placeholder=placeholder)

    def get(self) -> Any:
        return self.widget.value

    def set(self, value: Any) -> None:
        self.widget.set_value(value)

    def on_edit(self, notify: Callable[[], None]) -> None:
        self.widget.chosen.connect(lambda _value: notify())


class SecretEditor(QObject):
    """A secret on its way to the platform: never shown, never copied, never repeated.

    A line break from pasting is taken off at once, because a token never ends in one;
    `trimmed` says so, for a note under the field.
    """

    trimmed = Signal()

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__()
        self.widget = SecretField(placeholder=placeholder)
        self.widget.textChanged.connect(self._trim)

    def get(self) -> Secret:
        return Secret(self.widget.text())

    def set(self, value: Any) -> None:
        text = value.reveal() if isinstance(value, Secret) else ""
        if text != self.widget.text():
            self.widget.setText(text)

    def on_edit(self, notify: Callable[[], None]) -> None:
        self.widget.textChanged.connect(lambda _text: notify())

    @Slot(str)
    def _trim(self, text: str) -> None:
        kept = text.strip("\r\n\u2028\u2029")
        if kept != text:
            with QSignalBlocker(self.widget):
                self.widget.setText(kept)
            self.trimmed.emit()
