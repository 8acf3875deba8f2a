"""The sync engine against a platform that keeps the contract, loses answers and has other users."""

import contextlib
from dataclasses import replace

import pytest

from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.errors import (
    ApiError,
    Busy,
    Conflict,
    FieldRefusal,
    MassDeletion,
    NetworkError,
    NotAuthorised,
    PermissionMissing,
    ProtocolError,
    Rejected,
    ServerFault,
    TimedOut,
)
from app.domain.in_the_way import AnotherInstance, InTheWay
from app.domain.listener import Mode, Status
from app.domain.sync_state import SyncState
from app.domain.workspace import Environment
from app.services.listeners import ListenerService
from app.services.sync import SyncService
from tests.support.builders import a_listener, a_me, settings
from tests.support.fakes import Announcements, FakeLocalStore, FakePlatform
from tests.support.platform import TestClock

CONTROL = JobControl()
OFFLINE = NetworkError("no network")


class Desk:
    """One computer: a local copy with the services on it."""

    def __init__(self, platform):
        self.platform = platform
        self.store = FakeLocalStore()
        self.heard = Announcements()
        self.listeners = ListenerService(self.store)
        self.clock = TestClock()
        self.engine = SyncService(platform, self.store, announce=self.heard, clock=self.clock)

    def sync(self, **how):
        return self.engine.sync(CONTROL, **how)

    def row(self, listener_id):
        return self.store.listener(listener_id)

    def edit(self, listener_id, **changes):
        row = self.row(listener_id)
        return self.listeners.edit(CONTROL, listener_id, replace(row.settings, **changes))


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def desk(platform):
    return Desk(platform)


@pytest.fixture
def known(platform, desk):
    """The id of a listener that both sides have."""
    listener = platform.put(a_listener(settings=settings(name="old")))
    desk.sync()
    platform.calls.clear()
    return listener.id


# -- push -----------------------------------------------------------------------------


def test_a_new_listener_reaches_the_platform_once(desk, platform):
    row = desk.listeners.create(CONTROL, settings(name="mine"))
    assert row.state is SyncState.WAITING
    report = desk.sync()
    assert (report.sent, report.waiting) == (1, 0)
    assert platform.there[row.id].settings.name == "mine"
    assert desk.row(row.id).state is SyncState.CLEAN
    desk.sync()
    assert platform.calls.count("create_listener") == 1


def test_an_edit_sends_only_what_changed(desk, platform, known):
    seen = []
    original = platform.update_listener

    def spy(control, listener_id, changes, *, etag):
        seen.append(dict(changes))
        return original(control, listener_id, changes, etag=etag)

    platform.update_listener = spy
    desk.edit(known, name="new")
    desk.sync()
    assert seen == [{"name": "new"}]
    assert platform.there[known].settings.name == "new"


def test_an_edit_taken_back_before_sending_sends_nothing(desk, platform, known):
    desk.edit(known, name="new")
    desk.edit(known, name="old")
    desk.sync()
    assert "update_listener" not in platform.calls
    assert desk.row(known).state is SyncState.CLEAN


def test_a_deletion_reaches_the_platform(desk, platform, known):
    desk.listeners.delete(CONTROL, [known])
    assert desk.listeners.cached() == []
    desk.sync()
    assert platform.there == {}
    assert desk.row(known) is None


def test_a_listener_deleted_before_it_was_sent_is_never_sent(desk, platform):
    row = desk.listeners.create(CONTROL, settings())
    desk.listeners.delete(CONTROL, [row.id])
    assert desk.row(row.id) is None
    desk.sync()
    assert "create_listener" not in platform.calls


