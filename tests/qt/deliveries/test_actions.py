"""Replaying and cancelling one delivery: by button, key and menu, and what stands in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.announce import Changed
from app.domain.delivery import DeliveryStatus
from app.domain.errors import Conflict, NotFound, TimedOut
from app.domain.workspace import Environment, SyncOverview
from app.ui.away import Away
from app.ui.pages import delivery_access
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.delivery_access import Access
from app.ui.tables import TableView
from app.ui.widgets import Button, Hint
from tests.support.builders import NOW, a_connection, a_listener, a_me, an_attempt, local
from tests.support.page_world import click, find
from tests.support.scripted_deliveries import Scripted, made

FAILED = DeliveryStatus.FAILED
PENDING = DeliveryStatus.PENDING
GONE = SyncOverview(offline_since=NOW)
MINE = local(a_listener(id="lst_1"))


def select(qtbot, page, row=0):
    table = find(page, TableView, "delivery_table")
    qtbot.waitUntil(lambda: table.model().rowCount() > row)
    table.setFocus()
    table.selectRow(row)
    qtbot.waitUntil(find(page, QWidget, "delivery_detail").isVisible)
    return table


def entries(page, table):
    """The context menu's entries by name, as a right click at the row shows them."""
    rect = table.visualRect(table.currentIndex())
    table.customContextMenuRequested.emit(QPoint(10, rect.center().y()))
    menu = next(one for one in page.findChildren(QMenu) if one.actions())
    return {action.objectName(): action for action in menu.actions() if action.objectName()}


def test_the_palette_is_offered_the_menu_of_the_selected_delivery(qtbot, build):
    service = Scripted(made(1, status=FAILED))
    page = build(service, listeners=[MINE])
    assert page.context() is None
    select(qtbot, page)
    offered = page.context()
    assert offered.title == "Delivery: clients, Create"
    next(one for one in offered.actions if one.objectName() == "menu_replay").trigger()
    qtbot.waitUntil(lambda: service.done == [("dlv_00001", "pending")])


def test_the_button_sends_it_again_and_the_row_says_so(qtbot, build, shell):
    service = Scripted(made(1, status=FAILED))
    page = build(service, listeners=[MINE])
    table = select(qtbot, page)
    click(qtbot, page, "replay_delivery")
    qtbot.waitUntil(lambda: shell.announced == ["On its way again"])
    assert service.done == [("dlv_00001", "pending")]
    assert table.model().row(0).status is PENDING
    assert table.selected_keys == ("dlv_00001",)


def test_R_replays_where_the_list_has_the_focus_and_types_elsewhere(qtbot, build):
    service = Scripted(made(1, status=FAILED))
    page = build(service, listeners=[MINE])
    table = select(qtbot, page)
    page.focus_search()
    qtbot.keyClicks(find(page, QWidget, "search"), "dlr")
    assert service.done == []
    find(page, QWidget, "search").clear()
    select(qtbot, page)
    qtbot.keyClick(table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: service.done == [("dlv_00001", "pending")])


def test_while_the_platform_is_away_what_needs_it_says_so(qtbot, build, events, shell):
    service = Scripted(made(1, status=FAILED), made(2, status=PENDING))
    page = build(service, listeners=[MINE], away=Away(events))
    table = select(qtbot, page)
    names = ("replay_delivery", "cancel_delivery", "replay_failed", "export_deliveries")
    for overview, is_away in ((GONE, True), (SyncOverview(online=True), False)):
        with qtbot.waitSignal(events.sync_changed):
            events.announce(Changed.SYNC, overview)
        for name in names:
            button = find(page, Button, name)
            assert button.isEnabled() is not is_away, name
            assert ("needs a connection" in button.toolTip()) is is_away, name
        if is_away:
            qtbot.keyClick(table, Qt.Key.Key_R)
            assert "needs a connection" in shell.announced[-1]
    assert service.done == []


def test_R_held_down_replays_once(qtbot, build):
    service = Scripted(made(1, status=FAILED))
    page = build(service, listeners=[MINE])
    table = select(qtbot, page)
    shortcuts = {one.key().toString(): one for one in table.findChildren(QShortcut)}
    assert not shortcuts["R"].autoRepeat()


def test_a_second_click_while_it_goes_on_sends_nothing(qtbot, runner, gate):
    service = Scripted(made(1, status=FAILED))
    service.hold = gate
    actions = DeliveryActions(service, runner, Access())
    actions.replay(service.rows[0])
    gate.wait_entered()
    actions.replay(service.rows[0])
    actions.cancel(made(1, status=PENDING))
    with qtbot.waitSignal(actions.done):
        gate.opened.set()
    assert service.done == [("dlv_00001", "pending")]


@pytest.mark.parametrize("agrees", [True, False])
def test_production_asks_once_and_names_itself(qtbot, build, dialogs, shell, agrees):
    service = Scripted(made(1, status=FAILED))
    page = build(service, listeners=[MINE], access=Access(Environment.PRODUCTION))
    select(qtbot, page)
    dialogs.answers = [agrees]
    click(qtbot, page, "replay_delivery")
    ((_confirm, title, text, button, kind),) = dialogs.asked
    assert title == "Replay this delivery in Production?"
    assert "clients, Create is sent to hooks.example.com again" in text
    assert "may get the event twice" in text
    assert (button, kind) == ("Replay in Production", "prod")
    if agrees:
        qtbot.waitUntil(lambda: bool(shell.announced))
    assert service.done == ([("dlv_00001", "pending")] if agrees else [])


