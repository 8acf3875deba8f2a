"""Charts of lines and bars: walked by keys, hovered, read out, and never wrong about a gap."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor

from app.ui.charts.line_drawing import area_of
from app.ui.charts.lines import LineChart
from app.ui.charts.plot import LinePlot, Series, apart, runs_of
from app.ui.charts.ranked import Rank, RankedBars
from app.ui.charts.scales import scale_of
from app.ui.theme import current

PLOT = LinePlot(
    series=(Series("", "chart1", (0.5, None, 1.0, 0.9)),),
    ticks=((0, "Mon"), (3, "Today")),
    words=(("50%", "Mon"), ("No tries", "Tue"), ("100%", "Wed"), ("90%", "Today")),
    goal=(0.99, "Goal 99%"),
    floor=0.0,
    ceiling=1.0,
)


@pytest.fixture
def chart(qtbot, theme):
    chart = LineChart("Success rate", "{:.0%}".format)
    chart.resize(500, 240)
    qtbot.addWidget(chart)
    with qtbot.waitActive(chart):
        chart.show()
    chart.set_plot(PLOT, "90% in all")
    return chart


def test_keys_walk_the_points_and_say_them(qtbot, chart):
    chart.setFocus()
    assert chart.accessibleDescription() == "90% in all"
    said = []
    keys = ("Right", "Right", "End", "Right", "Left", "Home", "Escape")
    for key in (Qt.Key[f"Key_{name}"] for name in keys):
        qtbot.keyClick(chart, key)
        said.append((chart.point, chart.accessibleDescription()))
    assert said == [
        (0, "50%, Mon"),
        (1, "No tries, Tue"),
        (3, "90%, Today"),
        (3, "90%, Today"),
        (2, "100%, Wed"),
        (0, "50%, Mon"),
        (None, "90% in all"),
    ]
    with qtbot.waitSignal(chart.table_wanted):
        qtbot.keyClick(chart, Qt.Key.Key_T)


def test_the_pointer_looks_at_the_nearest_point(qtbot, chart):
    qtbot.mouseMove(chart, QPoint(chart.width() - 12, 80))
    qtbot.waitUntil(lambda: chart.point == 3)
    qtbot.mouseMove(chart, QPoint(2, 80))
    qtbot.waitUntil(lambda: chart.point is None)


def test_the_line_is_painted_and_stops_at_a_gap(chart):
    chart.clearFocus()  # the ring has the same colour
    ink = QColor(current().chart1)
    image = chart.grab().toImage()
    columns = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == ink for y in range(image.height()))
    ]
    assert columns, "no line was painted"
    assert max(columns) > image.width() * 0.9
    gap = range(round(image.width() * 0.2), round(image.width() * 0.6))
    assert not set(columns) & set(gap)


def test_without_a_value_it_says_so(chart):
    chart.set_plot(LinePlot(words=(("a",),), series=(Series("", "chart1", (None,)),)), "x")
    assert chart.accessibleDescription() == "No deliveries"
    chart.grab()


def test_fewer_points_let_go_of_the_one_looked_at(chart):
    chart.look_at(3)
    chart.set_plot(LinePlot(series=(Series("", "chart1", (1.0,)),), words=(("100%",),)), "all")
    assert chart.point is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([90, 50, 20], [90, 50, 20]),
        ([90, 85, 84], [90, 80, 70]),  # the lowest stays, the others make room
        ([20, 20, 20], [30, 20, 10]),  # no room above: they go down
        ([40, 12, 12], [40, 20, 10]),
        ([5], [10]),
        ([], []),
    ],
    ids=str,
)
def test_labels_neither_cover_each_other_nor_leave_the_chart(wanted, found):
    assert apart(wanted, gap=10, top=10) == found


@pytest.mark.parametrize(("value", "is_above"), [(1.0, True), (0.5, False)])
def test_a_goal_at_the_foot_of_the_scale_keeps_clear_of_the_days(chart, value, is_above):
    plot = dataclasses.replace(PLOT, series=(Series("", "chart1", (value,)),), ticks=(), floor=None)
    images = []
    for name in ("Goal 99%", ""):
        chart.set_plot(dataclasses.replace(plot, goal=(0.99, name)), "all of it")
        images.append(chart.grab().toImage())
    named, nameless = images
    rows = [
        y
        for y in range(named.height())
        if any(named.pixelColor(x, y) != nameless.pixelColor(x, y) for x in range(named.width()))
    ]
    foot = area_of(QRectF(chart.rect()), plot, "{:.0%}".format).bottom()
    assert rows
    assert max(rows) <= foot
    assert (min(rows) > foot / 2) is is_above


def test_no_word_stands_where_the_keyboards_frame_is_drawn(chart):
    chart.set_plot(PLOT, "all of it")
    chart.clearFocus()
    picture = chart.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    rows = [(x, y) for x in range(right + 1) for y in (0, 1, 2, bottom - 1, bottom)]
    columns = [(x, y) for y in range(bottom + 1) for x in (0, 1, 2, right - 1, right)]
    assert {picture.pixel(x, y) for x, y in (*rows, *columns)} == {picture.pixel(0, 0)}


def test_runs_are_what_hangs_together():
    assert runs_of([None, 1.0, 2.0, None, None, 3.0]) == [[(1, 1.0), (2, 2.0)], [(5, 3.0)]]
    assert runs_of([]) == []


@pytest.mark.parametrize(
    ("values", "floor", "ceiling", "marks"),
    [
        ([0.967, 0.998, 0.99], 0.0, 1.0, (0.96, 0.97, 0.98, 0.99, 1.0)),
        ([1.0, 0.99], 0.0, 1.0, (0.99, 0.9925, 0.995, 0.9975, 1.0)),
        ([0.0], 0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0)),
        ([12.0, 180.0, 402.0], 0.0, None, (0.0, 200.0, 400.0, 600.0)),
        ([7.0], 0.0, None, (0.0, 2.0, 4.0, 6.0, 8.0)),
        ([0.0], 0.0, None, (0.0, 1.0)),
    ],
)
def test_a_scale_is_round_and_holds_its_values(values, floor, ceiling, marks):
    scale = scale_of(values, floor=floor, ceiling=ceiling)
    assert scale.marks == pytest.approx(marks)
    assert all(scale.low - 1e-9 <= value <= scale.high + 1e-9 for value in values)


def ranks(count):
    return [
        Rank(f"lst_{n}", f"Name {n}", "Create", 10 - n, n, ("1", "2"), f"Name {n}: all")
        for n in range(count)
    ]


def test_bars_are_walked_and_opened(qtbot, theme):
    bars = RankedBars("Tries per listener", most=3)
    bars.resize(480, 200)
    qtbot.addWidget(bars)
    with qtbot.waitActive(bars):
        bars.show()
    bars.set_ranks(ranks(5), "5 listeners")
    bars.setFocus()
    assert bars.accessibleDescription() == "5 listeners"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down):
        qtbot.keyClick(bars, key)
    assert (bars.at, bars.accessibleDescription()) == (2, "Name 2: all")
    with qtbot.waitSignal(bars.opened) as opened:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert opened.args == ["lst_2"]
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert bars.at == 0
    with qtbot.waitSignal(bars.table_wanted):
        qtbot.keyClick(bars, Qt.Key.Key_T)
    image = bars.grab().toImage()
    failed = QColor(current().bad.fill)
    assert any(image.pixelColor(x, y) == failed for x in range(image.width()) for y in range(60))
    bars.set_ranks([], "")
    assert (bars.at, bars.accessibleDescription()) == (None, "No deliveries")
