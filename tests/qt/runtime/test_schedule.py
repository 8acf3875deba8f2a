"""When the app syncs: by signals and planned times, never by waiting for a clock."""

import pytest

from app.domain.errors import Busy, NetworkError, NotAuthorised, ProtocolError
from app.domain.retry import FIRST_RECONNECT_S, LAST_RECONNECT_S, reconnect_wait_s
from app.runtime.schedule import FRESH_S, STREAMING_INTERVAL_S, SyncSchedule


def about(wait_s):
    """Qt's coarse timers, which save power, may be off by a twentieth."""
    return pytest.approx(wait_s, rel=0.06)


class Scripted:
    """A job that answers from a list; an exception in it is raised."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.runs = 0

    def __call__(self, control):
        control.check()
        self.runs += 1
        answer = self.answers.pop(0) if self.answers else None
        if callable(answer):
            return answer()
        if isinstance(answer, Exception):
            raise answer
        return answer


class Clock:
    """Seconds that a test lets pass."""

    s = 1000.0

    def __call__(self):
        return self.s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def schedule(qtbot, runner, clock):
    schedule = SyncSchedule(runner, interval_s=60, jitter=lambda: 0.5, now_s=clock)
    yield schedule
    schedule.stop()


def run(qtbot, schedule, act):
    with qtbot.waitSignal(schedule.running_changed, check_params_cb=lambda running: not running):
        act()


def test_it_starts_at_once_and_then_every_minute(qtbot, schedule):
    job = Scripted()
    run(qtbot, schedule, lambda: schedule.start(job))
    assert job.runs == 1
    assert schedule.next_s == about(60)


def test_the_timer_runs_the_next_one(qtbot, runner):
    schedule, job = SyncSchedule(runner, interval_s=0.01), Scripted()
    with qtbot.waitSignals([schedule.running_changed] * 6):
        schedule.start(job)
    schedule.stop()
    assert job.runs >= 2


def test_another_interval_holds_from_now_on(qtbot, schedule):
    job = Scripted()
    schedule.set_interval(900)
    run(qtbot, schedule, lambda: schedule.start(job))
    assert schedule.next_s == about(900)
    schedule.set_streaming(True)
    assert schedule.next_s == about(900)  # never more often than a person wants
    schedule.set_interval(60)
    assert schedule.next_s == about(STREAMING_INTERVAL_S)


def test_an_edit_syncs_at_once(qtbot, schedule):
    job = Scripted()
    run(qtbot, schedule, lambda: schedule.start(job))
    run(qtbot, schedule, schedule.request)
    assert job.runs == 2


def test_an_edit_during_a_sync_makes_exactly_one_more(qtbot, schedule, gate):
    job = Scripted(gate)
    schedule.start(job)
    gate.wait_entered()
    schedule.request()
    schedule.request()
    ends = []
    schedule.running_changed.connect(lambda running: None if running else ends.append(running))
    gate.opened.set()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert job.runs == 2
    assert not schedule.is_running


def test_while_it_fails_it_asks_ever_more_rarely(qtbot, schedule):
    job = Scripted(*[NetworkError("no") for _n in range(4)])
    waits = []
    run(qtbot, schedule, lambda: schedule.start(job))
    waits.append(schedule.next_s)
    for _n in range(3):
        run(qtbot, schedule, schedule.request)
        waits.append(schedule.next_s)
    assert waits == [about(5), about(10), about(20), about(40)]
    run(qtbot, schedule, schedule.request)
    assert schedule.next_s == about(60)


def test_the_waits_are_bounded_and_spread():
    assert reconnect_wait_s(1, 0.0) == 4.0
    assert reconnect_wait_s(1, 1.0) == pytest.approx(6.0)
    assert reconnect_wait_s(10_000, 0.5) == LAST_RECONNECT_S


def test_the_platform_may_ask_for_more_time(qtbot, schedule):
    job = Scripted(Busy("later", status=503, retry_after_s=120.0))
    run(qtbot, schedule, lambda: schedule.start(job))
    assert schedule.next_s == about(120)


def test_F38_while_the_platform_asks_for_time_only_a_person_gets_through(qtbot, schedule, clock):
    job = Scripted(Busy("later", status=429, retry_after_s=120.0))
    run(qtbot, schedule, lambda: schedule.start(job))
    clock.s += 50
    for ask in (schedule.request, schedule.refresh_stale):
        ask()
        assert not schedule.is_running
    assert schedule.next_s == about(70)
    run(qtbot, schedule, schedule.request_now)
    assert job.runs == 2
    run(qtbot, schedule, schedule.request)  # it answered: it can be asked again
    assert job.runs == 3


def test_F18_after_a_suspension_it_catches_up_once(qtbot, runner, clock):
    """All that would have come in ten minutes of sleep comes at once: timers, focus, hints."""
    schedule, job = SyncSchedule(runner, interval_s=60, now_s=clock), Scripted()
    run(qtbot, schedule, lambda: schedule.start(job))
    clock.s += 600

    def wake():
        for ask in (schedule.request, schedule.refresh_stale, schedule.request):
            ask()

    ends = []
    schedule.running_changed.connect(lambda running: None if running else ends.append(running))
    wake()
    qtbot.waitUntil(lambda: len(ends) == 2)  # the one, and once more for what came meanwhile
    assert job.runs == 3
    assert not schedule.is_running
    assert schedule.next_s == about(60)
    schedule.stop()


def test_F18_a_wait_that_the_platform_asked_for_is_over_after_a_suspension(qtbot, schedule, clock):
    job = Scripted(Busy("later", status=503, retry_after_s=120.0))
    run(qtbot, schedule, lambda: schedule.start(job))
    clock.s += 600
    run(qtbot, schedule, schedule.request)
    assert job.runs == 2


def test_returning_to_the_window_syncs_what_is_not_fresh(qtbot, schedule, clock):
    job = Scripted()
    run(qtbot, schedule, lambda: schedule.start(job))
    schedule.refresh_stale()
    assert not schedule.is_running
    clock.s += FRESH_S
    run(qtbot, schedule, schedule.refresh_stale)
    assert job.runs == 2


def test_while_the_platform_tells_by_itself_it_is_asked_rarely(qtbot, schedule):
    run(qtbot, schedule, lambda: schedule.start(Scripted()))
    schedule.set_streaming(True)
    run(qtbot, schedule, schedule.request)
    assert schedule.next_s == about(STREAMING_INTERVAL_S)


def test_F54_a_platform_that_tells_nothing_any_more_is_asked_soon(qtbot, schedule):
    """It may be gone, and the window would call it connected for a whole interval."""
    job = Scripted()
    run(qtbot, schedule, lambda: schedule.start(job))
    schedule.set_streaming(False)  # it never told anything
    assert schedule.next_s == about(60)
    schedule.set_streaming(True)
    schedule.set_streaming(False)
    assert schedule.next_s == about(FIRST_RECONNECT_S)
    run(qtbot, schedule, schedule.request)
    assert schedule.next_s == about(60)


def test_a_cancelled_sync_comes_again_with_the_next_turn(qtbot, schedule, gate):
    schedule.start(Scripted(gate))
    gate.wait_entered()
    schedule.request()
    run(qtbot, schedule, schedule.cancel)
    assert not schedule.is_running
    assert schedule.next_s == about(60)
    gate.opened.set()


def test_how_far_it_has_come_is_told(qtbot, schedule):
    def job(control):
        control.progress(200, 1000)

    with qtbot.waitSignal(schedule.progressed) as told:
        schedule.start(job)
    assert (told.args[0].done, told.args[0].total) == (200, 1000)


def test_F37_401_stops_until_a_person_asks(qtbot, schedule):
    job = Scripted(NotAuthorised("no", status=401))
    with qtbot.waitSignal(schedule.failed) as failed:
        run(qtbot, schedule, lambda: schedule.start(job))
    assert isinstance(failed.args[0], NotAuthorised)
    assert schedule.next_s is None
    for ask in (schedule.request, schedule.refresh_stale):
        ask()
    assert not schedule.is_running
    run(qtbot, schedule, schedule.request_now)
    assert job.runs == 2
    run(qtbot, schedule, schedule.request)
    assert job.runs == 3


def test_what_a_retry_alone_will_not_mend_waits_a_whole_turn(qtbot, schedule):
    run(qtbot, schedule, lambda: schedule.start(Scripted(ProtocolError("HTML"))))
    assert schedule.next_s == about(60)


def test_stopping_cancels_what_is_under_way(qtbot, schedule, gate):
    job = Scripted(gate)
    schedule.start(job)
    gate.wait_entered()
    run(qtbot, schedule, schedule.stop)
    assert schedule.next_s is None
    schedule.request()
    assert not schedule.is_running
    gate.opened.set()


def test_another_job_takes_the_place_of_the_first(qtbot, schedule, gate):
    first, second = Scripted(gate), Scripted()
    schedule.start(first)
    gate.wait_entered()
    with qtbot.waitSignals([schedule.running_changed] * 3):
        schedule.start(second)
    gate.opened.set()
    qtbot.waitUntil(lambda: second.runs == 1 and not schedule.is_running)