@pytest.mark.parametrize(
    "error", [OFFLINE, TimedOut("slow"), ProtocolError("HTML"), Busy("later", status=503)]
)
@pytest.mark.parametrize("after_effect", [True, False])
def test_F03_a_lost_answer_changes_nothing_twice(desk, platform, known, error, after_effect):
    new = desk.listeners.create(CONTROL, settings(name="created"))
    desk.edit(known, name="edited")
    for call in ("create_listener", "update_listener"):
        platform.fail(call, error, after_effect=after_effect)
        with pytest.raises(type(error)):
            desk.sync()
        assert desk.engine.overview().waiting >= 1
    report = desk.sync()
    assert report.waiting == report.conflicts == 0
    assert platform.there[new.id].settings.name == "created"
    assert platform.there[known].settings.name == "edited"
    assert platform.there[known].version == 2
    assert {row.state for row in desk.store.listeners()} == {SyncState.CLEAN}


@pytest.mark.parametrize("after_effect", [True, False])
def test_a_lost_answer_to_a_deletion_is_done_the_next_time(desk, platform, known, after_effect):
    desk.listeners.delete(CONTROL, [known])
    platform.fail("delete_listener", TimedOut("slow"), after_effect=after_effect)
    with pytest.raises(TimedOut):
        desk.sync()
    desk.sync()
    assert platform.there == {}
    assert desk.row(known) is None


@pytest.mark.parametrize("after_effect", [True, False])
def test_an_edit_after_a_lost_creation_wins(desk, platform, after_effect):
    row = desk.listeners.create(CONTROL, settings(name="first"))
    platform.fail("create_listener", TimedOut("slow"), after_effect=after_effect)
    with pytest.raises(TimedOut):
        desk.sync()
    desk.edit(row.id, name="second")
    report = desk.sync()
    assert (report.waiting, report.conflicts) == (0, 0)
    assert platform.there[row.id].settings.name == "second"


@pytest.mark.parametrize("after_effect", [True, False])
def test_an_edit_after_a_lost_edit_wins(desk, platform, known, after_effect):
    desk.edit(known, name="first")
    platform.fail("update_listener", TimedOut("slow"), after_effect=after_effect)
    with pytest.raises(TimedOut):
        desk.sync()
    desk.edit(known, name="second")
    report = desk.sync()
    assert (report.waiting, report.conflicts) == (0, 0)
    assert platform.there[known].settings.name == "second"


def test_going_back_after_a_lost_edit_is_sent_too(desk, platform, known):
    desk.edit(known, name="first")
    platform.fail("update_listener", TimedOut("slow"), after_effect=True)
    with pytest.raises(TimedOut):
        desk.sync()
    desk.edit(known, name="old")
    desk.sync()
    assert platform.there[known].settings.name == "old"
    assert desk.row(known).state is SyncState.CLEAN


@pytest.mark.parametrize("after_effect", [True, False])
def test_deleting_after_a_lost_creation_leaves_nothing(desk, platform, after_effect):
    row = desk.listeners.create(CONTROL, settings())
    platform.fail("create_listener", TimedOut("slow"), after_effect=after_effect)
    with pytest.raises(TimedOut):
        desk.sync()
    desk.listeners.delete(CONTROL, [row.id])
    desk.sync()
    desk.sync()
    assert platform.there == {}
    assert desk.row(row.id) is None


def never_left(desk, platform):
    for call in ("create_listener", "update_listener", "delete_listener"):
        platform.fail(call, NetworkError("away", code="offline"))
    with pytest.raises(NetworkError):
        desk.engine.push(CONTROL)


def test_an_edit_that_never_left_is_taken_back_without_a_trace(desk, platform, known):
    desk.edit(known, name="new")
    never_left(desk, platform)
    desk.edit(known, name="old")
    assert desk.store.unsettled() == []


def test_a_deletion_that_never_left_is_undone_without_a_trace(desk, platform, known):
    desk.listeners.delete(CONTROL, [known])
    never_left(desk, platform)
    desk.listeners.undo(CONTROL)
    assert desk.store.unsettled() == []


def test_a_creation_that_never_left_is_deleted_without_a_trace(desk, platform):
    row = desk.listeners.create(CONTROL, settings())
    never_left(desk, platform)
    desk.listeners.delete(CONTROL, [row.id])
    assert desk.store.listeners() == []


