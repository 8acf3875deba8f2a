"""What was sent and not answered may arrive late: it undoes nothing that was done since."""

import contextlib
from functools import partial

import pytest

from app.domain.control import JobControl
from app.domain.errors import ApiError, Busy, NetworkError, NotFound, Rejected, TimedOut
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.domain.text import check_name
from app.services.history import Undone
from app.services.sync import SyncService
from tests.services.test_sync import CONTROL, Desk
from tests.support.builders import CAPABILITIES, a_listener, a_me, settings
from tests.support.fakes import FakePlatform


class SlowNetwork(FakePlatform):
    """A platform whose next change does not arrive before it is let go."""

    def __post_init__(self):
        super().__post_init__()
        self.holds = False
        self.under_way = []

    def change_listeners(self, control, changes, *, key=""):
        return self._slowly(super().change_listeners, control, changes, key=key)

    def create_listener(self, control, listener_id, settings):
        return self._slowly(super().create_listener, control, listener_id, settings)

    def update_listener(self, control, listener_id, changes, *, etag):
        return self._slowly(super().update_listener, control, listener_id, changes, etag=etag)

    def delete_listener(self, control, listener_id, *, etag):
        self._slowly(super().delete_listener, control, listener_id, etag=etag)

    def let_go(self):
        """What was held arrives; nobody hears the answer."""
        while self.under_way:
            with contextlib.suppress(ApiError):
                self.under_way.pop(0)()

    def _slowly(self, call, control, *what, **how):
        if self.holds:
            self.holds = False
            self.under_way.append(partial(call, JobControl(), *what, **how))
            raise TimedOut("slow")
        return call(control, *what, **how)


@pytest.fixture(params=["batches", "single calls"])
def platform(request):
    """What is late does nothing: by the key of the batch, or by its version."""
    more = {"batch"} if request.param == "batches" else set()
    return SlowNetwork(me_=a_me(capabilities=CAPABILITIES | more))


in_batches = pytest.mark.parametrize("platform", ["batches"], indirect=True)


@pytest.fixture
def desk(platform):
    return Desk(platform)


@pytest.fixture
def known(platform, desk):
    listener = platform.put(a_listener(settings=settings(name="old", signing=True)))
    desk.sync()
    return listener.id


def sent_into_the_slow_network(desk, platform):
    platform.holds = True
    with pytest.raises(TimedOut):
        desk.sync()


@pytest.mark.parametrize("syncs_before_it_arrives", [0, 1, 2])
def test_F04_an_edit_that_was_taken_back_stays_taken_back(
    desk, platform, known, syncs_before_it_arrives
):
    desk.edit(known, name="new")
    sent_into_the_slow_network(desk, platform)
    desk.edit(known, name="old")
    for _sync in range(syncs_before_it_arrives):
        desk.sync()
    platform.let_go()
    desk.sync()
    desk.sync()
    assert platform.there[known].settings.name == "old"
    assert desk.row(known).state is SyncState.CLEAN


def test_F04_an_older_edit_that_arrives_late_replaces_no_newer_one(desk, platform, known):
    desk.edit(known, name="first")
    sent_into_the_slow_network(desk, platform)
    desk.edit(known, name="second")
    desk.sync()
    platform.let_go()
    desk.sync()
    assert platform.there[known].settings.name == "second"
    assert platform.there[known].version == 2


def test_F04_a_deletion_that_was_undone_in_time_deletes_nothing(desk, platform, known):
    desk.listeners.delete(CONTROL, [known])
    sent_into_the_slow_network(desk, platform)
    assert desk.listeners.undo(CONTROL) == Undone(1, 0)
    desk.sync()
    platform.let_go()
    desk.sync()
    assert platform.there[known].settings.name == "old"
    assert desk.row(known).state is SyncState.CLEAN


def test_F22_a_deletion_that_was_undone_too_late_asks_a_person(desk, platform, known):
    desk.listeners.delete(CONTROL, [known])
    sent_into_the_slow_network(desk, platform)
    desk.listeners.undo(CONTROL)
    platform.let_go()
    desk.sync()
    row = desk.row(known)
    assert (row.state, row.theirs, row.settings.name) == (SyncState.CONFLICT, None, "old")


def test_F04_a_creation_that_arrives_after_the_deletion_of_what_it_makes(desk, platform):
    row = desk.listeners.create(CONTROL, settings(name="mine"))
    sent_into_the_slow_network(desk, platform)
    desk.listeners.delete(CONTROL, [row.id])
    desk.sync()
    platform.let_go()
    desk.sync()
    assert platform.there == {}
    assert desk.store.listeners() == []


