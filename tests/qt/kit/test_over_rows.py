"""What stands over the rows of a page: where it ends, and that it goes without a trace."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.pages.list_page import IN_LIST, ListPage, inset
from app.ui.pages.side_panel import Closable
from app.ui.tables import Column, KeyedTableModel, TableView
from app.ui.theme import em
from app.ui.widgets import Banner, PlainLabel
from tests.support.scripted_shell import ScriptedShell

MARGIN_PX = 24


class Sheet(ListPage):
    """A page with one button in its head, and one over its rows."""

    def __init__(self):
        super().__init__("sheet", ScriptedShell())
        self.action, self.over = QPushButton("New"), QPushButton("Refresh")
        self.rows = self._table = TableView("Rows")
        self.model = KeyedTableModel([Column("Size", str, numeric=True, width_em=80)], key=int)
        self._table.set_model(self.model)
        self.model.sync([1, 2])
        head = QWidget()
        row = QVBoxLayout(head)
        row.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, 0)
        row.addWidget(self.action)
        self._lay_out((head,), (inset(self.over),), self.rows, Closable())

    @property
    def body(self):
        return self._body


@pytest.fixture
def sheet(qtbot, theme):
    page = Sheet()
    qtbot.addWidget(page)
    page.resize(em(1200), 500)
    with qtbot.waitExposed(page):
        page.show()
    return page


def right_of(page, widget):
    return widget.mapTo(page, widget.rect().topRight()).x()


def test_without_a_panel_they_end_where_the_head_does(qtbot, sheet):
    assert right_of(sheet, sheet.over) == right_of(sheet, sheet.action)


def test_beside_a_panel_they_end_close_to_it(qtbot, sheet):
    sheet.body.set_has_content(True)
    ends_at = IN_LIST.right()
    qtbot.waitUntil(lambda: right_of(sheet, sheet.over) + ends_at == right_of(sheet, sheet.rows))
    sheet.body.close_panel()
    qtbot.waitUntil(lambda: right_of(sheet, sheet.over) == right_of(sheet, sheet.action))


def test_so_does_the_last_column(qtbot, sheet):
    assert sheet.rows.itemDelegate().end_px == MARGIN_PX
    width = sheet.rows.columnWidth(0)
    sheet.body.set_has_content(True)
    qtbot.waitUntil(lambda: sheet.rows.itemDelegate().end_px == IN_LIST.right())
    sheet.body.close_panel()
    qtbot.waitUntil(lambda: sheet.rows.itemDelegate().end_px == MARGIN_PX)
    qtbot.waitUntil(lambda: sheet.rows.columnWidth(0) == width)
    sheet.model.sync(range(100))
    bar = sheet.rows.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: sheet.rows.itemDelegate().end_px == MARGIN_PX - bar.width())


def test_a_banner_that_is_hidden_leaves_no_room_behind(qtbot, theme):
    page = QWidget()
    banner, below = Banner(title="Offline", text="Nothing is sent."), PlainLabel("Below")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(inset(banner))
    column.addWidget(below)
    column.addStretch(1)
    page.resize(500, 300)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert below.y() > banner.height()
    banner.hide()
    qtbot.waitUntil(lambda: below.y() == 0)
    banner.show()
    qtbot.waitUntil(lambda: below.y() > banner.height())
