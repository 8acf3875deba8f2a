"""What a save sets off: found, followed until it has ended, and told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.control import JobControl
from app.domain.delivery import DeliveryStatus, Outcome
from app.domain.errors import NotAuthorised, TimedOut
from app.ui.pages.sandbox_records import story
from app.ui.pages.sandbox_records.watch_presenter import WatchPresenter
from app.ui.pages.sandbox_records.watched import FOR, Saved, Watched, look
from tests.support.builders import NOW, a_delivery, a_listener, an_event, local, settings
from tests.support.scripted_deliveries import Kept
from tests.support.scripted_records import ScriptedEvents, client

RECORD = client(1)
SAVED = Saved(RECORD, "update", "Client 1", ("Status",), NOW)
PENDING = a_delivery(
    id="dlv_1",
    listener_id="lst_1",
    status=DeliveryStatus.PENDING,
    attempts=0,
    last_status=None,
    finished_at=None,
)
ARRIVED = replace(
    PENDING,
    status=DeliveryStatus.DELIVERED,
    attempts=1,
    last_status=200,
    finished_at=NOW + timedelta(milliseconds=18),
)
MATCHED = Outcome("lst_1", "delivery", "dlv_1")


def event(*outcomes):
    return an_event(function="update", record_id=RECORD.id, record_version=1, outcomes=outcomes)


def skipped(listener_id, reason):
    return Outcome(listener_id, "skipped", None, reason)


# Looking ----------------------------------------------------------------------


def test_finds_the_event_of_this_version_and_its_deliveries():
    older = replace(event(), record_version=7)
    service = ScriptedEvents(PENDING, events=(older, event(MATCHED)))
    seen = look(JobControl(), service, Watched(SAVED), NOW)
    assert seen.event.record_version == 1
    assert seen.deliveries == (PENDING,)
    assert not seen.is_settled


def test_what_has_ended_is_not_read_again():
    service = ScriptedEvents(ARRIVED, events=(event(MATCHED),))
    seen = look(JobControl(), service, Watched(SAVED), NOW)
    assert seen.is_settled
    look(JobControl(), service, seen, NOW)
    assert service.read == ["dlv_1"]


def test_without_a_match_everything_is_known_at_once():
    service = ScriptedEvents(events=(event(skipped("lst_1", "disabled")),))
    assert look(JobControl(), service, Watched(SAVED), NOW).is_settled


def test_a_kept_delivery_is_settled_until_someone_turns_it_on():
    held = replace(PENDING, status=DeliveryStatus.HELD)
    service = ScriptedEvents(held, events=(event(MATCHED),))
    assert look(JobControl(), service, Watched(SAVED), NOW).is_settled


def test_watching_ends_after_half_a_minute():
    service = ScriptedEvents(PENDING, events=(event(MATCHED),))
    assert not look(JobControl(), service, Watched(SAVED), NOW + FOR / 2).is_settled
    late = look(JobControl(), service, Watched(SAVED), NOW + FOR)
    assert late.is_given_up
    assert late.is_settled


# Following --------------------------------------------------------------------


@pytest.fixture
def now():
    return [NOW]


@pytest.fixture
def make(runner, now):
    def make(service, listeners=()):
        return WatchPresenter(service, Kept(*listeners), runner, clock=lambda: now[0], every_ms=1)

    return make


def test_follows_until_it_has_arrived(qtbot, make):
    service = ScriptedEvents(PENDING, events=(event(MATCHED),))
    watch = make(service)
    watch.follow(SAVED)
    qtbot.waitUntil(lambda: len(service.read) >= 3)
    service.deliveries["dlv_1"] = ARRIVED
    qtbot.waitUntil(lambda: watch.current.is_settled)
    read = len(service.read)
    assert watch.current.deliveries == (ARRIVED,)
    with qtbot.assertNotEmitted(watch.changed, wait=50):
        pass
    assert len(service.read) == read


def test_an_earlier_save_is_followed_to_its_end_too(qtbot, make):
    other = Saved(client(2), "create", "Client 2", (), NOW)
    theirs = replace(event(), record_id="cli_2")
    service = ScriptedEvents(PENDING, events=(event(MATCHED), theirs))
    watch = make(service)
    watch.follow(SAVED)
    watch.follow(other)
    assert [one.saved for one in watch.before] == [SAVED]
    service.deliveries["dlv_1"] = ARRIVED
    qtbot.waitUntil(lambda: watch.before[0].is_settled)
    assert watch.before[0].deliveries == (ARRIVED,)


def test_a_lost_connection_is_told_and_tried_again(qtbot, make):
    service = ScriptedEvents(ARRIVED, events=(event(MATCHED),))
    service.faults.append(TimedOut("30 s"))
    watch = make(service)
    errors = []
    watch.changed.connect(lambda: errors.append(watch.error))
    watch.follow(SAVED)
    qtbot.waitUntil(lambda: watch.current.is_settled)
    assert any(isinstance(one, TimedOut) for one in errors)
    assert watch.error is None


@pytest.mark.parametrize(
    ("error", "later"),
    [(NotAuthorised("no", status=401), timedelta(0)), (TimedOut("30 s"), FOR)],
)
def test_what_does_not_get_better_is_not_asked_forever(qtbot, make, now, error, later):
    service = ScriptedEvents(events=(event(MATCHED),))
    service.faults.append(error)
    watch = make(service)
    now[0] = NOW + later
    watch.follow(SAVED)
    qtbot.waitUntil(lambda: watch.error is error)
    with qtbot.assertNotEmitted(watch.changed, wait=50):
        pass


def test_clearing_forgets(qtbot, make):
    service = ScriptedEvents(ARRIVED, events=(event(MATCHED),))
    watch = make(service)
    watch.follow(SAVED)
    qtbot.waitUntil(lambda: watch.current.is_settled)
    watch.clear()
    assert watch.current is None
    assert watch.before == ()


# Telling ----------------------------------------------------------------------

LISTENERS = {
    "lst_1": local(a_listener(id="lst_1", settings=settings(name="Practice feed"))),
    "lst_2": local(a_listener(id="lst_2", settings=settings(name=""))),
    "lst_3": local(a_listener(id="lst_3", settings=settings(name="", address="a@example.com"))),
}


def told(*outcomes, deliveries=(), **more):
    watched = Watched(SAVED, event(*outcomes), tuple(deliveries), **more)
    return [(one.title, one.text) for one in story.events_of(watched, LISTENERS, now=NOW)]


def test_saved_matched_delivered():
    assert told(MATCHED, deliveries=[ARRIVED]) == [
        ("Client 1 was saved", "Status"),
        ("1 listener matched", "clients Update, Practice feed"),
        ("Delivered, 200 OK", "Practice feed, hooks.example.com"),
    ]
    events = story.events_of(Watched(SAVED, event(MATCHED), (ARRIVED,)), LISTENERS, now=NOW)
    assert events[-1].aside == "+18 ms"


def test_turned_off_means_no_webhook_and_it_shows_why():
    assert told(skipped("lst_1", "disabled"))[1:] == [
        ("No listener matched", "clients Update"),
        ("Not sent to Practice feed", "The listener was off"),
    ]


@pytest.mark.parametrize("reason", ["unsupported", "other_channel", "suspended", "disabled"])
def test_every_reason_is_told_in_words(reason):
    title, text = told(skipped("lst_2", reason))[-1]
    assert title == "Not sent to hooks.example.com"
    assert text != reason


def test_listeners_for_another_function_are_one_line():
    lines = told(*(skipped(f"lst_{n}", "function_mismatch") for n in range(5)))
    assert lines[2:] == [("5 listeners for another function", "")]


def test_a_crowd_of_skipped_ones_is_cut_with_its_number():
    lines = told(*(skipped(f"lst_{n}", "disabled") for n in range(10)))
    assert len(lines) == 2 + 6 + 1
    assert lines[-1] == ("4 more not sent", "")


def test_retries_failures_and_kept_ones():
    retry = replace(
        PENDING,
        attempts=1,
        last_status=503,
        last_error="http_status",
        next_attempt_at=NOW + timedelta(seconds=5),
    )
    assert told(MATCHED, deliveries=[retry])[-1] == (
        "Will retry, 503 Service Unavailable",
        "In 5 seconds, Practice feed, hooks.example.com",
    )
    refused = replace(retry, last_status=None, last_error="connection_refused")
    assert told(MATCHED, deliveries=[refused])[-1][0] == "Will retry, connection refused"
    held = replace(PENDING, status=DeliveryStatus.HELD, status_reason="paused")
    assert told(MATCHED, deliveries=[held])[-1] == (
        "Kept",
        "Kept until the listener is turned on, Practice feed, hooks.example.com",
    )
    mail = replace(ARRIVED, listener_id="lst_3", destination="a@example.com", last_status=250)
    assert told(MATCHED, deliveries=[mail])[-1] == ("Sent", "a@example.com")


def test_before_the_event_is_read_it_says_that_it_looks():
    lines = story.events_of(Watched(SAVED), LISTENERS, now=NOW)
    assert [one.title for one in lines] == ["Client 1 was saved", "Looking for listeners"]


def test_a_new_record_is_called_one():
    watched = Watched(replace(SAVED, changed=()), event())
    assert story.events_of(watched, {}, now=NOW)[0].text == "New record"


def test_earlier_saves_are_a_line_each():
    def line(*deliveries, outcomes=(MATCHED,)):
        return story.result_of(Watched(SAVED, event(*outcomes), deliveries))[2]

    assert line(ARRIVED) == "Delivered, 200"
    assert line(outcomes=()) == "No listener"
    failed = replace(ARRIVED, status=DeliveryStatus.FAILED, last_status=500)
    assert line(ARRIVED, failed) == "Failed, 500"
    assert story.result_of(Watched(SAVED))[2] == "Not known"
    assert story.label_of(Watched(SAVED)) == "clients Update"


def test_an_unknown_listener_goes_by_its_id():
    assert story.name_of("lst_9", LISTENERS) == "lst_9"
