"""Two changes of a connection at once: what is told last is how it stands."""

from __future__ import annotations

import threading
from dataclasses import replace

from app.domain.control import JobControl
from app.domain.workspace import Hue
from app.ui.changing import Changes
from tests.support.builders import a_connection

CONTROL = JobControl()


def test_news_that_were_overtaken_are_not_told():
    changes, one, other = Changes(), a_connection(), a_connection()
    first, second = (changes.job(lambda _control: one)(CONTROL) for _ in range(2))
    of_other = changes.job(lambda _control: other)(CONTROL)
    assert changes.is_latest(of_other)
    assert changes.is_latest(second)
    assert not changes.is_latest(first)
    assert not changes.is_latest(second)


def test_a_change_is_made_when_the_one_before_it_is(gate):
    changes, made = Changes(), []

    def slow(_control):
        gate()
        made.append("slow")
        return a_connection()

    def quick(_control):
        made.append("quick")
        return a_connection()

    workers = [threading.Thread(target=changes.job(one), args=[CONTROL]) for one in (slow, quick)]
    workers[0].start()
    gate.wait_entered()
    workers[1].start()
    gate.opened.set()
    for worker in workers:
        worker.join(30)
    assert made == ["slow", "quick"]


def test_what_was_told_late_is_not_shown(a_window):
    a_window.show()
    a_window.open_sandbox()
    session, (shown,) = a_window.session, a_window.session.connections
    session.change(lambda upkeep, control: upkeep.paint(control, "sandbox", Hue.BROWN))
    a_window.settle()
    late = session._changes.job(lambda _control: replace(shown, name="Late"))(CONTROL)
    session.change(lambda upkeep, control: upkeep.rename(control, "sandbox", "Mine"))
    a_window.settle()
    session._on_changed(late)
    assert [(one.name, one.hue) for one in session.connections] == [("Mine", Hue.BROWN)]
