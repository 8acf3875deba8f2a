"""The Changes page, used by keys and clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMainWindow, QWidget

from app.domain.errors import NetworkError, NotAuthorised, PermissionMissing, ServerFault
from app.domain.sync_state import SyncState
from app.domain.workspace import Environment
from app.ui.pages.changes.menu import ChangeMenu
from app.ui.pages.changes.wanted import About, Window
from app.ui.tables import Role, TableView
from app.ui.widgets import Banner, ComboBox, Hint, Placeholder, Segmented
from tests.qt.changes.conftest import some_days
from tests.support.audit_entries import a_credential_side, an_entry
from tests.support.builders import a_credential, a_listener, settings
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS

LISTENER = "lst_1"
BEFORE = settings(url="https://a.example/v1")
AFTER = settings(url="https://a.example/v2")


def test_what_was_done_to_a_deleted_listener_is_told_by_what_it_was(qtbot, show, world):
    gone = settings(name="Old CRM")
    world.platform.audit_ = [
        an_entry("deleted", of="lst_gone", before=gone, seconds=-3 * 86_400),
        an_entry("secret_revealed", of="lst_gone", seconds=-60, entry_id="aud_1"),
        an_entry("secret_revealed", of="lst_never", seconds=-30, entry_id="aud_2"),
    ]
    page = show()
    choose = find(page, ComboBox, "window_filter")
    choose.set_value(Window.DAY)
    choose.chosen.emit(Window.DAY)  # its end is not in what is read
    wait_entries(qtbot, page, "aud_2", "aud_1")
    model = find(page, TableView, "change_table").model()
    said = [model.index(at, 1).data() for at in range(model.rowCount())]
    assert said[1].endswith("lst_never")
    assert said[2].endswith("clients Create (deleted since)")
    assert model.index(2, 2).data() == "Old CRM"
    select_first(qtbot, page)
    table = find(page, TableView, "change_table")
    table.select_keys(["aud_1"])
    panel = find(page, QWidget, "change_detail")
    qtbot.waitUntil(
        lambda: "Create (deleted since)" in {one.text() for one in panel.findChildren(QLabel)}
    )


@pytest.fixture
def edited(world):
    """A listener that was edited once, and the entry that says so."""
    world.platform.put(a_listener(id=LISTENER, settings=AFTER, version=2))
    entry = an_entry(of=LISTENER, before=BEFORE, after=AFTER, seconds=-60, entry_id="aud_edit")
    world.platform.audit_ = [entry]
    return entry


def keys(page):
    model = find(page, TableView, "change_table").model()
    return [model.index(at, 0).data(Role.KEY) for at in range(model.rowCount())]


def entries(page):
    return [key for key in keys(page) if not key.startswith("day ")]


def wait_entries(qtbot, page, *expected):
    qtbot.waitUntil(lambda: entries(page) == list(expected))


def select_first(qtbot, page):
    table = find(page, TableView, "change_table")
    qtbot.waitUntil(lambda: table.isVisible() and table.model().rowCount() > 0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    panel = find(page, QWidget, "change_detail")
    qtbot.waitUntil(panel.isVisible)
    return panel


def shown_words(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def undo_is_possible(page):
    return find(page, QAbstractButton, "undo_change").isEnabled()


def placeholder(page):
    return find(page, Placeholder, "changes_placeholder")


# -- the list -------------------------------------------------------------------------------


def test_changes_stand_below_their_days(qtbot, show, world):
    world.platform.audit_ = some_days(4)
    page = show()
    wait_entries(qtbot, page, "aud_0003", "aud_0002", "aud_0001", "aud_0000")
    assert [key.startswith("day ") for key in keys(page)] == [True, False, False] * 2


def test_keys_pass_over_the_days(qtbot, show, world):
    world.platform.audit_ = some_days(4)
    page = show()
    wait_entries(qtbot, page, "aud_0003", "aud_0002", "aud_0001", "aud_0000")
    table = find(page, TableView, "change_table")
    table.setFocus()
    walked = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End):
        qtbot.keyClick(table, key)
        walked += table.selected_keys
    assert walked == ["aud_0003", "aud_0002", "aud_0001", "aud_0002", "aud_0000"]
    heading = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert not any(key.startswith("day ") for key in table.selected_keys)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown])
def test_the_first_key_of_all_goes_past_the_heading(qtbot, show, world, key):
    """It stopped before the day's heading, and so did each after it."""
    world.platform.audit_ = some_days(4)
    page = show()
    qtbot.waitUntil(lambda: len(entries(page)) == 4)
    table = find(page, TableView, "change_table")
    table.setCurrentIndex(QModelIndex())
    table.setFocus()
    assert not table.currentIndex().isValid()
    qtbot.keyClick(table, key)
    assert table.selected_keys == ("aud_0003",)