def test_what_never_left_now_may_have_left_before(desk, platform, known):
    desk.edit(known, name="new")
    platform.fail("update_listener", TimedOut("slow"))
    with pytest.raises(TimedOut):
        desk.engine.push(CONTROL)
    never_left(desk, platform)
    desk.edit(known, name="old")
    assert [row.id for row in desk.store.unsettled()] == [known]


def created_and_lost(desk, platform):
    """A new listener whose creation left and is still somewhere on its way; and its arrival."""
    row = desk.listeners.create(CONTROL, settings(name="mine"))
    platform.fail("create_listener", TimedOut("slow"))
    with pytest.raises(TimedOut):
        desk.sync()
    return row.id, lambda: platform.create_listener(CONTROL, row.id, row.settings)


def test_F04_a_creation_that_arrives_after_the_deletion_brings_nothing_back(desk, platform):
    listener_id, arrive = created_and_lost(desk, platform)
    desk.listeners.delete(CONTROL, [listener_id])
    desk.sync()  # the platform has nothing of it yet
    assert desk.row(listener_id) is None
    with pytest.raises(Conflict):
        arrive()
    desk.sync()
    assert platform.there == {}
    assert desk.store.listeners() == []


def test_F04_what_is_created_only_to_be_deleted_sends_nothing_meanwhile(desk, platform):
    listener_id, _arrive = created_and_lost(desk, platform)
    desk.listeners.delete(CONTROL, [listener_id])
    seen = []
    platform.before["delete_listener"] = lambda: seen.append(platform.there[listener_id])
    desk.sync()
    assert [one.settings.mode for one in seen] == [Mode.DISABLED]


@pytest.mark.parametrize("when", ["create_listener", "delete_listener"])
def test_F04_a_creation_that_arrives_between_the_calls_of_its_deletion(desk, platform, when):
    listener_id, arrive = created_and_lost(desk, platform)
    desk.listeners.delete(CONTROL, [listener_id])

    def arrive_now():
        platform.before.clear()
        with contextlib.suppress(Conflict):
            arrive()

    platform.before[when] = arrive_now
    desk.sync()
    assert platform.there == {}
    assert desk.row(listener_id) is None


@pytest.mark.parametrize("call", ["create_listener", "delete_listener"])
@pytest.mark.parametrize("after_effect", [True, False])
def test_F04_a_deletion_that_is_cut_short_again_is_done_in_the_end(
    desk, platform, call, after_effect
):
    listener_id, arrive = created_and_lost(desk, platform)
    desk.listeners.delete(CONTROL, [listener_id])
    platform.fail(call, TimedOut("slow"), after_effect=after_effect)
    with pytest.raises(TimedOut):
        desk.sync()
    desk.sync()
    with pytest.raises(Conflict):
        arrive()
    assert desk.row(listener_id) is None
    assert platform.there == {}


def test_F04_a_deletion_taken_back_leaves_the_listener_as_it_was_meant(desk, platform):
    listener_id, _arrive = created_and_lost(desk, platform)
    desk.listeners.delete(CONTROL, [listener_id])
    platform.fail("create_listener", TimedOut("slow"), after_effect=True)
    with pytest.raises(TimedOut):
        desk.sync()
    assert platform.there[listener_id].settings.mode is Mode.DISABLED
    desk.edit(listener_id, name="after all")
    desk.sync()
    there = platform.there[listener_id].settings
    assert (there.name, there.mode) == ("after all", Mode.ENABLED)
    assert desk.row(listener_id).state is SyncState.CLEAN


def test_F04_a_creation_that_arrives_after_a_refusal_and_the_deletion_brings_nothing_back(
    desk, platform
):
    listener_id, arrive = created_and_lost(desk, platform)
    desk.edit(listener_id, name="not to be had")
    platform.fail("create_listener", Rejected("no", status=422, code="invalid"))
    desk.sync()
    assert desk.row(listener_id).state is SyncState.REFUSED
    desk.listeners.delete(CONTROL, [listener_id])
    desk.sync()
    with pytest.raises(Conflict):
        arrive()
    assert platform.there == {}


