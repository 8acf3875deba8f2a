"""The page "Why did it not arrive?", used by keys and clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.domain.errors import NetworkError, PermissionMissing
from app.ui.tables import Role, TableView
from app.ui.widgets import Banner, Button, ComboBox, Hint, Placeholder
from tests.support.audit_entries import an_entry
from tests.support.builders import an_event, settings
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS


def ask(qtbot, page, text):
    type_into(qtbot, page, "why_subject", text)
    qtbot.keyClick(find(page, QLineEdit, "why_subject"), Qt.Key.Key_Return)


def rows(page):
    model = find(page, TableView, "why_table").model()
    return [model.index(at, 0).data(Role.KEY) for at in range(model.rowCount())]


def found(qtbot, page, text="cli_7", count=4):
    ask(qtbot, page, text)
    qtbot.waitUntil(lambda: len(rows(page)) == count)


def said(page, name):
    return find(page, QLabel, name).text()


def choose(qtbot, page, listener_id):
    table = find(page, TableView, "why_table")
    table.select_keys([listener_id])
    qtbot.keyClick(table, Qt.Key.Key_Return)  # where it is narrow the panel waits for that
    qtbot.waitUntil(find(page, QWidget, "finding").isVisible)


def test_it_begins_with_what_can_be_entered_and_the_cursor_there(qtbot, page):
    placeholder = find(page, Placeholder, "why_placeholder")
    assert placeholder.isVisible()
    assert placeholder.title == "What should have arrived?"
    assert page.focusWidget() is find(page, QLineEdit, "why_subject")


def test_every_listener_is_shown_with_what_happened(qtbot, page):
    found(qtbot, page)
    assert said(page, "why_summary") == "clients cli_7  ·  4 listeners considered, 1 got it"
    table = find(page, TableView, "why_table")
    lines = [table.model().index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(4)]
    assert lines == [
        "CRM: Failed. 401 Unauthorized, 10 attempts",
        "Archive: Skipped. The listener was off",
        "lst_gone: Skipped. The listener is for another function",
        lines[3],
    ]
    assert lines[3].startswith("Feed: Delivered. 200 OK")


def test_a_deleted_listener_is_told_by_its_name(qtbot, page, world):
    world.platform.audit_ = [
        an_entry("deleted", of="lst_gone", before=settings(name="Old CRM", entity="clients"))
    ]
    found(qtbot, page)
    model = find(page, TableView, "why_table").model()
    row = model.index(rows(page).index("lst_gone"), 0)
    said_of_row = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said_of_row.startswith("Old CRM (deleted): Skipped.")


def test_the_first_row_is_what_needs_a_person_with_cause_and_fix(qtbot, page):
    found(qtbot, page)
    assert find(page, TableView, "why_table").selected_keys == ("lst_bad",)
    assert "did not accept" in said(page, "finding_text")
    assert "Failed at every try." in said(page, "finding_text")
    steps = said(page, "finding_steps").splitlines()
    assert steps[0].startswith("1. Check the credential")
    assert steps[-1].endswith("Then replay the delivery")


def test_asked_from_a_delivery_its_own_listener_is_chosen(qtbot, page):
    page.enter(delivery_id="dlv_ok")
    qtbot.waitUntil(lambda: find(page, TableView, "why_table").selected_keys == ("lst_ok",))
    assert find(page, QLineEdit, "why_subject").text() == "dlv_ok"
    assert find(page, QLineEdit, "why_subject").cursorPosition() == 0
    assert "Look for the webhook-id evt_1" in said(page, "finding_steps")


def test_goes_to_the_delivery_and_to_the_listener(qtbot, page, world):
    found(qtbot, page)
    click(qtbot, page, "show_delivery")
    click(qtbot, page, "open_listener")
    assert world.shell.opened == [
        ("deliveries", {"delivery_id": "dlv_bad"}),
        ("listener_form", {"listener_id": "lst_bad"}),
    ]
    choose(qtbot, page, "lst_gone")
    button = find(page, QWidget, "open_listener")
    assert not button.isEnabled()
    assert button.toolTip() == "This listener is not there any more"
    assert not find(page, QWidget, "show_delivery").isVisible()


def test_what_was_skipped_is_sent_from_here(qtbot, page, world):
    world.platform.replay_many = lambda *_asked, **_how: 1
    found(qtbot, page)
    assert not find(page, QWidget, "send_skipped").isVisible()
    choose(qtbot, page, "lst_off")
    click(qtbot, page, "send_skipped")
    qtbot.waitUntil(lambda: world.shell.announced == ["On its way"])


def test_a_refusal_is_said_beside_the_button(qtbot, page, world):
    world.platform.standing_in_the_way["lst_off"] = "listener_disabled"
    found(qtbot, page)
    choose(qtbot, page, "lst_off")
    click(qtbot, page, "send_skipped")
    hint = find(page, Hint, "finding_error")
    qtbot.waitUntil(hint.isVisible)
    assert hint.text == "The listener is off. Turn it on, then replay."
    choose(qtbot, page, "lst_bad")
    assert not hint.isVisible()


def test_another_version_of_the_record_can_be_chosen(qtbot, page):
    found(qtbot, page)
    combo = find(page, ComboBox, "why_event")
    assert [item.value for item in combo.items] == ["evt_1", "evt_0"]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    assert combo.value == "evt_0"


def test_nothing_known_and_no_listener_are_said_apart(qtbot, page, world):
    placeholder = find(page, Placeholder, "why_placeholder")
    ask(qtbot, page, "cli_nobody")
    qtbot.waitUntil(lambda: placeholder.title == "Nothing is known of “cli_nobody”")
    assert "mistyped" in placeholder.text
    world.platform.events_.append(an_event(id="evt_n", record_id="not_1", entity="notes"))
    ask(qtbot, page, "evt_n")
    qtbot.waitUntil(lambda: placeholder.title == "No listener was considered")
    assert "no listener for notes" in placeholder.text


def test_who_may_not_look_is_told_as_on_the_page_of_deliveries(qtbot, page, world):
    placeholder = find(page, Placeholder, "why_placeholder")
    missing = PermissionMissing("no", status=403, permission="deliveries:read")
    world.platform.fail("events", missing)
    ask(qtbot, page, "cli_7")
    qtbot.waitUntil(lambda: placeholder.title == "You cannot view deliveries here")
    assert find(page, Button, "copy_request").isVisible()


def test_a_lost_connection_takes_the_place_of_rows_or_stands_above_them(qtbot, page, world):
    placeholder = find(page, Placeholder, "why_placeholder")
    world.platform.fail("events", NetworkError("gone", host="p.example"))
    ask(qtbot, page, "cli_7")
    qtbot.waitUntil(lambda: placeholder.title == "p.example cannot be reached")
    click(qtbot, page, "try_again")
    qtbot.waitUntil(lambda: len(rows(page)) == 4)
    world.platform.fail("event", NetworkError("gone", host="p.example"))
    page.refresh()
    banner = find(page, Banner, "why_error")
    qtbot.waitUntil(banner.isVisible)
    assert len(rows(page)) == 4
    qtbot.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_escape_clears_the_question_then_the_selection_then_goes_back(qtbot, page, world):
    found(qtbot, page)
    field = find(page, QLineEdit, "why_subject")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    table = find(page, TableView, "why_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.selected_keys == ()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert world.shell.went_back == 1


def test_news_leave_a_cleared_or_another_selection_alone(qtbot, page, world):
    found(qtbot, page)
    table = find(page, TableView, "why_table")
    table.select_keys(["lst_ok"])
    for wanted in (("lst_ok",), ()):
        asked = world.platform.calls.count("event")
        world.events.deliveries_changed.emit()
        qtbot.waitUntil(lambda asked=asked: world.platform.calls.count("event") > asked)
        qtbot.waitUntil(lambda: not world.runner.is_busy)
        assert table.selected_keys == wanted
        table.clearSelection()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(qtbot, page, light, scale):
    light.apply("light", text_scale=scale)
    qtbot.waitUntil(lambda: fits(page) is None)
    found(qtbot, page)
    choose(qtbot, page, "lst_off")
    qtbot.waitUntil(lambda: fits(page) is None)
    assert nameless(page) == []


def test_T35_foreign_text_is_only_text(qtbot, page, world):
    placeholder = find(page, Placeholder, "why_placeholder")
    for payload in UI_PAYLOADS:  # one page for all: none is made markup by another
        world.platform.deliveries_ = [
            replace(one, destination=payload) for one in world.platform.deliveries_
        ]
        page.enter(record_id="cli_7", entity="clients")
        qtbot.waitUntil(lambda: len(rows(page)) == 4)
        page.enter(record_id=payload)
        title = f"Nothing is known of “{payload}”"
        qtbot.waitUntil(lambda title=title: placeholder.title == title)
        labels = page.findChildren(QLabel)
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