def test_the_model_keeps_its_promises_while_changes_come(qtbot, show, world, qtmodeltester):
    world.platform.audit_ = some_days(6)
    page = show()
    qtbot.waitUntil(lambda: len(entries(page)) == 6)
    model = find(page, TableView, "change_table").model()
    qtmodeltester.check(model)
    world.platform.audit_ += [an_entry(before=BEFORE, after=AFTER, entry_id="aud_new")]
    page.refresh()
    qtbot.waitUntil(lambda: len(entries(page)) == 7)
    assert entries(page)[0] == "aud_new"
    type_into(qtbot, page, "search", "Name 3")
    qtbot.waitUntil(lambda: len(entries(page)) == 2)


def test_a_change_made_here_shows_up_by_itself(qtbot, show, world, edited):
    page = show()
    wait_entries(qtbot, page, "aud_edit")
    later = an_entry(of=LISTENER, before=AFTER, after=BEFORE, entry_id="aud_later")
    world.platform.audit_.append(later)
    world.events.listeners_changed.emit()
    wait_entries(qtbot, page, "aud_later", "aud_edit")


def test_nobody_looks_while_the_page_is_not_seen(qtbot, show, world, edited):
    page = show()
    wait_entries(qtbot, page, "aud_edit")
    page.hide()
    asked = world.platform.calls.count("audit")
    world.events.listeners_changed.emit()
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: world.platform.calls.count("audit") == asked + 1)


def test_older_pages_are_read_when_the_end_comes_near(qtbot, show, world):
    world.platform.audit_ = some_days(90, per_day=50)
    world.platform.audit_page = 40
    page = show()
    qtbot.waitUntil(lambda: len(entries(page)) == 40)
    table = find(page, TableView, "change_table")
    for count in (80, 90):
        table.scrollToBottom()
        qtbot.waitUntil(lambda count=count: len(entries(page)) == count)
    assert entries(page)[-1] == "aud_0000"


def test_a_search_looks_through_older_pages_too(qtbot, show, world):
    world.platform.audit_ = some_days(60, per_day=50)
    world.platform.audit_page = 10
    page = show()
    qtbot.waitUntil(lambda: len(entries(page)) >= 30)
    type_into(qtbot, page, "search", "aud_0004")
    wait_entries(qtbot, page, "aud_0004")


