"""What the list decides; no window."""

from __future__ import annotations

import pytest

from app.domain.errors import MassDeletion, PermissionMissing, ServerFault, TimedOut
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.domain.workspace import Environment
from app.ui.pages.listeners.changes import ListenerChanges
from app.ui.pages.listeners.filters import Filters
from app.ui.pages.listeners.list_status import Body
from tests.support.builders import a_listener, a_me, settings
from tests.support.listener_list import list_presenter


class Page:
    def __init__(self, world, **how):
        self.world = world
        workspace = world.open(**how)
        self.list = list_presenter(world)
        self.changes = ListenerChanges(
            self.list, workspace.listeners, world.runner, request_sync=world.request_sync
        )
        self.questions, self.said = [], []
        self.changes.question_asked.connect(self.questions.append)
        self.changes.announced.connect(lambda text, _loud: self.said.append(text))

    def load(self):
        self.list.reload()
        self.until(lambda: self.list.status.body is not Body.LOADING)
        return self

    def until(self, check):
        self.world.qtbot.waitUntil(lambda: bool(check()))

    @property
    def status(self):
        return self.list.status

    def names(self):
        return [row.label for row in self.list.model]


@pytest.fixture
def make(world):
    return lambda **how: Page(world, **how)


def test_shows_what_is_here_without_asking_the_platform(world, make):
    world.platform.put(a_listener())
    page = make()
    calls = len(world.platform.calls)
    page.load()
    assert page.names() == ["New clients to the CRM"]
    assert page.status.body is Body.TABLE
    assert len(world.platform.calls) == calls


def test_nothing_there_is_said_only_after_the_first_sync(make):
    page = make(sync=False).load()
    assert page.status.body is Body.EMPTY
    assert page.world.platform.calls.count("changes") == 1


def test_the_first_sync_that_fails_takes_the_page_and_can_be_tried_again(world, make):
    page = make(sync=False)
    world.platform.fail("me", TimedOut("x", host="p.example"))
    page.load()
    assert page.status.body is Body.FAILED
    page.list.refresh()
    page.until(lambda: page.status.body is Body.EMPTY)
    assert page.status.error is None


def test_a_failed_refresh_keeps_the_rows_and_says_why(world, make):
    world.platform.put(a_listener())
    page = make().load()
    error = ServerFault("boom", status=500)
    world.platform.fail("changes", error)
    page.list.refresh()
    page.until(lambda: page.status.error is error)
    assert page.status.body is Body.TABLE
    assert not page.status.is_refreshing


def test_offline_is_told_by_the_overview_and_ends_with_it(world, make):
    world.platform.put(a_listener())
    page = make().load()
    world.platform.fail("changes", TimedOut("x", host="p.example"))
    page.list.refresh()
    page.until(lambda: page.status.overview.offline_since is not None)
    assert page.status.access.why_no_test
    page.list.refresh()
    page.until(lambda: page.status.overview.offline_since is None)
    page.until(lambda: page.status.error is None)
    assert not page.status.access.why_no_test


def test_without_the_permission_there_is_no_list(make):
    page = make(me=a_me(permissions=frozenset()), sync=False)
    assert page.status.body is Body.NO_PERMISSION


def test_a_permission_that_was_taken_away_takes_the_list(world, make):
    world.platform.put(a_listener())
    page = make().load()
    refusal = PermissionMissing("no", status=403, code="administrator_required")
    world.platform.fail("changes", refusal)
    page.list.refresh()
    page.until(lambda: page.status.body is Body.NO_PERMISSION)


def test_no_match_is_not_empty_and_clearing_brings_all_back(world, make):
    world.platform.put(a_listener())
    page = make().load()
    page.list.set_filters(Filters(text="nothing like it"))
    assert page.status.body is Body.NO_MATCH
    assert (page.status.shown, page.status.count) == (0, 1)
    page.list.clear_filters()
    assert page.status.body is Body.TABLE