def test_F04_one_that_the_platform_would_not_take_needs_no_deletion(desk, platform):
    listener_id, _arrive = created_and_lost(desk, platform)
    desk.listeners.delete(CONTROL, [listener_id])
    platform.fail("create_listener", Rejected("no", status=422, code="invalid"))
    desk.sync()
    assert desk.store.listeners() == []


def test_F23_deleting_after_a_lost_creation_asks_when_another_edited_it(desk, platform):
    row = desk.listeners.create(CONTROL, settings(name="mine"))
    platform.fail("create_listener", TimedOut("slow"), after_effect=True)
    with pytest.raises(TimedOut):
        desk.sync()
    theirs = platform.change(row.id, name="theirs")
    desk.listeners.delete(CONTROL, [row.id])
    assert desk.sync().conflicts == 1
    assert desk.row(row.id).theirs == theirs


def test_an_edit_made_while_its_push_is_under_way_is_not_lost(desk, platform, known):
    desk.edit(known, name="first")
    platform.before["update_listener"] = lambda: desk.edit(known, name="second")
    desk.sync()
    assert platform.there[known].settings.name == "second"
    assert desk.row(known).state is SyncState.CLEAN


def test_an_edit_made_while_the_creation_is_under_way_is_not_lost(desk, platform):
    row = desk.listeners.create(CONTROL, settings(name="first"))
    platform.before["create_listener"] = lambda: desk.edit(row.id, name="second")
    desk.sync()
    assert platform.there[row.id].settings.name == "second"


def test_deleting_while_an_edit_is_under_way_deletes(desk, platform, known):
    desk.edit(known, name="first")
    platform.before["update_listener"] = lambda: desk.listeners.delete(CONTROL, [known])
    desk.sync()
    assert platform.there == {}


def test_an_edit_made_while_a_page_is_applied_is_not_lost(desk, platform, known):
    platform.change(known, signing=False)
    platform.before["changes"] = lambda: desk.edit(known, name="mine")
    desk.sync()
    row = desk.row(known)
    assert (row.settings.name, row.settings.signing) == ("mine", False)
    desk.sync()
    assert platform.there[known].settings.name == "mine"


def test_a_cancelled_push_leaves_the_change_waiting(desk, platform, known):
    desk.edit(known, name="new")
    control = JobControl()
    platform.fail("update_listener", Cancelled())
    with pytest.raises(Cancelled):
        desk.engine.sync(control)
    assert desk.row(known).state is SyncState.WAITING


def test_a_crash_while_sending_is_sent_again(desk, platform, known):
    desk.edit(known, name="new")
    row = desk.row(known)
    desk.store.put_listener(replace(row, state=SyncState.SENDING, sent=(row.mine,)))
    desk.sync()
    assert platform.there[known].settings.name == "new"


def test_switching_on_a_suspended_listener_lifts_the_suspension(desk, platform):
    listener = platform.put(a_listener(status=Status.SUSPENDED, status_reason="endpoint_failing"))
    desk.sync()
    desk.listeners.set_mode(CONTROL, [listener.id], Mode.ENABLED)
    assert desk.row(listener.id).state is SyncState.WAITING
    desk.sync()
    assert platform.there[listener.id].status is Status.ACTIVE
    assert desk.row(listener.id).base.status is Status.ACTIVE


def test_renaming_a_suspended_listener_does_not_lift_the_suspension(desk, platform):
    listener = platform.put(a_listener(status=Status.SUSPENDED, status_reason="endpoint_failing"))
    desk.sync()
    desk.edit(listener.id, name="new")
    desk.sync()
    assert platform.there[listener.id].status is Status.SUSPENDED


