"""The bar that takes the filters' place while several listeners are selected (mockup 01-bulk)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.bulk import BulkAction
from app.ui.pages.listeners import bulk_words
from app.ui.pages.listeners.bulk_menu import fill, show_reasons, start, why_not
from app.ui.pages.listeners.bulk_words import Elsewhere
from app.ui.theme import TextRole
from app.ui.widgets import Button, ElidingLabel, IconLabel, PlainLabel, ToolButton

if TYPE_CHECKING:
    from app.ui.pages.listeners.bulk_presenter import BulkPresenter, BulkState
    from app.ui.pages.listeners.bulk_words import Report, Wish

_BUTTONS: Final = (
    BulkAction.TURN_ON,
    BulkAction.TURN_OFF,
    BulkAction.TEST,
    Elsewhere.REPLAY,
    BulkAction.PAUSE,
)
_SPACING: Final = 6
_AFTER_COUNT: Final = 4


class BulkBar(QWidget):
    """Shows a `BulkPresenter`: what can be done, how far it is, what came of it.

    Signals:
        clear_wanted: Select nothing any more.
    """

    clear_wanted = Signal()

    def __init__(self, bulk: BulkPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = _Actions(bulk)
        self._running = _Running()
        self._report = _Report()
        self._left: QWidget | None = None  # the button that had the keys until it was disabled
        self._stack = QStackedWidget()
        frame = QFrame()
        frame.setObjectName("bulk_bar")
        frame.setProperty("tone", "info")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 3, 6, 3)
        inside.addWidget(self._stack)
        for part in (self._actions, self._running, self._report):
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 0, 12, 4)
        outer.addWidget(frame)
        self._actions.clear.clicked.connect(self.clear_wanted)
        self._running.cancel.clicked.connect(bulk.cancel)
        self._report.dismiss.clicked.connect(bulk.dismiss)
        self._report.show_each.clicked.connect(bulk.open_report)
        bulk.state_changed.connect(self._show)
        self._show(bulk.state)

    @property
    def tab_order(self) -> tuple[QWidget, ...]:
        """What takes the keys, from left to right."""
        report = self._report
        return (*self._actions.tab_order, self._running.cancel, report.show_each, report.dismiss)

    @Slot(object)
    def _show(self, state: BulkState) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._actions.show_state(state)
        if state.running is not None and state.running.total:
            self._running.show_state(state)
            self._turn_to(self._running, self._running.cancel, had_focus=had_focus)
        elif state.report is not None:
            self._report.show_report(state.report)
            self._turn_to(self._report, self._report.show_each, had_focus=had_focus)
        else:
            self._turn_to(self._actions, self._actions.clear, had_focus=had_focus)
        if focus is not None and had_focus:
            self._return_keys(focus)

    def _return_keys(self, focus: QWidget) -> None:
        """Qt gives the keys of a button that waits for its own work to the next one."""
        if not focus.isEnabled():
            self._left = focus
        elif self._left is not None and self._left.isEnabled():
            if self._left.isVisible():
                self._left.setFocus()
            self._left = None

    def _turn_to(self, part: QWidget, first: QWidget, *, had_focus: bool) -> None:
        if self._stack.currentWidget() is not part:
            self._stack.setCurrentWidget(part)
            if had_focus:  # the keys stay where they were: in this bar
                first.setFocus()


class _Actions(QWidget):
    """How many are selected, and what can be done; what has no room goes into the menu."""

    def __init__(self, bulk: BulkPresenter) -> None:
        super().__init__()
        self._count = PlainLabel("", TextRole.STRONG)
        self._count.setObjectName("bulk_count")
        self._buttons: dict[Wish, Button] = {}
        self._menu = QMenu(self)
        self._entries = fill(self._menu, bulk)
        self._more = Button(self.tr("More"), kind="menu")
        self._more.setObjectName("bulk_more")
        self._more.clicked.connect(self._open_menu)  # with a menu of its own, Qt moves the words
        self.clear = ToolButton("x", self.tr("Clear selection"))
        self.clear.setObjectName("bulk_clear")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        row.addWidget(self._count)
        row.addSpacing(_AFTER_COUNT)
        for action in _BUTTONS:
            button = Button(bulk_words.label(action), icon_name=bulk_words.ICONS[action])
            button.setObjectName(f"bulk_{action}")
            button.clicked.connect(partial(start, bulk, action))
            self._buttons[action] = button
            row.addWidget(button)
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self.clear)

    @property
    def tab_order(self) -> tuple[QWidget, ...]:
        """What takes the keys, from left to right."""
        return (*self._buttons.values(), self._more, self.clear)

    def show_state(self, state: BulkState) -> None:
        """Show how many, and what of it cannot be done, with the reason."""
        text = bulk_words.selected(state.count)
        self._count.setText(text)
        show_reasons(self._entries, state)
        for action, button in self._buttons.items():
            button.set_reason(why_not(action, state))
        self._fit()

    @Slot()
    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def minimumSizeHint(self) -> QSize:
        """All but the buttons: those give way."""
        height = super().minimumSizeHint().height()
        return QSize(self._width_of([]), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # words of another length or size
            self._fit()
        return is_done

    def _fit(self) -> None:
        buttons = list(self._buttons.values())
        shown = len(buttons)
        while shown and self._width_of(buttons[:shown]) > self.width():
            shown -= 1
        for number, (action, button) in enumerate(self._buttons.items()):
            button.setVisible(number < shown)
            self._entries[action].setVisible(number >= shown)

    def _width_of(self, buttons: Sequence[Button]) -> int:
        parts = [self._count, *buttons, self._more, self.clear]
        gaps = (len(parts) - 1) * _SPACING + _AFTER_COUNT
        hints = [one.sizeHint().expandedTo(one.minimumSize()) for one in parts]
        return sum(hint.width() for hint in hints) + gaps


class _Running(QWidget):
    """How far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidingLabel("", TextRole.STRONG)
        self._words.setObjectName("bulk_progress")
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.setObjectName("bulk_cancel")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        row.addWidget(IconLabel("spinner", "text2", 16))
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel)

    def show_state(self, state: BulkState) -> None:
        if state.running is not None:
            one = state.running
            self._words.setText(bulk_words.running(one.action, one.done, one.total))


class _Report(QWidget):
    """What came of it, in one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("check-circle-fill", "ok_fill", 16)
        self._words = ElidingLabel("", TextRole.STRONG)
        self._words.setObjectName("bulk_result")
        self.show_each = Button(self.tr("Show"))
        self.show_each.setObjectName("bulk_show")
        self.dismiss = ToolButton("x", self.tr("Close the result"))
        self.dismiss.setObjectName("bulk_dismiss")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self.show_each)
        row.addStretch(1)
        row.addWidget(self.dismiss)

    def show_report(self, report: Report) -> None:
        has_failed = bool(report.failed)
        name, ink = (
            ("alert-circle-fill", "bad_fill") if has_failed else ("check-circle-fill", "ok_fill")
        )
        self._icon.set_icon(name, ink)
        self._words.setText(report.sentence)
        self._words.setAccessibleName(report.sentence)