def test_a_search_without_end_says_how_far_it_looked(qtbot, show, world):
    world.platform.audit_ = some_days(40, per_day=50)
    world.platform.audit_page = 1
    page = show()
    qtbot.waitUntil(lambda: len(entries(page)) == 5)
    type_into(qtbot, page, "search", "nothing like it")
    qtbot.waitUntil(lambda: placeholder(page).text == "Looked through the newest 10 changes.")
    assert placeholder(page).title == "No changes match “nothing like it”"
    click(qtbot, page, "look_further")
    qtbot.waitUntil(lambda: placeholder(page).text == "Looked through the newest 15 changes.")
    click(qtbot, page, "clear_filters")
    qtbot.waitUntil(lambda: entries(page) != [])
    type_into(qtbot, page, "search", "nothing like it")
    qtbot.waitUntil(lambda: entries(page) == [])
    qtbot.keyClick(find(page, TableView, "change_table"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: entries(page) != [])
    assert find(page, QLineEdit, "search").text() == ""


def test_filters_by_kind_person_and_resource(qtbot, show, world, edited):
    other = ("usr_2", "Marcus L.")
    side = a_credential_side()
    world.platform.audit_ += [
        an_entry("created", "credential", of="crd_1", after=side, entry_id="aud_crd", actor=other),
        an_entry("secret_revealed", of=LISTENER, entry_id="aud_look"),
    ]
    page = show()
    wait_entries(qtbot, page, "aud_look", "aud_crd", "aud_edit")
    for about, expected in (
        ("credentials", ["aud_crd"]),
        ("secrets", ["aud_look"]),
        ("listeners", ["aud_edit"]),
    ):
        click(qtbot, page, f"about_{about}")
        assert entries(page) == expected
    click(qtbot, page, "about_all")
    page.enter(resource_id="crd_1", name="CRM production")
    wait_entries(qtbot, page, "aud_crd")
    assert find(page, QAbstractButton, "only_resource").words == "CRM production"
    click(qtbot, page, "only_resource")
    wait_entries(qtbot, page, "aud_look", "aud_crd", "aud_edit")
    chosen = find(page, QWidget, "actor_filter")
    assert [one.text for one in chosen.items] == ["Anyone", "Me", "Marcus L.", "Platform"]
    chosen.setCurrentIndex(2)
    chosen.activated.emit(2)
    wait_entries(qtbot, page, "aud_crd")
    assert find(page, Segmented, "about").value is About.ALL


# -- one change -------------------------------------------------------------------------------


def test_what_differs_stands_beside_the_list(qtbot, show, edited):
    page = show()
    panel = select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))
    expected = {"Endpoint URL", "https://a.example/v1", "https://a.example/v2", "Before", "After"}
    qtbot.waitUntil(lambda: expected <= set(shown_words(panel)))
    assert any(one.startswith("Edited by you") for one in shown_words(panel))


def test_undo_is_a_new_change(qtbot, show, world, edited):
    page = show()
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))
    click(qtbot, page, "undo_change")
    qtbot.waitUntil(lambda: world.shell.announced != [])
    assert world.workspace.listeners.get(LISTENER).state is SyncState.WAITING
    world.sync()
    assert world.platform.there[LISTENER].settings == BEFORE
    hint = find(page, Hint, "undo_reason")
    qtbot.waitUntil(lambda: "changed again since" in hint.text)
    assert not undo_is_possible(page)


def test_ctrl_z_undoes_and_production_asks_first(qtbot, show, world, edited):
    page = show(environment=Environment.PRODUCTION)
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))
    table = find(page, TableView, "change_table")
    world.dialogs.answers = [False, True]
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert world.workspace.listeners.get(LISTENER).state is SyncState.CLEAN
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: world.workspace.listeners.get(LISTENER).is_waiting)
    assert [asked[3] for asked in world.dialogs.asked] == ["Undo in Production"] * 2


def test_ctrl_z_of_the_window_leaves_the_change_that_is_looked_at_to_its_page(
    qtbot, show, world, edited
):
    page = show()
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    window.resize(1100, 740)
    last = QAction(window)
    last.setShortcut(QKeySequence.StandardKey.Undo)
    window.addAction(last)
    taken = []
    last.triggered.connect(lambda: taken.append(True))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    table = find(page, TableView, "change_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == [True]
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: world.workspace.listeners.get(LISTENER).is_waiting)
    assert taken == [True]


def test_undoing_a_creation_asks_before_it_deletes(qtbot, show, world):
    world.platform.put(a_listener(id=LISTENER, settings=AFTER))
    world.platform.audit_ = [an_entry("created", of=LISTENER, after=AFTER, seconds=-60)]
    page = show()
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))
    world.dialogs.answers = [True]
    click(qtbot, page, "undo_change")
    qtbot.waitUntil(lambda: world.workspace.listeners.get(LISTENER).delete_wanted)
    assert world.dialogs.asked[0][1:] == (
        "Delete “clients Create”?",
        "Undoing its creation deletes it. Its history stays.",
        "Delete",
        "danger",
    )


def test_a_copy_that_is_behind_is_synced_and_judged_again(qtbot, show, world, edited):
    page = show()
    newer = replace(AFTER, name="Renamed elsewhere")
    world.platform.put(a_listener(id=LISTENER, settings=newer, version=3, etag='"3"'))
    renamed = an_entry(of=LISTENER, before=AFTER, after=newer, seconds=60, entry_id="aud_renamed")
    world.platform.audit_.append(renamed)
    page.refresh()
    wait_entries(qtbot, page, "aud_renamed", "aud_edit")
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: world.syncs == [True])
    assert "syncs now" in find(page, Hint, "undo_reason").text


