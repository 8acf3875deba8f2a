"""Steps 3 and 4: one radio choice, endpoint or e-mail; the other stays folded."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.listener import Kind
from app.ui.pages.listener_form.rows import beside_label, column_of
from app.ui.pages.listener_form.state import FormState, Volume
from app.ui.theme import Tone
from app.ui.widgets import (
    Banner,
    Button,
    CheckBox,
    ComboBox,
    ComboItem,
    Field,
    Hint,
    RadioHeader,
    Step,
    StepState,
    TextField,
    escape_ampersands,
)


class DestinationSteps(QWidget):
    """Where it sends to.

    Signals:
        edited: The name of a draft field and its value.
        volume_confirmed: The mailbox can take that many messages, or not.
        credential_wanted: Make a credential of the chosen type.
    """

    edited = Signal(str, object)
    volume_confirmed = Signal(bool)
    credential_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.endpoint = RadioHeader(
            self.tr("Send to an endpoint"), self.tr("A POST to your URL for each event")
        )
        self.endpoint.setObjectName("kind_endpoint")
        self.email = RadioHeader(
            self.tr("Send an email instead"), self.tr("A message for each event")
        )
        self.email.setObjectName("kind_email")
        group = QButtonGroup(self)
        group.addButton(self.endpoint)
        group.addButton(self.email)
        self.url = TextField(placeholder="https://")
        self.url.setObjectName("url")
        self._url_field = Field(self.tr("Endpoint URL"), self.url, keeps_room=True)
        self.use_receiver = Button(self.tr("Use the receiver on this computer"), kind="link")
        self.use_receiver.setObjectName("use_receiver")
        self._url_field.add_beside_label(self.use_receiver)
        self.use_receiver.hide()  # shown where the platform can reach this computer
        self.auth_type = ComboBox(name=self.tr("Authentication"))
        self.auth_type.setObjectName("auth_type")
        self._auth_field = Field(
            self.tr("Authentication (optional)"), self.auth_type, keeps_room=True
        )
        self.credential = ComboBox(placeholder=self.tr("Choose a credential"), elides=True)
        self.credential.setObjectName("credential")
        self._credential_field = Field(self.tr("Credential"), self.credential, keeps_room=True)
        self.new = Button(self.tr("New..."), icon_name="plus")
        self.new.setObjectName("new_credential")
        self.address = TextField(icon_name="envelope")
        self.address.setObjectName("address")
        self._address_field = Field(self.tr("Email address"), self.address, keeps_room=True)
        self._warning = Banner(Tone.WARN)
        self._warning.setObjectName("volume_warning")
        self.confirm = CheckBox("")
        self.confirm.setObjectName("volume")
        self._confirm_error = Hint("", Tone.BAD)
        self._steps = (Step(3, self.endpoint), Step(4, self.email, is_last=True))
        self._endpoint_body = QWidget()
        self._email_body = QWidget()
        self._build()
        self._connect()

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        endpoint = [self.url, self.use_receiver, self.auth_type, self.credential, self.new]
        return [self.endpoint, *endpoint, self.email, self.address, self.confirm]

    def show_state(self, state: FormState) -> None:
        """Show the draft and what is said about it."""
        draft = state.draft
        is_email = draft.kind is Kind.EMAIL
        (self.email if is_email else self.endpoint).setChecked(True)
        self._endpoint_body.setVisible(not is_email)
        self._email_body.setVisible(is_email)
        if self.url.text() != draft.url:
            self.url.setText(draft.url)
        if self.address.text() != draft.address:
            self.address.setText(draft.address)
        for field in (self._url_field, self._address_field):  # one of them is to be seen
            field.set_hint(state.hints.destination, Tone.INFO)
        self._url_field.set_error(state.problems.get("url", ""))
        self._address_field.set_error(state.problems.get("address", ""))
        self._show_authentication(state)
        self._show_volume(state.volume, state.problems.get("volume", ""))
        wrong = state.problems.keys()
        self._steps[0].set_state(
            _step_state(
                is_chosen=not is_email,
                is_wrong=bool(wrong & {"url", "auth_type", "credential_id"}),
            )
        )
        self._steps[1].set_state(
            _step_state(is_chosen=is_email, is_wrong=bool(wrong & {"address", "volume"}))
        )

    def _show_authentication(self, state: FormState) -> None:
        types = tuple(ComboItem(one.text, one.value) for one in state.choices.auth_types)
        if types != self.auth_type.items:
            self.auth_type.set_items(types)
        self.auth_type.set_value(state.draft.auth_type)
        self._auth_field.set_error(state.problems.get("auth_type", ""))
        items = tuple(
            ComboItem(one.text, one.value, icon_name="key") for one in state.choices.credentials
        )
        if items != self.credential.items:
            self.credential.set_items(items)
        self.credential.set_value(state.draft.credential_id)
        needs = state.draft.auth_type != "none"
        self._credential_field.setVisible(needs)
        self.new.setVisible(needs)
        self.new.set_reason(state.why_no_credential)
        self._credential_field.set_error(state.problems.get("credential_id", ""))

    def _show_volume(self, volume: Volume, problem: str) -> None:
        if volume.per_day is None:
            title = self.tr("One message is sent for every event")
        elif not volume.about:
            title = self.tr("Expect less than one message a day")
        else:
            title = self.tr("Expect about %Ln message(s) a day", None, volume.about)
        advice = self.tr(
            "Personal mailboxes often block or slow this down. Use a shared mailbox or a "
            "ticket system."
        )
        if volume.per_day is not None:
            advice = self.tr("One message is sent for every event. {advice}").format(advice=advice)
        self._warning.set_message(Tone.WARN, title, advice)
        words = self.tr("This mailbox can take about %Ln message(s) a day", None, volume.about)
        self.confirm.setText(escape_ampersands(words))
        self.confirm.setVisible(volume.must_confirm)
        self.confirm.setChecked(volume.is_confirmed)
        self._confirm_error.set_message(problem, Tone.BAD)
        self._confirm_error.setVisible(bool(problem))
        self.confirm.setAccessibleDescription(problem)

    # Building -------------------------------------------------------------------

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(column_of(self._auth_field), 6)
        row.addLayout(column_of(self._credential_field), 5)
        row.addLayout(column_of(beside_label(self.new)))
        endpoint = QVBoxLayout(self._endpoint_body)
        endpoint.setContentsMargins(0, 0, 0, 0)
        endpoint.setSpacing(6)
        endpoint.addWidget(self._url_field)
        endpoint.addLayout(row)
        email = QVBoxLayout(self._email_body)
        email.setContentsMargins(0, 0, 0, 0)
        email.setSpacing(4)
        for widget in (self._address_field, self._warning, self.confirm, self._confirm_error):
            email.addWidget(widget)
        for step, body in zip(self._steps, (self._endpoint_body, self._email_body), strict=True):
            step.body.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for step in self._steps:
            column.addWidget(step)

    def _connect(self) -> None:
        self.endpoint.clicked.connect(lambda: self._emit("kind", Kind.ENDPOINT))
        self.email.clicked.connect(lambda: self._emit("kind", Kind.EMAIL))
        self.url.textEdited.connect(lambda text: self._emit("url", text))
        self.address.textEdited.connect(lambda text: self._emit("address", text))
        self.auth_type.chosen.connect(lambda value: self._emit("auth_type", value))
        self.credential.chosen.connect(lambda value: self._emit("credential_id", value))
        self.confirm.clicked.connect(self.volume_confirmed)
        self.new.clicked.connect(self.credential_wanted)

    def _emit(self, field: str, value: Any) -> None:
        self.edited.emit(field, value)


def _step_state(*, is_chosen: bool, is_wrong: bool) -> StepState:
    if not is_chosen:
        return StepState.TO_DO
    return StepState.ERROR if is_wrong else StepState.DONE
