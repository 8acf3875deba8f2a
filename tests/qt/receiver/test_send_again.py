"""A received request is sent again: by the platform, or from here to a real endpoint."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.adapters.direct_sender import RequestsSender
from app.domain.delivery import DeliveryStatus
from app.domain.errors import NetworkError
from app.domain.workspace import Environment
from app.ui.tables import TableView
from app.ui.widgets import Banner, ComboBox, Field, Hint, RadioCard
from tests.support.builders import a_delivery, a_listener, an_attempt, settings
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.receivers import HttpReceiver, Reply
from tests.support.webhook_calls import call, webhook
from tests.support.window_manager import popup_has_focus


@pytest.fixture
def endpoint():
    with HttpReceiver() as receiver:
        yield receiver


@pytest.fixture
def stage(qtbot, world, show, receiver):
    """One webhook came and is selected; answers the page and how to open the dialog."""
    world.sender = RequestsSender()
    return Stage(qtbot, world, show, receiver)


class Stage:
    def __init__(self, qtbot, world, show, receiver):
        self.qtbot, self.world, self.show, self.receiver = qtbot, world, show, receiver

    def open(self, *, known=True, data=None, **how):
        self.page = self.show(**how)
        click(self.qtbot, self.page, "receiver_power")
        self.qtbot.waitUntil(lambda: self.receiver.state().is_listening)
        port = self.receiver.state().port
        destination = f"http://127.0.0.1:{port}/in/clients"
        mail = a_delivery(id="dlv_2", event_id="evt_1", destination="mailto:ops@example.com")
        here = a_delivery(id="dlv_1", event_id="evt_1", destination=destination)
        self.world.platform.deliveries_ = [mail, here] if known else []
        call(port, webhook(port, {"id": "cli_1"}, event_id="evt_1") if data is None else data(port))
        table = find(self.page, TableView, "request_table")
        self.qtbot.waitUntil(lambda: table.model().rowCount() == 1)
        table.setFocus()
        self.qtbot.keyClick(table, Qt.Key.Key_Home)
        panel = find(self.page, QWidget, "request_detail")
        self.qtbot.waitUntil(panel.isVisible)
        return self

    def ask(self):
        click(self.qtbot, self.page, "send_again")
        self.dialog = find(self.page, QWidget, "again_dialog")
        self.qtbot.waitUntil(lambda: not self.dialog._again.state.is_looking)
        return self.dialog

    def send(self):
        click(self.qtbot, self.dialog, "again_send")

    def gone(self):
        self.qtbot.waitUntil(lambda: not self.page.findChildren(QWidget, "again_dialog"))

    def result(self):
        banner = find(self.dialog, Banner, "again_result")
        self.qtbot.waitUntil(banner.isVisible)
        return banner


def tried(world):
    """The platform tries a delivery at once when it is replayed."""
    fake = world.platform
    real = type(fake).replay

    def replay(control, delivery_id):
        found = real(fake, control, delivery_id)
        log = (replace(an_attempt(), id="att_again"),)
        return fake._change(found, status=DeliveryStatus.DELIVERED, attempt_log=log)

    fake.replay = replay


def test_by_the_platform_as_a_try_of_its_delivery(stage):
    tried(stage.world)
    dialog = stage.open().ask()
    assert find(dialog, RadioCard, "again_by_platform").isChecked()
    assert find(dialog, QComboBox, "again_delivery").currentText().endswith("/in/clients")
    assert not find(dialog, QLineEdit, "again_url").isVisible()
    stage.send()
    assert stage.result().title == "Delivered, 200 OK"
    assert stage.world.platform.calls.count("replay") == 1
    assert "Delivered, 200 OK" in stage.world.shell.announced
    click(stage.qtbot, dialog, "again_show_delivery")
    assert stage.world.shell.opened == [("deliveries", {"delivery_id": "dlv_1"})]


def test_deliveries_of_one_event_are_told_apart_by_whose_they_are(stage):
    mine = settings(name="CRM", entity="clients", function="update")
    stage.world.platform.put(a_listener(id=a_delivery().listener_id, settings=mine))
    dialog = stage.open().ask()
    choice = find(dialog, ComboBox, "again_delivery")
    assert [one.text.rpartition(", ")[0] for one in choice.items] == ["CRM, clients Update"] * 2
    assert choice.items[0].text.endswith("/in/clients")


def test_a_delivery_that_is_kept_says_so(stage):
    fake = stage.world.platform
    fake.replay = lambda _control, one: fake._change(
        fake._delivery(one), status=DeliveryStatus.HELD
    )
    stage.open().ask()
    stage.send()
    assert stage.result().title == "Kept by the platform"


def test_what_stands_in_the_way_is_said_in_place(stage):
    stage.open()
    stage.world.platform.standing_in_the_way[a_delivery().listener_id] = "listener_disabled"
    stage.ask()
    stage.send()
    assert stage.result().text == "The listener is off. Turn it on, then replay."


def test_in_production_the_button_names_it(stage):
    stage.open()
    stage.world.workspace.connection = replace(
        stage.world.workspace.connection, environment=Environment.PRODUCTION
    )
    dialog = stage.ask()
    go = find(dialog, QAbstractButton, "again_send")
    assert go.text() == "Send again in Production"
    assert not find(dialog, Hint, "again_production").isVisible()
    click(stage.qtbot, dialog, "again_from_here")
    stage.qtbot.waitUntil(find(dialog, Hint, "again_production").isVisible)
    assert go.text() == "Send again"


def test_from_here_the_same_bytes_arrive_where_one_says(stage, endpoint):
    endpoint.always(Reply(status=202, body=b"taken"))
    dialog = stage.open(known=False).ask()
    assert find(dialog, Hint, "again_why_not").text == "This platform does not know the event."
    assert find(dialog, RadioCard, "again_from_here").isChecked()
    port = stage.receiver.state().port
    assert find(dialog, QLineEdit, "again_url").text() == f"http://127.0.0.1:{port}/in/clients"
    type_into(stage.qtbot, dialog, "again_url", f"{endpoint.url}other")
    stage.send()
    [came] = endpoint.wait()
    [request] = stage.receiver.state().requests
    assert (came.target, came.body) == ("/other", request.body)
    assert came.header("webhook-id") == "evt_1"
    assert came.header("webhook-signature") == request.header("webhook-signature")
    assert stage.result().title == "Delivered, 202 Accepted"
    assert "taken" in find(dialog, QPlainTextEdit, "again_answer").toPlainText()


def test_the_address_of_last_time_is_offered_again(stage, endpoint):
    dialog = stage.open(known=False).ask()
    type_into(stage.qtbot, dialog, "again_url", endpoint.url)
    stage.send()
    stage.result()
    click(stage.qtbot, dialog, "again_close")
    stage.gone()
    assert find(stage.ask(), QLineEdit, "again_url").text() == endpoint.url


def test_it_is_signed_anew_only_with_a_secret(stage, endpoint):
    dialog = stage.open(known=False).ask()
    anew = find(dialog, QAbstractButton, "again_anew")
    assert not anew.isEnabled()
    assert anew.toolTip()
    click(stage.qtbot, dialog, "again_close")
    stage.gone()
    stage.page._checker._keep(stage.world.platform.signing_secret)
    dialog = stage.ask()
    type_into(stage.qtbot, dialog, "again_url", endpoint.url)
    click(stage.qtbot, dialog, "again_anew")
    stage.send()
    [came] = endpoint.wait()
    stage.result()
    [request] = stage.receiver.state().requests
    assert came.header("webhook-signature").startswith("v1,")
    assert int(came.header("webhook-timestamp")) >= int(request.header("webhook-timestamp"))


@pytest.mark.parametrize("url", ["", "http://hooks.example.com/", "nonsense", "https://a@b/"])
def test_where_it_may_not_go_is_said_at_the_field(stage, url):
    dialog = stage.open(known=False).ask()
    type_into(stage.qtbot, dialog, "again_url", url)
    stage.send()
    fields = [one for one in dialog.findChildren(Field) if one.error]
    assert len(fields) == 1
    assert not dialog._again.state.is_sending


def test_a_broken_connection_is_explained(stage, endpoint):
    endpoint.always(Reply(reset=True))
    dialog = stage.open(known=False).ask()
    type_into(stage.qtbot, dialog, "again_url", endpoint.url)
    stage.send()
    banner = stage.result()
    assert banner.title == "Connection ended"
    assert len(banner.text.split("\n")) == 2
    assert not find(dialog, QPlainTextEdit, "again_answer").isVisible()


def test_the_first_esc_ends_the_waiting_and_the_second_closes(stage, endpoint):
    endpoint.always(Reply(held=True))
    dialog = stage.open(known=False).ask()
    type_into(stage.qtbot, dialog, "again_url", endpoint.url)
    stage.send()
    endpoint.wait()
    close = find(dialog, QAbstractButton, "again_close")
    assert close.text() == "Stop"
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert stage.result().title == "Not waited for any longer"
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    stage.gone()
    endpoint.let_go()


def test_without_the_platform_it_goes_from_here(stage, endpoint):
    stage.open()
    stage.world.platform.fail("deliveries", NetworkError("gone", code="connection_refused"))
    dialog = stage.ask()
    assert find(dialog, RadioCard, "again_from_here").isChecked()
    assert not find(dialog, RadioCard, "again_by_platform").isEnabled()
    assert find(dialog, Hint, "again_why_not").text


@pytest.mark.parametrize("how", [{"read_only": True}, {"without": ["deliveries:replay"]}])
def test_who_may_not_replay_still_sends_from_here(stage, how):
    dialog = stage.open(**how).ask()
    assert find(dialog, RadioCard, "again_from_here").isChecked()
    assert find(dialog, Hint, "again_why_not").text
    assert "deliveries" not in stage.world.platform.calls


def test_a_visit_of_a_browser_is_not_sent_again(stage):
    stage.open(data=lambda port: f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    assert not find(stage.page, QAbstractButton, "send_again").isEnabled()
    table = find(stage.page, TableView, "request_table")
    stage.qtbot.keyClick(table, Qt.Key.Key_R)
    assert stage.world.shell.announced == ["Only a POST can be sent again"]


def test_r_and_the_menu_ask_the_same(stage):
    stage.open()
    table = find(stage.page, TableView, "request_table")
    stage.qtbot.keyClick(table, Qt.Key.Key_R)
    dialog = find(stage.page, QWidget, "again_dialog")
    dialog.close()
    stage.gone()
    actions = {one.objectName(): one for one in stage.page.context().actions}
    assert list(actions)[:2] == ["menu_again", "menu_sample"]
    actions["menu_again"].trigger()
    assert find(stage.page, QWidget, "again_dialog").isVisible()


def test_the_list_has_a_menu(stage):
    stage.open()
    table = find(stage.page, TableView, "request_table")
    spot = QPoint(20, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, spot, QCursor.pos())
    QCoreApplication.sendEvent(table.viewport(), event)
    menu = stage.page.findChild(QMenu)
    stage.qtbot.waitUntil(menu.isVisible)
    assert [one.text() for one in menu.actions()][:2] == ["Send again...", "Save as sample..."]
    stage.qtbot.waitUntil(popup_has_focus)
    menu.close()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_and_all_has_a_name(stage, theme, endpoint, scale):
    theme.apply("light", text_scale=scale)
    endpoint.always(Reply(status=500, body=b'{"error": "x"}'))
    dialog = stage.open(known=False, size=(1600, 900)).ask()
    type_into(stage.qtbot, dialog, "again_url", endpoint.url)
    stage.send()
    stage.result()
    assert nameless(dialog) == []
    stage.qtbot.waitUntil(lambda: fits(dialog) is None)
