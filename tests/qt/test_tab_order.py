"""What is made late is reached by Tab where it stands."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.tab_order import stop_here


def fields_in_order(window):
    """The fields as Tab comes to them, from the window on."""
    order, at = [], window.nextInFocusChain()
    while at is not window:
        order.append(at)
        at = at.nextInFocusChain()
    return [one for one in order if isinstance(one, QLineEdit)]


@pytest.mark.parametrize("at", [0, 1, 2], ids=["first", "between", "last"])
def test_stops_that_are_made_late_come_where_their_place_is(qtbot, at):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    place, others = QWidget(), [QLineEdit(), QLineEdit()]
    for widget in (*others[:at], place, *others[at:]):
        column.addWidget(widget)
    rows = QVBoxLayout(place)
    stops = [QLineEdit(), QLineEdit()]
    for stop in stops:
        rows.addWidget(stop)
    policy = place.focusPolicy()
    stop_here(place, *stops)
    assert fields_in_order(window) == [*others[:at], *stops, *others[at:]]
    assert place.focusPolicy() == policy  # it is no stop itself


def test_where_nothing_else_is_a_stop_they_stay_where_they_are(qtbot):
    place = QWidget()
    qtbot.addWidget(place)
    stop = QLineEdit(place)
    stop_here(place, stop)
    assert place.nextInFocusChain() is stop
