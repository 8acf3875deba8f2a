"""What comes up unasked is said to a screen reader: once, and a failure at once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import TimedOut
from app.ui.pages.failing import FailingPlaceholder, FailureBanner
from app.ui.theme import Tone
from app.ui.widgets import Banner

LATE = TimedOut("30 s", host="p.example")


@pytest.fixture
def place(qtbot):
    """A window to put something into."""
    place = QWidget()
    QVBoxLayout(place)
    qtbot.addWidget(place)
    with qtbot.waitExposed(place):
        place.show()
    return place


def put(place, widget):
    place.layout().addWidget(widget)
    widget.show()  # else Qt does so in a later turn
    return widget


@pytest.mark.parametrize(("tone", "breaks_in"), [(Tone.OK, False), (Tone.BAD, True)])
def test_a_banner_that_answers_is_said_when_it_comes_up(place, heard, tone, breaks_in):
    banner = put(place, Banner(speaks=True))
    banner.hide()
    banner.set_message(tone, "There is a new secret", "Give it on.")
    assert heard.said == []
    banner.show()
    banner.set_message(tone, "There is a new secret", "Give it on.")
    assert heard.said == [("There is a new secret. Give it on.", breaks_in)]


def test_what_is_said_otherwise_is_said_again(place, heard):
    banner = put(place, Banner(speaks=True))
    banner.set_message(Tone.BAD, "First")
    banner.set_message(Tone.BAD, "Second")
    banner.hide()
    banner.show()  # with nothing new to say
    banner.hide()
    banner.set_message(Tone.BAD, "Second")
    banner.show()
    assert heard.texts == ["First", "Second", "Second"]


def test_a_banner_that_stands_beside_what_is_read_anyway_is_silent(place, heard):
    put(place, Banner()).set_message(Tone.BAD, "Stopped")
    assert heard.said == []


def test_a_page_that_could_not_be_read_says_so(place, heard):
    nothing = put(place, FailingPlaceholder())
    nothing.set_message("inbox", "Nothing yet")
    nothing.say_failed(LATE)
    nothing.say_failed(LATE)
    [(text, breaks_in)] = heard.said
    assert "p.example" in text
    assert breaks_in


def test_what_is_shown_but_old_says_why(place, heard):
    banner = put(place, FailureBanner("old"))
    banner.show_failure(LATE)
    banner.show_failure(None)
    banner.show_failure(LATE)
    assert len(heard.said) == 2
    assert all(breaks_in for _text, breaks_in in heard.said)
