"""The detail panel beside the list (mockup 01): one listener, or the sum of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.listeners import menu
from app.ui.pages.listeners.facts import Facts
from app.ui.pages.listeners.recent import LastDay, RecentDeliveries
from app.ui.pages.listeners.several import SeveralPanel
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.theme import TextRole, Tone
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    ElidingLabel,
    Hint,
    IconLabel,
    PlainLabel,
    SecondLine,
    ToolButton,
    line,
)
from app.ui.widgets.layouts import flush_at_end

if TYPE_CHECKING:
    from app.domain.times import Clock
    from app.domain.workspace import SyncOverview
    from app.ui.pages.listeners.detail import Detail, Notice, NoticeAction
    from app.ui.pages.listeners.menu import Doing
    from app.ui.pages.listeners.rows import ListenerRow
    from app.ui.text.setting_words import Change


class DetailPanel(SidePanel):
    """Shows a `Detail`; what is asked for goes to `doing` or leaves as a signal.

    Signals:
        copy_wanted: A text goes to the clipboard.
        undo_wanted: What waits is taken back.
        notice_chosen: One of the notice's actions.
        credential_wanted: The id of the credential to open.
        switched: The switch was moved.
    """

    copy_wanted = Signal(str)
    undo_wanted = Signal()
    notice_chosen = Signal(object)
    credential_wanted = Signal(str)
    switched = Signal()

    def __init__(self, doing: Doing, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._doing = doing
        self._detail: Detail | None = None
        self._notice: Notice | None = None
        self._waiting: tuple[Change, ...] = ()
        self._title.setObjectName("panel_entity")
        self._function = Chip()
        self._menu = QMenu(self)
        self._more = ToolButton("dots", self.tr("More actions"))
        self._more.setObjectName("more")
        self._more.setMenu(self._menu)
        self._label = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._banner = Banner(Tone.BAD)
        self._banner.setObjectName("notice")
        self._test = Button(self.tr("Send test"), kind="primary", icon_name="deliveries")
        self._test.setObjectName("send_test")
        self._edit = Button(self.tr("Edit"), icon_name="pencil")
        self._edit.setObjectName("edit")
        self._deliveries = Button(self.tr("Deliveries"), icon_name="list")
        self._deliveries.setObjectName("show_deliveries")
        self._why_no_test = Hint("")
        self._card = Card()
        self._changes = QGridLayout()
        self._undo = Button(self.tr("Undo"), kind="link")
        self._undo.setObjectName("undo_change")
        self._facts = Facts()
        self._last_day = LastDay(clock)
        self._recent = RecentDeliveries(clock)
        self._id = PlainLabel("", TextRole.SECOND, ink="text3", selectable=True)
        self._id.setObjectName("panel_id")
        self._foot = ElidingLabel("", TextRole.SECOND, ink="text3")
        self._foot.setObjectName("panel_foot")
        self._one = QWidget()
        self._area = QScrollArea()
        self._stack = QStackedWidget()
        self._clock = clock
        self._several: SeveralPanel | None = None
        self._build()
        self._connect()

    def show_detail(self, detail: Detail | None, overview: SyncOverview) -> None:
        """Show one listener as it is now."""
        self._detail = detail
        if detail is None:
            return
        row = detail.row
        self._stack.setCurrentWidget(self._area)
        self._title.setText(row.entity)
        self._function.set_chip(row.function)
        self._label.setText(row.label)
        self._label.setVisible(bool(row.label))
        menu.fill(self._menu, row, detail.access, self._doing)
        self._test.set_reason(detail.access.why_no_test)
        self._why_no_test.set_message(detail.access.why_no_test)
        self._why_no_test.setVisible(bool(detail.access.why_no_test))
        self._show_notice(detail.notice)
        self._show_waiting(detail)
        self._facts.show_detail(detail)
        self._last_day.show_detail(detail, overview)
        self._recent.show_recent(detail.recent)
        self._id.setText(row.id)
        self._foot.setText(detail.changed_line)

    def show_several(self, rows: Sequence[ListenerRow]) -> None:
        """Show the sum of several; its widgets are made when they are first needed."""
        if self._several is None:
            self._several = SeveralPanel(self._clock)
            self._several.close_wanted.connect(self.close_wanted)
            self._stack.addWidget(self._several)
        self._several.show_rows(rows)
        self._stack.setCurrentWidget(self._several)

    def _show_notice(self, notice: Notice | None) -> None:
        self._banner.setVisible(notice is not None)
        if notice is None or notice == self._notice:
            self._notice = notice
            return
        self._notice = notice
        self._banner.set_message(Tone(notice.tone), notice.title, notice.text)
        self._banner.clear_actions()
        for action, text in notice.actions:
            link = self._banner.add_link(text)
            link.setObjectName(f"notice_{action.name.lower()}")
            link.clicked.connect(lambda _on=False, action=action: self._choose(action))

    def _choose(self, action: NoticeAction) -> None:
        self.notice_chosen.emit(action)

    def _show_waiting(self, detail: Detail) -> None:
        self._card.setVisible(bool(detail.waiting))
        if detail.waiting == self._waiting:
            return
        self._waiting = detail.waiting
        while (item := self._changes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, change in enumerate(detail.waiting):
            self._changes.addWidget(SecondLine(change.name), row, 0)
            self._changes.addWidget(ElidingLabel(change.before, ink="text2"), row, 1)
            self._changes.addWidget(IconLabel("arrow-right", "text3", 12), row, 2)
            self._changes.addWidget(ElidingLabel(change.after, TextRole.STRONG), row, 3)

    # Building -------------------------------------------------------------------

    def _build(self) -> None:
        head = self._head(self._function, buttons=(self._more,), close_name="close_panel")
        self._build_card()
        column = QVBoxLayout(self._one)
        column.setContentsMargins(20, 8, 16, 12)
        column.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(head)
        names.addWidget(self._label)
        column.addLayout(names)
        column.addWidget(self._banner)
        column.addLayout(in_a_row(self._test, self._edit, self._deliveries))
        column.addWidget(self._why_no_test)
        column.addWidget(self._card)
        for part in (self._facts, self._last_day, self._recent):
            column.addWidget(line())
            column.addWidget(part)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self._id)
        foot.addWidget(self._foot)
        column.addLayout(foot)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._one)
        self._area.viewport().setAutoFillBackground(False)  # the panel's colour shows
        self._one.setAutoFillBackground(False)
        self._stack.addWidget(self._area)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _build_card(self) -> None:
        self._card.setObjectName("waiting")
        self._changes.setHorizontalSpacing(8)
        self._changes.setColumnStretch(3, 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("clock-fill", "accent_text", 14))
        head.addWidget(PlainLabel(self.tr("Waiting to be sent"), TextRole.STRONG), 1)
        head.addLayout(flush_at_end(self._undo))
        self._card.body.addLayout(head)
        self._card.body.addLayout(self._changes)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._card.hide()
        self._banner.hide()

    def _connect(self) -> None:
        self._undo.clicked.connect(self.undo_wanted)
        self._facts.switched.connect(self.switched)
        self._facts.copy_wanted.connect(self.copy_wanted)
        self._facts.credential_wanted.connect(self.credential_wanted)
        self._test.clicked.connect(self._on_test)
        self._edit.clicked.connect(self._on_edit)
        self._deliveries.clicked.connect(self._on_deliveries)
        self._recent.all_wanted.connect(self._on_deliveries)

    @Slot()
    def _on_test(self) -> None:
        if self._detail is not None:
            self._doing.send_test_of(self._detail.row.id)

    @Slot()
    def _on_edit(self) -> None:
        if self._detail is not None:
            self._doing.edit(self._detail.row.id)

    @Slot()
    def _on_deliveries(self) -> None:
        if self._detail is not None:
            self._doing.show_deliveries(self._detail.row.id)