# -- refusals -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        Rejected(
            "no", status=422, code="x", detail="Bad URL.", fields=(FieldRefusal("/name", "x"),)
        ),
        Conflict("no", status=409, code="listener_limit_reached", detail="Too many."),
        PermissionMissing("no", status=403, code="permission_missing"),
    ],
)
def test_a_refused_change_is_kept_with_the_reasons(desk, platform, known, error):
    desk.edit(known, name="new")
    platform.fail("update_listener", error)
    report = desk.sync()
    row = desk.row(known)
    assert (report.refused, row.state) == (1, SyncState.REFUSED)
    assert row.mine.name == "new"
    assert row.refusals == error.fields
    assert row.refusal_detail == (error.detail or error.code)
    desk.sync()
    assert platform.calls.count("update_listener") == 1  # not again by itself
    desk.edit(known, name="newer")
    desk.sync()
    assert platform.there[known].settings.name == "newer"
    assert desk.row(known).refusals == ()


def test_F37_401_stops_and_keeps_everything(desk, platform, known):
    desk.edit(known, name="new")
    platform.fail("changes", NotAuthorised("no", status=401))
    with pytest.raises(NotAuthorised):
        desk.sync()
    assert desk.row(known).state is SyncState.WAITING


def test_one_row_that_the_platform_fails_on_does_not_stop_the_others(desk, platform):
    first = desk.listeners.create(CONTROL, settings(name="a"))
    second = desk.listeners.create(CONTROL, settings(name="b"))
    platform.fail("create_listener", ServerFault("oops", status=500))
    with pytest.raises(ServerFault):
        desk.sync()
    states = {desk.row(one.id).state for one in (first, second)}
    assert states == {SyncState.WAITING, SyncState.CLEAN}
    desk.sync()
    assert len(platform.there) == 2


# -- others change things, too --------------------------------------------------------


def test_F21_different_fields_merge_by_themselves(desk, platform, known):
    platform.change(known, signing=False)
    desk.edit(known, name="mine")
    report = desk.sync()
    assert report.conflicts == 0
    assert platform.there[known].settings == settings(name="mine", signing=False)
    assert desk.row(known).state is SyncState.CLEAN


def test_F20_the_same_field_is_kept_for_a_person(desk, platform, known):
    theirs = platform.change(known, name="theirs")
    desk.edit(known, name="mine")
    report = desk.sync()
    row = desk.row(known)
    assert (report.conflicts, row.state) == (1, SyncState.CONFLICT)
    assert (row.base.settings.name, row.mine.name, row.theirs) == ("old", "mine", theirs)
    assert platform.there[known].settings.name == "theirs"


def test_both_made_the_same_change(desk, platform, known):
    platform.change(known, name="same")
    desk.edit(known, name="same")
    assert desk.sync().conflicts == 0
    assert desk.row(known).state is SyncState.CLEAN


def test_F25_a_third_change_rebases_the_conflict(desk, platform, known):
    platform.change(known, name="theirs")
    desk.edit(known, name="mine")
    desk.sync()
    newest = platform.change(known, name="theirs again")
    desk.sync()
    assert desk.row(known).theirs == newest
    desk.listeners.keep_mine(CONTROL, known)
    desk.sync()
    assert platform.there[known].settings.name == "mine"


def test_taking_back_a_conflict_takes_theirs(desk, platform, known):
    platform.change(known, name="theirs")
    desk.edit(known, name="mine")
    desk.sync()
    desk.listeners.take_back(CONTROL, known)
    row = desk.row(known)
    assert (row.state, row.settings.name) == (SyncState.CLEAN, "theirs")


def test_F22_edited_here_deleted_there_is_kept_for_a_person(desk, platform, known):
    platform.remove(known)
    desk.edit(known, name="mine")
    desk.sync()
    row = desk.row(known)
    assert (row.state, row.theirs, row.mine.name) == (SyncState.CONFLICT, None, "mine")
    new = desk.listeners.keep_mine(CONTROL, known)
    desk.sync()
    assert new.id != known
    assert platform.there[new.id].settings.name == "mine"
    assert desk.row(known) is None


