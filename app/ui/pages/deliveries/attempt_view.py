"""What one attempt sent and what came back: response, payload, headers."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.delivery import Attempt, Delivery
from app.ui.pages.deliveries.timeline import attempt_title
from app.ui.text import messages, times
from app.ui.theme import Tone
from app.ui.widgets import (
    Chip,
    CodeView,
    ComboBox,
    ComboItem,
    PlainLabel,
    SecondLine,
    TabRow,
    set_tooltip,
)
from app.ui.widgets.highlighter import Language


class Part(Enum):
    """What the tabs show."""

    RESPONSE = auto()
    PAYLOAD = auto()
    HEADERS = auto()


class AttemptView(QWidget):
    """Tabs over the text of one attempt, with a choice of the attempt."""

    attempt_changed = Signal(object)  # Attempt | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delivery: Delivery | None = None
        self.attempt: Attempt | None = None
        self._tabs = TabRow(self.tr("Parts of the attempt"))
        self._tabs.setObjectName("attempt_parts")
        self._tabs.add(Part.RESPONSE, self.tr("Response"))
        self._tabs.add(Part.PAYLOAD, self.tr("Payload"))
        self._tabs.add(Part.HEADERS, self.tr("Headers"))
        self._chip = Chip()
        self._when = PlainLabel("", ink="text2", tabular=True)
        self._chooser = ComboBox(name=self.tr("Attempt"))
        self._chooser.setObjectName("attempt_chooser")
        self._note = SecondLine(wrap=True)
        self._note.setObjectName("attempt_note")
        self._code = CodeView(self.tr("Response"))
        self._code.setObjectName("attempt_text")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._chip)
        row.addWidget(self._when)
        row.addStretch(1)
        row.addWidget(self._chooser)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tabs)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(self._code, 1)
        self._tabs.chosen.connect(self._show)
        self._chooser.chosen.connect(self._choose)

    def show_delivery(self, delivery: Delivery | None, *, keep: bool) -> None:
        """Show a delivery's attempts, the newest first; `keep` holds on to the choice."""
        chosen = self._chooser.value if keep else None
        self._delivery = delivery
        log = sorted(delivery.attempt_log, key=lambda one: -one.number) if delivery else []
        had_newest = (
            not log or len(self._chooser.items) < 1 or (chosen == self._chooser.items[0].value)
        )
        self._chooser.set_items(
            ComboItem(self.tr("Attempt {number}").format(number=one.number), one.number)
            for one in log
        )
        wanted = chosen if chosen is not None and not had_newest else None
        if log:
            self._chooser.set_value(wanted if wanted is not None else log[0].number)
        self._chooser.setVisible(len(log) > 0)
        self._pick()

    @Slot()
    def _choose(self) -> None:
        self._pick()
        self.attempt_changed.emit(self.attempt)

    def _pick(self) -> None:
        log = self._delivery.attempt_log if self._delivery is not None else ()
        number = self._chooser.value
        self.attempt = next((one for one in log if one.number == number), None)
        self._show()

    @Slot()
    def _show(self) -> None:
        attempt, part = self.attempt, self._tabs.value
        has_attempt = attempt is not None
        self._chip.setVisible(has_attempt)
        self._when.setVisible(has_attempt)
        if attempt is not None:
            self._show_result(attempt)
        text, language, note = self._text_of(attempt, part)
        names = {
            Part.RESPONSE: self.tr("Response"),
            Part.PAYLOAD: self.tr("Payload"),
            Part.HEADERS: self.tr("Headers"),
        }
        self._code.setAccessibleName(names[part])
        self._code.set_code(text, language)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _show_result(self, attempt: Attempt) -> None:
        has_failed = attempt.error is not None
        status = str(attempt.response.status) if attempt.response is not None else ""
        tone = Tone.BAD if has_failed else Tone.OK
        self._chip.set_chip(status, tone, icon_name="" if status else "x")
        self._chip.setAccessibleName(attempt_title(attempt))
        self._when.setText(times.clock(attempt.started_at))
        set_tooltip(self._when, times.utc_tooltip(attempt.started_at))

    def _text_of(self, attempt: Attempt | None, part: Part) -> tuple[str, Language, str]:
        """The text, its language, and a note on what is not in it."""
        if part is Part.PAYLOAD:
            return self._payload()
        if self._delivery is None:  # it is still being read, or could not be
            return "", "text", ""
        if attempt is None:
            return "", "text", self.tr("Nothing was sent yet.")
        if part is Part.HEADERS:
            return _heads(attempt), "http", ""
        response = attempt.response
        if response is None:
            detail = attempt.error.detail if attempt.error is not None else ""
            return detail, "text", self.tr("There was no answer.")
        if response.body is None:
            return "", "text", self.tr("The body is not kept any more.")
        if response.body_encoding:
            return response.body, "text", self.tr("Not text; shown as base64.")
        note = self.tr("Only the first 64 KiB were kept.") if response.truncated else ""
        if not response.body:
            note = self.tr("The answer had no body.")
        return messages.indented(response.body), "json", note

    def _payload(self) -> tuple[str, Language, str]:
        if self._delivery is None:
            return "", "text", ""
        if self._delivery.payload is None:
            return "", "text", self.tr("The payload is not kept any more.")
        return messages.indented(self._delivery.payload), "json", ""


def _heads(attempt: Attempt) -> str:
    """Request and response heads, one after the other."""
    heads = [messages.head_of(attempt.request)]
    if attempt.response is not None:
        is_mail = attempt.request.method == "SMTP"
        heads.append(messages.head_of_response(attempt.response, is_mail=is_mail))
    return "\n\n".join(heads)
