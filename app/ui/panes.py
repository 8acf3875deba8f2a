"""F6: round the panes of the window, back to where one was in each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.pages.frame import WithPanel
from app.ui.widgets.focus import stop_in

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


class Panes:
    """Remembers in each pane where one was when one left it."""

    def __init__(self) -> None:
        self._left: WeakKeyDictionary[QWidget, QWidget] = WeakKeyDictionary()

    def go_round(self, bench: Workbench, step: int) -> None:
        """Give the focus to the next pane that can take it, or with -1 to the one before."""
        panes = panes_of(bench)
        focus = QApplication.focusWidget()
        at = -1
        for number, pane in enumerate(panes):  # a page holds its panel, too: the last counts
            if focus is not None and pane.isAncestorOf(focus):
                at = number
        if focus is not None and at >= 0:
            self._left[panes[at]] = focus
        start = 0 if at < 0 and step < 0 else at  # from none: forwards first, backwards last
        for moved in range(1, len(panes) + 1):
            pane = panes[(start + step * moved) % len(panes)]
            inner = [one for one in panes if one is not pane and pane.isAncestorOf(one)]
            target = stop_in(pane, self._left.get(pane), apart=inner)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return


def panes_of(bench: Workbench) -> list[QWidget]:
    """Sidebar, page, and the page's detail panel where it is shown."""
    if bench.page is None:
        return [bench.sidebar]
    found = (one for one in bench.page.findChildren(WithPanel) if one.isVisible())
    panels = [one.panel for one in found if one.is_panel_shown]
    return [bench.sidebar, bench.page, *panels]
