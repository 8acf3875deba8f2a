"""One action on many listeners: each gets an outcome, and all are undone in one go."""

import threading
from dataclasses import replace

import pytest

from app.domain.control import Cancelled, JobControl
from app.domain.errors import Busy, NotFound, StoreError, TimedOut
from app.domain.listener import Mode, Status
from app.domain.sync_state import SyncState
from app.services.bulk import BulkAction, BulkRun, Obstacle
from app.services.client_tokens import ClientTokens
from app.services.history import Undone
from app.services.listeners import ListenerService
from app.services.test_sends import TestService
from tests.support.builders import NOW, a_failed_attempt, a_listener, local, settings
from tests.support.fakes import FakeLocalStore, FakePlatform, FakeSender

CONTROL = JobControl()


class Desk:
    def __init__(self, *rows):
        self.platform = FakePlatform()
        self.store = FakeLocalStore(*rows)
        self.listeners = ListenerService(self.store, clock=lambda: NOW)
        sender = FakeSender()
        tokens = ClientTokens(sender, clock=lambda: NOW)
        self.tests = TestService(self.platform, sender, tokens=tokens, clock=lambda: NOW)

    def bulk(self, action, ids):
        return BulkRun(
            self.listeners,
            self.tests,
            action,
            ids,
            copy_name=lambda row: f"{row.settings.name} (copy)",
        )

    def run(self, action, ids, control=CONTROL):
        return self.bulk(action, ids)(control)

    def modes(self):
        return [row.settings.mode for row in self.listeners.cached()]


def three():
    return [local(a_listener(settings=settings(name=name))) for name in ("one", "two", "three")]


def ids(rows):
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("action", "mode"),
    [
        (BulkAction.TURN_OFF, Mode.DISABLED),
        (BulkAction.PAUSE, Mode.PAUSED),
        (BulkAction.TURN_ON, Mode.ENABLED),
    ],
)
def test_a_mode_is_set_and_undone_in_one_go(action, mode):
    before = Mode.PAUSED if mode is Mode.ENABLED else Mode.ENABLED
    rows = [local(a_listener(settings=settings(mode=before))) for _one in range(3)]
    desk = Desk(*rows)
    outcomes = desk.run(action, ids(rows))
    assert [(one.listener_id, one.is_done) for one in outcomes] == [(row.id, True) for row in rows]
    assert desk.modes() == [mode] * 3
    assert desk.listeners.undo(CONTROL) == Undone(3, 0)
    assert desk.modes() == [before] * 3


def test_more_than_one_transaction_is_still_one_undo_and_tells_how_far_it_is():
    rows = [local() for _one in range(450)]
    desk, told = Desk(*rows), []
    control = JobControl(lambda news: told.append((news.done, news.total)))
    assert all(one.is_done for one in desk.run(BulkAction.TURN_OFF, ids(rows), control))
    assert told == [(200, 450), (400, 450), (450, 450)]
    assert desk.listeners.undo(CONTROL) == Undone(450, 0)


def test_what_is_gone_in_conflict_or_can_never_be_active_is_named_and_the_rest_is_done():
    free = local(a_listener(settings=settings(mode=Mode.DISABLED)))
    never = local(a_listener(status=Status.UNSUPPORTED, settings=settings(mode=Mode.DISABLED)))
    torn = replace(
        local(), mine=settings(name="mine"), theirs=a_listener(), state=SyncState.CONFLICT
    )
    desk = Desk(free, never, torn)
    wanted = [free.id, "lst_gone", never.id, torn.id]
    outcomes = desk.run(BulkAction.TURN_ON, wanted)
    assert [one.obstacle for one in outcomes] == [
        None,
        Obstacle.GONE,
        Obstacle.NEVER_ACTIVE,
        Obstacle.CONFLICT,
    ]
    assert desk.listeners.get(free.id).settings.mode is Mode.ENABLED
    assert desk.listeners.get(never.id) == never
    assert desk.listeners.get(torn.id) == torn


def test_turning_on_what_was_stopped_lifts_it():
    row = local(a_listener(status=Status.SUSPENDED, status_reason="endpoint_gone"))
    desk = Desk(row)
    assert [one.is_done for one in desk.run(BulkAction.TURN_ON, [row.id])] == [True]
    assert desk.listeners.get(row.id).resume_wanted


def test_deleting_takes_them_and_one_undo_brings_them_back():
    rows = three()
    desk = Desk(*rows)
    outcomes = desk.run(BulkAction.DELETE, [*ids(rows), "lst_gone"])
    assert [one.is_done for one in outcomes] == [True] * 4
    assert desk.listeners.cached() == []
    assert desk.listeners.undo(CONTROL) == Undone(3, 0)
    assert ids(desk.listeners.cached()) == ids(rows)


