"""The figures in the sidebar: what is there, and what needs somebody."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from app.domain.announce import Changed
from app.domain.listener import Health, HealthState, Status
from app.domain.stats import StatsBucket
from app.ui.receiver_count import ReceiverCount
from app.ui.session import Session
from app.ui.sidebar import Sidebar
from app.ui.sidebar_counts import SidebarCounts
from tests.support.builders import CAPABILITIES, NOW, a_credential, a_listener, a_me
from tests.support.page_world import PageWorld


@pytest.fixture
def world(qtbot, runner, light):
    return PageWorld(qtbot, runner)


@pytest.fixture
def sidebar(qtbot, light):
    made = Sidebar()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def counts(world, sidebar):
    """Counting for a session that opens the world's workspace when told."""
    bench = SimpleNamespace(sidebar=sidebar)
    session = Session(lambda _control: None, world.runner)
    made = SidebarCounts(lambda: bench, session, world.runner, world.events, clock=lambda: NOW)
    made.session = session
    yield made
    session.closed.emit()


def name(sidebar, page):
    item = sidebar.nav.item(page)
    return item.accessibleName() or item.text()  # as Qt reads it out


def test_they_say_what_is_there_and_what_needs_somebody(qtbot, world, sidebar, counts):
    world.platform.put(a_listener())
    world.platform.put(a_listener(status=Status.SUSPENDED, status_reason="endpoint_gone"))
    world.platform.put(a_listener(health=Health(HealthState.FAILING)))
    credential = a_credential()
    world.platform.credentials_ = {credential.id: credential}
    world.platform.stats_ = lambda query: (StatsBucket(query.since, 9, 7),)
    workspace = world.open(me=a_me(capabilities=CAPABILITIES | {"stats"}))
    counts.session.opened.emit(workspace)
    qtbot.waitUntil(lambda: name(sidebar, "listeners") == "Listeners 3")
    assert name(sidebar, "health") == "Health, 2 listeners failing or stopped"
    assert name(sidebar, "credentials") == "Credentials 1"
    assert "2 listeners" in sidebar.nav.item("health").toolTip()
    qtbot.waitUntil(
        lambda: name(sidebar, "deliveries") == "Deliveries, 7 failed attempts in the last 24 hours"
    )


def test_before_the_first_sync_nobody_says_that_there_are_none(
    qtbot, world, sidebar, counts, monkeypatch
):
    world.platform.put(a_listener())
    workspace = world.open(sync=False)
    told, item = [], sidebar.nav.item("credentials")
    set_count = item.set_count
    monkeypatch.setattr(item, "set_count", lambda *args: (told.append(args), set_count(*args)))
    counts.session.opened.emit(workspace)
    qtbot.waitUntil(lambda: told == [(None,)])
    assert name(sidebar, "listeners") == "Listeners"
    assert name(sidebar, "credentials") == "Credentials"
    world.sync()
    qtbot.waitUntil(lambda: name(sidebar, "listeners") == "Listeners 1")
    assert name(sidebar, "credentials") == "Credentials 0"


def test_they_follow_and_what_is_well_has_no_figure(qtbot, world, sidebar, counts):
    stopped = world.platform.put(a_listener(status=Status.SUSPENDED))
    workspace = world.open()
    counts.session.opened.emit(workspace)
    qtbot.waitUntil(lambda: "1 listener failing or stopped" in name(sidebar, "health"))
    world.platform.remove(stopped.id)
    world.platform.put(a_listener())
    world.platform.put(a_listener())
    world.sync()
    qtbot.waitUntil(lambda: name(sidebar, "listeners") == "Listeners 2")
    assert name(sidebar, "health") == "Health"
    assert not sidebar.nav.item("health").toolTip()


def test_a_platform_that_keeps_no_statistics_is_not_asked_for_them(qtbot, world, sidebar, counts):
    world.platform.put(a_listener())
    counts.session.opened.emit(world.open())
    qtbot.waitUntil(lambda: name(sidebar, "listeners") == "Listeners 1")
    assert "stats" not in world.platform.calls
    assert name(sidebar, "deliveries") == "Deliveries"


def test_who_may_not_look_is_told_no_number(qtbot, world, sidebar, counts):
    workspace = world.open(me=a_me(permissions=frozenset()), sync=False)
    counts.session.opened.emit(workspace)
    with qtbot.waitSignal(world.events.listeners_changed):
        world.events.announce(Changed.LISTENERS)
    assert not world.runner.is_busy
    assert name(sidebar, "listeners") == "Listeners"


def test_what_is_closed_is_counted_no_more(qtbot, world, sidebar, counts):
    counts.session.opened.emit(world.open())
    counts.session.closed.emit()
    with qtbot.waitSignal(world.events.listeners_changed):
        world.events.announce(Changed.LISTENERS)
    assert not world.runner.is_busy
    assert name(sidebar, "listeners") == "Listeners"


def test_the_service_that_is_asked_is_made_by_the_worker(qtbot, world, sidebar, counts):
    made_on = []
    world.platform.stats_ = lambda query: (
        made_on.append(threading.current_thread()),
        (StatsBucket(query.since, 1, 1),),
    )[1]
    workspace = world.open(me=a_me(capabilities=CAPABILITIES | {"stats"}))
    counts.session.opened.emit(workspace)
    assert "health" not in vars(workspace), "its module was read on the GUI thread"
    qtbot.waitUntil(lambda: bool(made_on))
    assert made_on[0] is not threading.main_thread()
    assert "health" in vars(workspace)


def test_the_receiver_says_how_many_it_holds(qtbot, world, sidebar):
    held = [0]
    bench = SimpleNamespace(sidebar=sidebar)
    session = Session(lambda _control: None, world.runner)
    made = ReceiverCount(lambda: bench, lambda: held[0], session, world.events)
    held[0] = 7
    world.events.announce(Changed.RECEIVED)
    qtbot.waitUntil(lambda: name(sidebar, "receiver") == "Receiver 7")
    sidebar.nav.item("receiver").set_count(None)
    session.opened.emit(None)  # another connection has a sidebar of its own
    qtbot.waitUntil(lambda: name(sidebar, "receiver") == "Receiver 7")
    held[0] = 0
    world.events.announce(Changed.RECEIVED)
    qtbot.waitUntil(lambda: name(sidebar, "receiver") == "Receiver")
    made.deleteLater()
