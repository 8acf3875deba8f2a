"""What every listener has besides: label, turned on, signing, Distribution Channel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.listener import Kind, Mode
from app.ui.pages.listener_form.rows import beside_label, column_of
from app.ui.pages.listener_form.state import FormState
from app.ui.theme import follow_text_size
from app.ui.widgets import Button, CheckBox, ComboBox, ComboItem, Field, TextField, set_tooltip
from app.ui.widgets.layouts import flush
from app.ui.widgets.steps import step_indent


class MoreFields(QWidget):
    """The last part of the form.

    Signals:
        edited: The name of a draft field and its value.
        secret_wanted: The signing secret of a saved listener.
    """

    edited = Signal(str, object)
    secret_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = TextField()
        self.name.setObjectName("name")
        self._name_field = Field(self.tr("Label (optional)"), self.name)
        self._turned_on = CheckBox(self.tr("Turn on when saved"))
        self._turned_on.setObjectName("turned_on")
        self._keeps = CheckBox(self.tr("Keep its events meanwhile"))
        self._keeps.setObjectName("keeps_events")
        set_tooltip(self._keeps, self.tr("Paused: they are sent when it is turned on again"))
        self._secret = Button(self.tr("Signing secret..."), kind="link", icon_name="key")
        self._secret.setObjectName("signing_secret")
        self._signing = CheckBox(self.tr("Sign each message"))
        self._signing.setObjectName("signing")
        set_tooltip(self._signing, self.tr("HMAC-SHA256 with the signing secret of the listener"))
        for box in (self._turned_on, self._keeps, self._signing):
            box.setMinimumHeight(self.name.sizeHint().height())
        self.channel = ComboBox(elides=True)
        self.channel.setObjectName("channel_id")
        self._channel_field = Field(self.tr("Distribution Channel"), self.channel)
        self._signing_row = beside_label(self._signing)
        self._off_mode = Mode.DISABLED
        mode = QVBoxLayout()
        mode.setSpacing(0)
        mode.addWidget(beside_label(self._turned_on))
        mode.addWidget(self._keeps)
        mode.addStretch(1)
        signing = QVBoxLayout()
        signing.setSpacing(0)
        signing.addWidget(self._signing_row)
        signing.addLayout(flush(self._secret))
        signing.addStretch(1)
        grid = QGridLayout(self)
        follow_text_size(self, lambda: grid.setContentsMargins(step_indent(), 8, 0, 0))
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.addLayout(column_of(self._name_field), 0, 0)
        grid.addLayout(mode, 0, 1)
        grid.addLayout(column_of(self._channel_field), 1, 0)
        grid.addLayout(signing, 1, 1)
        self.name.textEdited.connect(lambda text: self._emit("name", text))
        self.channel.chosen.connect(lambda value: self._emit("channel_id", value))
        self._signing.clicked.connect(lambda on: self._emit("signing", on))
        self._turned_on.clicked.connect(self._on_turned)
        self._keeps.clicked.connect(self._on_keeps)
        self._secret.clicked.connect(self.secret_wanted)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        modes = [self._turned_on, self._keeps]
        return [self.name, *modes, self.channel, self._signing, self._secret]

    def show_state(self, state: FormState) -> None:
        """Show the draft and what is said about it."""
        draft = state.draft
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self._name_field.set_error(state.problems.get("name", ""))
        if draft.mode is not Mode.ENABLED:
            self._off_mode = draft.mode  # unticking a paused one pauses it again
        self._turned_on.setChecked(draft.mode is Mode.ENABLED)
        self._keeps.setVisible(draft.mode is not Mode.ENABLED)
        self._keeps.setChecked(draft.mode is Mode.PAUSED)
        self._signing.setChecked(draft.signing)
        has_secret = state.saved_id is not None and draft.signing
        self._secret.setVisible(has_secret and draft.kind is Kind.ENDPOINT)
        self._secret.set_reason(state.access.why_no_secret)
        self._signing_row.setVisible(draft.kind is Kind.ENDPOINT)
        items = tuple(ComboItem(one.text, one.value) for one in state.choices.channels)
        if items != self.channel.items:
            self.channel.set_items(items)
        self.channel.set_value(draft.channel_id)
        self._channel_field.setVisible(bool(items))
        self._channel_field.set_error(state.problems.get("channel_id", ""))

    def _on_turned(self, is_on: bool) -> None:
        self._emit("mode", Mode.ENABLED if is_on else self._off_mode)

    def _on_keeps(self, is_on: bool) -> None:
        self._off_mode = Mode.PAUSED if is_on else Mode.DISABLED
        self._emit("mode", self._off_mode)

    def _emit(self, field: str, value: Any) -> None:
        self.edited.emit(field, value)
