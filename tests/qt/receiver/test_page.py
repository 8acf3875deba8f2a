"""The Receiver page, used by keys and clicks; what it shows came over a real socket."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

from app.domain.errors import NetworkError, PermissionMissing
from app.domain.received import AnswerPlan, Fault, ReceivedRequest
from app.domain.times import utc_now
from app.ui.tables import TableView
from app.ui.widgets import Banner, Hint, Placeholder
from tests.support.builders import NOW, a_listener, settings
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS
from tests.support.webhook_calls import SECRET, call, status_of, webhook


def start(qtbot, page, receiver):
    click(qtbot, page, "receiver_power")
    address = find(page, QLineEdit, "receiver_address")
    qtbot.waitUntil(lambda: address.text() != "")
    return receiver.state().port


def table(page):
    return find(page, TableView, "request_table")


def wait_rows(qtbot, page, count):
    qtbot.waitUntil(lambda: table(page).isVisible() == bool(count))
    qtbot.waitUntil(lambda: table(page).model().rowCount() == count)


def row(page, at):
    model = table(page).model()
    return [model.index(at, column).data() for column in range(model.columnCount())][1:]


def select(qtbot, page, at=0):
    view = table(page)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    for _ in range(at):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    panel = find(page, QWidget, "request_detail")
    qtbot.waitUntil(panel.isVisible)
    return panel


def choose(page, name, text):
    combo = find(page, QComboBox, name)
    at = combo.findText(text)
    assert at >= 0, [combo.itemText(n) for n in range(combo.count())]
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def part(page, number):
    find(page, QTabBar, "request_parts").setCurrentIndex(number)
    return find(page, QPlainTextEdit, "request_text").toPlainText()


def test_what_arrives_is_listed(qtbot, show, receiver):
    page = show()
    placeholder = find(page, Placeholder, "receiver_placeholder")
    assert placeholder.title == "The receiver is stopped"
    port = start(qtbot, page, receiver)
    qtbot.waitUntil(lambda: placeholder.title == "Waiting for webhooks")
    assert status_of(call(port, webhook(port, {"id": "cli_7"}))) == 200
    call(port, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    wait_rows(qtbot, page, 2)
    assert row(page, 0) == ["Not an event", "", "None", "405"]
    assert row(page, 1) == ["clients Update", "cli_7", "Not checked", "200"]
    assert find(page, QLabel, "request_count").text() == "2 requests"
    click(qtbot, page, "receiver_power")
    qtbot.waitUntil(lambda: not receiver.state().is_listening)
    assert table(page).model().rowCount() == 2
    click(qtbot, page, "clear_requests")
    wait_rows(qtbot, page, 0)


def test_the_model_keeps_its_promises(qtbot, show, receiver, qtmodeltester):
    page = show()
    port = start(qtbot, page, receiver)
    qtmodeltester.check(table(page).model())
    for number in range(3):
        call(port, webhook(port, event_id=f"evt_{number}", entity=("clients", "tasks")[number % 2]))
    wait_rows(qtbot, page, 3)
    choose(page, "event_filter", "tasks Update")
    assert table(page).model().rowCount() == 1
    choose(page, "event_filter", "Any event")
    type_into(qtbot, page, "search", "evt_2")
    assert table(page).model().rowCount() == 1
    type_into(qtbot, page, "search", "nothing like it")
    placeholder = find(page, Placeholder, "receiver_placeholder")
    said = "No requests match “nothing like it”"
    qtbot.waitUntil(lambda: placeholder.isVisible() and placeholder.title == said)
    click(qtbot, page, "clear_filters")
    wait_rows(qtbot, page, 3)
    choose(page, "event_filter", "tasks Update")
    wait_rows(qtbot, page, 1)
    table(page).clearSelection()
    qtbot.keyClick(table(page), Qt.Key.Key_Escape)
    wait_rows(qtbot, page, 3)


@pytest.mark.parametrize(
    ("words", "plan"),
    [
        ("503 Service Unavailable", AnswerPlan(503, retry_after_s=30)),
        ("410 Gone", AnswerPlan(410, retry_after_s=30)),
        ("Break the connection", AnswerPlan(fault=Fault.RESET, retry_after_s=30)),
        ("Drip slowly, never end", AnswerPlan(fault=Fault.DRIP, retry_after_s=30)),
    ],
)
def test_the_answer_is_chosen(qtbot, show, receiver, words, plan):
    page = show()
    choose(page, "answer_with", words)
    assert receiver.state().plan == plan
    qtbot.waitUntil(lambda: find(page, QSpinBox, "retry_after").isVisible() == (plan.status == 503))


def test_the_delay_is_typed(qtbot, show, receiver):
    page = show()
    delay = find(page, QSpinBox, "answer_delay")
    delay.setFocus()
    delay.selectAll()
    qtbot.keyClicks(delay, "1500")
    qtbot.waitUntil(lambda: receiver.state().plan.delay_s == 1.5)


def test_a_signature_is_checked_with_the_secret_of_a_listener(qtbot, show, world, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    to_here = settings(url=f"http://127.0.0.1:{port}/in", name="To here", function="update")
    world.platform.put(a_listener(id="lst_here", settings=to_here))
    world.platform.put(a_listener(id="lst_away"))
    world.sync()
    combo = find(page, QComboBox, "check_with")
    qtbot.waitUntil(lambda: combo.count() == 3)
    call(port, webhook(port))
    call(port, webhook(port, event_id="evt_2").replace(b'"cli_1"', b'"cli_2"'))
    call(port, webhook(port, event_id="evt_3", secret=None))
    choose(page, "check_with", "To here, Update")
    wait_rows(qtbot, page, 3)
    qtbot.waitUntil(lambda: [row(page, at)[2] for at in range(3)] == ["None", "Wrong", "Valid"])
    assert world.platform.calls.count("reveal_signing_secret") == 1
    select(qtbot, page, 2)
    assert find(page, Banner, "signature").title == "The signature is valid"
    choose(page, "check_with", "Not checked")
    assert find(page, Banner, "signature").title == "The signature was not checked"


def test_a_secret_can_be_entered_and_is_judged(qtbot, show, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    call(port, webhook(port))
    wait_rows(qtbot, page, 1)
    choose(page, "check_with", "A secret that I enter")
    field = find(page, QLineEdit, "signing_secret")
    qtbot.waitUntil(field.isVisible)
    type_into(qtbot, page, "signing_secret", "whsec_short")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "begins with whsec_" in field.accessibleDescription()
    type_into(qtbot, page, "signing_secret", SECRET)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(page, 0)[2] == "Valid")
    assert field.echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NetworkError("away", host="p.example"), "p.example"),
        (PermissionMissing("no", status=403, permission="listeners:write"), "listeners:write"),
    ],
)
def test_a_secret_that_is_not_told_is_explained(qtbot, show, world, receiver, error, words):
    page = show()
    port = start(qtbot, page, receiver)
    world.platform.put(
        a_listener(settings=settings(url=f"http://127.0.0.1:{port}/in", name="To here"))
    )
    world.sync()
    qtbot.waitUntil(lambda: find(page, QComboBox, "check_with").count() == 3)
    world.platform.fail("reveal_signing_secret", error)
    choose(page, "check_with", "To here, Create")
    hint = find(page, Hint, "check_hint")
    qtbot.waitUntil(lambda: hint.isVisible() and words in hint.text)


def test_a_request_is_shown_in_full_and_beside_the_one_before(qtbot, show, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    call(port, webhook(port, {"id": "cli_1", "status": "Prospect"}, event_id="evt_1"))
    call(port, webhook(port, {"id": "cli_1", "status": "Client"}, event_id="evt_2"))
    call(port, webhook(port, {"id": "cli_1", "status": "Client"}, event_id="evt_2"))
    wait_rows(qtbot, page, 3)
    panel = select(qtbot, page)
    assert "came at" in find(panel, Hint, "repeat").text
    assert '"status": "Client"' in part(page, 0)
    changes = part(page, 1).splitlines()
    assert [line for line in changes if not line.startswith(" ")] == [
        '-   "status": "Prospect"',
        '+   "status": "Client"',
    ]
    assert "webhook-id: evt_2" in part(page, 2)
    assert part(page, 3).startswith("POST /in/clients HTTP/1.1\n")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_C, both)
    qtbot.waitUntil(
        lambda: QGuiApplication.clipboard().text() == '{"id": "cli_1", "status": "Client"}'
    )
    qtbot.keyClick(table(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.isVisible())


def test_a_record_is_called_by_the_number_people_know(qtbot, show, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    for name, event_id in (("Amelia", "evt_1"), ("Amelia H", "evt_2")):
        record = {"id": "cli_1", "client_number": "C-20418", "name": name}
        call(port, webhook(port, record, event_id=event_id))
    wait_rows(qtbot, page, 2)
    assert row(page, 0)[1] == "C-20418"
    model = table(page).model()
    assert "cli_1" in model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    type_into(qtbot, page, "search", "cli_1")
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    select(qtbot, page)
    part(page, 1)
    assert "C-20418" in find(page, QLabel, "request_note").text()


def test_from_a_request_it_is_one_click_to_its_deliveries(qtbot, show, world, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    call(port, webhook(port, event_id="evt_7"))
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    click(qtbot, page, "show_deliveries")
    assert world.shell.opened == [("deliveries", {"delivery_id": "evt_7"})]


def test_a_body_that_was_not_read_is_not_said_to_be_missing(qtbot, show, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    head = f"POST /in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 52428800\r\n\r\n"
    assert status_of(call(port, head.encode())) == 413
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    assert part(page, 0) == ""
    note = find(page, QLabel, "request_note").text()
    assert note == "Only the first 0 B of 52.4 MB were kept."


def test_a_signature_of_the_future_is_not_called_old(qtbot, show, world, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    choose(page, "check_with", "A secret that I enter")
    type_into(qtbot, page, "signing_secret", SECRET)
    qtbot.keyClick(find(page, QLineEdit, "signing_secret"), Qt.Key.Key_Return)
    call(port, webhook(port, at_s=int(utc_now().timestamp()) + 3600))
    qtbot.waitUntil(lambda: table(page).model().rowCount() == 1)
    qtbot.waitUntil(lambda: "Too early" in row(page, 0))
    select(qtbot, page)
    title = find(page, Banner, "signature").title
    assert title == "The signature is right, but its time is not"


def test_a_secret_that_is_refused_late_is_not_held_against_another_choice(
    qtbot, show, world, receiver, gate
):
    page = show()
    port = start(qtbot, page, receiver)
    to_here = settings(url=f"http://127.0.0.1:{port}/in", name="To here")
    world.platform.put(a_listener(settings=to_here))
    world.sync()
    check = find(page, QComboBox, "check_with")
    qtbot.waitUntil(lambda: check.count() == 3)

    def refused():
        gate()
        raise PermissionMissing("no", status=403, code="permission_missing")

    world.platform.before["reveal_signing_secret"] = refused
    choose(page, "check_with", check.itemText(1))
    gate.wait_entered()
    choose(page, "check_with", "Not checked")
    gate.opened.set()
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    assert not find(page, Hint, "check_hint").isVisible()


def test_bytes_that_are_no_text_are_shown_as_such(qtbot, show, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    call(port, webhook(port, b"\x00\xff\x10"))
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    assert part(page, 0) == "000000  00 ff 10"
    assert not find(page, QAbstractButton, "copy_body").isEnabled()


def test_a_new_listener_for_this_address(qtbot, show, world, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    qtbot.waitUntil(lambda: find(page, QAbstractButton, "new_listener_here").isEnabled())
    click(qtbot, page, "new_listener_here")
    assert world.shell.opened == [("listener_form", {"url": f"http://127.0.0.1:{port}/in"})]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"remote": True}, "cannot reach this computer"),
        ({"read_only": True}, "read only"),
        ({"without": ["listeners:write"]}, "look at listeners only"),
    ],
)
def test_why_no_listener_can_be_made_for_it(show, how, words):
    page = show(**how)
    button = find(page, QAbstractButton, "new_listener_here")
    assert not button.isEnabled()
    assert words in button.accessibleDescription()


def test_a_start_that_fails_says_why(qtbot, show, receiver, monkeypatch):
    page = show()

    def refuse(control, port=None):
        raise NetworkError("taken", code="port_taken", host="127.0.0.1")

    monkeypatch.setattr(receiver, "start", refuse)
    click(qtbot, page, "start_receiver")
    banner = find(page, Banner, "receiver_error")
    qtbot.waitUntil(banner.isVisible)
    assert banner.title == "No port of this computer could be used"
    assert find(page, QAbstractButton, "receiver_power").isEnabled()


def test_everything_that_takes_the_focus_has_a_name(qtbot, show, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    call(port, webhook(port))
    wait_rows(qtbot, page, 1)
    choose(page, "answer_with", "429 Too Many Requests")
    choose(page, "check_with", "A secret that I enter")
    select(qtbot, page)
    assert nameless(page) == []


@pytest.mark.parametrize(
    ("scale", "size"), [(1.0, (1068, 740)), (1.0, (844, 520)), (1.5, (1190, 740))]
)
def test_nothing_is_cut_off(qtbot, show, theme, receiver, scale, size):
    theme.apply("light", text_scale=scale)
    page = show(size=size)
    qtbot.waitUntil(lambda: fits(page) is None)
    port = start(qtbot, page, receiver)
    call(port, webhook(port))
    wait_rows(qtbot, page, 1)
    choose(page, "answer_with", "429 Too Many Requests")
    choose(page, "check_with", "A secret that I enter")
    qtbot.waitUntil(lambda: fits(page) is None)
    select_and_open(qtbot, page)
    qtbot.waitUntil(lambda: fits(page) is None)


def test_the_name_of_a_listener_has_room(qtbot, show, world, receiver):
    page = show(size=(1067, 740))
    port = start(qtbot, page, receiver)
    to_here = settings(url=f"http://127.0.0.1:{port}/in", name="To the receiver", function="update")
    world.platform.put(a_listener(id="lst_here", settings=to_here))
    world.sync()
    qtbot.waitUntil(lambda: find(page, QComboBox, "check_with").count() == 3)
    choose(page, "check_with", "To the receiver, Update")
    qtbot.waitUntil(lambda: fits(page) is None)


def select_and_open(qtbot, page):
    view = table(page)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(find(page, QWidget, "request_detail").isVisible)


def test_T35_foreign_words_are_only_text(qtbot, show, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    for number, payload in enumerate(UI_PAYLOADS):
        call(port, webhook(port, {"id": payload}, event_id=f"evt_{number}"))
    wait_rows(qtbot, page, len(UI_PAYLOADS))
    assert row(page, len(UI_PAYLOADS) - 1)[1] == UI_PAYLOADS[0]
    select(qtbot, page)
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_what_came_of_an_event_is_selected(qtbot, show, receiver, world):
    page = show()
    port = start(qtbot, page, receiver)
    for number in (1, 2, 3):
        call(port, webhook(port, {"id": f"cli_{number}"}, event_id=f"evt_{number}"))
    wait_rows(qtbot, page, 3)
    type_into(qtbot, page, "search", "cli_3")
    wait_rows(qtbot, page, 1)
    page.enter(event_id="evt_2")
    wait_rows(qtbot, page, 3)
    assert table(page).selected_keys == (2,)
    qtbot.waitUntil(find(page, QWidget, "request_detail").isVisible)
    page.enter(event_id="evt_9")
    assert world.shell.announced[-1] == "It is not here any more"


# Very much --------------------------------------------------------------------------------


def came(receiver, count):
    """As if so many signed requests had come over the socket."""
    for _ in range(count):
        receiver._take(
            ReceivedRequest(
                0, NOW, "POST", "/in", (("webhook-id", "evt_1"),), AnswerPlan(), body=b"{}"
            )
        )


def test_D12_hundreds_of_requests_are_worked_out_a_turn_at_a_time(qtbot, show, receiver):
    page, added = show(), []
    model = table(page).model()
    model.rowsInserted.connect(lambda _parent, first, last: added.append(last - first + 1))
    came(receiver, 50)
    qtbot.waitUntil(lambda: sum(added) == 50)
    assert max(added) <= 16
    assert [line.request.number for line in model] == list(range(50, 0, -1))
    assert [line.is_repeat for line in model] == [True] * 49 + [False]


def test_what_comes_in_a_burst_is_looked_at_once(qtbot, show, receiver, monkeypatch):
    page = show()
    looks, state = [], receiver.state
    monkeypatch.setattr(receiver, "state", lambda: (looks.append(1), state())[1])
    came(receiver, 10)
    wait_rows(qtbot, page, 10)
    assert len(looks) < 5


def test_what_is_looked_at_stays_until_something_else_is(qtbot, show, receiver, monkeypatch):
    monkeypatch.setattr("app.services.receiver._MOST_REQUESTS", 3)
    page = show()
    port = start(qtbot, page, receiver)
    call(port, webhook(port, {"id": "cli_0"}, event_id="evt_0"))
    wait_rows(qtbot, page, 1)
    panel = select(qtbot, page)
    view, count = table(page), find(page, QLabel, "request_count")
    for number in range(1, 6):
        call(port, webhook(port, {"id": f"cli_{number}"}, event_id=f"evt_{number}"))
        qtbot.waitUntil(lambda number=number: row(page, 0)[1] == f"cli_{number}")
    assert receiver.state().forgotten == 3
    assert [row(page, at)[1] for at in range(4)] == ["cli_5", "cli_4", "cli_3", "cli_0"]
    assert view.selected_keys == (1,)
    assert '"cli_0"' in part(page, 0)
    assert count.text() == "4 requests, the oldest 2 had to go"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    wait_rows(qtbot, page, 3)
    assert view.selected_keys == (4,)
    assert panel.isVisible()


def test_what_is_looked_at_goes_when_all_is_forgotten(qtbot, show, receiver, monkeypatch):
    monkeypatch.setattr("app.services.receiver._MOST_REQUESTS", 3)
    page = show()
    came(receiver, 4)
    wait_rows(qtbot, page, 3)
    panel = select(qtbot, page)
    click(qtbot, page, "clear_requests")
    wait_rows(qtbot, page, 0)
    came(receiver, 2)
    wait_rows(qtbot, page, 2)
    assert table(page).selected_keys == ()
    assert not panel.isVisible()


def test_what_goes_for_want_of_room_selects_nothing(qtbot, show, receiver, monkeypatch):
    monkeypatch.setattr("app.services.receiver._MOST_REQUESTS", 3)
    page = show()
    port = start(qtbot, page, receiver)
    call(port, webhook(port, {"id": "cli_0"}, event_id="evt_0"))
    wait_rows(qtbot, page, 1)
    panel = select(qtbot, page)
    view = table(page)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.isVisible())
    for number in range(1, 5):
        call(port, webhook(port, {"id": f"cli_{number}"}, event_id=f"evt_{number}"))
        qtbot.waitUntil(lambda number=number: row(page, 0)[1] == f"cli_{number}")
    assert receiver.state().forgotten == 2
    assert view.selected_keys == ()
    assert not panel.isVisible()
    assert view.currentIndex().isValid()  # the keys go on beside it
