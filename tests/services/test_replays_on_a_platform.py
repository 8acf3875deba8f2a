"""Replaying, cancelling and explaining against the real embedded platform, over loopback."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from app.adapters.rest_api import RestApi
from app.domain.cause_codes import CauseCode
from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter, DeliveryStatus, Trigger
from app.domain.errors import Conflict, NotFound
from app.domain.explanation import Verdict, subject_of
from app.domain.ports import SignedIn
from app.domain.replay import ReplayStatus, ReplayWanted
from app.domain.retry import RetrySchedule
from app.domain.times import utc_now
from app.services.deliveries import DeliveryService
from app.services.explanations import ExplanationService
from app.services.replays import ReplayService
from tests.support.builders import local
from tests.support.platform import running_platform
from tests.support.receivers import HttpReceiver, Reply
from tests.support.scripted_deliveries import Kept
from tests.support.settled import Settled

CONTROL = JobControl()
SOON = timedelta(minutes=1)  # what is made while a test runs is before this


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    given_up = RetrySchedule(waits_s=())  # one try: what fails has failed
    with running_platform(tmp_path_factory.mktemp("replays"), retry=given_up) as platform:
        yield platform


@pytest.fixture(scope="module")
def settled(platform):
    return Settled(platform)


@pytest.fixture(scope="module")
def api(platform):
    api = RestApi(SignedIn(platform.base_url, platform.token))
    yield api
    api.close()


@pytest.fixture
def receiver():
    with HttpReceiver() as receiver:
        yield receiver


@pytest.fixture
def listen(platform, receiver):
    """Makes a listener for new notes; all are gone when the test ends."""
    made = []

    def listen(**members):
        to = {"kind": "endpoint", "url": receiver.url + "hook"}
        body = {"entity": "notes", "function": "create", "destination": to, **members}
        made.append(platform.post("/listeners", body).json())
        return made[-1]["id"]

    yield listen
    for one in made:
        path = f"/listeners/{one['id']}"
        now = platform.get(path).json()
        platform.delete(path, now["etag"])


def write_notes(platform, count):
    sample = platform.get("/catalog/entities/notes/sample").json()
    fields = {name: sample[name] for name in ("client_id", "text", "author") if name in sample}
    for name in ("id", "version", "created_at", "updated_at"):
        sample.pop(name, None)
    made = []
    for _one in range(count):
        answer = platform.post("/records/notes", sample | fields)
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    return made


def deliveries_of(api, listener_id, *statuses):
    return api.deliveries(
        CONTROL, DeliveryFilter(listener_id=listener_id, statuses=statuses), limit=500
    ).items


def tried(api, settled, listener_id, count):
    for one in deliveries_of(api, listener_id):
        settled.wait(one.id, count)


@pytest.mark.parametrize("per_second", [None, 500])
def test_many_that_failed_are_counted_and_then_all_arrive(
    platform, api, receiver, settled, listen, per_second
):
    receiver.always(lambda _request: Reply(500))
    first, second = listen(), listen()
    write_notes(platform, 12)
    for listener_id in (first, second):
        tried(api, settled, listener_id, 1)
    replays = ReplayService(api)
    plan = replays.plan(CONTROL, ReplayWanted(utc_now() + SOON, skip_superseded=False))
    assert {one.listener_id: one.count for one in plan.shares if one.count} == {
        first: 12,
        second: 12,
    }
    assert all(isinstance(one.refusal, NotFound) for one in plan.refused)  # of other tests
    assert all(one.status is DeliveryStatus.FAILED for one in deliveries_of(api, first)), (
        "counting changes nothing"
    )
    receiver.always(lambda _request: Reply(200))
    told = []
    outcome = replays.carry_out(
        JobControl(lambda news: told.append((news.done, news.total))),
        plan,
        enough=threading.Event(),
        per_second=per_second,
    )
    assert (outcome.sent, outcome.failed) == (24, ())
    assert told[-1] == (24, 24)
    for listener_id in (first, second):
        tried(api, settled, listener_id, 2)
        assert len(deliveries_of(api, listener_id, DeliveryStatus.DELIVERED)) == 12
    again = api.delivery(CONTROL, deliveries_of(api, first)[0].id)
    assert [one.trigger for one in again.attempt_log] == [Trigger.AUTOMATIC, Trigger.MANUAL]
    assert len({dict(one.request.headers)["webhook-id"] for one in again.attempt_log}) == 1


def test_skipped_events_are_made_good_and_a_listener_that_is_off_says_so(
    platform, api, receiver, settled, listen
):
    listener_id = listen(mode="disabled")
    write_notes(platform, 3)
    replays = ReplayService(api)
    wanted = ReplayWanted(utc_now() + SOON, statuses=(ReplayStatus.SKIPPED,), skip_superseded=False)
    (share,) = replays.plan(CONTROL, wanted, listener_id).shares
    assert isinstance(share.refusal, Conflict)
    assert share.refusal.code == "listener_disabled"
    path = f"/listeners/{listener_id}"
    platform.patch(path, {"mode": "enabled"}, platform.get(path).json()["etag"])
    plan = replays.plan(CONTROL, wanted, listener_id)
    assert plan.count == 3
    replays.carry_out(CONTROL, plan, enough=threading.Event())
    tried(api, settled, listener_id, 1)
    assert len(deliveries_of(api, listener_id, DeliveryStatus.DELIVERED)) == 3


def test_one_is_replayed_and_a_waiting_one_is_cancelled(platform, api, settled, listen):
    listener_id = listen(mode="paused")
    write_notes(platform, 1)
    (held,) = deliveries_of(api, listener_id)
    service = DeliveryService(api)
    cancelled = service.cancel(CONTROL, held.id)
    assert (cancelled.status, cancelled.status_reason) == (DeliveryStatus.CANCELLED, "by_user")
    with pytest.raises(Conflict) as refused:
        service.cancel(CONTROL, held.id)
    assert refused.value.code == "delivery_finished"
    assert service.replay(CONTROL, held.id).status is DeliveryStatus.HELD  # it is paused
    path = f"/listeners/{listener_id}"
    platform.patch(path, {"mode": "enabled"}, platform.get(path).json()["etag"])
    settled.wait(held.id, 1)
    assert api.delivery(CONTROL, held.id).status is DeliveryStatus.DELIVERED
    assert service.replay(CONTROL, held.id).status is DeliveryStatus.PENDING
    settled.wait(held.id, 2)


def test_why_names_every_listener_and_what_was_skipped_can_be_sent(
    platform, api, receiver, settled, listen
):
    receiver.always(lambda request: Reply(403 if "bad" in request.target else 200))
    fine = listen()
    bad = listen(destination={"kind": "endpoint", "url": receiver.url + "bad"})
    off, paused = listen(mode="disabled"), listen(mode="paused")
    updates = listen(function="update")
    (record_id,) = write_notes(platform, 1)
    for listener_id in (fine, bad):
        tried(api, settled, listener_id, 1)
    later = listen()
    known = Kept(*(local(one) for one in api.listeners(CONTROL)))
    service = ExplanationService(api, known)
    lookup = service.look_up(CONTROL, subject_of(record_id))
    explanation = service.explain(CONTROL, lookup.event_id)
    found = {one.listener_id: one for one in explanation.findings}
    assert {one: found[one].verdict for one in found} == {
        fine: Verdict.DELIVERED,
        bad: Verdict.FAILED,
        off: Verdict.SKIPPED,
        paused: Verdict.HELD,
        updates: Verdict.SKIPPED,
        later: Verdict.NOT_YET,
    }
    assert (found[off].reason, found[updates].reason) == ("disabled", "function_mismatch")
    assert found[bad].cause.code is CauseCode.FORBIDDEN_TO_ANYONE
    with pytest.raises(Conflict) as refused:
        service.make_good(CONTROL, explanation.event, found[off])
    assert refused.value.code == "listener_disabled"
    path = f"/listeners/{off}"
    platform.patch(path, {"mode": "enabled"}, platform.get(path).json()["etag"])
    service.make_good(CONTROL, explanation.event, found[off])
    tried(api, settled, off, 1)
    again = {one.listener_id: one for one in service.explain(CONTROL, lookup.event_id).findings}
    assert (again[off].verdict, again[off].reason) == (Verdict.DELIVERED, "disabled")
    for text in (lookup.event_id, found[bad].delivery.id, f"webhook-id: {lookup.event_id}"):
        assert service.look_up(CONTROL, subject_of(text)).event_id == lookup.event_id
    newest = service.look_up(CONTROL, subject_of(bad))
    assert [one.id for one in newest.events] == [lookup.event_id]
    assert service.look_up(CONTROL, subject_of("not_there")).events == ()