def test_F23_deleted_here_edited_there_asks_again(desk, platform, known):
    theirs = platform.change(known, name="theirs")
    desk.listeners.delete(CONTROL, [known])
    report = desk.sync()
    row = desk.row(known)
    assert (report.conflicts, row.state, row.theirs) == (1, SyncState.CONFLICT, theirs)
    assert [one.id for one in desk.listeners.cached()] == [known]
    desk.listeners.delete(CONTROL, [known])
    desk.sync()
    assert platform.there == {}


def test_deleted_on_both_sides_is_simply_gone(desk, platform, known):
    platform.remove(known)
    desk.listeners.delete(CONTROL, [known])
    assert desk.sync().conflicts == 0
    assert desk.row(known) is None


def test_a_creation_that_someone_deleted_meanwhile_is_kept_for_a_person(desk, platform):
    row = desk.listeners.create(CONTROL, settings(name="mine"))
    platform.fail("create_listener", TimedOut("slow"), after_effect=True)
    with pytest.raises(TimedOut):
        desk.sync()
    platform.remove(row.id)
    desk.sync()
    assert desk.row(row.id).state is SyncState.CONFLICT


# -- pull -----------------------------------------------------------------------------


def test_pull_follows_the_feed_page_by_page(desk, platform):
    platform.page_size = 3
    for number in range(10):
        platform.put(a_listener(settings=settings(name=str(number))))
    desk.sync()
    assert len(desk.store.listeners()) == 10
    token, _epoch = desk.store.feed_position()
    gone = next(iter(platform.there))
    platform.remove(gone)
    report = desk.sync()
    assert (report.deleted, len(desk.store.listeners())) == (1, 9)
    assert desk.store.feed_position()[0] != token


def test_F05_a_page_that_does_not_come_leaves_the_earlier_ones(desk, platform, known):
    platform.page_size = 2
    for _n in range(5):
        platform.put(a_listener())
    platform.before["changes"] = lambda: platform.before.update(
        changes=lambda: platform.fail("changes", OFFLINE)
    )
    with pytest.raises(NetworkError):
        desk.sync()
    assert len(desk.store.listeners()) == 3
    desk.sync()
    assert len(desk.store.listeners()) == 6


def test_a_first_pull_that_breaks_off_applies_nothing(desk, platform):
    platform.page_size = 2
    for _n in range(5):
        platform.put(a_listener())
    platform.before["changes"] = lambda: platform.before.update(
        changes=lambda: platform.fail("changes", OFFLINE)
    )
    with pytest.raises(NetworkError):
        desk.sync()
    assert desk.store.listeners() == []
    assert desk.store.feed_position() == (None, None)


@pytest.mark.parametrize("how", ["expired", "restored", "restored and silent"])
def test_F58_a_void_position_compares_everything(desk, platform, known, how):
    kept = platform.put(a_listener(settings=settings(name="kept")))
    desk.sync()
    platform.there.pop(known)  # gone without the feed telling
    platform._feed = [kept.id]
    if how.startswith("restored"):
        platform.epoch = "epoch-2"
        platform.takes_old_tokens = how == "restored and silent"  # the epoch alone tells
    else:
        platform.fail("changes", ApiError("old", status=410, code="token_expired"))
    desk.edit(kept.id, name="mine")
    report = desk.sync()
    assert desk.row(known) is None
    assert report.deleted == 1
    assert platform.there[kept.id].settings.name == "mine"


def test_F58_an_edit_on_what_the_restored_platform_has_forgotten_is_kept_for_a_person(
    desk, platform
):
    old = platform.put(a_listener(settings=settings(name="in the backup")))
    platform.change(old.id, name="since the backup")
    desk.sync()
    desk.edit(old.id, name="mine")
    platform.epoch = "epoch-2"
    platform.put(old)
    assert desk.sync().conflicts == 1
    row = desk.row(old.id)
    assert (row.state, row.settings.name) == (SyncState.CONFLICT, "mine")
    assert (row.base.settings.name, row.theirs.settings.name) == (
        "since the backup",
        "in the backup",
    )
    assert platform.there[old.id] == old


