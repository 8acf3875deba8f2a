"""The page with the full result, used by keys and clicks."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel

from app.domain.delivery import AttemptError, AttemptRequest, AttemptResponse, Timings
from app.domain.errors import Busy
from app.ui.charts import Waterfall
from app.ui.pages.test_result.page import build, make_presenter
from app.ui.test_sends.trials import Phase, Sender, Subject
from app.ui.widgets import Button, CodeView, ComboBox, Placeholder, TabRow, ToolButton
from tests.support.builders import a_credential, a_failed_attempt, a_listener, an_attempt, settings
from tests.support.copied_secrets import let_ten_seconds_pass, secrets_time
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS
from tests.support.pseudo_locale import pseudo_locale

REDIRECT = a_failed_attempt(
    308, response=AttemptResponse(308, (("location", "https://new.example.com/in"),), "moved")
)


@pytest.fixture
def make(qtbot, world):
    def make(*, size=(1068, 740), attempt=None, listener=None, **how):
        listener = world.platform.put(listener or a_listener())
        if attempt is not None:
            world.platform.attempt = attempt
        presenter = make_presenter(world.open(**how), world.runner)
        page = build(presenter, world.shell)
        page.presenter = presenter
        page.listener = listener
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.enter(listener_id=listener.id)
        qtbot.waitUntil(lambda: presenter.state.phase in {Phase.DONE, Phase.FAILED})
        return page

    return make


def text(page, name):
    return find(page, QLabel, name).text()


def test_entering_with_a_listener_sends_at_once(make):
    page = make()
    assert text(page, "result_title") == "Delivered, 200 OK"
    assert len(find(page, Waterfall, "waterfall").phases) == 6
    assert '"id": "1"' in find(page, CodeView, "request_text").toPlainText()
    assert find(page, CodeView, "response_text").toPlainText().startswith("HTTP/1.1 200 OK")
    assert "clients, Create" in find(page, Button, "back").words


def test_a_refusal_shows_what_to_try_and_marks_the_line_that_says_it(qtbot, world, make):
    attempt = a_failed_attempt(
        401, response=AttemptResponse(401, (("WWW-Authenticate", "Bearer"),), "no")
    )
    credential = a_credential(name="CRM")
    world.platform.credentials_ = {credential.id: credential}
    listener = a_listener(settings=settings(auth_type="basic", credential_id=credential.id))
    page = make(attempt=attempt, listener=listener)
    assert "CRM" in text(page, "cause_summary")
    click(qtbot, page, "fix_open_credential")
    assert world.shell.opened == [("credentials", {"credential_id": credential.id})]


def test_where_this_computer_refused_the_receiver_is_one_click_away(qtbot, world, make):
    here = a_failed_attempt(error=AttemptError("connection_refused", ""), response=None)
    request = dataclasses.replace(here.request, url="http://127.0.0.1:8787/in")
    page = make(attempt=dataclasses.replace(here, request=request))
    click(qtbot, page, "fix_show_receiver")
    assert world.shell.opened == [("receiver", {})]


def test_a_redirect_can_be_taken_over_into_the_form(qtbot, world, make):
    page = make(attempt=REDIRECT)
    click(qtbot, page, "fix_use_redirect")
    [(name, context)] = world.shell.opened
    assert name == "listener_form"
    assert context == {
        "listener_id": page.listener.id,
        "fix": "use_redirect",
        "location": "https://new.example.com/in",
    }


def test_send_again_adds_one_and_earlier_ones_can_be_chosen(qtbot, world, make):
    page = make(attempt=a_failed_attempt(500))
    world.platform.attempt = an_attempt()
    click(qtbot, page, "send_again")
    qtbot.waitUntil(lambda: text(page, "result_title") == "Delivered, 200 OK")
    chooser = find(page, ComboBox, "earlier_tests")
    assert len(chooser.items) == 2
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "500" in text(page, "result_title"))


def test_coming_back_shows_the_test_and_sends_none(world, make):
    page = make(attempt=a_failed_attempt(401))
    way_back = page.way_back({"listener_id": page.listener.id})
    page.presenter.forget()  # the form tested none, or another
    page.enter(**way_back)
    assert "401" in text(page, "result_title")
    assert len(world.platform.tested) == 1


def test_coming_back_to_a_test_that_was_refused_sends_none(world, make):
    world.platform.fail("test_listener", Busy("x", status=429, retry_after_s=30))
    page = make()
    assert page.way_back({"listener_id": page.listener.id}) == {}


def test_the_keyboard_sends_again(qtbot, world, make):
    page = make()
    qtbot.waitUntil(find(page, Button, "send_again").hasFocus)
    qtbot.keyClick(find(page, Button, "send_again"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(world.platform.tested) == 2)
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.DONE)


def test_the_command_for_a_shell_is_masked(qtbot, world, make):
    page = make()
    tabs = find(page, TabRow, "request_parts")
    tabs.setCurrentIndex(2)
    QGuiApplication.clipboard().setText("before")
    click(qtbot, page, "copy_request")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl ")
    assert "•••" in copied
    assert copied == find(page, CodeView, "request_text").full_text  # as it is shown
    assert secrets_time() is None


def test_the_key_copies_the_command_whatever_part_is_shown(qtbot, world, make):
    page = make()
    QGuiApplication.clipboard().setText("before")
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(find(page, Button, "send_again").hasFocus)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_C, both)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl ")
    assert "•••" in copied
    assert world.shell.announced[-1] == "Copied"


def test_T11_with_shift_the_command_has_its_secrets_for_ten_seconds(qtbot, world, make):
    credential = a_credential()
    world.platform.credentials_ = {credential.id: credential}
    listener = a_listener(settings=settings(auth_type="basic", credential_id=credential.id))
    page = make(listener=listener)
    find(page, TabRow, "request_parts").setCurrentIndex(2)
    button = find(page, ToolButton, "copy_request")
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, shift)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "secrets_dialog") is not None)
    dialog = find(page, QDialog, "secrets_dialog")
    type_into(qtbot, dialog, "secret_password", "correct horse 9f3a")
    click(qtbot, dialog, "send_with_secrets")
    wanted = "authorization: Basic c3ZjOmNvcnJlY3QgaG9yc2UgOWYzYQ=="
    qtbot.waitUntil(lambda: wanted in QGuiApplication.clipboard().text())
    assert "•••" not in QGuiApplication.clipboard().text()
    assert world.platform.tested == world.platform.tested[:1]  # nothing was sent for it
    let_ten_seconds_pass()
    assert QGuiApplication.clipboard().text() == ""


def test_a_message_has_no_command(make):
    request = AttemptRequest("SMTP", "mailto:ops@example.com", (), "x")
    page = make(attempt=an_attempt(request=request, response=AttemptResponse(250, (), "OK")))
    assert find(page, TabRow, "request_parts").count() == 2
    assert text(page, "result_title").startswith("Sent")


def test_no_answer_says_what_happened_instead(make):
    attempt = an_attempt(
        response=None, error=AttemptError("read_timeout", "15 s"), timings=Timings(total=15000.0)
    )
    page = make(attempt=attempt)
    assert find(page, CodeView, "response_text").toPlainText() == "15 s"


def test_what_the_platform_cannot_reach_can_be_sent_from_here(qtbot, world, make):
    page = make(attempt=an_attempt(response=None, error=AttemptError("address_blocked", "no")))
    click(qtbot, page, "send_otherwise")
    qtbot.waitUntil(lambda: bool(world.sender.sent))
    qtbot.waitUntil(lambda: text(page, "result_title") == "Delivered, 200 OK")
    click(qtbot, page, "copy_signing_secret")
    assert QGuiApplication.clipboard().text().startswith("whsec_")


def test_what_went_from_here_can_be_sent_by_the_platform(qtbot, world, make):
    page = make(attempt=an_attempt(response=None, error=AttemptError("address_blocked", "no")))
    click(qtbot, page, "send_otherwise")
    qtbot.waitUntil(lambda: text(page, "result_title") == "Delivered, 200 OK")
    button = find(page, Button, "send_otherwise")
    assert button.words == "Send by the platform instead"  # though it was delivered from here
    click(qtbot, page, "send_otherwise")
    qtbot.waitUntil(lambda: len(world.platform.tested) == 2)
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.DONE)
    assert button.words == "Send from this computer instead"


def test_who_gives_no_secret_sees_that_nothing_is_sent(qtbot, world, make):
    credential = a_credential(name="CRM")
    world.platform.credentials_ = {credential.id: credential}
    listener = a_listener(settings=settings(auth_type="basic", credential_id=credential.id))
    page = make(attempt=a_failed_attempt(500), listener=listener)
    page.presenter.forget()
    page.presenter.choose_sender(Sender.HERE)
    page.presenter.send(Subject(listener.settings, listener.id))
    qtbot.waitUntil(lambda: len(page.findChildren(QDialog, "secrets_dialog")) == 1)
    click(qtbot, find(page, QDialog, "secrets_dialog"), "cancel_secrets")
    again = find(page, Button, "send_again")
    assert (again.isEnabled(), again.words) == (True, "Send test")
    assert find(page, Placeholder, "test_placeholder").title == "No test was sent yet"


def test_sending_again_goes_by_whom_it_went_though_another_was_asked_for(qtbot, world, make):
    credential = a_credential(name="CRM")
    world.platform.credentials_ = {credential.id: credential}
    listener = a_listener(settings=settings(auth_type="basic", credential_id=credential.id))
    page = make(attempt=a_failed_attempt(500), listener=listener)
    click(qtbot, page, "send_otherwise")
    qtbot.waitUntil(lambda: len(page.findChildren(QDialog, "secrets_dialog")) == 1)
    click(qtbot, find(page, QDialog, "secrets_dialog"), "cancel_secrets")
    click(qtbot, page, "send_again")
    qtbot.waitUntil(lambda: len(world.platform.tested) == 2)
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.DONE)
    assert not world.sender.sent


def test_the_keys_stay_on_the_step_that_was_pressed(qtbot, world, make):
    page = make(attempt=a_failed_attempt(429))
    step = find(page, Button, "fix_send_again")
    step.setFocus()
    qtbot.waitUntil(step.hasFocus)
    qtbot.keyClick(step, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(world.platform.tested) == 2)
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.DONE)
    anew = [one for one in page.findChildren(Button, "fix_send_again") if one.isVisible()]
    qtbot.waitUntil(anew[0].hasFocus)


def test_secrets_are_typed_into_a_dialog_and_masked_in_what_is_shown(qtbot, world, make):
    credential = a_credential(name="CRM")
    world.platform.credentials_ = {credential.id: credential}
    listener = a_listener(settings=settings(auth_type="basic", credential_id=credential.id))
    page = make(attempt=a_failed_attempt(500), listener=listener)
    click(qtbot, page, "send_otherwise")
    qtbot.waitUntil(lambda: len(page.findChildren(QDialog, "secrets_dialog")) == 1)
    dialog = find(page, QDialog, "secrets_dialog")
    qtbot.waitUntil(dialog.isVisible)
    click(qtbot, dialog, "send_with_secrets")
    assert not world.sender.sent, "nothing is sent without the secret"
    type_into(qtbot, dialog, "secret_password", "correct-horse")
    click(qtbot, dialog, "send_with_secrets")
    qtbot.waitUntil(lambda: bool(world.sender.sent))
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.DONE)
    shown = find(page, CodeView, "request_text").toPlainText()
    assert "authorization: •••" in shown
    assert "correct-horse" not in shown


def test_a_platform_that_is_busy_says_so_and_can_be_tried_again(qtbot, world, make):
    world.platform.fail("test_listener", Busy("x", status=429, retry_after_s=30))
    page = make()
    placeholder = find(page, Placeholder, "test_placeholder")
    assert "busy" in placeholder.title
    click(qtbot, page, "try_again")
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.DONE)
    qtbot.waitUntil(find(page, Button, "send_again").hasFocus)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_no_text_is_cut_off(qtbot, make, theme, scheme, scale):
    theme.apply(scheme, text_scale=scale)
    page = make(attempt=REDIRECT, size=(1224 if scale > 1 else 1068, 740))
    qtbot.waitUntil(lambda: fits(page))


def test_where_two_columns_have_no_room_there_is_one(qapp, qtbot, make):
    with pseudo_locale(qapp):
        page = make(attempt=REDIRECT, size=(1068, 740))
        qtbot.waitUntil(lambda: fits(page))
        wide_top = find(page, Waterfall, "waterfall").mapTo(page, QPoint(0, 0)).y()
        page.resize(620, 740)
        qtbot.waitUntil(lambda: fits(page))
        folded_top = find(page, Waterfall, "waterfall").mapTo(page, QPoint(0, 0)).y()
        assert folded_top > wide_top  # below the advice, and no more beside it


def test_everything_that_takes_the_focus_has_a_name(make):
    page = make(attempt=REDIRECT)
    assert nameless(page) == []


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_what_an_endpoint_answers_is_shown_as_text(make, payload):
    headers = (("x-foreign", payload), ("location", payload))
    attempt = a_failed_attempt(302, response=AttemptResponse(302, headers, payload))
    page = make(attempt=attempt)
    shown = find(page, CodeView, "response_text").toPlainText()
    assert payload in shown
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))
