"""The walker over painted words finds what cannot be read; and what it once found in ours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QTabBar, QToolButton, QWidget

from app.ui.charts import Bar, BarChart
from app.ui.charts.ranked import Rank, RankedBars
from app.ui.tables import Column, KeyedTableModel, TableView
from app.ui.widgets import ComboBox, ComboItem, ElidingLabel, PlainLabel, RadioHeader, TextField
from app.ui.widgets.navigation import NavItem, NavLink
from tests.support.clipping import clipped
from tests.support.painted import badly_painted, is_shortened, tooltip_at

LONG = "Northwind Wealth, Western Cape brokers and their back office"


class Paints(QWidget):
    """Paints what a test gives it."""

    def __init__(self, paint):
        super().__init__()
        self._paint = paint

    def paintEvent(self, event):
        self._paint(QPainter(self))


def shown(qtbot, widget, width, height):
    """Hold it in a page at a size, on the screen; the widget."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(width + 40, height + 40)
    widget.setParent(page)
    widget.setGeometry(10, 10, width, height)
    with qtbot.waitExposed(page):
        page.show()
    return widget


def in_box(painter):
    painter.drawText(QRectF(0, 0, 40, 20), Qt.AlignmentFlag.AlignLeft, "Too many words")


def over_the_edge(painter):
    painter.drawText(QPointF(150, 20), "Too many words")


def too_low(painter):
    painter.drawText(QRectF(0, 0, 200, 6), Qt.AlignmentFlag.AlignLeft, "Low")


def clipped_by_itself(painter):
    painter.setClipRect(QRectF(0, 0, 30, 30))
    painter.drawText(QPointF(0, 20), "Too many words")


def over_each_other(painter):
    painter.drawText(QPointF(0, 20), "One word")
    painter.drawText(QPointF(20, 20), "Another")


def shortened(painter):
    painter.drawText(QPointF(0, 20), "Northwi…")


BAD = (in_box, over_the_edge, too_low, clipped_by_itself, over_each_other, shortened)


@pytest.mark.parametrize("paint", BAD)
def test_the_walker_finds_painted_words_that_cannot_be_read(qtbot, theme, paint):
    (_found,) = badly_painted(shown(qtbot, Paints(paint), 200, 40).window())


def test_the_walker_lets_go_what_can_be_read(qtbot, theme):
    def paint(painter):
        painter.drawText(QPointF(0, 20), "Before")
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(0, 0, 100, 30), 4, 4)  # a box in front of it
        painter.drawText(QPointF(4, 20), "In the box")
        painter.drawText(QRectF(110, 4, 80, 24), Qt.AlignmentFlag.AlignLeft, "Short…")

    widget = shown(qtbot, Paints(paint), 200, 40)
    widget.setToolTip("Short, but told whole")
    assert badly_painted(widget.window()) == []
    assert QPainter.drawText.__name__ != "note"  # the painter is itself again


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Northwi…", True), ("back…example", True), ("…9f3a", False), ("••• …9f3a", False)],
)
def test_what_is_shortened_is_told_from_the_hint_of_a_secret(text, expected):
    assert is_shortened(text) is expected


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_labels_of_bars_are_whole_at_every_text_size(qtbot, theme, scale):
    theme.apply("light", text_scale=scale)
    chart = BarChart("Last day")
    chart.set_bars([Bar(4, 1, "10:00", "4"), Bar(2, 0, "Now", "2")], "Two bars")
    shown(qtbot, chart, 300, chart.sizeHint().height())
    assert badly_painted(chart.window()) == []


def test_a_rank_with_a_long_name_tells_it_to_the_pointer(qtbot, theme):
    bars = RankedBars("Volume")
    bars.set_ranks([Rank("a", LONG, "Create", 10, 1, ("10", "1"), f"{LONG}, Create: 10")], "One")
    shown(qtbot, bars, 400, 120)
    assert badly_painted(bars.window()) == []
    assert tooltip_at(bars, QPoint(30, 10)) == f"{LONG}, Create: 10"
    assert tooltip_at(bars, QPoint(30, 110)) == ""


