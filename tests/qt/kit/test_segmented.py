"""Alternatives side by side: chosen by hand, and exchanged while a hand is on them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.widgets import Segmented


@pytest.fixture
def segments(qtbot, show):
    """Create and update to choose from, delete not; create is chosen."""
    segments = show(Segmented("Function"))
    fill(segments)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in segments.buttons))
    segments.chosen_values = []
    segments.chosen.connect(segments.chosen_values.append)
    return segments


def fill(segments):
    segments.clear()
    for value in ("create", "update"):
        segments.add(value, value)
    segments.add("delete", "Delete", reason="Not supported")
    segments.set_value("create")


def test_they_are_walked_with_arrow_keys(qtbot, segments):
    segments.buttons[0].setFocus()
    qtbot.keyClick(segments.buttons[0], Qt.Key.Key_Right)
    assert (segments.value, segments.chosen_values) == ("update", ["update"])
    segments.set_value("create")
    assert segments.chosen_values == ["update"], "setting a value is not choosing"


def test_a_click_chooses_and_a_greyed_one_does_not(qtbot, segments):
    for button in reversed(segments.buttons):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert segments.chosen_values == ["update", "create"]


def test_alternatives_that_were_taken_away_cannot_be_hit(segments):
    before = segments.buttons
    place = before[1].geometry().center()
    fill(segments)
    assert not any(button.isVisible() for button in before)
    assert segments.childAt(place) not in before


@pytest.mark.parametrize("act", ["click", "release", "key"])
def test_a_hand_on_an_alternative_that_is_exchanged_chooses_nothing(qtbot, segments, act):
    old = segments.buttons[1]
    qtbot.mousePress(old, Qt.MouseButton.LeftButton)
    fill(segments)
    match act:
        case "click":
            old.click()
        case "release":
            qtbot.mouseRelease(old, Qt.MouseButton.LeftButton)
        case "key":
            QTest.keyClick(old, Qt.Key.Key_Space)
    assert segments.chosen_values == []
    assert segments.value == "create"


def test_who_is_called_by_name_is_the_new_one(segments):
    segments.buttons[0].setObjectName("function_create")
    fill(segments)
    segments.buttons[0].setObjectName("function_create")
    assert segments.findChild(type(segments.buttons[0]), "function_create") in segments.buttons
