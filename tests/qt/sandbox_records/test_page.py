"""The Sandbox records page, used by keys and clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.domain.announce import Changed
from app.domain.delivery import DeliveryStatus, Outcome
from app.domain.errors import Conflict, FieldRefusal, PermissionMissing, Rejected, TimedOut
from app.domain.window_memory import ListMemory
from app.domain.workspace import SyncOverview
from app.ui.away import Away
from app.ui.pages.sandbox_records.edit_panel import EditPanel
from app.ui.pages.sandbox_records.edit_presenter import RecordEditPresenter
from app.ui.pages.sandbox_records.list_presenter import RecordListPresenter
from app.ui.pages.sandbox_records.menu import RecordMenu
from app.ui.pages.sandbox_records.on_computer import OnThisComputer
from app.ui.pages.sandbox_records.story_panel import StoryPanel
from app.ui.pages.sandbox_records.view import SandboxRecordsPage
from app.ui.pages.sandbox_records.watch_presenter import WatchPresenter
from app.ui.tables import Role, TableView
from app.ui.widgets import Banner, ComboBox, Field, Hint, Placeholder
from tests.support.builders import NOW, a_delivery, a_listener, an_event, local, settings
from tests.support.clipping import clipped
from tests.support.payloads import UI_PAYLOADS
from tests.support.scripted_deliveries import Kept
from tests.support.scripted_records import SCHEMA, ScriptedEvents, ScriptedRecords, client
from tests.support.scripted_shell import ScriptedShell
from tests.support.speaking import speechless


@pytest.fixture
def shell():
    return ScriptedShell()


@pytest.fixture
def build(qtbot, runner, events, shell, theme):
    def build(
        service,
        story=None,
        *,
        listeners=(),
        size=(1068, 740),
        reason="",
        on_computer=None,
        away=None,
    ):
        records = RecordListPresenter(service, service, runner)
        kept = Kept(*listeners)
        edit = RecordEditPresenter(service, kept, runner, events, clock=lambda: NOW)
        watch = WatchPresenter(
            story or ScriptedEvents(), kept, runner, clock=lambda: NOW, every_ms=1
        )
        page = SandboxRecordsPage(
            records,
            edit,
            watch,
            shell,
            reason_to_only_read=reason,
            on_computer=on_computer,
            away=away,
            clock=lambda: NOW,
        )
        for presenter in (records, edit, watch):
            presenter.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        page.enter()
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: records.status.entity is not None)
        return page

    return build


def find(page, kind, name):
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def click(qtbot, page, name):
    button = find(page, QAbstractButton, name)
    qtbot.waitUntil(lambda: not button.visibleRegion().isEmpty())
    spot = QPoint(min(button.width() // 2, 20), button.height() // 2)  # on a check box's words
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=spot)


def type_into(qtbot, page, name, text):
    field = find(page, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def title(page):
    return find(page, QLabel, "record_title").text()


def story_lines(page):
    panel = find(page, QWidget, "what_happened")
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def wait_for_form(qtbot, page, words):
    qtbot.waitUntil(lambda: title(page) == words)


def test_enter_leads_from_a_record_into_its_form(qtbot, build):
    page = build(ScriptedRecords(client(1), client(2)))
    table = find(page, TableView, "record_table")
    qtbot.waitUntil(lambda: table.isVisible() and table.model().rowCount() == 2)
    page.take_focus()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    panel = page.findChild(EditPanel)
    qtbot.waitUntil(lambda: panel.isAncestorOf(page.focusWidget()))


def test_the_first_record_is_in_the_form(qtbot, build):
    page = build(ScriptedRecords(client(2), client(1)))
    wait_for_form(qtbot, page, "Client 2")
    assert find(page, QLineEdit, "full_name").text() == "Client 2"
    assert find(page, TableView, "record_table").selected_keys == ("cli_2",)
    assert not find(page, QAbstractButton, "save").isEnabled()


def test_choosing_saving_and_seeing_it_arrive(qtbot, build, shell):
    service = ScriptedRecords(client(2), client(1))
    story = ScriptedEvents()
    listener = a_listener(id="lst_1", settings=settings(name="Practice feed", function="update"))

    def deliver(record, function):
        delivery = a_delivery(id="dlv_1", listener_id="lst_1", record_id=record.id)
        story.deliveries["dlv_1"] = delivery
        outcomes = (Outcome("lst_1", "delivery", "dlv_1"),)
        version = record.version
        story.events.append(
            an_event(record_id=record.id, record_version=version, outcomes=outcomes)
        )

    service.after_save = deliver
    page = build(service, story, listeners=[local(listener)])
    wait_for_form(qtbot, page, "Client 2")
    table = find(page, TableView, "record_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    wait_for_form(qtbot, page, "Client 1")
    hint = find(page, Hint, "reach")
    qtbot.waitUntil(lambda: hint.text == "Saving sends clients Update to 1 listener.")

    type_into(qtbot, page, "full_name", "Amelia Hart")
    assert find(page, QLabel, "record_state").text() == "Not saved"
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: "Delivered, 200 OK" in story_lines(page))
    assert story_lines(page)[:3] == ["", "Amelia Hart was saved", "Name"]
    assert service.updated == [{"full_name": "Amelia Hart"}]
    assert title(page) == "Amelia Hart"
    assert table.model().index(1, 0).data(Qt.ItemDataRole.DisplayRole) == "Amelia Hart"
    assert shell.announced == ["Amelia Hart was saved"]
    click(qtbot, page, "show_deliveries")
    assert shell.opened == [("deliveries", {"delivery_id": story.events[0].id})]


RECEIVER = "http://127.0.0.1:8787"


@pytest.mark.parametrize(
    ("destination", "url", "has_mailbox", "offered"),
    [
        (f"{RECEIVER}/clients", RECEIVER, True, {"open_received"}),
        (f"{RECEIVER}/clients", "", True, set()),
        ("http://127.0.0.1:87870/clients", RECEIVER, True, set()),
        ("ops@example.com", RECEIVER, True, {"open_mail"}),
        ("ops@example.com", RECEIVER, False, set()),
    ],
)
def test_what_arrived_on_this_computer_opens_there(
    qtbot, build, shell, destination, url, has_mailbox, offered
):
    service, story = ScriptedRecords(client(1)), ScriptedEvents()

    def deliver(record, function):
        delivery = a_delivery(id="dlv_1", listener_id="lst_1", destination=destination)
        story.deliveries["dlv_1"] = delivery
        event = an_event(
            id=delivery.event_id,
            record_id=record.id,
            record_version=record.version,
            outcomes=(Outcome("lst_1", "delivery", "dlv_1"),),
        )
        story.events.append(event)

    service.after_save = deliver
    page = build(service, story, on_computer=OnThisComputer(lambda: url, has_mailbox=has_mailbox))
    wait_for_form(qtbot, page, "Client 1")
    type_into(qtbot, page, "full_name", "Amelia Hart")
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: any("Delivered" in one or "Sent" in one for one in story_lines(page)))
    names = ("open_received", "open_mail")
    qtbot.waitUntil(
        lambda: {one for one in names if find(page, QAbstractButton, one).isVisible()} == offered
    )
    event_id = story.events[0].id
    for name in offered:
        click(qtbot, page, name)
    wanted = {
        "open_received": ("receiver", {"event_id": event_id}),
        "open_mail": ("mailbox", {"message": f"{event_id}.lst_1"}),
    }
    assert shell.opened == [wanted[name] for name in offered]


def test_save_stands_behind_the_last_field_and_in_sight_where_the_form_is_longer(qtbot, build):
    page = build(ScriptedRecords(client(1)), size=(1068, 900))
    wait_for_form(qtbot, page, "Client 1")
    save, last = find(page, QAbstractButton, "save"), find(page, QLineEdit, "full_name")

    def gap():
        fields = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
        lowest = max(one.mapTo(page, one.rect().bottomLeft()).y() for one in fields)
        return save.mapTo(page, save.rect().topLeft()).y() - lowest

    qtbot.waitUntil(lambda: 0 < gap() < 100)
    page.resize(1068, 320)
    qtbot.waitUntil(lambda: not save.visibleRegion().isEmpty())
    assert save.mapTo(page, save.rect().bottomLeft()).y() < page.height()
    assert last.isVisible()


def test_a_listener_that_is_off_gets_nothing_and_it_shows_why(qtbot, build):
    service, story = ScriptedRecords(client(1)), ScriptedEvents()
    off = a_listener(id="lst_1", settings=settings(name="Practice feed", function="update"))

    def skip(record, function):
        outcomes = (Outcome("lst_1", "skipped", None, "disabled"),)
        version = record.version
        story.events.append(
            an_event(record_id=record.id, record_version=version, outcomes=outcomes)
        )

    service.after_save = skip
    page = build(service, story, listeners=[local(off)])
    wait_for_form(qtbot, page, "Client 1")
    click(qtbot, page, "is_smoker")
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: "Not sent to Practice feed" in story_lines(page))
    assert "The listener was off" in story_lines(page)
    assert "No listener matched" in story_lines(page)


def test_a_record_that_was_not_changed_is_not_saved_and_that_is_said(qtbot, build, shell):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    page.save()  # Ctrl+S
    assert shell.announced == ["Nothing was changed: there is nothing to save"]


def test_a_new_record_asks_for_what_is_required(qtbot, build):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    click(qtbot, page, "new_record")
    wait_for_form(qtbot, page, "New record in clients")
    assert find(page, TableView, "record_table").selected_keys == ()
    page.save()  # Ctrl+S
    assert find(page, Hint, "full_name_message").isVisible()
    assert page.focusWidget().objectName() == "full_name"
    type_into(qtbot, page, "full_name", "Theo Barker")
    status = find(page, ComboBox, "status")
    status.setFocus()
    qtbot.keyClick(status, Qt.Key.Key_Down)
    page.save()
    wait_for_form(qtbot, page, "Theo Barker")
    assert service.created[0]["status"] == "prospect"
    assert find(page, TableView, "record_table").selected_keys == ("cli_901",)


def test_revert_gives_up_the_changes(qtbot, build):
    page = build(ScriptedRecords(client(1)))
    wait_for_form(qtbot, page, "Client 1")
    type_into(qtbot, page, "email", "nobody")
    find(page, QLineEdit, "full_name").setFocus()
    assert find(page, Hint, "email_message").isVisible()
    click(qtbot, page, "revert")
    assert find(page, QLineEdit, "email").text() == ""
    assert not find(page, Hint, "email_message").isVisible()
    assert find(page, QAbstractButton, "revert").toolTip() == "Nothing was changed"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T22:24:00.000Z", "Saved 22:24:00"),
        ("2026-11-22T22:24:00.000Z", "Saved 22:24 yesterday"),
        ("2025-11-23T22:24:00.000Z", "Saved 23 November 2025"),
        ("no time", ""),
    ],
)
def test_when_it_was_saved_names_the_day_unless_it_is_today(qtbot, build, at, words):
    page = build(ScriptedRecords(client(1, updated_at=at)))
    wait_for_form(qtbot, page, "Client 1")
    state = find(page, QLabel, "record_state")
    assert state.text() == words
    assert ("UTC" in state.toolTip()) == bool(words)


def test_typing_keeps_the_cursor_where_it_is(qtbot, build):
    page = build(ScriptedRecords(client(1)))
    wait_for_form(qtbot, page, "Client 1")
    field = find(page, QLineEdit, "full_name")
    field.setFocus()
    field.setCursorPosition(3)
    qtbot.keyClicks(field, "xyz")
    assert field.text() == "Clixyzent 1"
    assert field.cursorPosition() == 6


def test_change_at_random_shows_in_the_form(qtbot, build):
    page = build(ScriptedRecords(client(1)))
    wait_for_form(qtbot, page, "Client 1")
    click(qtbot, page, "change_at_random")
    assert find(page, QLabel, "record_state").text() == "Not saved"
    assert find(page, QAbstractButton, "save").isEnabled()


def test_while_the_platform_is_away_nothing_can_be_saved_and_that_is_said(
    qtbot, build, events, shell
):
    service = ScriptedRecords(client(1))
    page = build(service, away=Away(events))
    wait_for_form(qtbot, page, "Client 1")
    type_into(qtbot, page, "full_name", "Half typed")
    save = find(page, QAbstractButton, "save")
    for is_away in (True, False):
        overview = SyncOverview(online=not is_away, offline_since=NOW if is_away else None)
        with qtbot.waitSignal(events.sync_changed):
            events.announce(Changed.SYNC, overview)
        assert save.isEnabled() is not is_away
        assert ("needs a connection" in save.toolTip()) is is_away
        if is_away:
            page.save()
            assert "needs a connection" in shell.announced[-1]
    assert page.is_unsaved


def test_unsaved_changes_survive_a_look_at_another_record(qtbot, build):
    page = build(ScriptedRecords(client(2), client(1)))
    wait_for_form(qtbot, page, "Client 2")
    type_into(qtbot, page, "full_name", "Half typed")
    table = find(page, TableView, "record_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    wait_for_form(qtbot, page, "Client 1")
    qtbot.keyClick(table, Qt.Key.Key_Up)
    wait_for_form(qtbot, page, "Client 2")
    assert find(page, QLineEdit, "full_name").text() == "Half typed"


def test_a_refused_field_is_told_beside_it_as_plain_text(qtbot, build):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    click(qtbot, page, "is_smoker")
    refusal = FieldRefusal("/full_name", "taken", "There is <b>another</b> one")
    service.faults.append(Rejected("no", status=422, fields=(refusal,)))
    click(qtbot, page, "save")
    hint = find(page, Hint, "full_name_message")
    qtbot.waitUntil(hint.isVisible)
    assert hint.text == "There is <b>another</b> one"
    assert not find(page, Banner, "record_error").isVisible()


def test_a_lost_connection_keeps_the_form_and_says_so(qtbot, build):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    type_into(qtbot, page, "full_name", "Amelia")
    service.faults.append(TimedOut("30 s", host="p.example"))
    click(qtbot, page, "save")
    banner = find(page, Banner, "record_error")
    qtbot.waitUntil(banner.isVisible)
    assert "p.example" in banner.title
    assert find(page, QLineEdit, "full_name").text() == "Amelia"
    click(qtbot, page, "save")
    wait_for_form(qtbot, page, "Amelia")
    assert not banner.isVisible()


def test_someone_elses_change_can_be_taken_over(qtbot, build):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    type_into(qtbot, page, "full_name", "Mine")
    service.records = [replace(client(1, email="theirs@example.com"), version=2)]
    service.faults.append(Conflict("stale", status=412))
    click(qtbot, page, "save")
    qtbot.waitUntil(find(page, Banner, "record_error").isVisible)
    click(qtbot, page, "take_over_newer")
    qtbot.waitUntil(lambda: find(page, QLineEdit, "email").text() == "theirs@example.com")
    assert find(page, QLineEdit, "full_name").text() == "Mine"


def test_another_entity_brings_its_own_form(qtbot, build):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    service.schema_ = {"properties": {"policy_number": {"type": "string"}}}
    combo = find(page, ComboBox, "entity")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    message = find(page, Hint, "records_message")
    qtbot.waitUntil(message.isVisible)
    assert message.text == "No records yet. Create the first one."
    click(qtbot, page, "new_record")
    qtbot.waitUntil(lambda: page.findChild(QLineEdit, "policy_number") is not None)
    assert find(page, Hint, "reach").text == "Saving sends policies Create to nobody."


def test_search_narrows_the_list(qtbot, build):
    page = build(ScriptedRecords(client(2), client(1)))
    wait_for_form(qtbot, page, "Client 2")
    page.focus_search()
    qtbot.keyClicks(page.focusWidget(), "cli_1")
    model = find(page, TableView, "record_table").model()
    assert [model.index(n, 0).data(Role.KEY) for n in range(model.rowCount())] == ["cli_1"]


def test_without_the_permission_it_can_only_be_read(qtbot, build, shell):
    page = build(ScriptedRecords(client(1)), reason="records:write is missing")
    wait_for_form(qtbot, page, "Client 1")
    for name in ("save", "new_record", "change_at_random"):
        button = find(page, QAbstractButton, name)
        assert not button.isEnabled()
        assert button.toolTip() == "records:write is missing"
    assert not find(page, QLineEdit, "full_name").isEnabled()
    assert find(page, Hint, "reach").text == "records:write is missing.", "not what saving sends"
    page.save()
    assert shell.announced == ["records:write is missing"], "Ctrl+S gets an answer"


def test_a_failed_list_says_so(qtbot, build, heard):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    service.schema_ = SCHEMA
    service.faults.append(TimedOut("30 s", host="p.example"))
    combo = find(page, ComboBox, "entity")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    message = find(page, Hint, "records_failed")
    qtbot.waitUntil(lambda: message.isVisible() and "p.example" in message.text)
    assert page.has_failed
    assert heard.said == [(message.text, True)]
    click(qtbot, page, "read_records_again")
    qtbot.waitUntil(lambda: not message.isVisible())
    assert not page.has_failed


def test_a_list_that_cannot_be_read_again_stays_and_says_so(qtbot, build):
    service = ScriptedRecords(client(1))
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    service.faults.append(TimedOut("30 s", host="p.example"))
    page.refresh()
    message = find(page, Hint, "records_failed")
    qtbot.waitUntil(lambda: message.isVisible() and "p.example" in message.text)
    assert find(page, TableView, "record_table").isVisible()
    qtbot.waitUntil(lambda: clipped(page) == [])


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [(1068, 740), (844, 560)])
def test_nothing_is_cut_off(qtbot, build, theme, scale, size):
    theme.apply("light", text_scale=scale)
    service, story = ScriptedRecords(client(2), client(1)), ScriptedEvents()
    late = a_delivery(id="dlv_1", status=DeliveryStatus.HELD, last_status=None)
    story.deliveries["dlv_1"] = late
    outcomes = (
        Outcome("lst_1", "delivery", "dlv_1"),
        Outcome("lst_2", "skipped", None, "disabled"),
    )
    story.events.append(an_event(record_id="cli_2", record_version=2, outcomes=outcomes))
    page = build(service, story, size=size)
    wait_for_form(qtbot, page, "Client 2")
    type_into(qtbot, page, "full_name", "Client 2b")
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: "Kept" in story_lines(page))
    click(qtbot, page, "new_record")
    page.save()

    def fits():
        assert clipped(page) == []  # once the layout has come to rest

    qtbot.waitUntil(fits)


def test_everything_that_takes_the_focus_has_a_name(qtbot, build):
    page = build(ScriptedRecords(client(1)))
    wait_for_form(qtbot, page, "Client 1")
    assert speechless(page) == []


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_text_is_only_text(qtbot, build, payload):
    words = payload.replace("\t", " ")
    service, story = ScriptedRecords(client(1, full_name=words)), ScriptedEvents()
    properties = SCHEMA["properties"] | {"full_name": {"type": "string"}}
    service.schema_ = SCHEMA | {"properties": properties}
    outcomes = (Outcome(payload, "skipped", None, payload),)
    story.events.append(an_event(record_id="cli_1", record_version=2, outcomes=outcomes))
    page = build(service, story)
    wait_for_form(qtbot, page, words)
    click(qtbot, page, "is_smoker")
    click(qtbot, page, "save")
    qtbot.waitUntil(lambda: f"Not sent to {payload}" in story_lines(page))
    assert payload in story_lines(page)
    assert f"{words} was saved" in story_lines(page)
    labels = page.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_a_new_record_begins_with_its_first_field(qtbot, build):
    page = build(ScriptedRecords(client(1)))
    page.activateWindow()
    qtbot.waitUntil(find(page, QAbstractButton, "new_record").isEnabled)
    click(qtbot, page, "new_record")
    assert page.focusWidget() is page.findChild(EditPanel).findChildren(Field)[0].editor


def test_it_comes_back_with_its_entity_and_record(qtbot, build, shell):
    policies = [replace(client(number), entity="policies") for number in (11, 12)]
    service = ScriptedRecords(client(1), *policies)
    page = build(service)
    wait_for_form(qtbot, page, "Client 1")
    entity = find(page, ComboBox, "entity")
    entity.set_value("policies")
    entity.chosen.emit("policies")
    wait_for_form(qtbot, page, "Client 11")
    find(page, TableView, "record_table").select_keys(["cli_12"])
    wait_for_form(qtbot, page, "Client 12")
    page.toggle_details()
    left = ListMemory(filters={"entity": "policies"}, selected_id="cli_12", has_panel=False)
    assert shell.lists["sandbox_records"] == left
    again = build(service)
    wait_for_form(qtbot, again, "Client 12")
    assert find(again, ComboBox, "entity").value == "policies"
    assert find(again, QWidget, "what_happened").isHidden()
    assert shell.lists["sandbox_records"] == left


def test_what_is_gone_gives_way_to_the_first(qtbot, build, shell):
    shell.lists["sandbox_records"] = ListMemory(filters={"entity": "gone"}, selected_id="cli_9")
    page = build(ScriptedRecords(client(1), client(2)))
    wait_for_form(qtbot, page, "Client 1")
    assert shell.lists["sandbox_records"] == ListMemory(selected_id="cli_1")


@pytest.mark.parametrize(
    ("fault", "title"),
    [
        (TimedOut("30 s", host="p.example"), "p.example"),
        (PermissionMissing("no", status=403, permission="deliveries:read"), "You cannot view"),
    ],
)
def test_nothing_that_can_be_read_is_told_in_the_middle(qtbot, build, fault, title):
    service = ScriptedRecords(client(1))
    service.list_faults.append(fault)
    page = build(service)
    said = find(page, Placeholder, "records_placeholder")
    qtbot.waitUntil(lambda: said.isVisible() and title in said.title)
    assert not find(page, Hint, "records_failed").isVisible()
    assert not find(page, Hint, "records_message").isVisible(), "that there are none is not known"
    click(qtbot, page, "try_again")
    wait_for_form(qtbot, page, "Client 1")
    assert not said.isVisible()


def test_the_menu_of_a_record_looks_at_it_and_copies_it(qtbot, build, shell):
    page = build(ScriptedRecords(client(2), client(1)))
    wait_for_form(qtbot, page, "Client 2")
    table = find(page, TableView, "record_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = find(page, RecordMenu, "")
    assert menu.isVisible()
    menu.hide()
    find(page, QAction, "menu_copy_id").trigger()
    assert QGuiApplication.clipboard().text() == "cli_2"
    find(page, QAction, "menu_copy").trigger()
    assert '"full_name":"Client 2"' in QGuiApplication.clipboard().text()
    find(page, QAction, "menu_changes").trigger()
    find(page, QAction, "menu_why").trigger()
    assert shell.opened == [
        ("changes", {"resource_id": "cli_2", "name": "Client 2"}),
        ("why", {"record_id": "cli_2", "entity": "clients"}),
    ]
    context = page.context()
    assert (context.title, len(context.actions)) == ("Client 2", 4)


def test_a_search_leaves_the_record_that_is_edited(qtbot, build):
    page = build(ScriptedRecords(client(2), client(1), client(12)))
    wait_for_form(qtbot, page, "Client 2")
    page.focus_search()
    for letters in ("1", "12", "123"):
        find(page, QLineEdit, "search").setText(letters)
    assert find(page, QLabel, "record_title").text() == "Client 2"
    find(page, QLineEdit, "search").clear()
    assert find(page, TableView, "record_table").selected_keys == ("cli_2",)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_failure_of_the_page_has_the_room_of_the_story(qtbot, build, theme, scale):
    theme.apply("light", text_scale=scale)
    service = ScriptedRecords(client(1))
    service.list_faults.append(TimedOut("30 s", host="p.example"))
    page = build(service, size=(round(965 * scale), 700))
    said = find(page, Placeholder, "records_placeholder")
    qtbot.waitUntil(said.isVisible)
    qtbot.waitUntil(lambda: clipped(page) == [])
    assert not page.findChild(StoryPanel).isVisible()
    click(qtbot, page, "try_again")
    wait_for_form(qtbot, page, "Client 1")
    assert page.findChild(StoryPanel).isVisible()
