"""Cells: what they look like, and how little is done for each of them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.ui.tables import Cell, ChipSpan, Column, KeyedTableModel, TableView, Text
from app.ui.tables import look as looks
from app.ui.tables.cell_delegate import _Line
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
    ours = painted(lambda painter: _Line(painter, TextRole.BODY, seen).paint(AREA, [span]))
    assert ours == painted(as_qt_lays_them_out)


def test_what_breaks_a_line_is_a_space_in_it(theme):
    seen = look(1.0)

    def line(text):
        return painted(
            lambda painter: _Line(painter, TextRole.BODY, seen).paint(AREA, [Text(text)])
        )

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
