"""What the form offers after something failed: each button leads to where the fix is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from app.domain.delivery import AttemptError, AttemptResponse
from app.domain.errors import FieldRefusal, NetworkError, NotFound, Rejected
from app.domain.secret import Secret
from app.domain.workspace import SecretStorage
from app.ui.pages.listener_form.visits import Visits
from app.ui.widgets import Banner, Button, ComboBox, Hint, PlainLabel, TextField
from tests.support.builders import (
    CAPABILITIES,
    a_credential,
    a_listener,
    a_me,
    an_attempt,
    settings,
)
from tests.support.page_world import click, find, fits, type_into

URL = "https://hooks.example.com/clients"
DENIED = an_attempt(
    response=AttemptResponse(401, (), "no"), error=AttemptError("http_status", "answered 401")
)


@pytest.fixture
def saved(world):
    """A listener with a credential, on the platform."""
    credential = a_credential(name="CRM")
    world.platform.credentials_ = {credential.id: credential}
    wanted = settings(url=URL, auth_type="basic", credential_id=credential.id)
    return world.platform.put(a_listener(settings=wanted))


def send_one(qtbot, page):
    page.send_test()
    qtbot.waitUntil(find(page, QLabel, "result_title").isVisible)
    return page


def test_open_credential_opens_it_and_the_draft_stays(qtbot, world, make, saved):
    world.platform.attempt = DENIED
    page = send_one(qtbot, make(context={"listener_id": saved.id}))
    click(qtbot, page, "fix_open_credential")
    dialog = find(page, QWidget, "credential_dialog")
    qtbot.waitUntil(dialog.isVisible)
    assert find(dialog, TextField, "name").text() == "CRM"
    type_into(qtbot, dialog, "name", "CRM, new")
    click(qtbot, dialog, "save_credential")
    box = find(page, ComboBox, "credential")
    qtbot.waitUntil(lambda: box.currentText() == "CRM, new")
    assert find(page, QLabel, "result_title").isVisible()


def test_who_may_not_change_credentials_is_led_to_the_field(qtbot, world, make, saved):
    world.platform.attempt = DENIED
    me = a_me(permissions=a_me().permissions - {"credentials:write"})
    page = send_one(qtbot, make(context={"listener_id": saved.id}, me=me))
    click(qtbot, page, "fix_open_credential")
    qtbot.waitUntil(lambda: page.focusWidget() is find(page, ComboBox, "credential"))
    assert page.findChildren(QWidget, "credential_dialog") == []
    assert "credentials" in world.shell.announced[-1]


def test_a_wrong_secret_typed_here_can_be_typed_again(qtbot, world, make, saved):
    world.sender.attempt = DENIED
    page = make(context={"listener_id": saved.id})
    page.beside.side.open_tab(page.beside.side.tabs.tabData(1)[0])
    click(qtbot, page, "sender_here")
    click(qtbot, page, "send_test")
    answer(qtbot, page, "wrongwrongwrong")
    qtbot.waitUntil(lambda: len(world.sender.sent) == 1)
    click(qtbot, page, "fix_give_secret")
    answer(qtbot, page, "rightrightright")
    qtbot.waitUntil(lambda: len(world.sender.sent) == 2)
    first, second = ([one.reveal() for one in sent.secrets()] for sent in world.sender.sent)
    assert first != second


def answer(qtbot, page, secret, *, keeps=False):
    qtbot.waitUntil(lambda: bool(page.findChildren(QWidget, "secrets_dialog")))
    dialog = page.findChildren(QWidget, "secrets_dialog")[-1]
    qtbot.waitUntil(dialog.isVisible)
    type_into(qtbot, dialog, "secret_password", secret)
    if keeps:
        click(qtbot, dialog, "keep_secrets")
    click(qtbot, dialog, "send_with_secrets")


def test_a_wrong_secret_in_the_keyring_goes_with_the_next_one_that_is_typed(
    qtbot, world, make, saved
):
    world.sender.attempt = DENIED
    page = make(context={"listener_id": saved.id})
    credential = next(iter(world.platform.credentials_.values()))
    known = world.workspace.known_secrets
    known.keep(credential, {"password": Secret("wrongwrongwrong")})
    page.beside.side.open_tab(page.beside.side.tabs.tabData(1)[0])
    click(qtbot, page, "sender_here")
    click(qtbot, page, "send_test")
    click(qtbot, page, "fix_give_secret")
    answer(qtbot, page, "rightrightright")
    qtbot.waitUntil(lambda: len(world.sender.sent) == 2)
    qtbot.waitUntil(lambda: known.find(credential) is None)


def test_a_secret_that_is_remembered_only_is_said_where_the_result_stands(
    qtbot, world, make, saved
):
    """What is announced of it is gone with the result of the test."""
    page = make(context={"listener_id": saved.id})
    world.secrets.storage = SecretStorage.SESSION_ONLY
    page.beside.side.open_tab(page.beside.side.tabs.tabData(1)[0])
    click(qtbot, page, "sender_here")
    click(qtbot, page, "send_test")
    answer(qtbot, page, "rightrightright", keeps=True)
    qtbot.waitUntil(lambda: len(world.sender.sent) == 1)
    hint = find(page.beside.test_tab, Hint, "secret_not_kept")
    qtbot.waitUntil(hint.isVisible)
    said = "The system keychain cannot be used now. Secrets are kept until the app closes, "
    assert hint.text == f"{said}then asked again."
    assert hint.text in world.shell.announced


def test_the_checks_say_it_too(qtbot, world, make, saved):
    page = make(context={"listener_id": saved.id})
    world.secrets.storage = SecretStorage.SESSION_ONLY
    page.beside.side.open_tab(page.beside.side.tabs.tabData(2)[0])
    credential = next(iter(world.platform.credentials_.values()))
    page.beside._checks._keeping.keep(credential, {"password": Secret("rightrightright")})
    qtbot.waitUntil(find(page.beside.checks_tab, Hint, "secret_not_kept").isVisible)


def test_the_signing_secret_is_one_button_away_of_a_saved_listener(qtbot, world, make, saved):
    world.platform.attempt = DENIED
    page = send_one(qtbot, make(context={"listener_id": saved.id}))
    click(qtbot, page, "fix_show_signing")
    qtbot.waitUntil(find(page, QWidget, "signing_dialog").isVisible)


def test_it_is_opened_as_well_for_who_comes_from_the_full_result(qtbot, make, saved):
    page = make(context={"listener_id": saved.id, "fix": "show_signing"})
    qtbot.waitUntil(lambda: bool(page.findChildren(QWidget, "signing_dialog")))


def test_what_the_platform_refuses_to_test_is_said_beside_the_field(qtbot, world, make, saved):
    page = make(context={"listener_id": saved.id})
    refusal = FieldRefusal("/listener/destination/url", "address_blocked", "never called")
    world.platform.fail(
        "test_listener", Rejected("no", status=422, code="invalid", fields=(refusal,))
    )
    page.send_test()
    qtbot.waitUntil(lambda: page.focusWidget() is find(page, TextField, "url"))
    assert page._form.state.problems == {"url": "never called"}
    type_into(qtbot, page, "url", "https://other.example.com/")
    assert not page._form.state.problems


def test_a_refused_payload_is_no_fault_of_a_field(qtbot, world, make, saved):
    page = make(context={"listener_id": saved.id})
    refusal = FieldRefusal("/payload", "too_large", "too large")
    world.platform.fail(
        "test_listener", Rejected("no", status=422, code="invalid", fields=(refusal,))
    )
    page.send_test()
    qtbot.waitUntil(find(page, QWidget, "test_error").isVisible)
    assert not page._form.state.problems


def test_making_a_credential_is_not_leaving_its_field(qtbot):
    place = QWidget()
    qtbot.addWidget(place)
    row = QHBoxLayout(place)
    editor, new, other = QLineEdit(), QPushButton(), QLineEdit()
    for one in (editor, new, other):
        row.addWidget(one)
    left: list[str] = []
    visits = Visits({"credential_id": editor, "name": other}, place, also={"credential_id": new})
    visits.left.connect(left.append)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    for one, said in ((editor, []), (new, []), (other, ["credential_id"])):
        one.setFocus()
        qtbot.waitUntil(one.hasFocus)
        assert left == said


def test_offline_the_platform_s_test_is_off_with_the_reason_and_this_computer_s_is_not(
    qtbot, world, make, saved
):
    page = make(context={"listener_id": saved.id})
    page.beside.side.open_tab(page.beside.side.tabs.tabData(1)[0])
    world.platform.fail("changes", NetworkError("away", host="h.example"))
    with pytest.raises(NetworkError):
        world.sync()
    qtbot.waitUntil(lambda: not find(page, Button, "send_test").isEnabled())
    assert find(page, Button, "send_test").toolTip() == "A test needs a connection."
    click(qtbot, page, "sender_here")
    qtbot.waitUntil(find(page, Button, "send_test").isEnabled)


@pytest.mark.parametrize("is_known_before", [True, False])
def test_a_platform_without_tests_leaves_one_way_and_says_why(
    qtbot, world, make, saved, is_known_before
):
    why = "This platform sends no tests."
    if is_known_before:
        page = make(
            context={"listener_id": saved.id}, me=a_me(capabilities=CAPABILITIES - {"test"})
        )
    else:
        page = make(context={"listener_id": saved.id})
        world.platform.fail("test_listener", NotFound("no", status=404, code="capability_missing"))
        page.send_test()
        qtbot.waitUntil(lambda: find(page, Banner, "test_error").title != "")
        assert find(page, Banner, "test_error").title == "The platform does not offer this"
    platform, here = (find(page, QRadioButton, f"sender_{one}") for one in ("platform", "here"))
    assert (platform.isEnabled(), platform.toolTip()) == (False, why)
    assert here.isChecked()
    page.beside.side.open_tab(page.beside.side.tabs.tabData(1)[0])
    assert any(one.text().startswith(why) for one in page.findChildren(PlainLabel))
    qtbot.waitUntil(lambda: fits(page))


def test_f4_shows_and_hides_what_is_beside_also_where_there_is_room_for_both(qtbot, make):
    page = make()
    tabs, switch = find(page, QWidget, "side_tabs"), find(page, Button, "form_or_side")
    assert tabs.isVisible()
    page.toggle_details()
    assert (tabs.isVisible(), find(page, ComboBox, "entity").isVisible()) == (False, True)
    assert switch.isVisible()
    page.toggle_details()
    assert (tabs.isVisible(), switch.isVisible()) == (True, False)
    page.toggle_details()
    click(qtbot, page, "form_or_side")
    assert tabs.isVisible()


def test_a_test_brings_back_what_was_hidden(qtbot, world, make, saved):
    page = make(context={"listener_id": saved.id})
    page.toggle_details()
    send_one(qtbot, page)