def test_F59_a_mass_deletion_asks_first(desk, platform):
    for _n in range(20):
        platform.put(a_listener())
    desk.sync()
    for listener_id in list(platform.there)[:11]:
        platform.remove(listener_id)
    with pytest.raises(MassDeletion) as caught:
        desk.sync()
    assert (caught.value.count, caught.value.known) == (11, 20)
    assert len(desk.store.listeners()) == 20
    desk.sync(accept_deletions=True)
    assert len(desk.store.listeners()) == 9


@pytest.mark.parametrize("seen_here", [True, False])
def test_F59_nobody_is_asked_about_what_is_not_here_or_was_deleted_here(desk, platform, seen_here):
    desk.sync()
    going = [platform.put(a_listener()) for _ in range(11)]
    if seen_here:
        desk.sync()
        desk.listeners.delete(CONTROL, [one.id for one in going])
    else:
        for one in going:
            platform.remove(one.id)
    desk.sync()
    desk.sync()
    assert desk.store.listeners() == []
    assert platform.there == {}


def test_F59_a_mass_deletion_in_many_pages_asks_too(desk, platform):
    platform.page_size = 5
    for _n in range(40):
        platform.put(a_listener())
    desk.sync()
    new = platform.put(a_listener())
    for listener_id in list(platform.there)[:39]:
        platform.remove(listener_id)
    with pytest.raises(MassDeletion):
        desk.sync()
    assert len(desk.store.listeners()) in (40, 41)
    desk.sync(accept_deletions=True)
    assert {row.id for row in desk.store.listeners()} == {*platform.there}
    assert new.id in platform.there


def test_T18_another_instance_changes_nothing(desk, platform, known):
    platform.me_ = a_me(instance_id="ins_other")
    platform.there.clear()
    platform.epoch = "epoch-2"
    before = desk.store.listeners()
    with pytest.raises(ProtocolError):
        desk.sync()
    assert desk.store.listeners() == before


def test_a_feed_that_does_not_move_on_is_an_error(desk, platform, known):
    stuck = replace(platform._changes(None), next="epoch-1:1", more=True)
    platform.changes = lambda control, since: stuck
    with pytest.raises(ProtocolError, match="move on"):
        desk.sync()


def test_without_a_changes_feed_everything_is_listed(desk, platform):
    platform.me_ = a_me(capabilities=frozenset())
    first, second = platform.put(a_listener()), platform.put(a_listener())
    desk.sync()
    platform.remove(first.id)
    desk.sync()
    assert [row.id for row in desk.store.listeners()] == [second.id]
    assert "changes" not in platform.calls


def test_a_waiting_creation_survives_a_full_compare(desk, platform):
    row = desk.listeners.create(CONTROL, settings())
    desk.engine.pull(CONTROL)
    assert desk.row(row.id).state is SyncState.WAITING


# -- how things stand -----------------------------------------------------------------


def test_the_overview_tells_how_things_stand(desk, platform, known):
    desk.listeners.create(CONTROL, settings())
    platform.fail("changes", OFFLINE)
    with pytest.raises(NetworkError):
        desk.sync()
    overview = desk.engine.overview()
    assert (overview.online, overview.waiting) == (False, 1)
    since = overview.offline_since
    assert since is not None
    platform.fail("me", OFFLINE)
    with pytest.raises(NetworkError):
        desk.sync()
    assert desk.engine.overview().offline_since == since
    desk.sync()
    overview = desk.engine.overview()
    assert (overview.online, overview.waiting, overview.offline_since) == (True, 0, None)
    assert overview.synced_at is not None
    assert desk.heard.heard[-1] == (Changed.SYNC, overview)


def test_how_the_last_run_failed_is_told_until_one_works(desk, platform, known):
    oops = ServerFault("oops", status=500)
    for error, fault in ((oops, oops), (OFFLINE, None), (oops, oops)):
        platform.fail("changes", error)
        with pytest.raises(type(error)):
            desk.sync()
        assert desk.engine.overview().fault is fault
    desk.sync()
    assert desk.engine.overview().fault is None


