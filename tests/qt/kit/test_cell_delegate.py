"""Cells: what they look like, and how little is done for each of them."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip

from app.ui.tables import Cell, ChipSpan, Column, Icon, KeyedTableModel, TableView, Text
from app.ui.tables import look as looks
from app.ui.tables.cell_line import CellLine
from app.ui.tables.look import look
from app.ui.theme import TextRole, font

AREA = QRectF(3, 7.25, 200, 19.5)
MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def painted(paint):
    image = QImage(220, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


@pytest.mark.parametrize("role", [TextRole.BODY, TextRole.SECOND, TextRole.STRONG, TextRole.LABEL])
@pytest.mark.parametrize("text", ["Hxgj 123", "Über", "שלום"])
def test_words_stand_in_the_middle_of_their_line(theme, role, text):
    seen = look(1.0)

    def as_qt_lays_them_out(painter):
        painter.setFont(font(role, tabular=True))
        painter.setPen(QColor(seen.tokens.text))
        painter.drawText(AREA, MIDDLE_LEFT, text)

    span = Text(text, "text", role)
    ours = painted(CellLine(TextRole.BODY, AREA, [span], False, seen).paint)
    assert ours == painted(as_qt_lays_them_out)


def test_what_breaks_a_line_is_a_space_in_it(theme):
    seen = look(1.0)

    def line(text):
        return painted(CellLine(TextRole.BODY, AREA, [Text(text)], False, seen).paint)

    assert line("one\ntwo\tthree\x00") == line("one two three ")


@dataclass(frozen=True)
class Row:
    id: int


def test_a_chip_that_is_in_every_row_is_drawn_once(qtbot, theme, monkeypatch):
    looks._look.cache_clear()
    made = []
    draw = looks.chip_pixmap
    monkeypatch.setattr(
        looks, "chip_pixmap", lambda *about: (made.append(about[1]), draw(*about))[1]
    )
    chips = Cell((Text("clients"), ChipSpan("Create")))
    column = Column[Row]("Name", lambda row: "clients", cell=lambda _row: chips)
    model = KeyedTableModel([column], key=lambda row: row.id)
    view = TableView("Listeners")
    qtbot.addWidget(view)
    view.set_model(model)
    model.sync(Row(at) for at in range(50))
    view.resize(400, 400)
    for _ in range(3):
        view.grab()
    assert made == ["Create"]


def test_the_look_is_asked_for_once_in_a_paint(qtbot, theme, monkeypatch):
    asked = []
    module = __import__("app.ui.tables.cell_delegate", fromlist=["look"])
    monkeypatch.setattr(module, "look", lambda dpr: (asked.append(dpr), look(dpr))[1])
    model = KeyedTableModel([Column[Row]("Id", lambda row: str(row.id))], key=lambda row: row.id)
    view = TableView("Listeners")
    qtbot.addWidget(view)
    view.set_model(model)
    model.sync(Row(at) for at in range(50))
    view.resize(400, 400)
    view.viewport().grab()
    assert asked == [view.devicePixelRatioF()]


LONG = Row(1)
NAME = "hooks.a-very-long-name-of-a-host.northwind.example"
CUT = Cell((Icon("globe"), Text(NAME)), (Text("Basic"), Text("/<b>crm</b>/clients")))


@pytest.fixture
def tooltip_of(qtbot, theme):
    """The tooltip of the only cell of a table that is so wide."""

    def ask(cell, width, explain=None):
        model = KeyedTableModel(
            [Column("Destination", lambda _row: "", cell=lambda _row: cell, tooltip=explain)],
            key=lambda row: row.id,
        )
        view = TableView("Listeners")
        qtbot.addWidget(view)
        view.set_model(model)
        model.sync([LONG])
        view.resize(width, 200)
        view.show()
        index = model.index(0, 0)
        qtbot.waitUntil(lambda: view.visualRect(index).width() > 0)
        view.setColumnWidth(0, width)
        option = QStyleOptionViewItem()
        option.rect = view.visualRect(index)
        option.widget = view
        return view.itemDelegate().explanation(option, index)

    return ask


def test_T35_the_tooltip_of_a_cut_cell_tells_all_of_it_as_nothing_but_text(tooltip_of):
    assert tooltip_of(CUT, 900) == ""
    whole = html.escape(f"{NAME}\nBasic /<b>crm</b>/clients").replace("\n", "<br>")
    assert tooltip_of(CUT, 200) == f"<qt>{whole}</qt>"


def test_a_second_line_alone_that_is_cut_tells_both(tooltip_of):
    cell = Cell((Text("clients"),), (Text(NAME),))
    assert tooltip_of(cell, 160) == f"clients\n{NAME}"


def test_a_chip_that_finds_no_room_is_told_too(tooltip_of):
    cell = Cell((ChipSpan("A function with a long name"),))
    assert tooltip_of(cell, 80) == "A function with a long name"


def test_what_a_column_explains_stands_under_the_words_and_nothing_twice(tooltip_of):
    assert tooltip_of(CUT, 900, lambda _row: "10:42 UTC") == "10:42 UTC"
    cell = Cell((Text(NAME),))
    assert tooltip_of(cell, 160, lambda _row: f"{NAME}\n10:42 UTC") == f"{NAME}\n10:42 UTC"


def test_a_heading_has_no_tooltip(tooltip_of):
    assert tooltip_of(Cell(heading=NAME, first=(Text(NAME),)), 100) == ""


def test_T38_what_turns_a_direction_is_a_mark_in_the_tooltip(tooltip_of):
    assert tooltip_of(CUT, 900, lambda _row: "Paid\u202efdp.exe") == "Paid⟨U+202E⟩fdp.exe"


def test_a_mouse_that_rests_on_a_cut_cell_brings_its_words(qtbot, theme):
    model = KeyedTableModel([Column[Row]("Id", lambda _row: NAME)], key=lambda row: row.id)
    view = TableView("Listeners")
    qtbot.addWidget(view)
    view.set_model(model)
    model.sync([LONG])
    view.resize(150, 200)
    view.show()
    qtbot.waitUntil(lambda: view.visualRect(model.index(0, 0)).isValid())
    at = view.visualRect(model.index(0, 0)).center()
    rests = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), rests)
    qtbot.waitUntil(lambda: QToolTip.text() == NAME)
    QToolTip.hideText()
