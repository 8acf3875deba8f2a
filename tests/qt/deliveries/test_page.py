"""The Deliveries page, used by keys and clicks."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget

from app.domain.catalog import Limits
from app.domain.delivery import DeliveryStatus
from app.domain.errors import PermissionMissing, TimedOut
from app.ui.pages.delivery_access import Access
from app.ui.tables import Role, TableView
from app.ui.widgets import Banner, ComboBox, Placeholder
from tests.support.audit_entries import an_entry
from tests.support.builders import (
    a_catalog,
    a_connection,
    a_failed_attempt,
    a_listener,
    a_me,
    an_attempt,
    local,
    settings,
)
from tests.support.clipping import clipped
from tests.support.page_world import type_into
from tests.support.payloads import UI_PAYLOADS
from tests.support.scripted_deliveries import Scripted, made
from tests.support.speaking import speechless


def find(page, kind, name):
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def rows(page):
    model = find(page, TableView, "delivery_table").model()
    return [model.index(at, 0).data(Role.KEY) for at in range(model.rowCount())]


def wait_rows(qtbot, page, count):
    qtbot.waitUntil(lambda: len(rows(page)) == count)


def click(qtbot, page, name):
    qtbot.mouseClick(find(page, QAbstractButton, name), Qt.MouseButton.LeftButton)


def select(qtbot, page, row):
    table = find(page, TableView, "delivery_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    for _step in range(row):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    detail = find(page, QWidget, "delivery_detail")
    qtbot.waitUntil(detail.isVisible)
    return detail


def full(number, **changes):
    log = (a_failed_attempt(503), an_attempt(number=2))
    return made(number, payload='{"id":"cli_1"}', attempt_log=log, attempts=2, **changes)


def shown_text(page):
    return find(page, QPlainTextEdit, "attempt_text").toPlainText()


def test_lists_what_there_is(qtbot, build):
    page = build(Scripted(made(1), made(2)))
    wait_rows(qtbot, page, 2)
    assert rows(page) == ["dlv_00002", "dlv_00001"]
    assert find(page, QAbstractButton, "segment_all").accessibleName() == "All 2"


def test_nothing_yet_and_no_match_are_said_apart(qtbot, build):
    page = build(Scripted())
    placeholder = find(page, Placeholder, "deliveries_placeholder")
    qtbot.waitUntil(placeholder.isVisible)
    assert placeholder.title == "No deliveries yet"
    click(qtbot, page, "segment_failed")
    qtbot.waitUntil(lambda: placeholder.title == "No deliveries match")
    click(qtbot, page, "placeholder_action")
    qtbot.waitUntil(lambda: placeholder.title == "No deliveries yet")
    assert find(page, QAbstractButton, "segment_all").isChecked()


def test_what_no_id_has_in_it_is_looked_for_in_contents_by_one_click(qtbot, build):
    page = build(Scripted(made(1), replace(full(2), payload='{"name":"needle"}')))
    wait_rows(qtbot, page, 2)
    type_into(qtbot, page, "search", "needle")
    placeholder = find(page, Placeholder, "deliveries_placeholder")
    qtbot.waitUntil(placeholder.isVisible)
    assert placeholder.title == "No deliveries match “needle”"
    click(qtbot, page, "search_contents")
    assert find(page, QAbstractButton, "in_contents").isChecked()
    wait_rows(qtbot, page, 1)
    assert rows(page) == ["dlv_00002"]
    type_into(qtbot, page, "search", "nowhere at all")
    said = "No deliveries match “nowhere at all”"
    qtbot.waitUntil(lambda: placeholder.isVisible() and placeholder.title == said)
    assert [one.objectName() for one in placeholder.findChildren(QAbstractButton)] == [
        "placeholder_action"
    ]


def test_quiet_looks_leave_the_buttons_of_no_match_alone(qtbot, build, events):
    service = Scripted(made(1))
    page = build(service)
    wait_rows(qtbot, page, 1)
    click(qtbot, page, "segment_failed")
    placeholder = find(page, Placeholder, "deliveries_placeholder")
    qtbot.waitUntil(lambda: placeholder.isVisible() and placeholder.title == "No deliveries match")
    button = find(page, QAbstractButton, "placeholder_action")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    looks = len(service.asked)
    events.deliveries_changed.emit()
    qtbot.waitUntil(lambda: len(service.asked) > looks)
    page.refresh()
    qtbot.waitUntil(lambda: len(service.asked) > looks + 1)
    assert find(page, QAbstractButton, "placeholder_action") is button
    qtbot.waitUntil(button.hasFocus)


def test_who_may_not_look_is_told_and_can_ask_for_it(qtbot, build):
    service = Scripted(made(1))
    service.faults.append(PermissionMissing("no", status=403, permission="deliveries:read"))
    page = build(service)
    page.take_standing(a_connection(), a_me(user_name="Thandi", permissions=frozenset()))
    placeholder = find(page, Placeholder, "deliveries_placeholder")
    qtbot.waitUntil(lambda: placeholder.title == "You cannot view deliveries here")
    page.findChildren(QAbstractButton, "copy_request")[-1].click()  # the one before may be there
    assert "Give Thandi the permission “deliveries:read”" in QGuiApplication.clipboard().text()


def test_a_failed_first_load_offers_to_try_again(qtbot, build, heard):
    service = Scripted(made(1))
    service.faults.append(TimedOut("30 s", host="p.example"))
    page = build(service)
    placeholder = find(page, Placeholder, "deliveries_placeholder")
    qtbot.waitUntil(lambda: placeholder.isVisible() and "p.example" in placeholder.title)
    assert heard.said == [(f"{placeholder.title}. {placeholder.text}", True)]
    click(qtbot, page, "copy_details")
    assert "p.example" in QGuiApplication.clipboard().text()
    click(qtbot, page, "try_again")
    wait_rows(qtbot, page, 1)
    assert not placeholder.isVisible()


def test_a_failed_refresh_keeps_the_rows_under_a_banner(qtbot, build):
    service = Scripted(made(1))
    page = build(service)
    wait_rows(qtbot, page, 1)
    service.faults.append(TimedOut("30 s", host="p.example"))
    click(qtbot, page, "refresh")
    banner = find(page, Banner, "deliveries_error")
    qtbot.waitUntil(banner.isVisible)
    assert "As of" in banner.text
    assert rows(page) == ["dlv_00001"]
    qtbot.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_filters_by_state_listener_and_search(qtbot, build):
    service = Scripted(
        made(1, status=DeliveryStatus.FAILED, listener_id="lst_1"),
        made(2, status=DeliveryStatus.FAILED, listener_id="lst_2"),
        made(3, listener_id="lst_2"),
    )
    page = build(service, listeners=[local(a_listener(id="lst_1")), local(a_listener(id="lst_2"))])
    wait_rows(qtbot, page, 3)
    click(qtbot, page, "segment_failed")
    wait_rows(qtbot, page, 2)
    combo = find(page, ComboBox, "listener_filter")
    qtbot.waitUntil(lambda: len(combo.items) == 3)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    wait_rows(qtbot, page, 1)
    assert rows(page) == ["dlv_00001"]
    page.focus_search()
    qtbot.keyClicks(find(page, QWidget, "search"), "cli_9")
    qtbot.waitUntil(lambda: rows(page) == [])
    qtbot.keyClick(find(page, QWidget, "segment_failed"), Qt.Key.Key_Escape)
    wait_rows(qtbot, page, 3)
    assert combo.value is None


def test_listeners_are_offered_in_the_order_of_their_names(qtbot, build):
    named = {"lst_1": "CRM 1291", "lst_2": "crm 176", "lst_3": "Back office"}
    known = [a_listener(settings=settings(name=name), id=key) for key, name in named.items()]
    page = build(Scripted(made(1)), listeners=[*map(local, known)])
    combo = find(page, ComboBox, "listener_filter")
    qtbot.waitUntil(lambda: [one.value for one in combo.items] == [None, "lst_3", "lst_2", "lst_1"])


def test_coming_from_a_listener_shows_only_its_deliveries(qtbot, build):
    service = Scripted(made(1, listener_id="lst_1"), made(2, listener_id="lst_2"))
    page = build(service, listeners=[local(a_listener(id="lst_1"))])
    wait_rows(qtbot, page, 2)
    page.enter(listener_id="lst_2")  # deleted meanwhile, still the choice
    wait_rows(qtbot, page, 1)
    combo = find(page, ComboBox, "listener_filter")
    assert (combo.value, combo.currentText()) == ("lst_2", "lst_2")


def test_a_deleted_listener_is_chosen_by_its_name(qtbot, build, platform):
    platform.audit_ = [an_entry("deleted", of="lst_2", before=settings(name="Old CRM"))]
    service = Scripted(made(1, listener_id="lst_1"), made(2, listener_id="lst_2"))
    page = build(service, listeners=[local(a_listener(id="lst_1"))])
    wait_rows(qtbot, page, 2)
    page.enter(listener_id="lst_2")
    combo = find(page, ComboBox, "listener_filter")
    qtbot.waitUntil(lambda: combo.currentText() == "Old CRM (deleted)")
    wait_rows(qtbot, page, 1)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    wait_rows(qtbot, page, 2)
    assert [item.text for item in combo.items][-1] == "Old CRM (deleted)"  # and can be again


def test_selecting_shows_attempts_response_payload_and_headers(qtbot, build):
    page = build(Scripted(full(1)))
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    qtbot.waitUntil(lambda: shown_text(page) == "ok")
    chooser = find(page, ComboBox, "attempt_chooser")
    assert [item.text for item in chooser.items] == ["Attempt 2", "Attempt 1"]
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert shown_text(page) == "no"
    tabs = find(page, QWidget, "attempt_parts")
    tabs.setFocus()
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert shown_text(page) == '{\n  "id": "cli_1"\n}'
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert "POST /clients HTTP/1.1" in shown_text(page)
    assert "authorization: •••" in shown_text(page)
    assert "HTTP/1.1 503 Service Unavailable" in shown_text(page)


def test_news_of_the_selected_one_keep_an_older_attempt_in_view(qtbot, build, events):
    service = Scripted(full(1, status=DeliveryStatus.PENDING))
    page = build(service)
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    chooser = find(page, ComboBox, "attempt_chooser")
    qtbot.waitUntil(lambda: len(chooser.items) == 2)
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    log = (*service.rows[0].attempt_log, an_attempt(number=3))
    service.rows[0] = replace(service.rows[0], attempts=3, attempt_log=log)
    events.deliveries_changed.emit()
    qtbot.waitUntil(lambda: len(chooser.items) == 3)
    assert chooser.currentText() == "Attempt 1"


def test_copy_as_curl_goes_to_the_clipboard_masked(qtbot, build, shell):
    page = build(Scripted(full(1)))
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    qtbot.waitUntil(find(page, QAbstractButton, "copy_curl").isEnabled)
    click(qtbot, page, "copy_curl")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl --globoff -X POST https://hooks.example.com/clients")
    assert "authorization: •••" in copied
    assert shell.announced == ["Copied as cURL, secrets masked"]


class Slow(Scripted):
    """Answers about one delivery once it may."""

    def __init__(self, *rows):
        super().__init__(*rows)
        self.may = threading.Event()

    def get(self, control, delivery_id):
        assert self.may.wait(60)
        return super().get(control, delivery_id)


def test_what_is_still_being_read_is_not_said_to_be_unsent(qtbot, build):
    deliveries = Slow(full(1))
    page = build(deliveries)
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    button = find(page, QAbstractButton, "copy_curl")
    try:
        assert not button.isEnabled()
        assert button.toolTip() == "Its attempts have not been read yet"
        assert find(page, QLabel, "attempt_note").text() == ""
    finally:
        deliveries.may.set()
    qtbot.waitUntil(button.isEnabled)


def test_what_cannot_be_copied_says_why(qtbot, build):
    page = build(Scripted(made(1, attempts=0)))
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    button = find(page, QAbstractButton, "copy_curl")
    qtbot.waitUntil(lambda: button.toolTip() == "Nothing was sent yet")
    assert not button.isEnabled()


def test_a_message_that_was_sent_opens_in_the_mailbox(qtbot, build, shell):
    mail = full(1, destination="ops@example.com")
    waiting = full(2, destination="ops@example.com", status=DeliveryStatus.PENDING)
    page = build(Scripted(mail, waiting, full(3)), access=Access(has_mailbox=True))
    wait_rows(qtbot, page, 3)
    for row, is_offered in ((0, False), (1, False), (2, True)):
        select(qtbot, page, row)
        button = find(page, QAbstractButton, "open_mail")
        qtbot.waitUntil(lambda button=button, wanted=is_offered: button.isVisible() is wanted)
        assert find(page, QAbstractButton, "copy_curl").isVisible() is not is_offered
        entries = [one.objectName() for one in page.context().actions]
        assert ("menu_mail" in entries) is is_offered
    click(qtbot, page, "open_mail")
    name = f"{mail.event_id}.{mail.listener_id}"
    assert shell.opened[-1] == ("mailbox", {"message": name})


def test_where_there_is_no_mailbox_none_is_offered(qtbot, build):
    page = build(Scripted(full(1, destination="ops@example.com")))
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    assert not find(page, QAbstractButton, "open_mail").isVisible()
    assert find(page, QAbstractButton, "copy_curl").isVisible()


def test_new_rows_leave_the_selection_alone(qtbot, build, events):
    service = Scripted(made(1), made(2))
    page = build(service)
    wait_rows(qtbot, page, 2)
    select(qtbot, page, 1)
    service.rows.append(made(3))
    events.deliveries_changed.emit()
    wait_rows(qtbot, page, 3)
    assert find(page, TableView, "delivery_table").selected_keys == ("dlv_00001",)


def test_new_rows_above_what_is_read_are_announced_not_shown(qtbot, build, events):
    service = Scripted(*(made(n) for n in range(1, 61)), page_size=100)
    page = build(service)
    wait_rows(qtbot, page, 60)
    table = find(page, TableView, "delivery_table")
    bar = table.verticalScrollBar()
    bar.setValue(600)
    top = table.indexAt(table.viewport().rect().topLeft()).data(Role.KEY)
    service.rows += [made(61), made(62)]
    events.deliveries_changed.emit()
    wait_rows(qtbot, page, 62)
    assert table.indexAt(table.viewport().rect().topLeft()).data(Role.KEY) == top
    button = find(page, QAbstractButton, "new_deliveries")
    assert button.isVisible()
    assert button.text().startswith("2 new")
    click(qtbot, page, "new_deliveries")
    assert bar.value() == 0
    assert not button.isVisible()


def height_of(page, key):
    """Where on the page a row is seen."""
    table = find(page, TableView, "delivery_table")
    index = table.model().index(rows(page).index(key), 0)
    return table.viewport().mapTo(page, table.visualRect(index).center()).y()


@pytest.mark.parametrize("is_followed", [True, False])
def test_telling_of_new_rows_moves_nothing_under_the_pointer(qtbot, build, events, is_followed):
    service = Scripted(*(made(n) for n in range(1, 61)), page_size=100)
    page = build(service)
    wait_rows(qtbot, page, 60)
    if is_followed:  # rows come in above what is read
        find(page, TableView, "delivery_table").verticalScrollBar().setValue(600)
    else:  # rows wait until they are wanted
        click(qtbot, page, "follow")
    read = made(40).id
    before = height_of(page, read)
    service.rows += [made(61), made(62)]
    events.deliveries_changed.emit()
    button = find(page, QAbstractButton, "new_deliveries")
    qtbot.waitUntil(lambda: button.isVisible() and button.height() > 1)
    qtbot.waitUntil(lambda: height_of(page, read) == before)
    click(qtbot, page, "new_deliveries")
    wait_rows(qtbot, page, 62)
    qtbot.waitUntil(lambda: not button.isVisible())
    assert find(page, TableView, "delivery_table").verticalScrollBar().value() == 0


def test_what_waited_at_the_top_is_shown_there_once_it_is_followed_again(qtbot, build, events):
    service = Scripted(*(made(n) for n in range(1, 61)), page_size=100)
    page = build(service)
    wait_rows(qtbot, page, 60)
    click(qtbot, page, "follow")
    service.rows += [made(61), made(62)]
    events.deliveries_changed.emit()
    button = find(page, QAbstractButton, "new_deliveries")
    qtbot.waitUntil(button.isVisible)
    click(qtbot, page, "follow")
    wait_rows(qtbot, page, 62)
    qtbot.waitUntil(lambda: not button.isVisible())
    assert find(page, TableView, "delivery_table").verticalScrollBar().value() == 0


def test_the_head_says_how_long_this_platform_keeps_attempts(build):
    page = build(Scripted(made(1)))
    page.show_catalog(None)  # not read yet
    page.show_catalog(a_catalog(limits=Limits(attempt_retention_days=30)))
    said = [one.text() for one in find(page, QWidget, "deliveries_head").findChildren(QLabel)]
    assert "Every attempt to reach an endpoint or a mailbox, kept for 30 days" in said


def test_new_rows_wait_above_the_list_while_the_switch_is_off(qtbot, build, events):
    service = Scripted(made(1), made(2), page_size=100)
    page = build(service)
    wait_rows(qtbot, page, 2)
    table = find(page, TableView, "delivery_table")
    table.select_keys([made(2).id])
    click(qtbot, page, "follow")
    service.rows += [made(3)]
    events.deliveries_changed.emit()
    button = find(page, QAbstractButton, "new_deliveries")
    qtbot.waitUntil(button.isVisible)
    assert button.text().startswith("1 new")
    assert table.model().rowCount() == 2
    click(qtbot, page, "new_deliveries")
    wait_rows(qtbot, page, 3)
    qtbot.waitUntil(lambda: not button.isVisible())
    assert table.selected_keys == (made(2).id,)


def test_scrolling_down_reads_on(qtbot, build):
    page = build(Scripted(*(made(n) for n in range(1, 91)), page_size=40))
    wait_rows(qtbot, page, 40)
    bar = find(page, TableView, "delivery_table").verticalScrollBar()
    bar.setValue(bar.maximum())
    wait_rows(qtbot, page, 80)
    bar.setValue(bar.maximum())
    wait_rows(qtbot, page, 90)


def test_escape_clears_the_selection_and_f4_hides_the_panel(qtbot, build):
    page = build(Scripted(made(1)))
    wait_rows(qtbot, page, 1)
    detail = select(qtbot, page, 0)
    page.toggle_details()
    assert not detail.isVisible()
    page.toggle_details()
    assert detail.isVisible()
    qtbot.keyClick(find(page, TableView, "delivery_table"), Qt.Key.Key_Escape)
    assert not detail.isVisible()


def test_where_it_is_narrow_the_panel_takes_the_lists_place(qtbot, build):
    page = build(Scripted(made(1)), size=(700, 600))
    wait_rows(qtbot, page, 1)
    table, detail = find(page, TableView, "delivery_table"), find(page, QWidget, "delivery_detail")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.isVisible()
    assert not detail.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert detail.isVisible()
    assert not table.isVisible()
    click(qtbot, page, "close_details")
    assert table.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_cut_off(qtbot, build, theme, scale):
    def fits():
        assert clipped(page) == []  # once the layout has come to rest

    theme.apply("light", text_scale=scale)
    service = Scripted(full(1), made(2), page_size=50)
    service.rows[0] = replace(service.rows[0], status=DeliveryStatus.PENDING)
    page = build(service)
    wait_rows(qtbot, page, 2)
    qtbot.waitUntil(fits)
    table = find(page, TableView, "delivery_table")
    table.select_keys(["dlv_00001"])
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(find(page, QWidget, "delivery_detail").isVisible)
    qtbot.waitUntil(lambda: shown_text(page) == "ok")
    qtbot.waitUntil(fits)


def test_everything_that_takes_the_focus_has_a_name(qtbot, build):
    page = build(Scripted(full(1)))
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    assert speechless(page) == []


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_text_is_only_text(qtbot, build, payload):
    attempt = an_attempt()
    attempt = replace(attempt, response=replace(attempt.response, body=payload))
    row = made(1, entity=payload, event_id=payload, destination=payload, attempt_log=(attempt,))
    page = build(Scripted(replace(row, record_id=payload, function=payload)))
    wait_rows(qtbot, page, 1)
    select(qtbot, page, 0)
    qtbot.waitUntil(lambda: shown_text(page) == payload)
    labels = page.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert any(label.text() == payload for label in labels)


def test_searching_in_contents_says_how_far_it_is_and_what_cannot_be_done(qtbot, build, gate):
    service = Scripted(*(made(n, payload="needle" if n == 2 else "hay") for n in range(1, 9)))
    page = build(service)
    wait_rows(qtbot, page, 3)
    click(qtbot, page, "in_contents")
    seen, stop = find(page, QLabel, "search_seen"), find(page, QWidget, "stop_search")
    assert not stop.isVisible()

    def hold_the_last_page():
        if service.asked[-1][1] == "dlv_00003":
            gate()

    service.hold = hold_the_last_page
    page.focus_search()
    qtbot.keyClicks(find(page, QWidget, "search"), "needle")
    qtbot.waitUntil(gate.entered.is_set)
    qtbot.waitUntil(lambda: seen.text() == "6 of 8 looked through")
    placeholder = find(page, Placeholder, "deliveries_placeholder")
    assert placeholder.title == "Looking through what was sent and answered"
    assert stop.isVisible()
    assert not find(page, QWidget, "export_deliveries").isEnabled()
    gate.opened.set()
    wait_rows(qtbot, page, 1)
    assert rows(page) == ["dlv_00002"]
    qtbot.waitUntil(lambda: seen.text() == "8 of 8 looked through")
    assert not stop.isVisible()
    find(page, QWidget, "search").clear()
    wait_rows(qtbot, page, 3)
    assert find(page, QWidget, "export_deliveries").isEnabled()
