"""Many changes in one call: as sure as one by one, whatever becomes of the call or of a change."""

import pytest

from app.domain.control import Cancelled, JobControl, Progress
from app.domain.errors import (
    ApiError,
    Busy,
    Conflict,
    FieldRefusal,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
    ProtocolError,
    Rejected,
    ServerFault,
    TimedOut,
)
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from tests.services.test_sync import CONTROL, Desk
from tests.support.builders import CAPABILITIES, a_listener, a_me, settings
from tests.support.fakes import FakePlatform

REFUSED = Rejected(
    "no", status=422, code="x", detail="Bad URL.", fields=(FieldRefusal("/destination/url", "x"),)
)


@pytest.fixture
def platform():
    return FakePlatform(me_=a_me(capabilities=CAPABILITIES | {"batch"}), page_size=500)


@pytest.fixture
def desk(platform):
    return Desk(platform)


def changed_ones(desk, platform, count):
    """Listeners that both sides have and that were changed here since."""
    for number in range(count):
        platform.put(a_listener(settings=settings(name=f"old {number}")))
    desk.sync()
    platform.calls.clear()
    ids = [row.id for row in desk.store.listeners()]
    for listener_id in ids:
        desk.edit(listener_id, name="new")
    return ids


def names(platform):
    return {one.settings.name for one in platform.there.values()}


def test_a_thousand_changes_take_few_calls_and_tell_how_far_they_are(desk, platform):
    changed_ones(desk, platform, 1000)
    heard: list[Progress] = []
    report = desk.engine.sync(JobControl(heard.append))
    assert report.sent == 1000
    assert names(platform) == {"new"}
    assert platform.calls == ["changes", *["change_listeners"] * 5]
    assert [(one.done, one.total) for one in heard] == [
        (done, 1000) for done in (0, 200, 400, 600, 800, 1000)
    ]
    assert {one.version for one in platform.there.values()} == {2}
    desk.sync()
    assert desk.store.unsettled() == []


def test_a_cancelled_push_keeps_the_rest_waiting(desk, platform):
    changed_ones(desk, platform, 450)

    def stop_in_the_middle(news: Progress) -> None:
        if news.done == 200:
            control.cancel()

    control = JobControl(stop_in_the_middle)
    with pytest.raises(Cancelled):
        desk.engine.sync(control)
    waiting = desk.store.unsettled()
    assert 50 <= len(waiting) <= 250
    assert {row.state for row in waiting} == {SyncState.WAITING}
    desk.sync()
    assert {one.version for one in platform.there.values()} == {2}


def test_T19_one_bad_of_a_thousand_holds_up_no_other(desk, platform):
    ids = changed_ones(desk, platform, 1000)
    platform.refuses[ids[500]] = REFUSED
    report = desk.sync()
    assert (report.sent, report.refused, report.waiting) == (999, 1, 0)
    row = desk.row(ids[500])
    assert (row.state, row.refusals, row.refusal_detail) == (
        SyncState.REFUSED,
        REFUSED.fields,
        "Bad URL.",
    )
    platform.calls.clear()
    desk.sync()
    assert set(platform.calls) == {"changes"}  # not again by itself


@pytest.mark.parametrize("error", [TimedOut("slow"), NetworkError("gone"), ProtocolError("HTML")])
@pytest.mark.parametrize("after_effect", [True, False])
def test_F03_a_lost_answer_to_many_changes_none_twice(desk, platform, error, after_effect):
    ids = changed_ones(desk, platform, 10)
    desk.listeners.delete(CONTROL, [ids[0]])
    new = desk.listeners.create(CONTROL, settings(name="new"))
    platform.fail("change_listeners", error, after_effect=after_effect)
    with pytest.raises(type(error)):
        desk.sync()
    assert {row.state for row in desk.store.unsettled()} == {SyncState.WAITING}
    report = desk.sync()
    assert (report.waiting, report.conflicts) == (0, 0)
    assert platform.there.keys() == {*ids[1:], new.id}
    assert {one.version for one in platform.there.values() if one.id != new.id} == {2}
    assert platform.there[new.id].version == 1