def test_cancelling_gives_a_waiting_one_up(qtbot, build, shell):
    service = Scripted(made(1, status=PENDING), made(2))
    page = build(service, listeners=[MINE])
    select(qtbot, page, 0)
    assert not find(page, QWidget, "cancel_delivery").isVisible()  # delivered already
    select(qtbot, page, 1)
    click(qtbot, page, "cancel_delivery")
    qtbot.waitUntil(lambda: shell.announced == ["Delivery cancelled"])
    assert service.rows[0].status is DeliveryStatus.CANCELLED


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Conflict("c", status=409, code="listener_disabled"), "The listener is off."),
        (NotFound("n", status=404, code="not_found"), "The listener was deleted"),
        (Conflict("c", status=409, code="payload_expired"), "The payload is not kept any more"),
        (Conflict("c", status=409, code="new_code", detail="Not on Sundays."), "Not on Sundays."),
        (TimedOut("30 s", host="p.example"), "It may have been done all the same"),
    ],
)
def test_a_refusal_is_said_in_the_panel_and_leaves_with_the_selection(qtbot, build, error, words):
    service = Scripted(made(1, status=FAILED), made(2, status=FAILED))
    page = build(service, listeners=[MINE])
    select(qtbot, page, 1)
    qtbot.waitUntil(lambda: len(service.read) == 1)
    service.faults.append(error)
    click(qtbot, page, "replay_delivery")
    hint = find(page, Hint, "action_error")
    qtbot.waitUntil(hint.isVisible)
    assert words in hint.text
    assert find(page, QWidget, "replay_delivery").isEnabled()
    select(qtbot, page, 0)
    assert not hint.isVisible()


@pytest.mark.parametrize(
    ("me", "connection", "why"),
    [
        (a_me(), a_connection(read_only=True), "This connection only reads"),
        (
            a_me(permissions=frozenset({"deliveries:read"})),
            a_connection(),
            "Your account may not replay: deliveries:replay is missing",
        ),
        (a_me(), a_connection(), ""),
        (None, a_connection(), ""),
    ],
)
def test_who_may_only_read_is_told_why(qtbot, build, shell, me, connection, why):
    service = Scripted(made(1, status=PENDING))
    page = build(service, listeners=[MINE], access=delivery_access.of(me, connection))
    table = select(qtbot, page)
    for name in ("replay_delivery", "cancel_delivery"):
        button = find(page, QWidget, name)
        assert button.isEnabled() == (not why)
        assert button.toolTip() == why
    if why:
        qtbot.keyClick(table, Qt.Key.Key_R)
        assert shell.announced == [why]
        assert service.done == []


def test_a_listener_that_is_gone_cannot_be_sent_to_or_opened(qtbot, build, shell):
    service = Scripted(made(1, status=FAILED, listener_id="lst_gone"), made(2, status=FAILED))
    page = build(service, listeners=[MINE])
    table = select(qtbot, page, 1)
    gone = "This listener is not there any more"
    qtbot.waitUntil(lambda: find(page, QWidget, "replay_delivery").toolTip() == gone)
    menu = entries(page, table)
    assert not menu["menu_listener"].isEnabled()
    assert menu["menu_listener"].toolTip() == gone
    select(qtbot, page, 0)
    entries(page, table)["menu_listener"].trigger()
    assert shell.opened == [("listener_form", {"listener_id": "lst_1"})]


def test_the_menu_of_a_row_and_of_the_panel_have_everything(qtbot, build, shell):
    service = Scripted(made(1, status=PENDING, attempt_log=(an_attempt(),)))
    page = build(service, listeners=[MINE])
    table = select(qtbot, page)
    qtbot.waitUntil(find(page, QWidget, "copy_curl").isEnabled)
    menu = entries(page, table)
    assert {name for name, action in menu.items() if not action.isEnabled()} == set()
    menu["menu_ids"].trigger()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "dlv_00001",
        service.rows[0].event_id,
        "cli_1",
        "lst_1",
    ]
    entries(page, table)["menu_curl"].trigger()
    assert QGuiApplication.clipboard().text().startswith("curl ")
    click(qtbot, page, "more_with_delivery")
    shown = next(one for one in page.findChildren(QMenu) if one.isVisible())
    next(one for one in shown.actions() if one.objectName() == "menu_replay").trigger()
    qtbot.waitUntil(lambda: service.done == [("dlv_00001", "pending")])


def test_why_is_asked_of_the_selected_delivery_or_of_what_was_searched(qtbot, build, shell):
    page = build(Scripted(made(1)), listeners=[MINE])
    click(qtbot, page, "ask_why")
    table = select(qtbot, page)
    click(qtbot, page, "ask_why")
    entries(page, table)["menu_why"].trigger()
    table.clearSelection()
    qtbot.keyClicks(find(page, QWidget, "search"), "cli_99")
    qtbot.waitUntil(lambda: table.model().rowCount() == 0)
    click(qtbot, page, "ask_why")
    assert shell.opened == [
        ("why", {}),
        ("why", {"delivery_id": "dlv_00001"}),
        ("why", {"delivery_id": "dlv_00001"}),
        ("why", {"record_id": "cli_99"}),
    ]


def test_coming_for_one_delivery_shows_and_selects_it(qtbot, build):
    page = build(Scripted(*(made(number) for number in range(1, 30))), listeners=[MINE])
    page.enter(delivery_id="dlv_00007")
    table = find(page, TableView, "delivery_table")
    qtbot.waitUntil(lambda: table.selected_keys == ("dlv_00007",))
    assert find(page, QWidget, "search").text() == "dlv_00007"
