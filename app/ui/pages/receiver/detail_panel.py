"""One request beside the list: what its signature is worth, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.received import ReceivedRequest, SignatureState
from app.domain.samples import SavedSample
from app.ui.pages.receiver.lines import Line
from app.ui.pages.receiver.possible import possible
from app.ui.pages.receiver.texts import Part, text_of
from app.ui.pages.side_panel import SidePanel
from app.ui.text import times
from app.ui.theme import Tone
from app.ui.widgets import (
    Banner,
    Button,
    CodeView,
    Flow,
    Hint,
    PlainLabel,
    SecondLine,
    TabRow,
)
from app.ui.widgets.layouts import flush_at_end


class DetailPanel(SidePanel):
    """Shows a `Line` with what it is compared to; wishes leave as signals."""

    copied = Signal()
    deliveries_wanted = Signal()
    again_wanted = Signal()
    sample_wanted = Signal()
    not_wanted = Signal(object)  # the `SavedSample` that was just kept

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("request_detail", parent)
        self._request: ReceivedRequest | None = None
        self._previous: ReceivedRequest | None = None
        self._function = PlainLabel("", ink="text2")
        self._again = Button(self.tr("Send again..."), icon_name="replay")
        self._again.setObjectName("send_again")
        self._sample = Button(self.tr("Save as sample..."))
        self._sample.setObjectName("save_as_sample")
        self._kept: SavedSample | None = None
        self._kept_hint = Hint("", Tone.OK)
        self._kept_hint.setObjectName("sample_kept")
        self._not_kept = Button(self.tr("Delete it again"), kind="link")
        self._not_kept.setObjectName("sample_not_wanted")
        self._kept_row = QWidget()
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
        self._deliveries.clicked.connect(self.deliveries_wanted)
        self._again.clicked.connect(self.again_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        self._not_kept.clicked.connect(self._not_want)
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
            self.show_kept(None)
            return
        request = line.request
        is_same = self._request is request and self._previous is previous
        if self._request is not request:
            self.show_kept(None)
        self._request, self._previous = request, previous
        self._title.setText(line.entity)
        self._function.setText(line.function)
        self._function.setVisible(bool(line.function))
        can = possible(request)
        self._deliveries.setVisible(can.has_deliveries)
        self._copy.set_reason(can.why_no_copy)
        self._again.set_reason(can.why_no_again)
        self._sample.set_reason(can.why_no_sample)
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

    def show_kept(self, sample: SavedSample | None) -> None:
        """Say that a sample of this request was kept, which can still be undone."""
        self._kept = sample
        self._kept_row.setVisible(sample is not None)
        if sample is not None:
            text = self.tr("Kept as “{name}”, for the preview of listeners.")
            self._kept_hint.set_message(text.format(name=sample.name), Tone.OK)

    @Slot()
    def _not_want(self) -> None:
        if self._kept is not None:
            self.not_wanted.emit(self._kept)

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
        column.addLayout(Flow(self._again, self._sample, self._copy, self._deliveries))
        kept = QHBoxLayout(self._kept_row)
        kept.setContentsMargins(0, 0, 0, 0)
        kept.addWidget(self._kept_hint, 1)
        kept.addLayout(flush_at_end(self._not_kept))
        column.addWidget(self._kept_row)
        column.addWidget(self._banner)
        column.addWidget(self._repeat)
        column.addWidget(self._tabs)
        column.addWidget(self._note)
        column.addWidget(self._code, 1)