@pytest.mark.parametrize("make", [NavLink, lambda text, icon: NavItem("one", text, icon)])
def test_a_place_with_a_long_name_tells_it_to_the_pointer(qtbot, theme, make):
    place = shown(qtbot, make(LONG, "gear"), 200, 32)
    assert badly_painted(place.window()) == []
    assert place.toolTip() == LONG
    place.setGeometry(0, 0, 600, 32)
    assert place.toolTip() == ""
    place.set_compact(True)
    assert place.toolTip() == LONG


def test_the_remark_of_a_step_tells_all_of_itself_where_it_is_cut(qtbot, theme):
    header = shown(qtbot, RadioHeader("Send to an endpoint", LONG), 300, 30)
    assert badly_painted(header.window()) == []
    assert header.toolTip() == LONG
    header.setGeometry(0, 0, 900, 30)
    assert header.toolTip() == ""


def test_a_chosen_name_beside_its_icon_ends_in_an_ellipsis(qtbot, theme):
    combo = ComboBox([ComboItem("Warehouse token", 1, icon_name="key")])
    shown(qtbot, combo, 400, 32)
    assert clipped(combo.window()) == []
    words, beside = combo.fontMetrics().horizontalAdvance("Warehouse token"), combo.sizeHint()
    combo.setGeometry(0, 0, beside.width() - words // 3, 32)
    (found,) = clipped(combo.window())
    assert "Warehouse token" in found
    assert tooltip_at(combo, QPoint(10, 10)) == "Warehouse token"
    combo.setToolTip("Why it cannot be chosen")
    assert tooltip_at(combo, QPoint(10, 10)) == "Why it cannot be chosen"


def test_a_hint_without_room_is_told_to_the_pointer(qtbot, theme):
    field = shown(qtbot, TextField(placeholder=LONG), 120, 32)
    assert field.toolTip() == LONG
    assert clipped(field.window()) == []
    field.setGeometry(0, 0, 900, 32)
    assert field.toolTip() == ""
    field.setToolTip("Why it cannot be changed")
    field.setGeometry(0, 0, 120, 32)
    assert field.toolTip() == "Why it cannot be changed"


def test_words_that_grow_in_the_room_they_had_are_told_to_the_pointer(qtbot, theme):
    label = ElidingLabel(LONG)
    shown(qtbot, label, label.sizeHint().width() + 4, 60)
    assert label.toolTip() == ""
    theme.apply("light", text_scale=1.5)
    qtbot.waitUntil(lambda: label.toolTip() == LONG)


def test_a_heading_over_all_columns_is_whole(qtbot, theme):
    from app.ui.tables import Cell

    columns = [
        Column(name, lambda value: value, cell=lambda _value: Cell(heading="A heading of a day"))
        for name in ("One", "Two", "Three")
    ]
    model = KeyedTableModel(columns, key=lambda value: value, sentence=lambda value: value)
    view = TableView("Days")
    view.set_model(model, sortable=False)
    model.sync(["one", "two"])
    shown(qtbot, view, 300, 200)
    assert badly_painted(view.window()) == []


def _tool_button(parent):
    button = QToolButton(parent)
    button.setText("Too many words")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.resize(20, 24)


def _tabs(parent):
    tabs = QTabBar(parent)
    tabs.setUsesScrollButtons(False)
    tabs.setElideMode(Qt.TextElideMode.ElideNone)
    tabs.addTab("Too many words")
    tabs.resize(30, 30)


def _placeholder(parent):
    field = QLineEdit(parent)
    field.setPlaceholderText("Too many words")
    field.resize(60, 32)


def _half_outside(parent):
    box = QWidget(parent)
    box.resize(60, 30)
    label = PlainLabel("Too many words", parent=box)
    label.adjustSize()


@pytest.mark.parametrize("make", [_tool_button, _tabs, _placeholder, _half_outside])
def test_the_walker_finds_what_qt_cuts(qtbot, theme, make):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 100)
    make(page)
    with qtbot.waitExposed(page):
        page.show()
    (found,) = clipped(page)
    assert "Too many words" in found or "QTabBar" in found
