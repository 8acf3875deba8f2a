"""What every listener has besides: label, turned on, signing, Distribution Channel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.listener import Kind, Mode
from app.ui.pages.listener_form.rows import beside_label, column_of
from app.ui.pages.listener_form.state import FormState
from app.ui.widgets import CheckBox, ComboBox, ComboItem, Field, TextField, set_tooltip


class MoreFields(QWidget):
    """The last part of the form.

    Signals:
        edited: The name of a draft field and its value.
    """

    edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = TextField()
        self.name.setObjectName("name")
        self._name_field = Field(self.tr("Label (optional)"), self.name)
        self._turned_on = CheckBox(self.tr("Turn on when saved"))
        self._turned_on.setObjectName("turned_on")
        self._signing = CheckBox(self.tr("Sign each message"))
        self._signing.setObjectName("signing")
        set_tooltip(self._signing, self.tr("HMAC-SHA256 with the signing secret of the listener"))
        for box in (self._turned_on, self._signing):
            box.setMinimumHeight(self.name.sizeHint().height())
        self.channel = ComboBox()
        self.channel.setObjectName("channel_id")
        self._channel_field = Field(self.tr("Distribution Channel"), self.channel)
        self._signing_row = beside_label(self._signing)
        self._off_mode = Mode.DISABLED
        grid = QGridLayout(self)
        grid.setContentsMargins(40, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.addLayout(column_of(self._name_field), 0, 0)
        grid.addLayout(column_of(beside_label(self._turned_on)), 0, 1)
        grid.addLayout(column_of(self._channel_field), 1, 0)
        grid.addLayout(column_of(self._signing_row), 1, 1)
        self.name.textEdited.connect(lambda text: self._emit("name", text))
        self.channel.chosen.connect(lambda value: self._emit("channel_id", value))
        self._signing.clicked.connect(lambda on: self._emit("signing", on))
        self._turned_on.clicked.connect(self._on_turned)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [self.name, self._turned_on, self.channel, self._signing]

    def show_state(self, state: FormState) -> None:
        """Show the draft and what is said about it."""
        draft = state.draft
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self._name_field.set_error(state.problems.get("name", ""))
        if draft.mode is not Mode.ENABLED:
            self._off_mode = draft.mode  # unticking a paused one pauses it again
        self._turned_on.setChecked(draft.mode is Mode.ENABLED)
        self._signing.setChecked(draft.signing)
        self._signing_row.setVisible(draft.kind is Kind.ENDPOINT)
        items = tuple(ComboItem(one.text, one.value) for one in state.choices.channels)
        if items != self.channel.items:
            self.channel.set_items(items)
        self.channel.set_value(draft.channel_id)
        self._channel_field.setVisible(bool(items))
        self._channel_field.set_error(state.problems.get("channel_id", ""))

    def _on_turned(self, is_on: bool) -> None:
        self._emit("mode", Mode.ENABLED if is_on else self._off_mode)

    def _emit(self, field: str, value: Any) -> None:
        self.edited.emit(field, value)
