"""The window in which a received request is sent again, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.workspace import Environment
from app.ui.pages.receiver.again_presenter import AgainPresenter, AgainState, Way
from app.ui.pages.receiver.again_words import outcome, words_of
from app.ui.text import problems, times
from app.ui.text.names import function_label
from app.ui.theme import Tone, size_in_em
from app.ui.widgets import (
    Banner,
    Button,
    CheckBox,
    CodeView,
    ComboBox,
    ComboItem,
    Field,
    GrowingDialog,
    Hint,
    RadioCard,
    SecondLine,
    TextField,
    set_tooltip,
)
from app.ui.widgets.dialog_rows import button_row, title_row


class AgainDialog(GrowingDialog):
    """Shows an `AgainPresenter`; while it sends, closing it stops the waiting first.

    Signals:
        delivery_wanted: The delivery that was sent again is to be seen.
        result_said: What came of it, and whether it is bad news.
    """

    delivery_wanted = Signal(str)
    result_said = Signal(str, bool)

    def __init__(self, again: AgainPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("again_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Send again"))
        again.setParent(self)
        self._again = again
        self._is_production = again.access.environment is Environment.PRODUCTION
        self._said: object = None
        self._platform = RadioCard(self.tr("By the platform"), self._platform_words())
        self._platform.setObjectName("again_by_platform")
        self._why_not = Hint("")
        self._why_not.setObjectName("again_why_not")
        self._delivery = ComboBox(name=self.tr("Delivery"), elides=True)
        self._delivery.setObjectName("again_delivery")
        self._here = RadioCard(
            self.tr("From this computer"), self.tr("The same bytes, to any address")
        )
        self._here.setObjectName("again_from_here")
        self._url = TextField(again.state.url)
        self._url.setObjectName("again_url")
        self._to = Field(self.tr("Address"), self._url)
        self._anew = CheckBox(self.tr("Sign it anew, with the time of now"))
        self._anew.setObjectName("again_anew")
        self._headers = Hint(
            self.tr("Only the webhook's own headers go along: no credential does."),
            icon_name="lock",
        )
        self._production = Hint(
            self.tr("A record of Production may be personal data. Check the address."), Tone.WARN
        )
        self._production.setObjectName("again_production")
        self._twice = Hint(
            self.tr("The webhook-id stays the same: a receiver may drop it as a repeat.")
        )
        self._banner = Banner(Tone.INFO)
        self._banner.setObjectName("again_result")
        self._answer = CodeView(self.tr("Answer"), numbered=False)
        self._answer.setObjectName("again_answer")
        size_in_em(self._answer, min_height=96)
        self._show_it = Button(self.tr("Show the delivery"))
        self._show_it.setObjectName("again_show_delivery")
        self._close = Button(self.tr("Cancel"))
        self._close.setObjectName("again_close")
        self._go = Button(self.tr("Send again"), kind="primary", icon_name="replay")
        self._go.setObjectName("again_send")
        self._go.setDefault(True)
        self._build()
        self._connect()
        self._show(again.state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """While it sends, the first wish to close ends the waiting."""
        if self._again.state.is_sending:
            event.ignore()
            self._again.stop()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc and Cancel: as closing the window."""
        if self._again.state.is_sending:
            self._again.stop()
            return
        super().reject()

    @Slot(object)
    def _show(self, state: AgainState) -> None:
        is_here = state.way is Way.HERE
        self._platform.setChecked(not is_here)
        self._here.setChecked(is_here)
        is_free = not state.is_sending
        self._platform.setEnabled(is_free and not state.why_no_platform)
        for widget in (self._here, self._url, self._delivery):
            widget.setEnabled(is_free)
        looking = self.tr("Looking for its delivery...") if state.is_looking else ""
        self._why_not.set_message(state.why_no_platform or looking)
        self._why_not.setVisible(bool(state.why_no_platform or looking))
        self._show_deliveries(state)
        for part in (self._to, self._anew, self._headers):
            part.setVisible(is_here)
        self._production.setVisible(is_here and self._is_production)
        self._to.set_error(problems.of(state.problem) if state.problem is not None else "")
        self._anew.setChecked(state.signs_anew)
        self._anew.setEnabled(is_free and not state.why_not_anew)
        self._anew.setAccessibleDescription(state.why_not_anew)
        set_tooltip(self._anew, state.why_not_anew)
        self._show_go(state)
        self._show_outcome(state)

    def _show_deliveries(self, state: AgainState) -> None:
        items = tuple(ComboItem(words_of(state, one), one.id) for one in state.deliveries)
        if items != self._delivery.items:
            self._delivery.set_items(items)
        self._delivery.set_value(state.delivery_id)
        self._delivery.setVisible(state.way is Way.PLATFORM and bool(items))

    def _show_go(self, state: AgainState) -> None:
        is_replay = state.way is Way.PLATFORM
        asks = is_replay and self._is_production
        self._go.set_words(self.tr("Send again in Production") if asks else self.tr("Send again"))
        self._go.set_kind("prod" if asks else "primary")
        self._go.set_busy(self.tr("Sending...") if state.is_sending else None)
        self._go.set_reason(self.tr("Looking for its delivery...") if state.is_looking else "")
        has_result = outcome(state) is not None
        words = self.tr("Stop") if state.is_sending else self.tr("Cancel")
        self._close.set_words(self.tr("Close") if has_result else words)
        self._show_it.setVisible(is_replay and has_result and state.error is None)

    def _show_outcome(self, state: AgainState) -> None:
        said = outcome(state)
        self._banner.setVisible(said is not None)
        self._answer.setVisible(said is not None and bool(said.answer))
        if said is not None:
            self._banner.set_message(said.tone, said.title, said.text)
            if self._answer.full_text != said.answer:
                self._answer.set_code(said.answer, "http")
        if said is not None and said != self._said:
            self.result_said.emit(said.title, said.tone is Tone.BAD)
        self._said = said

    def _platform_words(self) -> str:
        return self.tr("As a new try of its delivery, with a new time and signature")

    @Slot()
    def _want_delivery(self) -> None:
        self.delivery_wanted.emit(self._again.state.delivery_id)
        self.accept()

    def _build(self) -> None:
        request, access = self._again.request, self._again.access
        known_as = request.record_number or request.record_id
        parts = (request.entity, function_label(request.function), known_as)
        what = ", ".join(part for part in (*parts, times.size(len(request.body))) if part)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addLayout(title_row(self.windowTitle(), access.environment, access.hue))
        column.addWidget(SecondLine(what, wrap=True))
        ways: tuple[QWidget, ...] = (self._platform, self._why_not, self._delivery, self._here)
        details: tuple[QWidget, ...] = (self._to, self._anew, self._headers, self._production)
        for widget in (*ways, *details, self._twice, self._banner):
            column.addWidget(widget)
        column.addWidget(self._answer, 1)
        column.addStretch(0)
        column.addLayout(button_row(self._show_it, self._close, self._go))
        size_in_em(self, min_width=560)

    def _connect(self) -> None:
        again = self._again
        again.changed.connect(self._show)
        self._platform.clicked.connect(lambda: again.choose_way(Way.PLATFORM))
        self._here.clicked.connect(lambda: again.choose_way(Way.HERE))
        self._delivery.chosen.connect(lambda value: again.choose_delivery(str(value)))
        self._url.textEdited.connect(again.enter_url)
        self._anew.toggled.connect(again.sign_anew)
        self._go.clicked.connect(again.send)
        self._close.clicked.connect(self.reject)
        self._show_it.clicked.connect(self._want_delivery)
