"""One request beside the list: what its signature is worth, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.received import ReceivedRequest, SignatureState
from app.ui.pages.receiver.lines import Line
from app.ui.pages.receiver.texts import Part, text_of
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.text import times
from app.ui.theme import Tone
from app.ui.widgets import (
    Banner,
    Button,
    CodeView,
    Hint,
    PlainLabel,
    SecondLine,
    TabRow,
)


class DetailPanel(SidePanel):
    """Shows a `Line` with what it is compared to; wishes leave as signals."""

    copied = Signal()
    deliveries_wanted = Signal(str)  # the event's id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("request_detail", parent)
        self._request: ReceivedRequest | None = None
        self._previous: ReceivedRequest | None = None
        self._function = PlainLabel("", ink="text2")
        self._copy = Button(self.tr("Copy body"), icon_name="copy")
        self._copy.setObjectName("copy_body")
        self._deliveries = Button(self.tr("Deliveries"), icon_name="list")
        self._deliveries.setObjectName("show_deliveries")
        self._banner = Banner(Tone.MUTE)
        self._banner.setObjectName("signature")
        self._repeat = Hint("")
        self._repeat.setObjectName("repeat")
        self._tabs = TabRow(self.tr("Parts of the request"))
        self._tabs.setObjectName("request_parts")
        self._names = {
            Part.BODY: self.tr("Body"),
            Part.CHANGES: self.tr("Changes"),
            Part.HEADERS: self.tr("Headers"),
            Part.RAW: self.tr("Raw"),
        }
        for part, name in self._names.items():
            self._tabs.add(part, name)
        self._note = SecondLine(wrap=True)
        self._note.setObjectName("request_note")
        self._code = CodeView(self.tr("Body"), numbered=False)
        self._code.setObjectName("request_text")
        self._build()
        self._copy.clicked.connect(self.copy_body)
        self._deliveries.clicked.connect(self._want_deliveries)
        self._tabs.chosen.connect(self._show_part)

    def show_line(
        self, line: Line | None, previous: ReceivedRequest | None, first: ReceivedRequest | None
    ) -> None:
        """Show another request, or news of the same one.

        Args:
            line: What to show.
            previous: The event of the same record before it.
            first: The request that it repeats.
        """
        if line is None:
            self._request = None
            return
        request = line.request
        is_same = self._request is request and self._previous is previous
        self._request, self._previous = request, previous
        self._title.setText(line.entity)
        self._function.setText(line.function)
        self._function.setVisible(bool(line.function))
        self._deliveries.setVisible(request.is_event and not request.is_test)
        self._copy.set_reason("" if request.text else self.tr("It has no body that is text"))
        self._show_signature(line)
        text = self.tr("The same event came at {time} before. A receiver drops repeats.")
        said = text.format(time=times.clock(first.at)) if first is not None else ""
        self._repeat.set_message(said)
        self._repeat.setVisible(bool(said))
        if not is_same:
            self._show_part()

    @Slot()
    def copy_body(self) -> None:
        """Put the body on the clipboard, as it came."""
        if self._request is not None and self._request.text:
            QGuiApplication.clipboard().setText(self._request.text)
            self.copied.emit()

    @Slot()
    def _want_deliveries(self) -> None:
        if self._request is not None:
            self.deliveries_wanted.emit(self._request.header("webhook-id"))

    def _show_signature(self, line: Line) -> None:
        state, request = line.signature, line.request
        icon, tone = {
            SignatureState.VALID: ("shield-fill", Tone.OK),
            SignatureState.WRONG: ("shield-alert-fill", Tone.BAD),
            SignatureState.STALE: ("shield-alert-fill", Tone.WARN),
            SignatureState.AHEAD: ("shield-alert-fill", Tone.WARN),
        }.get(state, ("shield", Tone.MUTE))
        title = {
            SignatureState.VALID: self.tr("The signature is valid"),
            SignatureState.WRONG: self.tr("The signature is wrong"),
            SignatureState.STALE: self.tr("The signature is right, but too old"),
            SignatureState.AHEAD: self.tr("The signature is right, but its time is not"),
            SignatureState.UNSIGNED: self.tr("It is not signed"),
            SignatureState.NOT_CHECKED: self.tr("The signature was not checked"),
            SignatureState.INCOMPLETE: self.tr("The signature cannot be checked"),
        }[state]
        text = {
            SignatureState.VALID: self.tr("HMAC-SHA256 with the chosen secret"),
            SignatureState.WRONG: self.tr("Another secret signed it, or its bytes were changed."),
            SignatureState.STALE: self.tr("It was signed more than 5 minutes before it came."),
            SignatureState.AHEAD: self.tr(
                "It is dated more than 5 minutes after it came: the clock here or there is wrong."
            ),
            SignatureState.UNSIGNED: self.tr("There is no webhook-signature header."),
            SignatureState.NOT_CHECKED: self.tr("Choose above what to check with."),
            SignatureState.INCOMPLETE: self.tr("Not all of the body was kept."),
        }[state]
        self._banner.setVisible(request.is_event or state is not SignatureState.UNSIGNED)
        self._banner.set_message(tone, title, text, icon_name=icon)

    @Slot()
    def _show_part(self) -> None:
        if self._request is None:
            return
        part = self._tabs.value
        shown = text_of(part, self._request, self._previous)
        self._code.setAccessibleName(self._names[part])
        self._code.setAccessibleDescription(shown.note)
        self._code.set_code(shown.text, shown.language, shown.marks)
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(self._head(self._function))
        column.addLayout(in_a_row(self._copy, self._deliveries))
        column.addWidget(self._banner)
        column.addWidget(self._repeat)
        column.addWidget(self._tabs)
        column.addWidget(self._note)
        column.addWidget(self._code, 1)
