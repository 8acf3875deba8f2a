"""Which columns of a table are shown, and by which one it is sorted, as a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QTableView

from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.widgets.plain_text import escape_ampersands

if TYPE_CHECKING:
    from app.ui.tables.column_sizes import ColumnSizes

translate = QCoreApplication.translate


def popup(view: QTableView, sizes: ColumnSizes, at: QPoint) -> None:
    """Show the entries for a view at a place of its header."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu, view, sizes)
    menu.popup(view.horizontalHeader().mapToGlobal(at))


def fill(menu: QMenu, view: QTableView, sizes: ColumnSizes) -> None:
    """Put the entries for a view into a menu."""
    model = view.model()
    if not isinstance(model, KeyedTableModel):
        return
    menu.addSection(translate("tables", "Columns"))
    for at, column in enumerate(model.columns[1:], start=1):
        action = menu.addAction(escape_ampersands(column.title))
        action.setObjectName(f"show_column_{at}")
        action.setCheckable(True)
        action.setChecked(not sizes.is_hidden(at))
        action.triggered.connect(partial(_turn, sizes, at))
    if not view.isSortingEnabled():
        return
    menu.addSection(translate("tables", "Sorted by"))
    header = view.horizontalHeader()
    now = header.sortIndicatorSection()
    is_down = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    group = QActionGroup(menu)
    titles = ((-1, translate("tables", "As it comes")), *enumerate(c.title for c in model.columns))
    for at, title in titles:
        action = menu.addAction(escape_ampersands(title))
        action.setObjectName(f"sort_by_{at}")
        action.setCheckable(True)
        action.setChecked(at == now)
        action.triggered.connect(partial(_sort, view, at, Qt.SortOrder.AscendingOrder))
        group.addAction(action)
    turned = menu.addAction(translate("tables", "Last first"))
    turned.setObjectName("sort_descending")
    turned.setCheckable(True)
    turned.setChecked(is_down and now >= 0)
    turned.setEnabled(now >= 0)
    order = Qt.SortOrder.AscendingOrder if is_down else Qt.SortOrder.DescendingOrder
    turned.triggered.connect(partial(_sort, view, now, order))


def _turn(sizes: ColumnSizes, at: int) -> None:
    sizes.set_hidden(at, is_hidden=not sizes.is_hidden(at))


def _sort(view: QTableView, at: int, order: Qt.SortOrder) -> None:
    view.sortByColumn(at, order)