def test_the_listener_is_one_click_away(qtbot, show, world, edited):
    page = show()
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: find(page, QAbstractButton, "open_listener").isEnabled())
    click(qtbot, page, "open_listener")
    assert world.shell.opened == [("listener_form", {"listener_id": LISTENER})]


def show_new_credential(qtbot, show, world):
    """The page with one change, which can be undone: a credential was made."""
    side = a_credential_side()
    world.platform.credentials_["crd_1"] = a_credential(id="crd_1", version=1)
    world.platform.audit_ = [an_entry("created", "credential", of="crd_1", after=side, seconds=-9)]
    page = show()
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))
    return page


def test_a_refused_undo_says_why_in_the_panel(qtbot, show, world):
    page = show_new_credential(qtbot, show, world)
    world.platform.fail("delete_credential", ServerFault("broken", status=500))
    world.dialogs.answers = [True]
    click(qtbot, page, "undo_change")
    trouble = find(page, Hint, "undo_error")
    qtbot.waitUntil(trouble.isVisible)
    assert "500" in trouble.text
    assert undo_is_possible(page)


def test_a_credential_that_cannot_be_reached_is_not_said_to_be_undone(qtbot, show, world):
    page = show_new_credential(qtbot, show, world)
    world.platform.fail("delete_credential", NetworkError("away", host="p.example"))
    world.dialogs.answers = [True]
    click(qtbot, page, "undo_change")
    qtbot.waitUntil(lambda: world.shell.announced != [])
    assert "on its way" in str(world.shell.announced)
    hint = find(page, Hint, "undo_reason")
    qtbot.waitUntil(lambda: "waits to be sent" in hint.text)


def test_an_undo_that_fails_late_is_not_held_against_another_change(qtbot, show, world, gate):
    side = a_credential_side()
    for one in ("crd_1", "crd_2"):
        world.platform.credentials_[one] = a_credential(id=one, version=1)
    world.platform.audit_ = [
        an_entry("created", "credential", of=one, after=side, seconds=-at, entry_id=f"aud_{at}")
        for at, one in ((9, "crd_1"), (5, "crd_2"))
    ]
    page = show()
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))

    def refuse():
        gate()
        raise ServerFault("broken", status=500)

    world.platform.before["delete_credential"] = refuse
    world.dialogs.answers = [True]
    click(qtbot, page, "undo_change")
    gate.wait_entered()
    page._table.select_keys(["aud_9"])
    qtbot.waitUntil(lambda: undo_is_possible(page))
    gate.opened.set()
    qtbot.waitUntil(lambda: world.shell.announced != [])
    assert "500" in str(world.shell.announced)
    assert not find(page, Hint, "undo_error").isVisible()


# -- states ---------------------------------------------------------------------------------


def test_nothing_yet(qtbot, show):
    page = show()
    qtbot.waitUntil(lambda: placeholder(page).title == "No changes yet")


def test_a_first_load_that_fails_can_be_tried_again(qtbot, show, world, edited):
    world.platform.fail("audit", NetworkError("away", host="p.example"))
    page = show()
    qtbot.waitUntil(lambda: "p.example" in placeholder(page).title)
    click(qtbot, page, "try_again")
    wait_entries(qtbot, page, "aud_edit")


def test_offline_keeps_the_rows_and_says_as_of_when(qtbot, show, world, edited):
    page = show()
    wait_entries(qtbot, page, "aud_edit")
    world.platform.fail("audit", NetworkError("away", host="p.example"))
    page.refresh()
    banner = find(page, Banner, "changes_error")
    qtbot.waitUntil(banner.isVisible)
    assert banner.text.startswith("As of ")
    assert entries(page) == ["aud_edit"]
    page.refresh()
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_a_credential_that_ended_is_said(qtbot, show, world):
    world.platform.fail("audit", NotAuthorised("ended", status=401))
    page = show()
    qtbot.waitUntil(lambda: placeholder(page).title == "The platform did not accept the credential")


