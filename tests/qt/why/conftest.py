"""What every test of the page "Why did it not arrive?" needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.delivery import DeliveryStatus, Outcome
from app.services.explanations import ExplanationService
from app.services.former_listeners import FormerListeners
from app.ui.pages.delivery_access import Access
from app.ui.pages.why.presenter import WhyPresenter
from app.ui.pages.why.view import WhyPage
from tests.support.builders import NOW, a_delivery, a_failed_attempt, a_listener, an_event, local
from tests.support.page_world import PageWorld
from tests.support.scripted_deliveries import Kept

EVENT = an_event(
    id="evt_1",
    record_id="cli_7",
    occurred_at=NOW,
    outcomes=(
        Outcome("lst_ok", "delivery", "dlv_ok"),
        Outcome("lst_bad", "delivery", "dlv_bad"),
        Outcome("lst_off", "skipped", reason="disabled"),
        Outcome("lst_gone", "skipped", reason="function_mismatch"),
    ),
)
OLDER = an_event(id="evt_0", record_id="cli_7", occurred_at=NOW, record_version=0)


def named(listener_id, name):
    listener = a_listener(id=listener_id)
    return local(replace(listener, settings=replace(listener.settings, name=name)))


LISTENERS = (named("lst_ok", "Feed"), named("lst_bad", "CRM"), named("lst_off", "Archive"))


@pytest.fixture
def world(qtbot, runner):
    """A platform that knows two events of one record, and what became of the newer one."""
    world = PageWorld(qtbot, runner)
    to = {"event_id": "evt_1", "record_id": "cli_7", "created_at": NOW}
    bad = a_delivery(
        id="dlv_bad",
        listener_id="lst_bad",
        status=DeliveryStatus.FAILED,
        status_reason="out_of_tries",
        last_status=401,
        last_error="http_status",
        attempts=10,
        attempt_log=(a_failed_attempt(401),),
        **to,
    )
    world.platform.deliveries_ = [a_delivery(id="dlv_ok", listener_id="lst_ok", **to), bad]
    world.platform.events_ = [EVENT, OLDER]
    return world


@pytest.fixture
def presenter(world, runner):
    kept = Kept(*LISTENERS)
    service = ExplanationService(
        world.platform,
        kept,
        FormerListeners(world.platform, kept),
        announce=world.events.announce,
    )
    return WhyPresenter(service, runner, world.events, Access(), clock=lambda: NOW)


@pytest.fixture
def page(qtbot, world, presenter, light):
    page = WhyPage(presenter, world.shell, world.dialogs)
    presenter.setParent(page)
    qtbot.addWidget(page)
    page.resize(1068, 740)
    page.enter()
    with qtbot.waitExposed(page):
        page.show()
    page.take_focus()
    return page
