"""One listener beside the list: what happened in full, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.explanation import Finding
from app.ui.pages.delivery_access import Access
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.pages.why import words
from app.ui.pages.why.presenter import WhyState
from app.ui.pages.why.words import FindingText
from app.ui.text import replays
from app.ui.theme import TextRole, Tone
from app.ui.widgets import Button, ElidingLabel, Hint, PlainLabel, line


class FindingPanel(SidePanel):
    """Shows a finding; asks to close itself, and to go or to do where it can."""

    delivery_wanted = Signal()
    listener_wanted = Signal()
    send_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("finding", parent)
        self._second = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._word = Hint("", Tone.MUTE)
        self._word.setObjectName("finding_word")
        self._text = PlainLabel("", wrap=True)
        self._text.setObjectName("finding_text")
        self._steps_title = PlainLabel(self.tr("What to do"), TextRole.STRONG)
        self._steps = PlainLabel("", ink="text2", wrap=True)
        self._steps.setObjectName("finding_steps")
        self._refusal = Hint("", Tone.BAD)
        self._refusal.setObjectName("finding_error")
        self._send = Button(self.tr("Send it now"), kind="primary", icon_name="replay")
        self._send.setObjectName("send_skipped")
        self._delivery = Button(self.tr("Show delivery"))
        self._delivery.setObjectName("show_delivery")
        self._listener = Button(self.tr("Open listener"))
        self._listener.setObjectName("open_listener")
        self._build()
        self._send.clicked.connect(self.send_wanted)
        self._delivery.clicked.connect(self.delivery_wanted)
        self._listener.clicked.connect(self.listener_wanted)

    def show_finding(
        self, finding: Finding, said: FindingText, state: WhyState, access: Access
    ) -> None:
        """Show what is known of one listener."""
        self._title.setText(words.name_of(finding))
        self._second.setText(words.second_of(finding))
        self._word.set_message(f"{said.word}: {said.line}", Tone(said.tone), icon_name=said.icon)
        self._text.setText(said.text)
        self._text.setVisible(bool(said.text))
        for widget in (self._steps_title, self._steps):
            widget.setVisible(bool(said.steps))
        self._steps.setText("\n".join(f"{at}. {one}" for at, one in enumerate(said.steps, 1)))
        self._send.setVisible(finding.can_be_made_good)
        self._send.set_busy(self.tr("Sending...") if state.sending == finding.listener_id else None)
        if not state.sending:
            self._send.set_reason(access.why_no_replay)
        self._delivery.setVisible(finding.delivery is not None)
        gone = self.tr("This listener is not there any more")
        self._listener.set_reason("" if finding.listener is not None else gone)
        refusal = state.refusal
        is_mine = refusal is not None and refusal[0] == finding.listener_id
        self._refusal.setVisible(is_mine)
        if refusal is not None and is_mine:
            self._refusal.set_message(replays.refusal(refusal[1]), Tone.BAD)

    def _build(self) -> None:
        column = self._scrolling()
        column.addLayout(self._head())
        column.addWidget(self._second)
        column.addSpacing(4)
        column.addLayout(in_a_row(self._send, self._delivery, self._listener))
        column.addWidget(self._refusal)
        column.addSpacing(4)
        column.addWidget(line())
        column.addSpacing(4)
        column.addWidget(self._word)
        column.addWidget(self._text)
        column.addSpacing(6)
        column.addWidget(self._steps_title)
        column.addWidget(self._steps)
        column.addStretch(1)