@pytest.mark.parametrize(
    "error",
    [
        NotFound("no", status=404, code="capability_missing"),
        Rejected("no", status=422, code="duplicate_id"),
        ApiError("too long", status=413),
        ServerFault("oops", status=500),
    ],
)
def test_where_a_batch_is_not_taken_each_goes_by_itself(desk, platform, error):
    changed_ones(desk, platform, 5)
    platform.fail("change_listeners", error)
    report = desk.sync()
    assert (report.sent, report.waiting) == (5, 0)
    by_itself = platform.calls[2:]  # as a batch, unless there are none
    assert (
        by_itself == ["update_listener" if isinstance(error, NotFound) else "change_listeners"] * 5
    )


def test_F37_without_permission_all_of_them_are_refused_in_one_call(desk, platform):
    changed_ones(desk, platform, 5)
    platform.fail("change_listeners", PermissionMissing("no", status=403, detail="Ask Thandi."))
    report = desk.sync()
    assert (report.refused, platform.calls.count("change_listeners")) == (5, 1)
    assert {row.refusal_detail for row in desk.store.unsettled()} == {"Ask Thandi."}


@pytest.mark.parametrize("error", [NotAuthorised("no", status=401), Busy("later", status=429)])
@pytest.mark.parametrize("where", ["all of it", "one of them"])
def test_F37_what_stops_the_queue_keeps_everything(desk, platform, error, where):
    ids = changed_ones(desk, platform, 250)
    if where == "all of it":
        platform.fail("change_listeners", error)
    else:
        platform.refuses[ids[0]] = error
    with pytest.raises(type(error)):
        desk.sync()
    assert platform.calls.count("change_listeners") == 1
    assert {row.state for row in desk.store.unsettled()} == {SyncState.WAITING}
    platform.refuses.clear()
    desk.sync()
    assert names(platform) == {"new"}


def test_one_that_the_platform_fails_on_waits_alone(desk, platform):
    ids = changed_ones(desk, platform, 5)
    platform.refuses[ids[1]] = ServerFault("oops", status=500)
    with pytest.raises(ServerFault):
        desk.sync()
    assert [row.id for row in desk.store.unsettled()] == [ids[1]]
    platform.refuses.clear()
    assert desk.sync().sent == 1


def test_F20_F21_races_within_a_batch_are_settled_each_by_itself(desk, platform):
    ids = changed_ones(desk, platform, 4)

    def others_work() -> None:
        platform.change(ids[0], signing=False)
        platform.change(ids[1], name="theirs")
        platform.remove(ids[2])

    platform.before["change_listeners"] = others_work
    report = desk.sync()
    assert (report.sent, report.conflicts) == (2, 2)
    assert platform.there[ids[0]].settings == settings(name="new", signing=False)
    assert [desk.row(one).state for one in ids[1:3]] == [SyncState.CONFLICT] * 2


def test_an_edit_made_while_its_batch_is_under_way_is_not_lost(desk, platform):
    ids = changed_ones(desk, platform, 3)
    platform.before["change_listeners"] = lambda: desk.edit(ids[1], name="newest")
    desk.sync()
    assert platform.there[ids[1]].settings.name == "newest"
    assert desk.store.unsettled() == []


def test_a_used_up_id_is_kept_for_a_person(desk, platform):
    row = desk.listeners.create(CONTROL, settings())
    other = desk.listeners.create(CONTROL, settings(name="other"))
    platform.refuses[row.id] = Conflict("gone", status=412, code="id_deleted")
    assert desk.sync().conflicts == 1
    assert desk.row(other.id).state is SyncState.CLEAN


def test_bulk_switching_is_one_call(desk, platform):
    for _n in range(30):
        platform.put(a_listener())
    desk.sync()
    platform.calls.clear()
    desk.listeners.set_mode(CONTROL, [*platform.there], Mode.PAUSED)
    desk.sync()
    assert platform.calls == ["changes", "change_listeners"]
    assert {one.settings.mode for one in platform.there.values()} == {Mode.PAUSED}


def test_rows_are_written_many_at_a_time(desk, platform):
    """A commit for each of 1,000 rows would take longer than sending them."""
    changed_ones(desk, platform, 400)
    writes = []
    original = desk.store.apply_rows

    def counting(rows, dropped, **how):
        writes.append(len(rows))
        return original(rows, dropped, **how)

    desk.store.apply_rows = counting
    desk.sync()
    assert [count for count in writes if count] == [200, 200, 200, 200]  # marked, settled; twice
