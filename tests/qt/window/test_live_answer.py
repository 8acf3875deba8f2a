"""What is shown of the platform's statistics follows what happens, while somebody looks."""

from __future__ import annotations

import pytest

from app.domain.announce import Changed
from app.domain.errors import TimedOut
from app.runtime.events import AppEvents
from app.ui.live_answer import LiveAnswer


class Platform:
    """Answers, or fails, and counts."""

    def __init__(self):
        self.asked, self.answer, self.before = 0, {}, lambda: None

    def ask(self, control):
        control.check()
        self.asked += 1
        self.before()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def platform():
    return Platform()


@pytest.fixture
def events():
    return AppEvents()


@pytest.fixture
def live(platform, runner, events):
    def live(*, asks=True, every_ms=60_000, after_ms=0):
        made = LiveAnswer(
            platform.ask if asks else None,
            runner,
            events,
            name="test",
            every_ms=every_ms,
            after_ms=after_ms,
        )
        made.heard, made.dues = [], []
        made.answered.connect(made.heard.append)
        made.due.connect(lambda: made.dues.append(True))
        return made

    return live


def test_nothing_is_asked_before_anybody_looks(qtbot, platform, events, live):
    made = live()
    events.announce(Changed.DELIVERIES)
    with qtbot.waitSignal(events.deliveries_changed):
        events.announce(Changed.DELIVERIES)
    assert not platform.asked
    made.set_active(is_active=True)
    qtbot.waitUntil(lambda: made.heard == [{}])
    assert platform.asked == 1
    made.set_active(is_active=False)


def test_a_platform_that_is_back_is_asked_again(qtbot, platform, runner, events, live):
    made = live()
    platform.answer = TimedOut("gone")
    made.set_active(is_active=True)
    qtbot.waitUntil(lambda: not runner.is_busy)
    events.announce(Changed.STREAM, value=False)
    with qtbot.waitSignal(events.stream_changed):
        events.announce(Changed.STREAM, value=False)
    platform.answer = {}
    events.announce(Changed.STREAM, value=True)
    qtbot.waitUntil(lambda: made.heard == [{}])
    assert platform.asked == 2
    made.set_active(is_active=False)


def test_deliveries_and_time_have_it_asked_again_until_one_looks_elsewhere(
    qtbot, platform, events, live
):
    made = live()
    made.set_active(is_active=True)
    qtbot.waitUntil(lambda: len(made.heard) == 1)
    platform.answer = {"lst_1": 1}
    events.announce(Changed.DELIVERIES)
    qtbot.waitUntil(lambda: len(made.heard) == 2)
    assert made.heard[-1] == platform.answer
    assert len(made.dues) == 2
    made.set_active(is_active=False)
    with qtbot.waitSignal(events.deliveries_changed):
        events.announce(Changed.DELIVERIES)
    assert platform.asked == 2
    often = live(every_ms=1)
    often.set_active(is_active=True)
    qtbot.waitUntil(lambda: len(often.heard) > 2)
    often.set_active(is_active=False)


def test_what_happens_while_it_is_asked_is_asked_for_afterwards(qtbot, platform, live, gate):
    made = live()
    platform.before = gate
    made.set_active(is_active=True)
    gate.wait_entered()
    made.ask()
    made.ask()
    gate.opened.set()
    qtbot.waitUntil(lambda: len(made.heard) == 2)
    assert platform.asked == 2
    made.set_active(is_active=False)


def test_a_failure_keeps_what_is_shown_and_is_tried_again(qtbot, platform, live):
    made = live(every_ms=1)
    platform.answer = TimedOut("x", host="p.example")
    made.set_active(is_active=True)
    qtbot.waitUntil(lambda: platform.asked > 1)
    assert not made.heard
    made.set_active(is_active=False)


def test_what_cannot_be_asked_is_not_yet_deliveries_are_looked_at(qtbot, live):
    made = live(asks=False, every_ms=1)
    made.set_active(is_active=True)
    qtbot.waitUntil(lambda: len(made.dues) > 1)
    made.set_active(is_active=False)
    assert not made.heard
