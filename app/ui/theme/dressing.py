"""The style sheet on the application, and another one for widgets that wear one already.

`QApplication.setStyleSheet` polishes every widget, and with each of them all that is in it: a
label eight levels down is polished nine times, and a second is gone once all pages were seen.  So
Qt is told first to forget who wears the sheet, and only takes note of the new one; each widget is
polished here, once.  Where only colours differ, what is not to be seen waits until after the paint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.runtime.turns import next_turn

_A_TURN: Final = 100  # widgets, some milliseconds


class Dressing(QObject):
    """What every widget of the application wears."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._waiting: list[QWidget] = []
        self._is_turn_near = False

    def put_on(self, sheet: str) -> None:
        """Take another sheet, in which sizes may differ: all is laid out by it at once."""
        worn = list(self._worn_from_the_top())
        self._waiting = []
        if not worn:  # the start, when to name a style takes some milliseconds
            self._app.setStyleSheet(sheet)
            return
        self._take_note(sheet)
        self._polish(worn)

    def recolor(self, sheet: str) -> None:
        """Take a sheet that differs from the one before in nothing but colours.

        What is not on the screen follows in the turns after the next paint, and first what is in
        a window that is.
        """
        worn = list(self._worn_from_the_top())
        self._take_note(sheet)
        self._polish(widget for widget in worn if widget.isVisible())
        hidden = (widget for widget in worn if not widget.isVisible())
        self._waiting = sorted(hidden, key=lambda widget: not widget.window().isVisible())
        self._await_turn()

    def _take_note(self, sheet: str) -> None:
        """Have Qt know the sheet, and polish nobody who wears one."""
        self._app.style().unpolish(self._app)  # forgets the sheet that was read, and who wears it
        self._app.setStyleSheet(sheet)

    def _worn_from_the_top(self) -> Iterator[QWidget]:
        """Who wears a sheet; each after the one that it is in, whose font may be its own."""
        for top in self._app.topLevelWidgets():
            if top.parentWidget() is None:
                for widget in (top, *top.findChildren(QWidget)):
                    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                        yield widget

    def _await_turn(self) -> None:
        if self._waiting and not self._is_turn_near:
            self._is_turn_near = True
            next_turn(self, self._take_turn)

    def _take_turn(self) -> None:
        self._is_turn_near = False
        turn, self._waiting = self._waiting[:_A_TURN], self._waiting[_A_TURN:]
        self._polish(turn)
        self._await_turn()

    def _polish(self, widgets: Iterable[QWidget]) -> None:
        style, told = self._app.style(), QEvent(QEvent.Type.StyleChange)
        for widget in widgets:
            if isValid(widget):
                style.polish(widget)
                QCoreApplication.sendEvent(widget, told)
