"""The Listeners page, used by keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from app.domain.errors import NotAuthorised, PermissionMissing, ServerFault, TimedOut
from app.domain.listener import Mode, Status
from app.domain.workspace import Environment
from app.ui.tables import Role, TableView
from app.ui.theme import em
from app.ui.widgets import (
    Banner,
    Button,
    ComboBox,
    LoadingBar,
    Placeholder,
    SearchField,
    Switch,
)
from tests.support.builders import a_credential, a_delivery, a_listener, a_me, settings
from tests.support.page_world import appeared, click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS


def table(page):
    return find(page, TableView, "listener_table")


def select(qtbot, page, row=0):
    table(page).setFocus()
    qtbot.keyClick(table(page), Qt.Key.Key_Home)
    for _step in range(row):
        qtbot.keyClick(table(page), Qt.Key.Key_Down)
    qtbot.waitUntil(find(page, QWidget, "panel").isVisible)


def mode_of(world, listener):
    return world.workspace.listeners.get(listener.id).settings.mode


def test_keys_go_to_the_list_as_soon_as_it_is_there(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    qtbot.waitUntil(table(page).hasFocus)


def test_tab_comes_by_head_filters_list_in_the_order_of_the_design(qtbot, world, make):
    world.platform.put(a_listener())
    page = make(me=a_me())
    qtbot.waitUntil(find(page, QWidget, "channel_scope").isVisible)
    order, at = [], page.nextInFocusChain()
    while at is not page:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
            order.append(at.objectName())
        at = at.nextInFocusChain()
    filters = ["search", "status_filter", "entity_filter", "more_filters", "refresh", "details"]
    assert order == ["channel_scope", "new_listener", *filters, "listener_table"]


def test_the_panel_is_made_when_there_is_first_something_to_show(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    assert page.findChildren(QWidget, "panel") == []
    select(qtbot, page)
    panel = find(page, QWidget, "panel")
    qtbot.keyClick(table(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.isVisible())
    select(qtbot, page)
    assert find(page, QWidget, "panel") is panel


def test_a_test_of_nothing_says_what_is_lacking(world, make):
    world.platform.put(a_listener())
    make().send_test()
    assert world.shell.announced == ["Select a listener first"]


def test_enter_and_double_click_edit(qtbot, world, make):
    listener = world.platform.put(a_listener())
    page = make()
    select(qtbot, page)
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    spot = table(page).visualRect(table(page).model().index(0, 1)).center()
    qtbot.mouseClick(table(page).viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(table(page).viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert world.shell.opened == [("listener_form", {"listener_id": listener.id})] * 2


def test_space_turns_off_and_on(qtbot, world, make):
    listener = world.platform.put(a_listener())
    page = make()
    select(qtbot, page)
    qtbot.keyClick(table(page), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: mode_of(world, listener) is Mode.DISABLED)
    qtbot.waitUntil(lambda: not find(page, Switch, "status_switch").isChecked())
    qtbot.keyClick(table(page), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: mode_of(world, listener) is Mode.ENABLED)


def test_space_asks_in_production_and_no_means_no(qtbot, world, make):
    listener = world.platform.put(a_listener())
    world.dialogs.answers = [False]
    page = make(environment=Environment.PRODUCTION)
    select(qtbot, page)
    qtbot.keyClick(table(page), Qt.Key.Key_Space)
    assert "Production" in world.dialogs.asked[0][1]
    assert mode_of(world, listener) is Mode.ENABLED
    assert find(page, Switch, "status_switch").isChecked()


def test_the_switch_follows_the_listener_not_the_click(qtbot, world, make):
    listener = world.platform.put(a_listener())
    world.dialogs.answers = [False, True]
    page = make(environment=Environment.PRODUCTION)
    select(qtbot, page)
    click(qtbot, page, "status_switch")
    assert find(page, Switch, "status_switch").isChecked()
    click(qtbot, page, "status_switch")
    qtbot.waitUntil(lambda: mode_of(world, listener) is Mode.DISABLED)
    qtbot.waitUntil(lambda: not find(page, Switch, "status_switch").isChecked())


def test_delete_asks_and_takes_the_row(qtbot, world, make):
    world.platform.put(a_listener())
    world.dialogs.answers = [True]
    page = make()
    select(qtbot, page)
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    assert "New clients to the CRM" in world.dialogs.asked[0][1]
    appeared(qtbot, page, Placeholder, "listeners_placeholder")


def test_search_narrows_down_and_escape_clears(qtbot, world, make):
    world.platform.put(a_listener(settings=settings(name="One")))
    world.platform.put(a_listener(settings=settings(name="Two")))
    page = make()
    page.focus_search()
    search = find(page, SearchField, "search")
    qtbot.waitUntil(search.hasFocus)
    type_into(qtbot, page, "search", "two")
    assert table(page).model().rowCount() == 1
    type_into(qtbot, page, "search", "nothing")
    placeholder = find(page, Placeholder, "listeners_placeholder")
    assert placeholder.isVisible()
    assert "nothing" in placeholder.title
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert table(page).model().rowCount() == 2


def test_filters_narrow_down_and_can_be_cleared(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    box = find(page, ComboBox, "status_filter")
    box.setFocus()
    qtbot.keyClicks(box, "Stopped")
    click(qtbot, page, "clear_filters")
    assert table(page).isVisible()
    assert box.value is None


def test_the_channel_link_narrows_down(qtbot, world, make):
    world.platform.put(a_listener(settings=settings(channel_id="chn_1", name="Cape")))
    world.platform.put(a_listener())
    page = make()
    link = find(page, Button, "channel_scope")
    assert link.isVisible()
    entries = {one.text(): one for one in link.parent().findChildren(QAction)}
    entries["Western Cape brokers"].trigger()
    assert table(page).model().rowCount() == 1
    assert link.words == "Western Cape brokers"


def test_without_plan_pro_there_is_no_channel_link(world, make):
    world.platform.put(a_listener())
    page = make(me=a_me(plan="plan"))
    assert not page.findChildren(Button, "channel_scope")


def test_the_panel_leads_on(qtbot, world, make):
    credential = a_credential(name="CRM")
    world.platform.credentials_ = {credential.id: credential}
    listener = world.platform.put(
        a_listener(settings=settings(auth_type="basic", credential_id=credential.id))
    )
    page = make()
    select(qtbot, page)
    for name in ("send_test", "edit", "show_deliveries", "all_deliveries", "credential_link"):
        click(qtbot, page, name)
    key = listener.id
    assert world.shell.opened == [
        ("test_result", {"listener_id": key}),
        ("listener_form", {"listener_id": key}),
        ("deliveries", {"listener_id": key}),
        ("deliveries", {"listener_id": key}),
        ("credentials", {"credential_id": credential.id}),
    ]
    click(qtbot, page, "copy_address")
    assert QGuiApplication.clipboard().text() == listener.settings.destination.url


def test_the_menu_duplicates_pauses_and_deletes(qtbot, world, make):
    listener = world.platform.put(a_listener())
    page = make()
    select(qtbot, page)

    def entry(name):
        found = [one for one in page.findChildren(QAction) if one.objectName() == name]
        return found[-1]

    entry("menu_duplicate").trigger()
    assert world.shell.opened[-1] == ("listener_form", {"copy_of": listener.id})
    entry("menu_pause").trigger()
    qtbot.waitUntil(lambda: mode_of(world, listener) is Mode.PAUSED)
    qtbot.waitUntil(lambda: "Paused" in find(page, QLabel, "status_word").text())
    entry("menu_resume").trigger()
    qtbot.waitUntil(lambda: mode_of(world, listener) is Mode.ENABLED)


def test_the_context_menu_opens_on_the_selected_row(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    select(qtbot, page)
    table(page).customContextMenuRequested.emit(table(page).rect().center())
    menus = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert len(menus) == 1
    menus[0].close()


def test_the_palette_is_offered_the_menu_of_what_is_selected(qtbot, world, make):
    listener = world.platform.put(a_listener())
    page = make()
    assert page.context() is None
    select(qtbot, page)
    offered = page.context()
    assert offered.title == listener.settings.name
    named = {one.objectName(): one for one in offered.actions}
    named["menu_edit"].trigger()
    assert world.shell.opened[-1] == ("listener_form", {"listener_id": listener.id})


def test_what_waits_is_shown_and_can_be_undone(qtbot, world, make):
    listener = world.platform.put(a_listener())
    page = make()
    select(qtbot, page)
    qtbot.keyClick(table(page), Qt.Key.Key_Space)
    qtbot.waitUntil(find(page, QWidget, "waiting").isVisible)
    click(qtbot, page, "undo_change")
    qtbot.waitUntil(lambda: mode_of(world, listener) is Mode.ENABLED)
    qtbot.waitUntil(lambda: not find(page, QWidget, "waiting").isVisible())


def test_an_unsupported_one_cannot_be_switched_and_says_why(qtbot, world, make):
    world.platform.put(
        a_listener(status=Status.UNSUPPORTED, status_reason="function_not_supported")
    )
    page = make()
    select(qtbot, page)
    assert not find(page, Switch, "status_switch").isEnabled()
    assert "Function not supported" in find(page, Switch, "status_switch").accessibleDescription()


def test_offline_says_so_once_and_disables_what_needs_the_platform(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    select(qtbot, page)
    world.platform.fail("changes", TimedOut("x", host="p.example"))
    page.refresh()
    banner = appeared(qtbot, page, Banner, "state_banner")
    assert banner.title == "You are offline"
    qtbot.waitUntil(lambda: not find(page, Button, "send_test").isEnabled())
    click(qtbot, page, "banner_again")
    qtbot.waitUntil(lambda: not banner.isVisible())
    qtbot.waitUntil(lambda: find(page, Button, "send_test").isEnabled())


def test_F37_a_token_that_is_not_taken_any_more_can_be_renewed(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    world.platform.fail("changes", NotAuthorised("no", status=401))
    with pytest.raises(NotAuthorised):
        world.sync()  # nobody on this page asked for it
    banner = appeared(qtbot, page, Banner, "state_banner")
    click(qtbot, page, "sign_in_again")
    assert world.shell.asked_to_sign_in == 1
    world.sync()
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_F37_a_permission_that_was_taken_away_takes_the_page(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    error = PermissionMissing("no", status=403, permission="listeners:read")
    world.platform.fail("changes", error)
    with pytest.raises(PermissionMissing):
        world.sync()
    appeared(qtbot, page, Placeholder, "listeners_placeholder")
    click(qtbot, page, "try_again")
    qtbot.waitUntil(lambda: not find(page, Placeholder, "listeners_placeholder").isVisible())


def test_a_refused_refresh_says_why_over_the_rows(qtbot, world, make):
    world.platform.put(a_listener())
    page = make()
    world.platform.fail("changes", ServerFault("boom", status=500))
    click(qtbot, page, "refresh")
    banner = appeared(qtbot, page, Banner, "state_banner")
    assert "500" in banner.title
    assert table(page).isVisible()


def test_nothing_yet_offers_the_first_listener(qtbot, world, make):
    page = make()
    appeared(qtbot, page, Placeholder, "listeners_placeholder")
    qtbot.waitUntil(lambda: fits(page))
    click(qtbot, page, "first_listener")
    assert world.shell.opened == [("listener_form", {"listener_id": None})]
    click(qtbot, page, "how_it_works")
    assert world.shell.asked_for_help == 1


def test_no_permission_says_what_to_ask_for(qtbot, world, make):
    page = make(me=a_me(permissions=frozenset()), sync=False)
    assert find(page, Placeholder, "listeners_placeholder").isVisible()
    qtbot.waitUntil(lambda: fits(page))
    click(qtbot, page, "copy_request")
    assert "listeners:read" in QGuiApplication.clipboard().text()
    assert "Thandi M." in QGuiApplication.clipboard().text()


def test_a_first_load_that_fails_can_be_tried_again(qtbot, world, make):
    page = make(sync=False, fault=TimedOut("x", host="p.example"))
    placeholder = appeared(qtbot, page, Placeholder, "listeners_placeholder")
    qtbot.waitUntil(lambda: "p.example" in placeholder.title)
    click(qtbot, page, "try_again")
    qtbot.waitUntil(lambda: "No webhook listeners" in placeholder.title)


def test_who_comes_from_the_form_finds_the_listener_selected(qtbot, world, make):
    world.platform.put(a_listener())
    listener = world.platform.put(a_listener())
    page = make()
    page.enter(listener_id=listener.id)
    qtbot.waitUntil(lambda: table(page).selected_keys == (listener.id,))


def test_a_sync_in_the_background_leaves_the_selection_alone(qtbot, world, make):
    world.platform.put(a_listener(settings=settings(name="One")))
    listener = world.platform.put(a_listener(settings=settings(name="Two")))
    page = make()
    select(qtbot, page, 1)
    world.platform.put(a_listener(settings=settings(name="Three")))
    world.platform.change(listener.id, name="Renamed")
    world.sync()
    qtbot.waitUntil(lambda: table(page).model().rowCount() == 3)
    assert table(page).selected_keys == (listener.id,)


def everything(world):
    credential = a_credential(name="CRM production credential")
    world.platform.credentials_ = {credential.id: credential}
    listener = world.platform.put(
        a_listener(
            settings=settings(auth_type="basic", credential_id=credential.id),
            status=Status.SUSPENDED,
            status_reason="endpoint_failing",
        )
    )
    world.platform.deliveries_ = [
        a_delivery(listener_id=listener.id, last_status=503) for _one in range(4)
    ]
    return listener


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_no_text_is_cut_off(qtbot, world, make, theme, scheme, scale):
    theme.apply(scheme, text_scale=scale)
    everything(world)
    page = make(size=(em(968), 740))  # the least that a panel stands beside
    select(qtbot, page)
    qtbot.waitUntil(lambda: fits(page))


def test_everything_that_takes_the_focus_has_a_name(qtbot, world, make):
    everything(world)
    page = make()
    select(qtbot, page)
    assert nameless(page) == []


def test_a_row_is_read_out_as_a_sentence(world, make):
    world.platform.put(a_listener())
    page = make()
    index = table(page).model().index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("clients, Create, New clients to the CRM, hooks.example.com, Active")
    assert index.data(Role.KEY)


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_names_and_addresses_are_shown_as_text(qtbot, world, make, payload):
    credential = a_credential(name=payload)
    world.platform.credentials_ = {credential.id: credential}
    world.platform.put(
        a_listener(
            settings=settings(
                name=payload, entity=payload, auth_type="basic", credential_id=credential.id
            )
        )
    )
    page = make()
    select(qtbot, page)
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert shown.count(payload) >= 2
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))
    assert find(page, Button, "credential_link").words == payload


def test_what_is_typed_before_the_list_is_there_and_in_words_finds_its_row(qtbot, world, make):
    for at in range(30):
        world.platform.put(a_listener(id=f"wl_{at}", settings=settings(name=f"Feed {at}")))
    page = make(patient=False)
    assert table(page).model().rowCount() == 0
    type_into(qtbot, page, "search", "feed 29")
    qtbot.waitUntil(lambda: [one.label for one in table(page).model()] == ["Feed 29"])
    qtbot.mouseClick(
        table(page).viewport(),
        Qt.MouseButton.LeftButton,
        pos=table(page).visualRect(table(page).model().index(0, 0)).center(),
    )
    qtbot.waitUntil(lambda: table(page).selected_keys == ("wl_29",))


def test_trying_again_is_seen_while_it_runs(qtbot, world, make, gate):
    page = make(sync=False, fault=TimedOut("x", host="p.example"))
    appeared(qtbot, page, Placeholder, "listeners_placeholder")
    qtbot.waitUntil(lambda: page.findChild(Button, "try_again") is not None)
    bar = page.findChild(LoadingBar)
    assert not bar.is_active
    world.platform.before["changes"] = gate
    click(qtbot, page, "try_again")
    gate.wait_entered()
    assert bar.is_active
    gate.opened.set()
    qtbot.waitUntil(lambda: not bar.is_active)
