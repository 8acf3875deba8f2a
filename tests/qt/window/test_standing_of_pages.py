"""The pages of an open connection, when one may do something else there, or it is for another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.domain.workspace import Environment
from app.services.receiver import ReceiverService
from app.ui.pages.factory import pages_of
from app.ui.pages.listener_form.state import Phase
from app.ui.pages.listeners.list_status import Body
from app.ui.widgets.environment import EnvironmentTag
from app.ui.workbench import Workbench
from tests.support.builders import a_listener, a_me, settings
from tests.support.page_world import PageWorld, find

LOOKING = frozenset({"listeners:read", "deliveries:read", "audit:read"})


class Standing:
    """A workbench over real pages, on a sandbox where one may do everything at first."""

    def __init__(self, qtbot, runner):
        self.qtbot = qtbot
        self.world = world = PageWorld(qtbot, runner)
        world.platform.put(a_listener(id="lst_1", settings=settings(name="CRM")))
        self.workspace = workspace = world.open()
        factories = pages_of(
            *(workspace, runner, world.events, world.dialogs),
            *(world.request_sync, world.request_sync, self.receiver, lambda _id, _with: None),
        )
        self.bench = Workbench(
            workspace.connection, [workspace.connection], factories, me=workspace.me
        )
        qtbot.addWidget(self.bench)
        self.bench.resize(1280, 800)
        with qtbot.waitExposed(self.bench):
            self.bench.show()

    def receiver(self):
        return ReceiverService(lambda _take, _plan: None)

    def open(self, name, **context):
        self.bench.open_page(name, **context)
        self.settle()
        return self.bench.page

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.world.runner.is_busy)

    def take(self, *, environment=Environment.SANDBOX, **me):
        here = replace(self.workspace.connection, environment=environment)
        self.workspace.connection = here
        self.workspace.me = a_me(environment=environment, **me)
        self.bench.take_standing(here, [here], self.workspace.me)
        self.settle()


@pytest.fixture
def standing(qtbot, runner, light):
    return Standing(qtbot, runner)


def button(page, name):
    return find(page, QAbstractButton, name)


def test_what_is_typed_into_the_form_stays_and_is_asked_about_as_in_production(standing):
    page = standing.open("listener_form", listener_id="lst_1")
    standing.qtbot.waitUntil(lambda: page._form.state.phase is Phase.READY)
    name = page.more.name.findChild(QLineEdit) or page.more.name
    name.setFocus()
    name.setText("Warehouse")
    name.textEdited.emit("Warehouse")
    assert page.is_unsaved
    standing.take(environment=Environment.PRODUCTION)
    assert standing.bench.page is page
    assert page.tag.environment is Environment.PRODUCTION
    assert page._form.state.draft.name == "Warehouse"
    standing.world.dialogs.answers += [False]
    page.save()
    [(kind, title, _text, answer, _style)] = standing.world.dialogs.asked
    assert (kind, title) == ("confirm", "Save “Warehouse” to Production?")
    assert answer == "Save to Production"


def test_the_form_is_read_only_with_the_reason_and_keeps_what_was_typed(standing):
    page = standing.open("listener_form", listener_id="lst_1")
    standing.qtbot.waitUntil(lambda: page._form.state.phase is Phase.READY)
    page._form.edit(name="Warehouse")
    standing.take(permissions=LOOKING)
    assert standing.bench.page is page
    assert page.save_button.toolTip() == "Your account may look at listeners only."
    assert page._form.state.draft.name == "Warehouse"
    standing.take()
    assert page.save_button.isEnabled()
    assert page.is_unsaved


def test_the_list_goes_by_it_and_comes_back(standing):
    page = standing.open("listeners")
    assert page._list.status.body is Body.TABLE
    standing.take(permissions=LOOKING)
    assert standing.bench.page is page
    assert button(page, "new_listener").toolTip() == "Your account may look at listeners only."
    replay = {str(one): why for one, why in page._bulk.state.why_not.items()}
    assert any("deliveries:replay is missing" in why for why in replay.values())
    standing.take(permissions=frozenset())
    assert page._list.status.body is Body.NO_PERMISSION
    standing.take(environment=Environment.PRODUCTION)
    assert page._list.status.body is Body.TABLE
    assert page._list.environment is Environment.PRODUCTION


def test_deliveries_are_replayed_no_more(standing):
    page = standing.open("deliveries")
    assert button(page, "replay_failed").isEnabled()
    standing.take(permissions=LOOKING)
    assert standing.bench.page is page
    why = "Your account may not replay: deliveries:replay is missing"
    assert button(page, "replay_failed").toolTip() == why
    assert page._actions.access.why_no_replay == why
    standing.take(environment=Environment.PRODUCTION)
    assert page._actions.access.environment is Environment.PRODUCTION
    assert page._head._around(()).environment is Environment.PRODUCTION


@pytest.mark.parametrize("name", ["why", "changes", "sandbox_records"])
def test_these_stay_as_they_are_and_go_by_it(standing, name):
    page = standing.open(name)
    standing.take(permissions=LOOKING)
    assert standing.bench.page is page
    kept = {
        "why": lambda: page._why.access.why_no_replay,
        "changes": lambda: page._detail._access.credentials,
        "sandbox_records": lambda: button(page, "new_record").toolTip(),
    }
    assert "is missing" in kept[name]()
    standing.take()
    assert not kept[name]()


@pytest.mark.parametrize("name", ["credentials", "pending", "health", "receiver"])
def test_the_others_are_made_anew(standing, name):
    page = standing.open(name)
    standing.take(permissions=LOOKING)
    assert standing.bench.page is not page
    assert standing.bench.current_name == name
    if name == "credentials":
        why = "Your account may not change credentials: credentials:write is missing"
        assert button(standing.bench.page, "new_credential").toolTip() == why


def test_a_record_that_was_changed_stays_to_be_read(standing):
    page = standing.open("sandbox_records")
    page._new.click()
    standing.settle()
    first = page._form._form
    standing.take(permissions=LOOKING)
    assert page._form._form is first
    assert find(page, QAbstractButton, "save").toolTip().endswith("records:write is missing")
    page.save()
    assert standing.bench.page is page


def test_checks_judge_addresses_by_what_the_instance_is_now(standing):
    checks = standing.workspace.checks
    standing.take(environment=Environment.PRODUCTION)
    assert checks._environment() is Environment.PRODUCTION


def test_the_tag_of_the_form_is_that_of_the_connection(standing):
    page = standing.open("listener_form")
    [tag] = [one for one in page.findChildren(EnvironmentTag) if one is page.tag]
    here = replace(standing.workspace.connection, name="Elsewhere")
    standing.workspace.connection = here
    standing.bench.take_standing(here, [here], standing.workspace.me)
    assert page.where.text() == "Elsewhere"
    assert tag.environment is Environment.SANDBOX