def test_no_permission_asks_for_it(qtbot, show, world):
    error = PermissionMissing("no", status=403, permission="audit:read")
    world.platform.fail("audit", error)
    page = show()
    qtbot.waitUntil(lambda: placeholder(page).title == "You cannot view changes here")
    click(qtbot, page, "copy_request")
    copied = QGuiApplication.clipboard().text()
    assert copied == "Give Thandi M. the permission “audit:read” in Example Advisors."
    click(qtbot, page, "try_again")
    qtbot.waitUntil(lambda: placeholder(page).title == "No changes yet")


def test_a_platform_without_a_log_is_not_asked(qtbot, show, world):
    page = show(capabilities=frozenset())
    assert placeholder(page).title == "This platform tells no changes"
    page.refresh()
    assert "audit" not in world.platform.calls


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"read_only": True}, "This connection is read only."),
        ({"without": ["listeners:write"]}, "listeners:write is missing"),
    ],
)
def test_who_may_only_read_sees_why_there_is_no_undo(qtbot, show, edited, how, words):
    page = show(**how)
    select_first(qtbot, page)
    hint = find(page, Hint, "undo_reason")
    qtbot.waitUntil(lambda: words in hint.text)
    assert not undo_is_possible(page)


# -- look and reach ---------------------------------------------------------------------------


def test_everything_that_takes_the_focus_has_a_name(qtbot, show, edited):
    page = show()
    select_first(qtbot, page)
    assert nameless(page) == []
    table = find(page, TableView, "change_table")
    row = QAccessible.queryAccessibleInterface(table).child(table.model().columnCount() * 2 + 1)
    assert row is not None


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off(qtbot, show, theme, edited, scale):
    theme.apply("light", text_scale=scale)
    page = show(size=(688, 520) if scale > 1 else (1068, 740))
    wait_entries(qtbot, page, "aud_edit")
    qtbot.waitUntil(lambda: fits(page) is None)
    table = find(page, TableView, "change_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Return)  # opens the panel also where it takes the list's place
    panel = find(page, QWidget, "change_detail")
    qtbot.waitUntil(lambda: panel.isVisible() and undo_is_possible(page))
    qtbot.waitUntil(lambda: fits(page) is None)


def test_T35_foreign_words_are_only_text(qtbot, show, world):
    world.platform.audit_ = [
        an_entry(of="lst_9", before={"name": one}, after={one: one}, actor=(one, one))
        for one in UI_PAYLOADS
    ]
    page = show()
    select_first(qtbot, page)
    table = find(page, TableView, "change_table")
    panel = find(page, QWidget, "change_detail")
    for payload in reversed(UI_PAYLOADS):
        qtbot.waitUntil(lambda payload=payload: payload in shown_words(panel))
        qtbot.keyClick(table, Qt.Key.Key_Down)
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_menu_of_a_change_says_what_its_panel_does(qtbot, show, world, edited):
    page = show()
    select_first(qtbot, page)
    qtbot.waitUntil(lambda: undo_is_possible(page))
    table = find(page, TableView, "change_table")
    qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = find(page, ChangeMenu, "")
    assert menu.isVisible()
    menu.hide()
    names = [one.objectName() for one in page.context().actions]
    assert names == ["menu_undo", "menu_listener", "menu_others", "menu_copy", "menu_copy_ids"]
    assert all(one.isEnabled() for one in page.context().actions)
    find(page, QAction, "menu_copy").trigger()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == [
        "Edited clients Create",
        "Endpoint URL",
    ]
    find(page, QAction, "menu_copy_ids").trigger()
    assert QGuiApplication.clipboard().text().startswith("aud_edit\nlst_")
    find(page, QAction, "menu_others").trigger()
    assert find(page, QAbstractButton, "only_resource").isVisible()


def test_the_menu_of_a_change_refuses_what_its_panel_refuses(qtbot, show, world, edited):
    page = show(read_only=True)
    panel = select_first(qtbot, page)
    qtbot.waitUntil(lambda: "This connection is read only." in shown_words(panel))
    undo = find(page, QAction, "menu_undo")
    qtbot.waitUntil(lambda: undo.toolTip() == "This connection is read only.")
    assert not undo.isEnabled()
