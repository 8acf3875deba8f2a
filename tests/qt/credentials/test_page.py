"""The Credentials page, used by keys and clicks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.domain.errors import Conflict, PermissionMissing, TimedOut
from app.domain.window_memory import AS_MADE, ListMemory
from app.ui.credential_dialog.dialog import CredentialDialog
from app.ui.pages.credentials.menu import CredentialMenu
from app.ui.pages.credentials.presenter import CredentialsPresenter
from app.ui.pages.credentials.view import CredentialsPage
from app.ui.tables import Role, TableView
from app.ui.text import times
from app.ui.text.zone import ZONE
from app.ui.widgets import Banner, ComboBox, Hint, Placeholder
from tests.support.builders import NOW, a_catalog, a_credential, a_listener, local
from tests.support.clipping import clipped
from tests.support.dialogs import ScriptedDialogs
from tests.support.payloads import UI_PAYLOADS
from tests.support.scripted_deliveries import Kept
from tests.support.scripted_shell import ScriptedShell
from tests.support.speaking import speechless
from tests.support.window_manager import popup_has_focus

FREE = a_credential(id="crd_free", name="Archive key")
USED = a_credential(id="crd_used", name="Warehouse login", used_by=("lst_1", "lst_gone"))


@pytest.fixture
def shell():
    return ScriptedShell()


@pytest.fixture
def dialogs():
    return ScriptedDialogs()


@pytest.fixture
def build(qtbot, runner, events, shell, dialogs, theme, kept_catalog):
    def build(service, *, reason="", size=(1068, 740), catalog=None):
        presenter = CredentialsPresenter(
            service,
            kept_catalog(catalog),
            Kept(local(a_listener(id="lst_1"))),
            runner,
            events,
            clock=lambda: NOW,
        )

        def make_dialog(credential, parent):
            types = presenter.status.auth_types
            return CredentialDialog(service, types, runner, credential=credential, parent=parent)

        page = CredentialsPage(
            presenter,
            make_dialog,
            dialogs,
            shell,
            reason_to_only_read=reason,
            clock=lambda: NOW,
        )
        presenter.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.enter()
        return page

    return build


def find(page, kind, name):
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def click(qtbot, page, name):
    qtbot.mouseClick(find(page, QAbstractButton, name), Qt.MouseButton.LeftButton)


def rows(page):
    model = find(page, TableView, "credential_table").model()
    return [model.index(at, 0).data(Role.KEY) for at in range(model.rowCount())]


def wait_rows(qtbot, page, *wanted):
    qtbot.waitUntil(lambda: sorted(rows(page)) == sorted(wanted))


def select(qtbot, page, credential_id):
    find(page, TableView, "credential_table").select_keys([credential_id])
    qtbot.waitUntil(find(page, QWidget, "credential_detail").isVisible)


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_lists_what_there_is(qtbot, build, scripted):
    page = build(scripted(USED, FREE))
    wait_rows(qtbot, page, "crd_used", "crd_free")
    model = find(page, TableView, "credential_table").model()
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown == ["Warehouse login", "Not checked", "2", "Never"]


def test_what_another_page_asked_for_is_selected_once_it_is_there(qtbot, build, scripted):
    page = build(scripted(USED, FREE))
    wait_rows(qtbot, page, "crd_used", "crd_free")
    page.enter(credential_id="crd_free")
    table = find(page, TableView, "credential_table")
    qtbot.waitUntil(lambda: table.selected_keys == ("crd_free",))
    page.enter(credential_id="crd_gone")
    page.enter()
    assert table.selected_keys == ("crd_free",)


def test_nothing_yet_offers_to_make_one(qtbot, build, scripted):
    page = build(scripted())
    placeholder = find(page, Placeholder, "credentials_placeholder")
    qtbot.waitUntil(lambda: placeholder.title == "No credentials yet")
    qtbot.waitUntil(find(page, QAbstractButton, "new_credential").isEnabled)


def test_search_and_type_narrow_the_list(qtbot, build, scripted):
    token = a_credential(id="crd_token", name="Archive token", auth_type="bearer")
    page = build(scripted(USED, FREE, token))
    wait_rows(qtbot, page, "crd_used", "crd_free", "crd_token")
    page.focus_search()
    qtbot.keyClicks(page.focusWidget(), "ARCHIVE")
    wait_rows(qtbot, page, "crd_free", "crd_token")
    combo = find(page, ComboBox, "type_filter")
    qtbot.waitUntil(lambda: len(combo.items) == 4)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    wait_rows(qtbot, page, "crd_free")
    qtbot.keyClicks(find(page, QLineEdit, "search"), "x")
    placeholder = find(page, Placeholder, "credentials_placeholder")
    qtbot.waitUntil(lambda: placeholder.title == "No credentials match “ARCHIVEx”")
    find(page, QAbstractButton, "clear_filters").click()
    wait_rows(qtbot, page, "crd_used", "crd_free", "crd_token")
    assert combo.value == ""
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    wait_rows(qtbot, page, "crd_used", "crd_free")
    qtbot.keyClick(find(page, TableView, "credential_table"), Qt.Key.Key_Escape)
    wait_rows(qtbot, page, "crd_used", "crd_free", "crd_token")


def test_a_new_credential_is_listed_and_selected(qtbot, build, scripted, shell):
    service = scripted(FREE)
    page = build(service)
    wait_rows(qtbot, page, "crd_free")
    qtbot.waitUntil(find(page, QAbstractButton, "new_credential").isEnabled)
    click(qtbot, page, "new_credential")
    dialog = find(page, CredentialDialog, "credential_dialog")
    for name, text in (("name", "CRM"), ("username", "svc"), ("password", "hunter2hunter2")):
        qtbot.keyClicks(find(dialog, QLineEdit, name), text)
    click(qtbot, dialog, "save_credential")
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    made = service.rows[-1].id
    table = find(page, TableView, "credential_table")
    qtbot.waitUntil(lambda: table.selected_keys == (made,))
    assert shell.announced == ["CRM was saved"]


def test_enter_edits_the_selected_one(qtbot, build, scripted):
    page = build(scripted(FREE))
    wait_rows(qtbot, page, "crd_free")
    select(qtbot, page, "crd_free")
    qtbot.waitUntil(find(page, QAbstractButton, "edit_credential").isEnabled)
    qtbot.keyClick(find(page, TableView, "credential_table"), Qt.Key.Key_Return)
    dialog = find(page, CredentialDialog, "credential_dialog")
    assert find(dialog, QLineEdit, "name").text() == "Archive key"
    dialog.reject()


def test_it_cannot_be_edited_before_the_types_are_known(qtbot, build, scripted, gate):
    service = scripted(FREE)
    service.hold = gate
    page = build(service)
    wait_rows(qtbot, page, "crd_free")
    select(qtbot, page, "crd_free")
    assert not find(page, QAbstractButton, "edit_credential").isEnabled()
    qtbot.keyClick(find(page, TableView, "credential_table"), Qt.Key.Key_Return)
    assert page.findChild(CredentialDialog, "credential_dialog") is None


def test_a_used_one_cannot_be_deleted_and_says_by_whom(qtbot, build, scripted, dialogs):
    page = build(scripted(USED))
    wait_rows(qtbot, page, "crd_used")
    select(qtbot, page, "crd_used")
    assert not find(page, QAbstractButton, "delete_credential").isEnabled()
    reason = find(page, Hint, "delete_reason").text
    assert reason == "Used by 2 listeners. Choose another credential for them first."
    assert "New clients to the CRM" in texts(page)
    assert "and 1 more" in texts(page)
    qtbot.keyClick(find(page, TableView, "credential_table"), Qt.Key.Key_Delete)
    assert dialogs.asked == []


@pytest.mark.parametrize("answer", [True, False])
def test_deleting_asks_first(qtbot, build, scripted, dialogs, shell, events, answer):
    service = scripted(FREE)
    page = build(service)
    wait_rows(qtbot, page, "crd_free")
    select(qtbot, page, "crd_free")
    dialogs.answers.append(answer)
    click(qtbot, page, "delete_credential")
    assert dialogs.asked[0][1] == "Delete Archive key?"
    if not answer:
        assert service.deleted == []
        return
    qtbot.waitUntil(lambda: shell.announced == ["Archive key was deleted"])
    events.credentials_changed.emit()
    wait_rows(qtbot, page)
    assert not find(page, QWidget, "credential_detail").isVisible()


def test_a_refused_deletion_is_told(qtbot, build, scripted, dialogs):
    service = scripted(FREE)
    page = build(service)
    wait_rows(qtbot, page, "crd_free")
    banner = find(page, Banner, "credentials_error")
    qtbot.waitUntil(lambda: page._presenter.status.phase.name == "READY")
    select(qtbot, page, "crd_free")
    dialogs.answers.append(True)
    service.faults.append(Conflict("used", status=409, code="credential_in_use", detail="In use."))
    click(qtbot, page, "delete_credential")
    qtbot.waitUntil(banner.isVisible)
    assert banner.text == "In use."
    assert rows(page) == ["crd_free"]


def test_offline_the_kept_ones_stay_under_a_banner(qtbot, build, scripted):
    service = scripted(FREE)
    service.faults.append(TimedOut("30 s", host="p.example"))
    page = build(service, catalog=a_catalog())
    banner = find(page, Banner, "credentials_error")
    qtbot.waitUntil(banner.isVisible)
    wait_rows(qtbot, page, "crd_free")
    assert not banner.text.startswith("As of")  # nobody knows
    qtbot.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._presenter.status.phase.name == "READY")
    assert not banner.isVisible()
    service.faults.append(TimedOut("30 s", host="p.example"))
    page.refresh()
    qtbot.waitUntil(banner.isVisible)
    assert banner.text.startswith(f"As of {times.clock(NOW)}. ")


def test_what_a_sync_announces_does_not_take_the_failure_away(qtbot, build, scripted, events):
    """A sync that fails, too, has the kept ones read again: that says nothing of the platform."""
    service = scripted(FREE)
    page = build(service, catalog=a_catalog())
    banner = find(page, Banner, "credentials_error")
    qtbot.waitUntil(lambda: page._presenter.status.phase.name == "READY")
    service.faults.append(TimedOut("30 s", host="p.example"))
    page.refresh()
    qtbot.waitUntil(banner.isVisible)
    service.rows.append(USED)  # kept by another process meanwhile
    events.listeners_changed.emit()
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    assert banner.isVisible()
    page.refresh()
    qtbot.waitUntil(lambda: page._presenter.status.phase.name == "READY")
    assert not banner.isVisible()


def test_without_the_permission_it_can_only_be_read(qtbot, build, scripted, dialogs):
    page = build(scripted(FREE), reason="credentials:write is missing")
    wait_rows(qtbot, page, "crd_free")
    select(qtbot, page, "crd_free")
    for name in ("new_credential", "edit_credential", "delete_credential"):
        button = find(page, QAbstractButton, name)
        assert button.toolTip() == "credentials:write is missing"
        assert not button.isEnabled()
    qtbot.keyClick(find(page, TableView, "credential_table"), Qt.Key.Key_Return)
    assert page.findChild(CredentialDialog, "credential_dialog") is None


def test_the_model_keeps_its_promises(qtbot, build, scripted, qtmodeltester):
    page = build(scripted(USED, FREE))
    wait_rows(qtbot, page, "crd_used", "crd_free")
    qtmodeltester.check(find(page, TableView, "credential_table").model())


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_cut_off(qtbot, build, theme, scripted, scale):
    theme.apply("light", text_scale=scale)
    page = build(scripted(USED, FREE), catalog=a_catalog())
    wait_rows(qtbot, page, "crd_used", "crd_free")

    def fits():
        assert clipped(page) == []  # once the layout has come to rest

    qtbot.waitUntil(fits)
    table = find(page, TableView, "credential_table")
    table.select_keys(["crd_used"])
    page._body.open_panel()
    qtbot.waitUntil(fits)


def test_everything_that_takes_the_focus_has_a_name(qtbot, build, scripted):
    page = build(scripted(FREE))
    wait_rows(qtbot, page, "crd_free")
    select(qtbot, page, "crd_free")
    assert speechless(page) == []


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_text_is_only_text(qtbot, build, scripted, payload):
    odd = a_credential(id="crd_odd", name=payload, fields={"username": payload})
    page = build(scripted(odd), catalog=a_catalog())
    wait_rows(qtbot, page, "crd_odd")
    select(qtbot, page, "crd_odd")
    assert texts(page).count(payload) == 2  # the title, and the user name
    labels = page.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def menu_of(page):
    return {one.objectName(): one for one in page.findChild(CredentialMenu).actions()}


def test_a_row_has_its_menu_by_mouse_and_keyboard(qtbot, build, scripted, shell):
    page = build(scripted(FREE, USED))
    table = find(page, TableView, "credential_table")
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    table.select_keys([USED.id])
    menu = page.findChild(CredentialMenu)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(menu.isVisible)
    qtbot.waitUntil(popup_has_focus)
    menu.close()
    entries = menu_of(page)
    assert not entries["menu_check"].isVisible()
    assert not entries["menu_delete"].isEnabled()
    assert "2 listeners" in entries["menu_delete"].toolTip()
    entries["menu_changes"].trigger()
    assert shell.opened == [("changes", {"resource_id": USED.id, "name": USED.name})]
    qtbot.waitUntil(entries["menu_edit"].isEnabled)  # once the types are known
    entries["menu_edit"].trigger()
    qtbot.waitUntil(page.findChild(CredentialDialog).isVisible)
    table.select_keys([FREE.id])
    assert entries["menu_delete"].isEnabled()
    assert page.context().title == FREE.name
    assert find(page, QAbstractButton, "more_of_credential").menu() is menu


# -- a token that ends -------------------------------------------------------------------------


@pytest.fixture
def utc():
    """Times are shown in UTC, wherever the tests run."""
    ZONE.choose("UTC")
    yield
    ZONE.choose("")


TOKEN = a_credential(
    id="crd_token",
    name="E-signature token",
    auth_type="bearer",
    used_by=("lst_1",),
    updated_at=NOW - timedelta(days=30),
    last_success_at=NOW - timedelta(days=1),
)


@pytest.mark.parametrize(
    ("left", "word", "detail"),
    [
        (timedelta(days=90), "Valid", "Token until 21 February 2027"),
        (timedelta(days=9, hours=1), "Ends soon", "In 9 days, 2 December"),
        (timedelta(days=1, hours=1), "Ends soon", "In 1 day, 24 November"),
        (timedelta(minutes=10), "Ends soon", "Token until 22:50 today"),
        (timedelta(minutes=-10), "Ended", "22:30 today"),
        (timedelta(hours=-23), "Ended", "23:40 yesterday"),
        (timedelta(days=-400), "Valid", "Accepted after its end"),
        (None, "Valid", "No end known"),
    ],
)
def test_the_end_of_a_token_is_its_state_and_stands_beside_it(
    qtbot, build, scripted, utc, left, word, detail
):
    service = scripted(TOKEN, FREE)
    service.ends_ = {} if left is None else {TOKEN.id: NOW + left}
    page = build(service)
    wait_rows(qtbot, page, "crd_token", "crd_free")
    select(qtbot, page, "crd_token")
    state = find(page, TableView, "credential_table").model().index(rows(page).index(TOKEN.id), 1)
    assert (state.data(), state.data(Qt.ItemDataRole.ToolTipRole)) == (word, detail)
    assert f"{word}, {detail}" in state.siblingAtColumn(0).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.waitUntil(lambda: {word, detail} <= set(texts(page)))
    assert ("Token ends" in texts(page)) is (left is not None)


def test_the_keys_say_why_nothing_can_be_changed(qtbot, build, scripted, shell):
    page = build(scripted(FREE), reason="credentials:write is missing")
    wait_rows(qtbot, page, "crd_free")
    select(qtbot, page, "crd_free")
    table = find(page, TableView, "credential_table")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        qtbot.keyClick(table, key)
    assert shell.announced == ["credentials:write is missing"] * 2


def test_the_delete_key_says_who_uses_it(qtbot, build, scripted, shell):
    page = build(scripted(USED))
    wait_rows(qtbot, page, "crd_used")
    select(qtbot, page, "crd_used")
    qtbot.keyClick(find(page, TableView, "credential_table"), Qt.Key.Key_Delete)
    assert shell.announced == [find(page, Hint, "delete_reason").text]


def test_it_comes_back_as_it_was_left(qtbot, build, shell, scripted):
    service = scripted(FREE, USED, a_credential(id="crd_k", auth_type="bearer"))
    page = build(service)
    table = page.findChild(TableView, "credential_table")
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    choose = page.findChild(ComboBox, "type_filter")
    choose.set_value("basic")
    choose.chosen.emit("basic")
    table.sort_by(0, is_descending=True)
    table.select_keys(["crd_free"])
    left = ListMemory(0, True, {"type": "basic"}, "crd_free")
    assert shell.lists["credentials"] == left
    again = build(service)
    table = again.findChild(TableView, "credential_table")
    qtbot.waitUntil(lambda: table.selected_keys == ("crd_free",))
    assert [row.credential.id for row in table.model()] == ["crd_used", "crd_free"]
    assert shell.lists["credentials"] == left
    clear = again.findChild(QAbstractButton, "clear_all_filters")
    qtbot.waitUntil(clear.isVisible)
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert table.model().rowCount() == 3
    assert again.findChild(ComboBox, "type_filter").value == ""
    qtbot.waitUntil(lambda: not clear.isVisible())


def test_a_type_that_is_gone_hides_nothing(qtbot, build, shell, scripted):
    shell.lists["credentials"] = ListMemory(filters={"type": "gone"}, selected_id="crd_gone")
    page = build(scripted(FREE, USED))
    table = page.findChild(TableView, "credential_table")
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    assert not page.is_narrowed
    qtbot.waitUntil(lambda: shell.lists["credentials"] == AS_MADE)


def test_numbers_in_names_are_sorted_by_value(qtbot, build, scripted):
    numbers = (1291, 9, 176)
    page = build(scripted(*(a_credential(id=f"crd_{one}", name=f"CRM {one}") for one in numbers)))
    wait_rows(qtbot, page, "crd_9", "crd_176", "crd_1291")
    find(page, TableView, "credential_table").sort_by(0, is_descending=False)
    assert rows(page) == ["crd_9", "crd_176", "crd_1291"]


def test_what_could_not_be_read_is_not_called_nothing(qtbot, build, scripted):
    service = scripted()
    service.faults.append(TimedOut("30 s", host="p.example"))
    page = build(service)
    placeholder = find(page, Placeholder, "credentials_placeholder")
    qtbot.waitUntil(lambda: placeholder.isVisible() and "p.example" in placeholder.title)
    assert not find(page, Banner, "credentials_error").isVisible()
    service.rows.append(FREE)
    click(qtbot, page, "try_again")
    wait_rows(qtbot, page, "crd_free")


def test_what_one_may_not_see_goes_away_until_one_may(qtbot, build, scripted, events):
    service = scripted(FREE)
    refused = PermissionMissing("no", status=403, permission="listeners:read")
    service.faults.append(refused)
    page = build(service)
    placeholder = find(page, Placeholder, "credentials_placeholder")
    qtbot.waitUntil(lambda: placeholder.title == "You cannot view credentials here")
    assert rows(page) == []
    assert not find(page, QLineEdit, "search").isVisible()
    events.credentials_changed.emit()  # what is kept stays hidden
    service.faults.append(refused)
    click(qtbot, page, "try_again")
    qtbot.waitUntil(lambda: not service.faults)
    assert rows(page) == []
    click(qtbot, page, "copy_request")
    assert "listeners:read" in QGuiApplication.clipboard().text()
    click(qtbot, page, "try_again")
    wait_rows(qtbot, page, "crd_free")
    assert find(page, QLineEdit, "search").isVisible()


def test_a_deletion_that_one_may_not_do_leaves_the_list(qtbot, build, scripted, dialogs):
    service = scripted(FREE)
    page = build(service)
    wait_rows(qtbot, page, "crd_free")
    select(qtbot, page, "crd_free")
    service.faults.append(PermissionMissing("no", status=403, permission="credentials:write"))
    dialogs.answers.append(True)
    click(qtbot, page, "delete_credential")
    qtbot.waitUntil(find(page, Banner, "credentials_error").isVisible)
    assert rows(page) == ["crd_free"]


def test_replace_begins_at_the_secret_and_the_keys_come_back_to_the_list(qtbot, build, scripted):
    page = build(scripted(FREE, USED))
    wait_rows(qtbot, page, "crd_free", "crd_used")
    select(qtbot, page, "crd_free")
    replace = lambda: page.findChild(QAbstractButton, "replace_password")  # noqa: E731
    qtbot.waitUntil(lambda: replace() is not None)
    click(qtbot, page, "replace_password")
    dialog = find(page, CredentialDialog, "credential_dialog")
    secret = find(dialog, QLineEdit, "password")
    qtbot.waitUntil(secret.hasFocus)
    qtbot.keyClicks(secret, "another one 123")  # into the name, it would be for all to see
    assert find(dialog, QLineEdit, "name").text() == "Archive key"
    qtbot.keyClick(secret, Qt.Key.Key_Return)
    table = find(page, TableView, "credential_table")
    # The link that asked is made anew: Qt gave the keys to whatever comes next in the window.
    qtbot.waitUntil(lambda: page.focusWidget() is table)
