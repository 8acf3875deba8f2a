"""The form, filled in by keys and clicks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget

from app.domain.delivery import AttemptError
from app.domain.errors import FieldRefusal, TimedOut
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.domain.times import utc_now
from app.domain.workspace import Environment
from app.ui.charts import BarChart
from app.ui.forms.payload_editor import PayloadEditor
from app.ui.pages.listener_form.state import Phase
from app.ui.widgets import (
    Banner,
    Button,
    CheckBox,
    CodeView,
    ComboBox,
    Hint,
    Placeholder,
    Segmented,
    TextField,
)
from tests.support.builders import (
    a_credential,
    a_listener,
    a_me,
    an_attempt,
    an_event,
    local,
    settings,
)
from tests.support.clipping import clipped
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS
from tests.support.window_manager import popup_has_focus

URL = "https://hooks.example.com/clients"


def choose(qtbot, page, name, text):
    box = find(page, ComboBox, name)
    wanted = next(n for n, item in enumerate(box.items) if item.text == text)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _step in range(wanted - box.currentIndex()):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.items[box.currentIndex()].text == text


def leave_entity(qtbot, page):
    """Return takes what was typed, Tab leaves, as a person does it."""
    editor = find(page, ComboBox, "entity").lineEdit()
    qtbot.waitUntil(popup_has_focus)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: find(page, QWidget, "function_create").isVisible())  # they are new
    qtbot.keyClick(editor, Qt.Key.Key_Tab)


def fill_in(qtbot, page, *, url=URL):
    type_into(qtbot, page, "entity", "clients")
    leave_entity(qtbot, page)
    type_into(qtbot, page, "url", url)


def saved(world):
    rows = world.workspace.listeners.cached()
    assert len(rows) == 1
    return rows[0]


def test_looking_at_the_list_of_entities_is_not_leaving_the_field(qtbot, make):
    page = make()
    box = find(page, ComboBox, "entity")
    qtbot.waitUntil(box.lineEdit().hasFocus)
    box.showPopup()
    qtbot.waitUntil(box.view().hasFocus)
    assert box.property("invalid") != "true"
    box.hidePopup()
    qtbot.waitUntil(box.lineEdit().hasFocus)
    assert box.property("invalid") != "true"
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: box.property("invalid") == "true")


def test_a_form_that_is_opened_again_finds_no_fault_with_what_nobody_filled_in(qtbot, make):
    """The form before it had the keys until it went: its field was left, not that of the new."""
    page = make()
    entity = find(page, ComboBox, "entity")
    qtbot.waitUntil(entity.hasFocus)
    with qtbot.waitSignal(page._form.state_changed):
        page.enter()
    qtbot.waitUntil(lambda: page._form.state.phase is Phase.READY)
    qtbot.waitUntil(entity.hasFocus)
    assert not page._form.state.problems


def test_by_keys_alone_a_listener_is_made(qtbot, world, make):
    page = make()
    entity = find(page, ComboBox, "entity").lineEdit()
    qtbot.waitUntil(entity.hasFocus)
    qtbot.keyClicks(entity, "clients")
    leave_entity(qtbot, page)
    qtbot.waitUntil(find(page, QWidget, "function_create").hasFocus)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    type_into(qtbot, page, "url", URL)
    type_into(qtbot, page, "name", "CRM")
    page.save()
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    row = saved(world)
    assert row.settings == settings(name="CRM", function="update")
    assert row.state is SyncState.WAITING
    assert world.shell.opened == [("listeners", {"listener_id": row.id})]
    assert world.shell.announced[-1] == "Saved"
    assert world.syncs


def test_an_entity_is_found_by_part_of_its_name_and_taken_with_return(qtbot, make):
    page = make()
    entity = find(page, ComboBox, "entity")
    type_into(qtbot, page, "entity", "POL")
    qtbot.waitUntil(popup_has_focus)
    qtbot.keyClick(entity.lineEdit(), Qt.Key.Key_Return)
    assert page._form.state.draft.entity == "policies"
    assert find(page, TextField, "url").text() == ""


def test_typing_is_never_interrupted(qtbot, make):
    page = make()
    editor = find(page, ComboBox, "entity").lineEdit()
    editor.setFocus()
    for typed in ("c", "cl", "cli"):
        qtbot.keyClicks(editor, typed[-1])
        assert editor.text().startswith(typed)
    assert page._form.state.problems == {}


def test_an_unsupported_entity_is_listed_last_greyed_and_refused_with_the_reason(qtbot, make):
    page = make()
    last = find(page, ComboBox, "entity").items[-1]
    assert (last.text, last.reason) == (
        "audit_entries",
        "Internal records are never sent out.",
    )
    type_into(qtbot, page, "entity", "audit_entries")
    leave_entity(qtbot, page)

    def is_refused():
        shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
        return any("cannot be listened to" in text for text in shown)

    qtbot.waitUntil(is_refused)  # what is new is shown in its own turn
    assert find(page, ComboBox, "entity").currentText() == "audit_entries"


def test_unsupported_functions_are_shown_and_say_why(make):
    page = make()
    segment = find(page, QRadioButton, "function_delete")
    assert not segment.isEnabled()
    assert "does not support" in segment.accessibleDescription()


def test_save_lists_what_to_fix_with_links_and_goes_to_the_first(qtbot, make):
    page = make()
    type_into(qtbot, page, "url", "http:/oops")
    click(qtbot, page, "save")
    assert find(page, Banner, "summary").isVisible()
    qtbot.waitUntil(lambda: find(page, ComboBox, "entity").lineEdit().hasFocus())
    click(qtbot, page, "fix_url")
    qtbot.waitUntil(find(page, TextField, "url").hasFocus)
    assert find(page, Button, "save").isEnabled()
    description = find(page, TextField, "url").accessibleDescription()
    assert "full address" in description


def test_a_problem_is_said_on_leaving_the_field(qtbot, make):
    page = make()
    type_into(qtbot, page, "url", "http:/oops")
    assert find(page, TextField, "url").accessibleDescription() == ""
    qtbot.keyClick(find(page, TextField, "url"), Qt.Key.Key_Tab)
    assert "full address" in find(page, TextField, "url").accessibleDescription()


def test_endpoint_and_email_fold_each_other(qtbot, world, make):
    page = make()
    fill_in(qtbot, page)
    click(qtbot, page, "kind_email")
    assert not find(page, TextField, "url").isVisible()
    qtbot.waitUntil(find(page, TextField, "address").hasFocus)
    type_into(qtbot, page, "address", "ops@example.com")
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    assert saved(world).settings.destination.address == "ops@example.com"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "Expect less than one message a day"),
        (1, "Expect less than one message a day"),
        (21, "Expect about 3 messages a day"),
    ],
)
def test_how_many_messages_to_expect_is_said_as_one_would(qtbot, world, make, count, words):
    world.platform.events_ = [
        an_event(occurred_at=utc_now() - timedelta(seconds=n)) for n in range(count)
    ]
    page = make()
    fill_in(qtbot, page)
    click(qtbot, page, "kind_email")
    warning = find(page, Banner, "volume_warning")
    qtbot.waitUntil(lambda: warning.title == words)
    chart = find(page, BarChart, "volume_chart")
    qtbot.waitUntil(chart.isVisible)
    qtbot.waitUntil(lambda: clipped(page.window()) == [])
    assert "in the last 7 days for clients, Create" in chart.accessibleDescription()
    click(qtbot, page, "kind_endpoint")
    assert not chart.isVisible()


def test_what_is_not_known_of_the_volume_is_not_drawn(qtbot, world, make):
    page = make(me=a_me(capabilities=frozenset()))
    fill_in(qtbot, page)
    click(qtbot, page, "kind_email")
    warning = find(page, Banner, "volume_warning")
    qtbot.waitUntil(lambda: warning.title == "One message is sent for every event")
    assert not find(page, BarChart, "volume_chart").isVisible()


def test_authentication_asks_for_a_credential_of_that_type(qtbot, world, make):
    basic, key = a_credential(name="B"), a_credential(name="K", auth_type="api_key")
    world.platform.credentials_ = {basic.id: basic, key.id: key}
    page = make()
    assert not find(page, ComboBox, "credential").isVisible()
    fill_in(qtbot, page)
    choose(qtbot, page, "auth_type", "API key")
    assert [item.text for item in find(page, ComboBox, "credential").items] == ["K"]
    choose(qtbot, page, "credential", "K")
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    assert saved(world).settings.destination.credential_id == key.id


def test_a_credential_made_on_the_way_is_chosen(qtbot, world, make):
    page = make()
    fill_in(qtbot, page)
    choose(qtbot, page, "auth_type", "Bearer token")
    click(qtbot, page, "new_credential")
    dialog = find(page, QWidget, "credential_dialog")
    qtbot.waitUntil(dialog.isVisible)
    type_into(qtbot, dialog, "name", "Warehouse")
    type_into(qtbot, dialog, "token", "abcdefghijklmnop")
    click(qtbot, dialog, "save_credential")
    qtbot.waitUntil(lambda: bool(world.platform.credentials_))
    box = find(page, ComboBox, "credential")
    qtbot.waitUntil(lambda: box.currentText() == "Warehouse")
    assert page._form.state.draft.credential_id in world.platform.credentials_


def test_production_is_named_on_the_way(qtbot, world, make):
    world.dialogs.answers = [False, True]
    page = make(environment=Environment.PRODUCTION)
    fill_in(qtbot, page)
    click(qtbot, page, "save")
    assert "Production" in world.dialogs.asked[0][1]
    assert world.workspace.listeners.cached() == []
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: bool(world.shell.opened))


def test_escape_goes_back_and_unsaved_work_is_asked_about(qtbot, world, make):
    page = make()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert world.shell.went_back == 1
    left = []
    page.confirm_leave(lambda: left.append(True))
    assert left == [True]
    fill_in(qtbot, page)
    world.dialogs.answers = ["keep", "discard"]
    page.confirm_leave(lambda: left.append(True))
    assert left == [True]
    page.confirm_leave(lambda: left.append(True))
    assert left == [True, True]
    assert world.workspace.listeners.cached() == []


def test_editing_shows_what_is_there_and_says_which(qtbot, world, make):
    listener = world.platform.put(
        a_listener(settings=settings(name="CRM", channel_id="chn_1", mode=Mode.PAUSED))
    )
    page = make(context={"listener_id": listener.id})
    assert find(page, QLabel, "form_title").text() == "Edit CRM"
    assert find(page, ComboBox, "entity").currentText() == "clients"
    assert find(page, Segmented, "function").value == "create"
    assert find(page, ComboBox, "channel_id").currentText() == "Western Cape brokers"
    turned_on = find(page, CheckBox, "turned_on")
    assert not turned_on.isChecked()
    click(qtbot, page, "turned_on")
    assert page._form.state.draft.mode is Mode.ENABLED
    click(qtbot, page, "turned_on")
    assert page._form.state.draft.mode is Mode.PAUSED
    assert not page._form.state.is_dirty


def test_what_the_platform_refused_is_beside_its_field(world, make):
    refused = local(
        world.platform.put(a_listener()),
        mine=settings(url="https://other.example.com/"),
        state=SyncState.REFUSED,
        refusals=(FieldRefusal("/destination/url", "address_blocked", "Not this one."),),
    )
    world.store.put_listener(refused)
    page = make(context={"listener_id": refused.id})
    assert find(page, TextField, "url").accessibleDescription() == "Not this one."


def test_a_redirect_is_taken_over(world, make):
    listener = world.platform.put(a_listener())
    context = {
        "listener_id": listener.id,
        "fix": "use_redirect",
        "location": "https://new.example.com/in",
    }
    page = make(context=context)
    assert find(page, TextField, "url").text() == "https://new.example.com/in"


def test_the_preview_shows_the_request_and_copies_it(qtbot, make):
    page = make()
    fill_in(qtbot, page)
    head = find(page, CodeView, "preview_head")
    qtbot.waitUntil(lambda: "host: hooks.example.com" in head.toPlainText())
    assert '"of": "clients"' in find(page, CodeView, "preview_body").toPlainText()
    click(qtbot, page, "copy_preview")
    assert QGuiApplication.clipboard().text().startswith("POST /clients HTTP/1.1")


class TestTesting:
    def test_sends_without_saving_and_shows_the_outcome(self, qtbot, world, make):
        page = make()
        fill_in(qtbot, page)
        page.send_test()
        title = find(page, QLabel, "result_title")
        qtbot.waitUntil(title.isVisible)
        assert title.text() == "Delivered, 200 OK"
        assert world.workspace.listeners.cached() == []
        assert world.platform.tested[-1]["settings"] == settings(name="")

    def test_an_incomplete_draft_says_what_is_missing_instead(self, qtbot, world, make):
        page = make()
        type_into(qtbot, page, "url", "http:/oops")
        page.send_test()
        assert not world.platform.tested
        assert page._form.state.problems.keys() == {"entity", "url"}

    def test_from_this_computer(self, qtbot, world, make):
        page = make()
        fill_in(qtbot, page)
        page.send_test()
        qtbot.waitUntil(lambda: bool(world.platform.tested))
        qtbot.waitUntil(find(page, QRadioButton, "sender_here").isVisible)
        click(qtbot, page, "sender_here")
        qtbot.waitUntil(find(page, Button, "send_test").isEnabled)
        click(qtbot, page, "send_test")
        qtbot.waitUntil(lambda: len(world.sender.sent) == 1)
        qtbot.waitUntil(lambda: find(page, QLabel, "result_title").isVisible())

    def test_an_edited_payload_is_sent_and_one_that_cannot_be_is_not(self, qtbot, world, make):
        page = make()
        fill_in(qtbot, page)
        page.activateWindow()  # the offscreen platform may activate a list that is gone
        qtbot.waitUntil(page.isActiveWindow)
        click(qtbot, page, "edit_payload")
        editor = find(page, PayloadEditor, "payload_editor")
        qtbot.waitUntil(editor.hasFocus)
        editor.selectAll()
        qtbot.keyClicks(editor, '{"id": 1')
        page.send_test()
        assert find(page, Hint, "payload_error").isVisible()
        assert not world.platform.tested
        qtbot.keyClicks(editor, "}")
        page.send_test()
        qtbot.waitUntil(find(page, QLabel, "result_title").isVisible)
        assert world.platform.tested[-1]["payload"] == b'{"id":1}'

    def test_the_exact_bytes_can_be_seen_and_are_what_is_copied(self, qtbot, make):
        page = make()
        fill_in(qtbot, page)
        click(qtbot, page, "show_as_sent")
        body = find(page, CodeView, "preview_body")
        assert body.toPlainText() == page.beside._preview.preview.sent.decode()
        click(qtbot, page, "copy_preview")
        assert QGuiApplication.clipboard().text().endswith("\n\n" + body.toPlainText())

    def test_the_full_result_is_one_step_away_and_the_draft_waits(self, qtbot, world, make):
        page = make()
        fill_in(qtbot, page)
        page.send_test()
        qtbot.waitUntil(find(page, QLabel, "result_title").isVisible)
        click(qtbot, page, "full_result")
        assert world.shell.opened == [("test_result", {"attempt": 1})]
        left = []
        page.confirm_leave(lambda: left.append(True))
        assert left, "looking at a result is not leaving"
        page.enter()
        assert find(page, TextField, "url").text() == URL

    def test_advice_leads_to_the_field(self, qtbot, world, make):
        world.platform.attempt = an_attempt(
            response=None, error=AttemptError("dns_error", "unknown")
        )
        page = make()
        fill_in(qtbot, page)
        page.send_test()
        click(qtbot, page, "fix_edit_url")
        qtbot.waitUntil(find(page, TextField, "url").hasFocus)


def test_coming_back_with_work_unsaved_asks_before_another_begins(qtbot, world, make):
    page = make()
    fill_in(qtbot, page)
    world.dialogs.answers = ["keep"]
    page.enter(listener_id=None)
    assert find(page, TextField, "url").text() == URL


def test_a_listener_that_is_gone_says_so(world, make):
    page = make(context={"listener_id": "lst_gone"})
    assert "not here any more" in find(page, Placeholder, "form_placeholder").title


def test_without_a_catalog_the_failure_is_said_and_can_be_tried_again(qtbot, world, make):
    page = make(sync=False, fault=TimedOut("x", host="p.example"))
    assert "p.example" in find(page, Placeholder, "form_placeholder").title
    click(qtbot, page, "try_again")
    qtbot.waitUntil(find(page, ComboBox, "entity").isVisible)


def test_who_may_only_look_sees_why_nothing_can_be_saved(world, make):
    page = make(me=a_me(permissions=frozenset({"listeners:read"})))
    assert not find(page, Button, "save").isEnabled()
    assert find(page, Banner, "summary").isVisible()


def complete(qtbot, world, page):
    fill_in(qtbot, page)
    choose(qtbot, page, "auth_type", "Basic")
    click(qtbot, page, "save")
    page.send_test()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("scale", "width"), [(1.0, 1068), (1.0, 844), (1.25, 1224), (1.5, 1224)])
def test_no_text_is_cut_off(qtbot, world, make, theme, scheme, scale, width):
    theme.apply(scheme, text_scale=scale)
    page = make(size=(width, 740))
    qtbot.waitUntil(lambda: fits(page))
    complete(qtbot, world, page)
    qtbot.waitUntil(lambda: fits(page))


def walk(qtbot, page, first, last):
    page.activateWindow()  # the offscreen platform may activate a list that is gone
    qtbot.waitUntil(page.isActiveWindow)
    find(page, QWidget, first).setFocus()
    names = [first]
    while names[-1] != last and len(names) < 40:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    return names


def test_tab_goes_through_what_is_to_fix_and_through_a_result(qtbot, world, make):
    world.platform.attempt = an_attempt(response=None, error=AttemptError("dns_error", "unknown"))
    page = make()
    click(qtbot, page, "save")
    qtbot.waitUntil(find(page, Button, "fix_url").isVisible)
    assert walk(qtbot, page, "back", "entity") == ["back", "fix_entity", "fix_url", "entity"]
    fill_in(qtbot, page)
    page.send_test()
    for kind, name in ((QLabel, "result_title"), (Button, "fix_copy_report")):
        qtbot.waitUntil(find(page, kind, name).isVisible)  # what is new is shown in its own turn
    assert walk(qtbot, page, "side_tabs", "save") == [
        "side_tabs",
        "sender_platform",
        "send_test",
        "fix_edit_url",
        "fix_copy_report",
        "send_otherwise",
        "copy_response",
        "response_text",
        "full_result",
        "cancel",
        "save",
    ]


def test_tab_walks_through_the_page_in_reading_order(qtbot, world, make):
    page = make()
    fill_in(qtbot, page)
    choose(qtbot, page, "auth_type", "Basic")
    qtbot.waitUntil(lambda: bool(find(page, CodeView, "preview_body").toPlainText()))
    assert walk(qtbot, page, "back", "save") == [
        "back",
        "entity",
        "function_create",
        "kind_endpoint",
        "url",
        "auth_type",
        "credential",
        "new_credential",
        "name",
        "turned_on",
        "channel_id",
        "signing",
        "side_tabs",
        "copy_preview",
        "preview_head",
        "preview_body",
        "show_as_sent",
        "edit_payload",
        "cancel",
        "save",
    ]


def test_no_text_is_cut_off_in_an_email(qtbot, make):
    page = make()
    fill_in(qtbot, page)
    click(qtbot, page, "kind_email")
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: fits(page))


def test_everything_that_takes_the_focus_has_a_name(qtbot, world, make):
    page = make()
    assert nameless(page) == []
    complete(qtbot, world, page)
    assert nameless(page) == []


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_names_are_shown_as_text(qtbot, world, make, payload):
    credential = a_credential(name=payload)
    world.platform.credentials_ = {credential.id: credential}
    listener = world.platform.put(
        a_listener(
            settings=settings(
                name=payload, entity=payload, auth_type="basic", credential_id=credential.id
            )
        )
    )
    page = make(context={"listener_id": listener.id})
    assert find(page, QLabel, "form_title").text() == f"Edit {payload}"
    assert find(page, ComboBox, "credential").currentText() == payload
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))


def test_what_is_left_to_fix_is_told_as_it_becomes_less(qtbot, world, make):
    page = make()
    click(qtbot, page, "save")
    assert world.shell.announced[-1] == "2 things to fix before this can be saved"
    choose(qtbot, page, "entity", "clients")
    qtbot.waitUntil(lambda: world.shell.announced[-1] == "1 thing to fix before this can be saved")
    type_into(qtbot, page, "url", URL)
    page.findChild(QWidget, "name").setFocus()
    qtbot.waitUntil(lambda: world.shell.announced[-1] == "Nothing is left to fix")


def test_where_there_is_room_for_one_the_form_and_what_stands_beside_it_take_turns(
    qtbot, world, make
):
    page = make(size=(760, 560))
    switch = find(page, Button, "form_or_side")
    entity = find(page, ComboBox, "entity")
    tabs = page.findChild(QWidget, "side_tabs")
    assert (entity.isVisible(), tabs.isVisible()) == (True, False)
    assert switch.words == "Preview and test"
    click(qtbot, page, "form_or_side")
    assert (entity.isVisible(), tabs.isVisible()) == (False, True)
    assert switch.words == "Back to the form"
    page.toggle_details()  # F4
    assert (entity.isVisible(), tabs.isVisible()) == (True, False)
    page.send_test()  # a draft that lacks something: what to fix is in the form
    assert (entity.isVisible(), tabs.isVisible()) == (True, False)
    page.resize(1068, 740)
    assert (entity.isVisible(), tabs.isVisible(), switch.isVisible()) == (True, True, False)


def test_a_test_is_seen_where_there_is_room_for_one(qtbot, world, make):
    page = make(size=(760, 560))
    choose(qtbot, page, "entity", "clients")
    type_into(qtbot, page, "url", URL)
    page.send_test()
    assert page.findChild(QWidget, "side_tabs").isVisible()