def test_what_is_typed_and_what_is_chosen_narrow_the_list_together(world, make):
    for name, entity in (("CRM", "clients"), ("CRM", "policies"), ("Archive", "clients")):
        world.platform.put(
            a_listener(id=f"{name}{entity}", settings=settings(name=name, entity=entity))
        )
    page = make().load()
    page.list.set_filters(Filters(text="crm"))
    assert page.status.shown == 2
    page.list.set_filters(Filters(text="crm", entity="clients"))
    assert page.status.shown == 1
    page.list.set_filters(Filters(entity="clients"))
    assert page.status.shown == 2
    page.list.set_filters(Filters(text="archive"))
    assert page.names() == ["Archive"]


def test_another_persons_change_arrives_by_itself(world, make):
    listener = world.platform.put(a_listener())
    page = make().load()
    world.platform.change(listener.id, name="Theirs")
    world.sync()
    page.until(lambda: page.names() == ["Theirs"])


def test_turning_off_is_local_at_once_and_asks_for_a_sync(world, make):
    listener = world.platform.put(a_listener())
    page = make().load()
    page.changes.toggle(listener.id)
    page.until(lambda: world.syncs)
    row = world.workspace.listeners.get(listener.id)
    assert row.settings.mode is Mode.DISABLED
    assert row.state is SyncState.WAITING
    assert not page.questions
    assert "turned off" in page.said[0]


def test_production_is_asked_about_by_name_and_closing_does_nothing(world, make):
    listener = world.platform.put(a_listener())
    page = make(environment=Environment.PRODUCTION).load()
    page.changes.toggle(listener.id)
    [question] = page.questions
    assert "New clients to the CRM" in question.title
    assert "Production" in question.title
    assert question.answer.text == "Turn off in Production"
    assert world.workspace.listeners.get(listener.id).state is SyncState.CLEAN
    question.answer.then()
    page.until(lambda: world.syncs)


def test_deleting_asks_by_name_everywhere_and_takes_the_row(world, make):
    listener = world.platform.put(a_listener())
    page = make().load()
    page.changes.delete([listener.id])
    [question] = page.questions
    assert "New clients to the CRM" in question.title
    assert question.answer.kind == "danger"
    assert page.names()
    question.answer.then()
    page.until(lambda: not page.names())


@pytest.mark.parametrize(
    "how",
    [{"read_only": True}, {"me": a_me(permissions=frozenset({"listeners:read"}))}],
    ids=["safe mode", "no permission"],
)
def test_what_may_not_be_changed_is_not_and_the_reason_is_said(world, make, how):
    listener = world.platform.put(a_listener())
    page = make(**how).load()
    page.changes.toggle(listener.id)
    page.changes.delete([listener.id])
    assert not page.questions
    assert len(page.said) == 2
    assert world.workspace.listeners.get(listener.id).state is SyncState.CLEAN


def test_what_waits_can_be_taken_back(world, make):
    listener = world.platform.put(a_listener())
    page = make().load()
    page.changes.toggle(listener.id)
    page.until(lambda: world.syncs)
    page.changes.take_back(listener.id)
    page.until(lambda: len(world.syncs) == 2)
    assert world.workspace.listeners.get(listener.id).state is SyncState.CLEAN


def test_a_change_that_fails_is_shown(world, make):
    listener = world.platform.put(a_listener())
    page = make().load()
    error = ServerFault("disk", status=500)

    def fail(control, ids, mode):
        raise error

    world.workspace.listeners.set_mode = fail
    page.changes.toggle(listener.id)
    page.until(lambda: page.status.error is error)


def test_deletions_that_cannot_be_right_wait_for_a_person(world, make):
    for number in range(30):
        world.platform.put(a_listener(settings=settings(name=f"L{number}")))
    page = make().load()
    for listener_id in list(world.platform.there):
        world.platform.remove(listener_id)
    page.list.refresh()
    page.until(lambda: isinstance(page.status.error, MassDeletion))
    assert len(page.names()) == 30
    page.list.accept_deletions()
    page.until(lambda: page.status.body is Body.EMPTY)
