"""What every page with a list does alike: its keys, its panel, its search, and being shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QObject, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.runtime.turns import next_turn
from app.ui.pages.frame import PANEL, ListAndPanel
from app.ui.pages.side_panel import Closable
from app.ui.shell import Page, Shell
from app.ui.tables import TableView
from app.ui.widgets import Button, SearchField

translate = QCoreApplication.translate
IN_LIST: Final = QMargins(24, 2, 12, 12)  # around what stands over the rows, beside a panel
_WITHOUT_PANEL_PX: Final = 12  # more on the right, up to the page's margin


class Live(Protocol):
    """What works only while its page is seen."""

    def set_active(self, *, is_active: bool) -> None: ...


class ListPage(Page):
    """A head, a list and a panel; a page adds what they show.

    Args:
        live: What is told whenever the page comes to be seen, or is not any more; the first
            time once what is kept here is painted, for the platform takes its time.
    """

    _table: TableView
    _body: ListAndPanel
    _search: SearchField
    _over_rows: QVBoxLayout

    def __init__(
        self, name: str, shell: Shell, *, live: Live | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._shell = shell
        self._live = live
        self._focus_at_entry: QWidget | None = None
        self._came_unseen = False
        self.settled.connect(self._on_settled)

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter leaves something out."""
        return False

    def take_focus(self) -> None:
        """To the list; while that is read, once it comes, unless one went elsewhere by then."""
        if self._table.isVisible():
            self._table.setFocus()
        else:
            self._focus_at_entry = QApplication.focusWidget()
            # By a notice of the system: the window comes up after, and Qt gives it any focus.
            self._came_unseen = not self.isActiveWindow()
            self._table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table and event.type() == QEvent.Type.Show:
            self._table.removeEventFilter(self)
            if self._came_unseen or QApplication.focusWidget() is self._focus_at_entry:
                self._table.setFocus()
        return super().eventFilter(watched, event)

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._search.setFocus()
        self._search.selectAll()

    def toggle_details(self) -> None:
        """Show or hide the panel."""
        self._body.toggle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_live()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._live is not None:
            self._live.set_active(is_active=False)

    @Slot()
    def _on_settled(self) -> None:
        next_turn(self, self._go_live)

    def _go_live(self) -> None:
        if self._live is not None and self.is_settled and self.isVisible():
            self._live.set_active(is_active=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_cancel = event.matches(QKeySequence.StandardKey.Cancel)
        if is_cancel and self._table.selected_keys:
            self._clear_selection()
        elif is_cancel and self.is_narrowed:
            self._clear_filters()
        elif event.key() == Qt.Key.Key_Down and isinstance(self.focusWidget(), SearchField):
            self._table.go_in()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _clear_filters(self) -> None:
        """Show all there is again."""

    @Slot()
    def _clear_selection(self) -> None:
        self._table.clearSelection()

    @Slot()
    def _close_panel(self) -> None:
        self._body.close_panel()
        self._table.setFocus()

    @Slot(bool)
    def _end_over_rows(self, is_panel_beside: bool) -> None:
        """Beside a panel all ends at it, else where the head above does."""
        right_px = 0 if is_panel_beside else _WITHOUT_PANEL_PX
        self._over_rows.setContentsMargins(0, 0, right_px, 0)
        self._table.end_at(IN_LIST.right() + right_px)

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._tell_copied()

    @Slot()
    def _tell_copied(self) -> None:
        self._shell.announce(self.tr("Copied"))

    @Slot(str)
    def _tell(self, text: str) -> None:
        self._shell.announce(text)

    def _lay_out(
        self,
        across: Iterable[QWidget | QLayout],
        over_rows: Iterable[QWidget | QLayout],
        rows: QWidget,
        panel: Closable,
        *,
        width: int = PANEL,
    ) -> None:
        """Put everything in its place.

        Args:
            across: The head, and what stands under it as wide as the page.
            over_rows: What stands over the rows, beside the panel.
            rows: The table, or the stack in which it takes turns.
            panel: What is known of the selected row.
            width: The panel's, as far as its words fit.
        """
        main = QWidget()
        self._over_rows = QVBoxLayout()
        self._over_rows.setSpacing(0)
        _add(self._over_rows, over_rows)
        _fill(main, (self._over_rows,), rows)
        self._body = ListAndPanel(main, panel, width=width)
        _fill(self, across, self._body)
        self._body.panel_set_beside.connect(self._end_over_rows)
        self._end_over_rows(self._body.is_panel_beside)
        panel.close_wanted.connect(self._close_panel)


def clear_button() -> Button:
    """One action that shows all there is again; seen while something is left out."""
    button = Button(translate("lists", "Clear filters"), kind="link")
    button.setObjectName("clear_all_filters")
    button.hide()
    return button


def taking_turns(*widgets: QWidget) -> QStackedWidget:
    """A place for widgets of which one is seen: the first, until it is said otherwise."""
    stack = QStackedWidget()
    for widget in widgets:
        stack.addWidget(widget)
    return stack


class _Inset(QHBoxLayout):
    """Takes no room while what is in it is hidden: Qt leaves that out of widgets only."""

    def sizeHint(self) -> QSize:
        return QSize(0, 0) if self.isEmpty() else super().sizeHint()

    def minimumSize(self) -> QSize:
        return QSize(0, 0) if self.isEmpty() else super().minimumSize()

    def heightForWidth(self, width: int) -> int:
        return 0 if self.isEmpty() else super().heightForWidth(width)

    def minimumHeightForWidth(self, width: int) -> int:  # noqa: N802
        return 0 if self.isEmpty() else super().minimumHeightForWidth(width)


def inset(widget: QWidget, margins: QMargins = IN_LIST) -> QLayout:
    """A widget with room around it, which goes with it when it is hidden."""
    row = _Inset()
    row.setContentsMargins(margins)
    row.addWidget(widget)
    return row


def _fill(place: QWidget, parts: Iterable[QWidget | QLayout], rest: QWidget) -> None:
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    _add(column, parts)
    column.addWidget(rest, 1)


def _add(column: QVBoxLayout, parts: Iterable[QWidget | QLayout]) -> None:
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