@pytest.mark.parametrize(
    "error", [ProtocolError("HTML"), InTheWay("no", host="p.example", status=511)]
)
def test_T18_whoever_answers_in_the_platforms_place_is_no_connection_to_it(
    desk, platform, known, error
):
    desk.sync()
    platform.fail("changes", error)
    with pytest.raises(ProtocolError):
        desk.sync()
    overview = desk.engine.overview()
    assert (overview.online, overview.offline_since, overview.fault) == (False, None, error)
    platform.calls.clear()
    desk.sync()
    assert desk.engine.overview().online
    assert platform.calls[0] == "me", "it may be another by now"


def test_nothing_new_costs_one_call_and_has_no_page_read_again(desk, platform, known):
    desk.heard.heard.clear()
    desk.clock.move(seconds=1)
    report = desk.sync()
    assert platform.calls == ["changes"]
    assert (report.pulled, desk.heard.kinds) == (0, [Changed.SYNC])  # as of when it is


def test_who_one_is_there_is_asked_again_every_minute_and_told_when_it_is_another(
    desk, platform, known
):
    platform.me_ = replace(platform.me_, environment=Environment.PRODUCTION)
    desk.clock.move(seconds=59)
    desk.sync()
    assert platform.calls == ["changes"]
    desk.heard.heard.clear()
    desk.clock.move(seconds=1)
    desk.sync()
    assert platform.calls == ["changes", "me", "changes"]
    assert desk.heard.kinds == [Changed.STANDING, Changed.SYNC]
    assert desk.engine.me() == platform.me_
    desk.heard.heard.clear()
    desk.clock.move(minutes=1)
    desk.sync()
    assert desk.heard.kinds == [Changed.SYNC]


def test_after_a_failure_the_platform_says_again_who_it_is(desk, platform, known):
    platform.fail("changes", ServerFault("oops", status=500))
    with pytest.raises(ServerFault):
        desk.sync()
    desk.sync()
    assert platform.calls == ["changes", "me", "changes"]


def test_T18_nothing_is_sent_to_another_instance(desk, platform, known):
    desk.edit(known, name="mine")
    desk.listeners.create(CONTROL, settings())
    platform.me_ = a_me(instance_id="ins_other")
    platform.epoch = "epoch-2"
    with pytest.raises(AnotherInstance):
        desk.sync()
    assert platform.calls == ["changes", "me"]
    overview = desk.engine.overview()
    assert (overview.online, overview.waiting) == (False, 2)


def test_T18_a_doubtful_deletion_does_not_hold_up_what_waits(desk, platform):
    for _n in range(20):
        platform.put(a_listener())
    desk.sync()
    for listener_id in list(platform.there)[:11]:
        platform.remove(listener_id)
    new = desk.listeners.create(CONTROL, settings(name="mine"))
    with pytest.raises(MassDeletion):
        desk.sync()
    assert platform.there[new.id].settings.name == "mine"
    assert len(desk.store.listeners()) == 21


@pytest.mark.parametrize("news", [False, True], ids=["nothing new", "one change"])
def test_what_is_not_new_is_not_looked_at(desk, platform, known, monkeypatch, news):
    """The work of a sync does not grow with the number of listeners."""
    for _n in range(20):
        platform.put(a_listener())
    desk.sync()
    looked_at = set()
    original = desk.store.listener

    def spy(listener_id):
        looked_at.add(listener_id)
        return original(listener_id)

    def everything(_control=None):
        raise AssertionError("all of them were read")

    unsettled = desk.store.unsettled()
    monkeypatch.setattr(desk.store, "listener", spy)
    monkeypatch.setattr(desk.store, "listeners", everything)
    monkeypatch.setattr(desk.store, "unsettled", lambda: list(unsettled))
    if news:
        platform.change(known, name="theirs")
    desk.sync()
    assert looked_at == ({known} if news else set())
