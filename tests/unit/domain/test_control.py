"""The line between a job and whoever started it: cancelled on the way, and polite."""

from __future__ import annotations

import pytest

from app.domain.control import Cancelled, JobControl


def test_a_check_gives_way():
    ways = []
    control = JobControl(give_way=lambda: ways.append("given"))
    control.check()
    assert ways == ["given"]


def test_what_is_cancelled_gives_way_to_nobody():
    control = JobControl(give_way=lambda: pytest.fail("it should have stopped"))
    control.cancel()
    with pytest.raises(Cancelled):
        control.check()


def test_what_is_cancelled_while_it_gives_way_stops():
    control = JobControl(give_way=lambda: control.cancel())
    with pytest.raises(Cancelled):
        control.check()


def test_it_looks_up_now_and_then_when_it_goes_through_many_things():
    ways, seen = [], []
    control = JobControl(give_way=lambda: ways.append(len(seen)))
    seen.extend(control.through(range(250), every=100))
    assert seen == list(range(250))
    assert ways == [0, 100, 200]


def test_going_through_many_things_ends_when_it_is_cancelled():
    control, looks = JobControl(give_way=lambda: looks.append(1) or cancel_at_third()), []

    def cancel_at_third():
        if len(looks) == 3:
            control.cancel()

    seen = []
    with pytest.raises(Cancelled):
        seen.extend(control.through(range(250), every=100))
    assert seen == list(range(200))


def test_what_is_done_beside_a_job_is_as_polite_and_ends_by_itself():
    ways = []
    control = JobControl(give_way=lambda: ways.append("given"))
    beside = control.beside()
    beside.check()
    assert ways == ["given"]
    beside.cancel()
    assert not control.is_cancelled