@in_batches
def test_F04_many_that_were_under_way_do_nothing_once_others_were_sent(desk, platform):
    ids = [platform.put(a_listener(settings=settings(name="old"))).id for _one in range(3)]
    desk.sync()
    desk.listeners.set_mode(CONTROL, ids, Mode.PAUSED)
    sent_into_the_slow_network(desk, platform)
    desk.listeners.undo(CONTROL)
    desk.edit(ids[0], name="new")
    desk.sync()
    platform.let_go()
    desk.sync()
    there = [platform.there[one].settings for one in ids]
    assert [(one.name, one.mode) for one in there] == [
        ("new", Mode.ENABLED),
        ("old", Mode.ENABLED),
        ("old", Mode.ENABLED),
    ]
    assert desk.store.unsettled() == []


def test_F05_the_key_outlives_the_process(desk, platform, known):
    desk.edit(known, name="new")
    sent_into_the_slow_network(desk, platform)
    later = SyncService(platform, desk.store)
    desk.edit(known, name="old")
    later.sync(CONTROL)
    platform.let_go()
    later.sync(CONTROL)
    assert platform.there[known].settings.name == "old"


@in_batches
def test_an_answered_batch_leaves_its_key_behind(desk, platform, known):
    keys = []
    original = platform._do_all
    platform._do_all = lambda changes, key: keys.append(key) or original(changes, key)
    for name in ("first", "second", "third"):
        desk.edit(known, name=name)
        desk.sync()
    assert len(set(keys)) == len(keys) == 3


@in_batches
def test_what_is_arriving_just_now_is_waited_for(desk, platform, known):
    desk.edit(known, name="new")
    busy = ApiError("running", status=409, code="idempotency_in_progress", retry_after_s=7)
    platform.fail("change_listeners", busy)
    with pytest.raises(Busy) as caught:
        desk.sync()
    assert caught.value.retry_after_s == 7
    assert desk.row(known).state is SyncState.WAITING
    desk.sync()
    assert platform.there[known].settings.name == "new"


@in_batches
@pytest.mark.parametrize(
    "error",
    [
        NotFound("no batch", status=404, code="capability_missing"),
        Rejected("too much", status=413, code="too_large"),
    ],
)
def test_one_change_goes_by_itself_where_the_batch_is_not_taken(desk, platform, known, error):
    desk.edit(known, name="new")
    platform.fail("change_listeners", error)
    desk.sync()
    assert platform.calls[-2:] == ["change_listeners", "update_listener"]
    assert platform.there[known].settings.name == "new"


single_calls = pytest.mark.parametrize("platform", ["single calls"], indirect=True)


@single_calls
@pytest.mark.parametrize("after_effect", [False, True])
@pytest.mark.parametrize("which", [1, 2])
def test_F03_each_half_of_the_fence_may_be_lost(desk, platform, known, which, after_effect):
    """The name that it has for a moment is nobody's wish, whatever breaks in between."""
    desk.edit(known, name="new")
    sent_into_the_slow_network(desk, platform)
    desk.edit(known, name="old")

    def break_it():
        platform.fail("update_listener", TimedOut("slow"), after_effect=after_effect)

    if which == 1:
        break_it()
    else:
        platform.before["update_listener"] = break_it
    with pytest.raises(TimedOut):
        desk.sync()
    assert desk.row(known).settings.name == "old"
    later = SyncService(platform, desk.store)  # whoever was killed comes back
    later.sync(CONTROL)
    platform.let_go()
    later.sync(CONTROL)
    assert platform.there[known].settings.name == "old"
    assert desk.row(known).state is SyncState.CLEAN


@single_calls
def test_F21_what_is_edited_while_the_fence_is_under_way_is_sent(desk, platform, known):
    desk.edit(known, name="new")
    sent_into_the_slow_network(desk, platform)
    desk.edit(known, name="old")

    platform.before["update_listener"] = lambda: desk.edit(known, signing=False)
    desk.sync()
    there = platform.there[known].settings
    assert (there.name, there.signing) == ("old", False)
    assert desk.row(known).state is SyncState.CLEAN


@single_calls
def test_nothing_is_fenced_where_nothing_is_under_way(desk, platform, known):
    desk.edit(known, name="new")
    platform.fail("update_listener", NetworkError("no such host", code="dns_error"))
    with pytest.raises(NetworkError):
        desk.sync()
    desk.edit(known, name="old")
    desk.sync()
    assert platform.there[known].version == 1


@single_calls
@pytest.mark.parametrize("name", ["", "x" * 200, "x" * 199 + "…", "…"])
def test_every_name_has_another_for_a_moment(desk, platform, name):
    known = platform.put(a_listener(settings=settings(name=name, signing=True))).id
    desk.sync()
    desk.listeners.delete(CONTROL, [known])
    sent_into_the_slow_network(desk, platform)
    desk.listeners.undo(CONTROL)
    moments = []
    update = platform._update
    platform._update = lambda *what: moments.append(what[1]) or update(*what)
    desk.sync()
    platform.let_go()
    desk.sync()
    assert platform.there[known].settings.name == name
    for one in moments:
        check_name(one["name"])
    assert len({one["name"] for one in moments}) == 2
