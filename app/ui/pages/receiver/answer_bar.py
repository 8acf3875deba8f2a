"""The card over the list: where the receiver listens, how it answers, what it checks with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.received import AnswerPlan, Fault
from app.domain.secret import Secret
from app.domain.sync_state import LocalListener
from app.ui.pages.receiver.checker import CheckState, CheckWith
from app.ui.pages.receiver.lines import status_words
from app.ui.pages.receiver.presenter import Life, Status
from app.ui.text import errors
from app.ui.text.names import function_label
from app.ui.theme import Tone, follow_text_size, size_in_em
from app.ui.widgets import (
    Card,
    ComboBox,
    ComboItem,
    Field,
    Hint,
    NumberField,
    SecondLine,
    SecretField,
    StatusDot,
    TextField,
    ToolButton,
)
from app.ui.widgets.folding import FoldingRow

translate = QCoreApplication.translate
_STATUSES = (200, 202, 204, 400, 401, 404, 410, 429, 500, 503)
_TYPING_MS = 300
_RETRY_AFTER_S = 30


class AnswerBar(QWidget):
    """Says what a person chose, decides nothing.

    Signals:
        plan_chosen: How to answer from now on.
        check_chosen: A listener's id or a `CheckWith`.
        secret_entered: The secret to check with, or None.
        copied: The address went to the clipboard.
    """

    plan_chosen = Signal(object)
    check_chosen = Signal(object)
    secret_entered = Signal(object)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = AnswerPlan()
        self._dot = StatusDot("")
        self._dot.setObjectName("receiver_state")
        self.address = TextField()
        self.address.setReadOnly(True)
        self.address.setObjectName("receiver_address")
        size_in_em(self.address, min_width=190)
        self._copy = ToolButton("copy", self.tr("Copy the address"))
        self._copy.setObjectName("copy_address")
        self._answer = ComboBox(_answers(), name=self.tr("Answer with"))
        self._answer.setObjectName("answer_with")
        self._delay = NumberField(0, 60_000, suffix=self.tr("ms"))
        self._delay.setSingleStep(100)
        self._delay.setObjectName("answer_delay")
        self._retry = NumberField(0, 86_400, suffix=self.tr("s"))
        self._retry.setValue(_RETRY_AFTER_S)
        self._retry.setObjectName("retry_after")
        self._check = ComboBox(name=self.tr("Check signature with"), elides=True)
        self._check.setObjectName("check_with")
        self._secret = SecretField(placeholder="whsec_")
        self._secret.setObjectName("signing_secret")
        self._hint = Hint("")
        self._hint.setObjectName("check_hint")
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPING_MS)
        self._fields = {
            "address": Field(self.tr("Address"), self.address),
            "answer": Field(self.tr("Answer with"), self._answer),
            "delay": Field(self.tr("After"), self._delay),
            "retry": Field(self.tr("Retry-After"), self._retry),
            "check": Field(self.tr("Check signature with"), self._check),
            "secret": Field(self.tr("Signing secret"), self._secret),
        }
        self._build()
        self._connect()

    def show_status(self, status: Status) -> None:
        """Show where it listens, and how it answers."""
        words = {
            Life.STOPPED: (self.tr("Stopped"), "mute_fill"),
            Life.STARTING: (self.tr("Starting"), "warn_fill"),
            Life.LISTENING: (self.tr("Listening"), "ok_fill"),
            Life.STOPPING: (self.tr("Stopping"), "warn_fill"),
        }
        self._dot.set_status(*words[status.life])
        address = f"{status.base_url}/in" if status.base_url else ""
        self.address.setText(address)
        self.address.setPlaceholderText(self.tr("Known once it listens"))
        self._copy.setEnabled(bool(address))
        self._show_plan(status.plan)

    def show_check(self, state: CheckState) -> None:
        """Show what signatures are checked with."""
        items = [ComboItem(self.tr("Not checked"), CheckWith.NOTHING)]
        items += [ComboItem(_name_of(one), one.id) for one in state.listeners]
        chosen = state.check_with
        if all(item.value != chosen for item in items) and not isinstance(chosen, CheckWith):
            items.append(ComboItem(chosen, chosen))
        items.append(ComboItem(self.tr("A secret that I enter"), CheckWith.ENTERED))
        if items != list(self._check.items):
            self._check.set_items(items)
        self._check.set_value(chosen)
        is_entered = chosen is CheckWith.ENTERED
        self._fields["secret"].setVisible(is_entered)
        if not is_entered:
            self._secret.clear()
        malformed = self.tr("A signing secret begins with whsec_ and is longer.")
        self._fields["secret"].set_error(malformed if state.is_malformed else "")
        text, tone = "", Tone.MUTE
        if state.error is not None:
            words = errors.of(state.error)
            text, tone = f"{words.title}. {words.text}", Tone.BAD
        elif state.is_asking:
            text = self.tr("Asking the platform for the secret...")
        self._hint.set_message(text, tone)
        self._hint.setVisible(bool(text))

    def _show_plan(self, plan: AnswerPlan) -> None:
        self._plan = plan
        self._answer.set_value(plan.fault or plan.status)
        if self._answer.value is None:
            self._answer.set_items([*_answers(), ComboItem(str(plan.status), plan.status)])
            self._answer.set_value(plan.status)
        if not self._delay.hasFocus():
            with QSignalBlocker(self._delay):
                self._delay.setValue(round(plan.delay_s * 1000))
        has_retry = plan.status in {429, 503} and plan.fault is None
        self._fields["retry"].setVisible(has_retry)
        if plan.retry_after_s is not None and not self._retry.hasFocus():
            with QSignalBlocker(self._retry):
                self._retry.setValue(plan.retry_after_s)

    # What a person does -----------------------------------------------------------

    @Slot(object)
    def _choose_answer(self, value: object) -> None:
        if isinstance(value, Fault):
            plan = replace(self._plan, status=200, fault=value)
        else:
            plan = replace(self._plan, status=int(str(value)), fault=None)
        self._emit(plan)

    @Slot()
    def _change_numbers(self) -> None:
        self._emit(self._plan)

    def _emit(self, plan: AnswerPlan) -> None:
        plan = replace(plan, delay_s=self._delay.value() / 1000, retry_after_s=self._retry.value())
        self.plan_chosen.emit(plan)

    @Slot()
    def _enter_secret(self) -> None:
        text = self._secret.text().strip()
        self.secret_entered.emit(Secret(text) if text else None)

    @Slot()
    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.copied.emit()

    # Building -------------------------------------------------------------------

    def _build(self) -> None:
        where = QVBoxLayout()
        where.setSpacing(4)
        where.addWidget(self._dot)
        where.addWidget(SecondLine(self.tr("Only from this computer")))
        where.addStretch(1)
        copy = QVBoxLayout()
        copy.addStretch(1)
        copy.addWidget(self._copy)
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(where)
        row.addSpacing(8)
        row.addWidget(self._fields["address"], 1)
        row.addLayout(copy)
        second = QWidget()
        row = QHBoxLayout(second)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name in ("answer", "delay", "retry", "check", "secret"):
            row.addWidget(self._fields[name], 1 if name == "secret" else 0)
        row.addStretch(0)
        card = Card()
        card.body.addWidget(FoldingRow(first, second, stretches=(1, 0), folded_gap_px=12))
        card.body.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 12)
        column.addWidget(card)
        follow_text_size(self, self._level)

    def _level(self) -> None:
        """Have the button stand level with the field that it copies."""
        self._copy.setFixedHeight(self.address.sizeHint().height())

    def _connect(self) -> None:
        self._typed.timeout.connect(self._change_numbers)
        self._answer.chosen.connect(self._choose_answer)
        self._delay.valueChanged.connect(lambda _value: self._typed.start())
        self._retry.valueChanged.connect(lambda _value: self._typed.start())
        self._check.chosen.connect(self.check_chosen)
        self._secret.editingFinished.connect(self._enter_secret)
        self._copy.clicked.connect(self._copy_address)


def _name_of(listener: LocalListener) -> str:
    settings = listener.settings
    return f"{settings.name or settings.entity}, {function_label(settings.function)}"


def _answers() -> list[ComboItem]:
    return [
        *(ComboItem(status_words(status), status) for status in _STATUSES),
        ComboItem(translate("receiver", "Break the connection"), Fault.RESET),
        ComboItem(translate("receiver", "Drip slowly, never end"), Fault.DRIP),
    ]
