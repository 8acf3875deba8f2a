"""What is made late is reached by Tab where it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.tab_order import stop_here


def test_stops_that_are_made_late_come_where_their_place_is(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, place, last = QLineEdit(), QWidget(), QLineEdit()
    for widget in (first, place, last):
        column.addWidget(widget)
    rows = QVBoxLayout(place)
    stops = [QLineEdit(), QLineEdit()]
    for stop in stops:
        rows.addWidget(stop)
    stop_here(place, *stops)
    order, at = [], first
    while at not in order:
        order.append(at)
        at = at.nextInFocusChain()
    assert [one for one in order if isinstance(one, QLineEdit)] == [first, *stops, last]


def test_where_nothing_else_is_a_stop_they_stay_where_they_are(qtbot):
    place = QWidget()
    qtbot.addWidget(place)
    stop = QLineEdit(place)
    stop_here(place, stop)
    assert place.nextInFocusChain() is stop