def test_copies_are_off_and_one_undo_takes_them_all():
    rows = three()
    desk = Desk(*rows)
    outcomes = desk.run(BulkAction.DUPLICATE, [*ids(rows), "lst_gone"])
    assert [one.obstacle for one in outcomes] == [None, None, None, Obstacle.GONE]
    copies = desk.listeners.cached()[3:]
    assert [row.settings.name for row in copies] == ["one (copy)", "two (copy)", "three (copy)"]
    assert {row.settings.mode for row in copies} == {Mode.DISABLED}
    assert not {row.id for row in copies} & set(ids(rows))
    assert desk.listeners.undo(CONTROL) == Undone(3, 0)
    assert desk.listeners.cached() == rows


def test_a_disk_that_is_full_half_way_tells_which_were_done(monkeypatch):
    rows = [local() for _one in range(201)]
    desk, error = Desk(*rows), StoreError("full", reason="full")
    apply, calls = desk.store.apply_rows, []

    def full(*args, **how):
        calls.append(True)
        if len(calls) == 2:
            raise error
        return apply(*args, **how)

    monkeypatch.setattr(desk.store, "apply_rows", full)
    outcomes = desk.run(BulkAction.TURN_OFF, ids(rows))
    assert all(one.is_done for one in outcomes[:200])
    assert outcomes[200].error is error


def test_each_test_tells_what_the_endpoint_answered():
    rows = three()
    desk = Desk(*rows)
    desk.platform.before["test_listener"] = lambda: desk.platform.before.update(
        test_listener=lambda: setattr(desk.platform, "attempt", a_failed_attempt(503))
    )
    outcomes = desk.run(BulkAction.TEST, [*ids(rows[:2]), "lst_gone"])
    assert [one.is_done for one in outcomes] == [True, False, False]
    assert outcomes[1].attempt.response.status == 503
    assert [one["listener_id"] for one in desk.platform.tested] == ids(rows[:2])


def test_a_test_is_of_what_is_set_here_also_where_the_platform_does_not_know_it():
    desk = Desk()
    made = desk.listeners.create(CONTROL, settings(name="new"))
    assert desk.run(BulkAction.TEST, [made.id])[0].is_done
    assert desk.platform.tested[0]["settings"] == made.settings
    assert desk.platform.tested[0]["listener_id"] is None


def test_a_platform_that_says_later_is_asked_again():
    rows = three()
    desk = Desk(*rows)
    busy = Busy("later", status=429, code="too_many_tests", retry_after_s=0.001)
    desk.platform.fail("test_listener", busy)
    desk.platform.fail("test_listener", busy)
    assert all(one.is_done for one in desk.run(BulkAction.TEST, ids(rows)))
    assert desk.platform.calls.count("test_listener") == 5


def test_without_the_platform_no_further_test_is_tried():
    rows = three()
    desk, away = Desk(*rows), TimedOut("x", host="p.example")
    desk.platform.fail("test_listener", away)
    assert [one.error for one in desk.run(BulkAction.TEST, ids(rows))] == [away] * 3
    assert desk.platform.calls.count("test_listener") == 1


def test_one_that_the_platform_does_not_have_any_more_stops_nothing():
    rows = three()
    desk = Desk(*rows)
    desk.platform.fail("test_listener", NotFound("no", status=404, code="not_found"))
    outcomes = desk.run(BulkAction.TEST, ids(rows))
    assert [one.obstacle for one in outcomes] == [Obstacle.GONE, None, None]


def test_stopping_tells_what_was_done_and_what_was_not():
    rows = three()
    desk = Desk(*rows)
    run = desk.bulk(BulkAction.TEST, ids(rows))
    desk.platform.before["test_listener"] = run.stop
    outcomes = run(CONTROL)
    assert [one.obstacle for one in outcomes][1:] == [Obstacle.NOT_REACHED] * 2
    assert desk.platform.calls.count("test_listener") == 1


def test_stopped_before_it_began_nothing_is_done():
    rows = three()
    desk = Desk(*rows)
    run = desk.bulk(BulkAction.DELETE, ids(rows))
    run.stop()
    assert {one.obstacle for one in run(CONTROL)} == {Obstacle.NOT_REACHED}
    assert desk.listeners.cached() == rows


def test_a_job_that_is_cancelled_waits_for_no_platform():
    rows = three()
    desk, control = Desk(*rows), JobControl()
    desk.platform.fail("test_listener", Busy("later", status=429, retry_after_s=3600.0))
    began = threading.Event()
    desk.platform.before["test_listener"] = began.set
    canceller = threading.Thread(target=lambda: (began.wait(30), control.cancel()))
    canceller.start()
    with pytest.raises(Cancelled):
        desk.run(BulkAction.TEST, ids(rows), control)
    canceller.join()
