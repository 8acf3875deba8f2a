"""The form's options: pausing, and the signing secret of a saved listener."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from app.domain.errors import NotSignedIn, OnlyReads, PermissionMissing, TimedOut
from app.domain.listener import Mode
from app.domain.signature import new_secret
from app.domain.workspace import Environment
from app.ui.signing_dialog import SigningDialog
from app.ui.widgets import Banner, Button, CheckBox, TextField
from app.ui.widgets.secret_fields import SHOWN_MS
from tests.support.builders import NOW, a_listener, a_me, settings
from tests.support.copied_secrets import let_ten_seconds_pass
from tests.support.form_page import open_form
from tests.support.page_world import click, find, fits, nameless

URL = "https://hooks.example.com/clients"


@pytest.fixture
def make(qtbot, world):
    def make(*, mode=Mode.ENABLED, **how):
        listener = world.platform.put(a_listener(settings=settings(url=URL, mode=mode)))
        world.open(**how)
        return open_form(world, {"listener_id": listener.id}, clock=lambda: NOW)

    return make


def mode_of(page):
    return page._form.state.draft.mode


def test_turning_off_offers_to_keep_the_events_which_is_a_pause(qtbot, make):
    page = make()
    assert not find(page, CheckBox, "keeps_events").isVisible()
    click(qtbot, page, "turned_on")
    assert mode_of(page) is Mode.DISABLED
    click(qtbot, page, "keeps_events")
    assert mode_of(page) is Mode.PAUSED
    click(qtbot, page, "turned_on")
    assert mode_of(page) is Mode.ENABLED
    click(qtbot, page, "turned_on")
    assert mode_of(page) is Mode.PAUSED


def test_a_paused_listener_shows_as_one_and_can_be_turned_off(qtbot, make):
    page = make(mode=Mode.PAUSED)
    assert find(page, CheckBox, "keeps_events").isChecked()
    click(qtbot, page, "keeps_events")
    assert mode_of(page) is Mode.DISABLED


@pytest.fixture
def dialog(qtbot, world, make):
    def open_it(**how):
        page = make(**how)
        click(qtbot, page, "signing_secret")
        return find(page, SigningDialog, "signing_dialog")

    return open_it


def shown(dialog):
    return find(dialog, TextField, "signing_secret_text").text()


def test_T11_a_secret_is_asked_for_on_request_and_hidden_after_half_a_minute(qtbot, world, dialog):
    opened = dialog()
    assert SHOWN_MS == 30_000
    assert "reveal_signing_secret" not in world.platform.calls
    assert "whsec" not in shown(opened)
    click(qtbot, opened, "show_secret")
    qtbot.waitUntil(lambda: shown(opened) == world.platform.signing_secret.reveal())
    opened._hides.timeout.emit()
    assert "whsec" not in shown(opened)
    assert nameless(opened) == []
    qtbot.waitUntil(lambda: fits(opened))


def test_T11_a_copied_secret_is_on_the_clipboard_for_a_while_only(qtbot, world, dialog):
    QGuiApplication.clipboard().clear()  # another test may have copied the same
    opened = dialog()
    click(qtbot, opened, "copy_secret")
    secret = world.platform.signing_secret.reveal()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == secret)
    let_ten_seconds_pass()
    assert QGuiApplication.clipboard().text() == ""
    field = find(opened, TextField, "signing_secret_text")
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == ""


def test_T11_a_copied_secret_is_gone_in_time_though_the_dialog_was_closed(qtbot, world, dialog):
    opened = dialog()
    click(qtbot, opened, "copy_secret")
    secret = world.platform.signing_secret.reveal()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == secret)
    with qtbot.waitSignal(opened.destroyed):
        click(qtbot, opened, "close_signing")
    let_ten_seconds_pass()
    assert QGuiApplication.clipboard().text() == ""


def test_rotating_says_what_it_means_first_and_then_how_long_the_old_one_lasts(
    qtbot, world, dialog
):
    opened = dialog(environment=Environment.PRODUCTION)
    click(qtbot, opened, "rotate_secret")
    banner = find(opened, Banner, "signing_note")
    assert "24 hours" in banner.text
    assert world.platform.rotations == []
    assert find(opened, Button, "rotate_now").words == "Rotate in Production"
    click(qtbot, opened, "rotate_now")
    qtbot.waitUntil(lambda: banner.title == "There is a new secret")
    assert "is valid until" in banner.text
    assert shown(opened) == world.platform.signing_secret.reveal()


@pytest.mark.parametrize("button", ["show_secret", "copy_secret"])
def test_in_production_reading_it_is_asked_about_once_by_name(qtbot, world, dialog, button):
    QGuiApplication.clipboard().clear()
    opened = dialog(environment=Environment.PRODUCTION)
    click(qtbot, opened, button)
    assert "Production" in find(opened, Banner, "signing_note").title
    assert find(opened, Button, "read_now").words == "Read in Production"
    assert "reveal_signing_secret" not in world.platform.calls, "each look is audited"
    qtbot.waitUntil(lambda: fits(opened))
    assert nameless(opened) == []
    click(qtbot, opened, "keep_secret")
    click(qtbot, opened, button)
    click(qtbot, opened, "read_now")
    qtbot.waitUntil(lambda: world.platform.calls.count("reveal_signing_secret") == 1)
    qtbot.waitUntil(find(opened, Button, "copy_secret").isEnabled)
    click(qtbot, opened, "copy_secret")
    qtbot.waitUntil(lambda: world.platform.calls.count("reveal_signing_secret") == 2)
    secret = world.platform.signing_secret.reveal()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == secret)
    let_ten_seconds_pass()


def test_what_keeps_the_secret_back_is_said_and_can_be_tried_again(qtbot, world, dialog):
    opened = dialog()
    for error, words in (
        (NotSignedIn("locked", reason="locked"), "The system keychain is locked"),
        (PermissionMissing("no", status=403, permission="listeners:write"), "the permission"),
        (OnlyReads(), "This connection is read only"),
    ):
        world.platform.fail("reveal_signing_secret", error)
        click(qtbot, opened, "show_secret")
        banner = find(opened, Banner, "signing_note")
        qtbot.waitUntil(lambda banner=banner, words=words: words in banner.title)
        assert "whsec" not in shown(opened)
    click(qtbot, opened, "show_secret")
    qtbot.waitUntil(lambda: shown(opened) == world.platform.signing_secret.reveal())


def test_the_keyboard_stays_where_it_was_while_the_platform_is_asked(qtbot, world, dialog):
    opened = dialog()
    qtbot.waitUntil(opened.isActiveWindow)
    show = find(opened, Button, "show_secret")
    show.setFocus()
    qtbot.waitUntil(show.hasFocus)
    show.click()
    assert not show.isEnabled()
    qtbot.waitUntil(show.isEnabled)
    assert opened.focusWidget() is show


def test_all_of_a_signing_secret_can_be_seen_at_once(qtbot, dialog):
    opened = dialog()
    click(qtbot, opened, "show_secret")
    field = find(opened, TextField, "signing_secret_text")
    qtbot.waitUntil(lambda: field.text().startswith("whsec_"))
    assert field.fontMetrics().horizontalAdvance(new_secret()) < field.width()


def test_a_lost_answer_does_not_rotate_twice(qtbot, world, dialog):
    opened = dialog()
    world.platform.fail("rotate_signing_secret", TimedOut("x", host="p.example"))
    banner = find(opened, Banner, "signing_note")
    for _again in range(2):
        click(qtbot, opened, "rotate_secret")
        click(qtbot, opened, "rotate_now")
        qtbot.waitUntil(find(opened, Button, "rotate_secret").isEnabled)
        qtbot.waitUntil(banner.isVisible)
    qtbot.waitUntil(lambda: banner.title == "There is a new secret")
    one, other = world.platform.rotation_keys
    assert one == other


def test_who_may_not_change_listeners_sees_why_there_is_no_secret(qtbot, make):
    page = make(me=a_me(permissions=frozenset({"listeners:read"})))
    assert not find(page, Button, "signing_secret").isEnabled()
    assert page.findChildren(QDialog) == []
