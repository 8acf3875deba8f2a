"""The Connect form: what is refused, what is checked, and where the secret goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from app.domain.errors import (
    Busy,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
    ProtocolError,
    SecretStoreError,
    ServerFault,
    TlsFailed,
)
from app.domain.in_the_way import InTheWay
from app.domain.workspace import CheckKind, Environment, SecretStorage, SignInKind
from app.ui.pages.connect.check_panel import safety_words
from app.ui.pages.connect.check_rows import check_name
from app.ui.pages.connect.presenter import Phase
from app.ui.widgets import Hint, Segmented
from tests.support.builders import a_me
from tests.support.connect_form import ADDRESS, TOKEN, banner, error_under, fill, shown_texts
from tests.support.page_world import fits
from tests.support.payloads import UI_PAYLOADS
from tests.support.pseudo_locale import pseudo_locale

# --- the check ------------------------------------------------


def test_leaving_a_complete_form_checks_it_and_changes_nothing(connect):
    fill(connect)
    connect.find("connection_name").setFocus()
    connect.settle()
    rows = [connect.find(f"check_{kind.value}") for kind in CheckKind]
    assert all("passed" in row.accessibleName() for row in rows)
    assert connect.store.connections() == []
    assert connect.secrets.kept == {}
    assert set(connect.platform.calls) <= {"me", "changes", "listeners"}


@pytest.mark.parametrize(
    ("error", "line", "words"),
    [
        (NetworkError("x", code="dns_error", host="p.example"), CheckKind.ADDRESS, "not found"),
        (ProtocolError("html"), CheckKind.ADDRESS, "does not answer like a platform"),
        (TlsFailed("x", reason="certificate has expired"), CheckKind.SECURE, "has ended"),
        (NotAuthorised("x", status=401), CheckKind.SIGNED_IN, "did not accept the credential"),
        (PermissionMissing("x", status=403), CheckKind.PERMISSION, "permission"),
        (NotFound("x", status=404), CheckKind.ADDRESS, "does not answer like a platform"),
        (ServerFault("x", status=501), CheckKind.ADDRESS, "does not answer like a platform"),
        (
            InTheWay("x", host="p.example", status=308, target="https://q.example"),
            CheckKind.ADDRESS,
            "leads on to https://q.example",
        ),
    ],
)
def test_a_failing_line_says_in_place_what_to_do(connect, error, line, words):
    connect.platform.fail("me", error)
    fill(connect)
    connect.click("check_connection")
    connect.settle()
    row = connect.find(f"check_{line.value}")
    assert "failed" in row.accessibleName()
    assert any(words in label.text() for label in row.findChildren(QLabel))
    field = "base_url" if line in {CheckKind.ADDRESS, CheckKind.SECURE} else "secret"
    button = "fix_base_url" if field == "base_url" else "fix_token"
    connect.qtbot.waitUntil(connect.find(button).isVisible)
    connect.click(button)
    connect.qtbot.waitUntil(connect.find(field).hasFocus)
    later = list(CheckKind)[list(CheckKind).index(line) + 1 :]
    for kind in later:  # nothing is said to be fine that was not looked at
        assert connect.find(f"waiting_{kind.value}").accessibleName().endswith("Not checked")


@pytest.mark.parametrize(
    ("ahead_s", "said"),
    [
        (299, ""),
        (-299, ""),
        (26 * 60, "behind the platform's"),
        (-26 * 60, "ahead of the platform's"),
    ],
)
def test_F17_clocks_that_are_apart_are_told_and_do_not_stand_in_the_way(
    connect, heard, ahead_s, said
):
    connect.platform.me_ = a_me(clock_ahead_s=ahead_s)
    fill(connect)
    connect.click("check_connection")
    connect.settle()
    hint = connect.connect_page.findChild(Hint, "clocks_apart")
    assert hint.isVisible() is bool(said)
    assert said in hint.text
    assert ("clock is 26 minute" in hint.text) is bool(said)
    assert said in heard.said[-1][0]
    assert connect.connect_page._presenter.status.report.passed


def test_whoever_asks_to_sign_in_on_the_way_is_no_matter_of_the_address(connect):
    connect.platform.fail("me", InTheWay("x", host="p.example", status=511))
    fill(connect)
    connect.click("check_connection")
    connect.settle()
    assert "asks to sign in" in connect.find("check_address").accessibleName()
    assert connect.connect_page.findChild(QWidget, "fix_base_url") is None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ServerFault("x", status=500), "status 500"),
        (Busy("x", status=503, retry_after_s=30), "Try again in 30 s."),
    ],
)
def test_a_platform_in_trouble_asks_for_no_other_credential(connect, error, words):
    connect.platform.fail("me", error)
    fill(connect)
    connect.click("check_connection")
    connect.settle()
    row = connect.find(f"check_{CheckKind.SIGNED_IN.value}")
    assert any(words in label.text() for label in row.findChildren(QLabel))
    assert row.findChildren(QWidget, "fix_token") == []


def test_all_that_is_looked_at_shows_while_it_is_looked_at(connect, gate):
    connect.platform.before["me"] = gate
    fill(connect)
    connect.click("check_connection")
    gate.wait_entered()
    for kind in CheckKind:
        connect.qtbot.waitUntil(connect.find(f"waiting_{kind.value}").isVisible)
    gate.opened.set()
    connect.settle()
    connect.qtbot.waitUntil(connect.find(f"check_{CheckKind.LISTENERS.value}").isVisible)


def test_the_keyboard_checks_again_and_does_not_slip_to_cancel(connect):
    fill(connect)
    connect.find("connection_name").setFocus()
    connect.settle()
    button = connect.find("check_connection")
    assert button.words == "Check again"
    button.setFocus()
    for _ in range(2):
        connect.press(Qt.Key.Key_Space)
        connect.settle()
        connect.qtbot.waitUntil(button.hasFocus)
    assert connect.connect_page.isVisible()


def test_what_was_never_checked_is_not_checked_again(connect):
    assert connect.find("check_connection").words == "Check now"


def test_a_check_of_what_is_no_longer_typed_is_thrown_away(connect, gate):
    connect.platform.before["me"] = gate
    fill(connect)
    connect.click("check_connection")
    gate.wait_entered()
    connect.type_into("base_url", "https://other.example.com")
    gate.opened.set()
    connect.settle()
    assert connect.window.findChildren(QWidget, "check_address") == []
    assert connect.connect_page._presenter.status.phase is Phase.EDITING


def test_an_error_of_the_form_is_not_checked(connect):
    fill(connect, address="http://example.com")
    connect.click("check_connection")
    assert connect.platform.calls == []
    assert "Use https" in error_under(connect, "base_url")


@pytest.mark.parametrize("environment", Environment)
def test_what_the_environment_means_is_said(connect, environment):
    connect.platform.me_ = a_me(environment=environment)
    fill(connect)
    connect.click("check_connection")
    connect.settle()
    assert safety_words(environment)[0] in shown_texts(connect)


def test_every_line_of_the_check_has_its_own_name():
    assert len({check_name(kind) for kind in CheckKind}) == len(CheckKind)


# --- adding ------------------------------------------------


def test_adding_keeps_the_connection_without_its_secret_and_opens_it(connect):
    fill(connect)
    connect.click("add_connection")
    connect.settle()
    assert connect.window.bench is not None
    (kept,) = connect.store.connections()
    assert (kept.name, kept.sign_in) == ("Northwind", SignInKind.TOKEN)
    assert TOKEN not in repr(kept)
    assert [secret.reveal() for secret in connect.secrets.kept.values()] == [TOKEN]
    assert connect.window.windowTitle().startswith("Northwind - ")


def test_a_client_with_its_secret_signs_in_by_oauth2(connect):
    connect.click("sign_in_oauth2")
    fill(connect)
    connect.type_into("client_id", " my-client ")
    connect.click("add_connection")
    connect.settle()
    (kept,) = connect.store.connections()
    assert (kept.sign_in, kept.client_id) == (SignInKind.OAUTH2, "my-client")


def test_without_a_name_the_host_is_the_name(connect):
    fill(connect, name="")
    connect.click("add_connection")
    connect.settle()
    assert connect.store.connections()[0].name == "platform.example.com"


def test_adding_right_after_typing_adds_once(connect, gate):
    """The click takes the focus away, which starts a check: adding must end it."""
    connect.platform.before["me"] = gate
    fill(connect)
    connect.find("connection_name").setFocus()
    gate.wait_entered()
    connect.click("add_connection")
    connect.click("add_connection")
    assert not connect.find("add_connection").isEnabled()
    gate.opened.set()
    connect.settle()
    assert len(connect.store.connections()) == 1
    assert len(connect.secrets.kept) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotAuthorised("x", status=401), "did not accept the credential"),
        (NetworkError("x", code="connection_refused", host="p.example"), "p.example"),
    ],
)
def test_a_failed_adding_is_said_and_can_be_tried_again(connect, error, words):
    fill(connect)
    connect.find("connection_name").setFocus()
    connect.settle()  # checked: from now on only adding asks the platform
    connect.platform.fail("me", error)
    connect.click("add_connection")
    connect.settle()
    assert banner(connect).isVisible()
    assert any(words in label.text() for label in banner(connect).findChildren(QLabel))
    assert connect.find("add_connection").isEnabled()
    assert connect.find("secret", QLineEdit).text() == TOKEN  # not to be typed again
    connect.click("add_connection")
    connect.settle()
    assert connect.window.bench is not None


def test_a_secret_that_cannot_be_kept_adds_nothing(connect):
    connect.secrets.error = SecretStoreError("locked", reason="locked")
    fill(connect)
    connect.click("add_connection")
    connect.settle()
    assert "keychain is locked" in " ".join(shown_texts(connect))
    assert connect.store.connections() == []


def test_leaving_while_adding_stops_it(connect, gate):
    connect.platform.before["me"] = gate
    fill(connect)
    connect.click("add_connection")
    gate.wait_entered()
    connect.click("cancel")
    gate.opened.set()
    connect.settle()
    assert connect.window.bench is None
    assert connect.find("welcome").isVisible()
    assert connect.find("start_sandbox").isEnabled()


# --- the secret ------------------------------------------------


def everything_said(widget):
    for one in [widget, *widget.findChildren(QWidget)]:
        yield one.toolTip()
        yield one.accessibleName()
        yield one.accessibleDescription()
        spoken = QAccessible.queryAccessibleInterface(one)
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            yield spoken.text(kind)
        if isinstance(one, QLabel):
            yield one.text()


def test_T10_the_secret_is_in_no_name_repr_or_spoken_text(connect):
    connect.platform.fail("me", NotAuthorised("x", status=401))
    fill(connect)
    connect.click("check_connection")
    connect.settle()
    draft = connect.connect_page.draft()
    status = connect.connect_page._presenter.status
    said = [repr(draft), str(draft), repr(draft.request()), repr(status)]
    assert TOKEN not in " ".join([*said, *everything_said(connect.window)])
    assert draft.secret is not None
    assert draft.secret.reveal() == TOKEN


@pytest.mark.parametrize("way", ["cancel", "back_to_welcome"])
def test_T10_no_secret_stays_in_the_form_when_it_is_left(connect, way):
    fill(connect)
    connect.click(way)
    assert connect.find("secret", QLineEdit).text() == ""
    assert connect.connect_page._presenter._checked is None
    connect.settle()


def test_T10_no_secret_stays_in_the_form_when_the_connection_is_open(connect):
    fill(connect)
    connect.click("add_connection")
    connect.settle()
    assert connect.find("secret", QLineEdit).text() == ""
    assert connect.connect_page._presenter._checked is None


def test_the_form_starts_over_each_time(connect):
    connect.click("sign_in_oauth2")
    connect.find("read_only", QCheckBox).setChecked(True)
    fill(connect, address="http://example.com")
    connect.click("add_connection")
    connect.click("cancel")
    connect.click("connect_to_platform")
    assert connect.find("base_url", QLineEdit).text() == ""
    assert error_under(connect, "base_url") == ""
    assert connect.find("sign_in", Segmented).value is SignInKind.TOKEN
    assert not connect.find("client_id").isVisible()
    assert not connect.find("read_only", QCheckBox).isChecked()
    assert not banner(connect).isVisible()


@pytest.mark.parametrize(
    ("storage", "words"),
    [(SecretStorage.KEYRING, "system keychain"), (SecretStorage.SESSION_ONLY, "Not saved")],
)
def test_T02_where_the_secret_goes_is_said_before_it_is_typed(a_window, storage, words):
    a_window.secrets.storage = storage
    a_window.show()
    a_window.click("connect_to_platform")
    a_window.settle()
    assert any(words in text for text in shown_texts(a_window))


# --- foreign text, and room for it ------------------------------------------------


def test_T35_what_the_platform_says_of_itself_is_shown_as_it_is(connect):
    for payload in UI_PAYLOADS:
        connect.platform.me_ = a_me(user_name=payload, plan=payload)
        fill(connect, address=ADDRESS)
        connect.click("check_connection")
        connect.settle()
        row = connect.find("check_signed_in")
        assert payload in [label.text() for label in row.findChildren(QLabel)]
        assert payload in row.accessibleName()
        assert shown_texts(connect)


def test_labels_name_their_fields(connect):
    connect.click("sign_in_oauth2")
    names = {
        name: QAccessible.queryAccessibleInterface(connect.find(name)).text(QAccessible.Text.Name)
        for name in ("connection_name", "base_url", "client_id", "secret")
    }
    assert names == {
        "connection_name": "Name",
        "base_url": "Platform address",
        "client_id": "Client ID",
        "secret": "Client secret",
    }


def crowd(window):
    """The form at its fullest: every error, every line of the check."""
    window.show()
    window.click("connect_to_platform")
    window.click("sign_in_oauth2")
    fill(window)
    window.type_into("client_id", "my-client")
    window.click("check_connection")
    window.settle()
    QCoreApplication.sendPostedEvents()


def test_nothing_is_cut_off_at_the_smallest_size(a_window):
    a_window.window.resize(900, 600)
    crowd(a_window)
    a_window.qtbot.waitUntil(lambda: fits(a_window.window) is None)
    assert a_window.window.width() == 900
    fill(a_window, address="http://example.com", secret="", name="x" * 300)
    a_window.type_into("client_id", "")
    a_window.click("add_connection")
    a_window.qtbot.waitUntil(lambda: fits(a_window.window) is None)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("language", ["english", "pseudo"])
def test_everything_on_the_page_is_translated_and_fits(qapp, a_window, language, scale):
    a_window.theme.apply("light", text_scale=scale)
    crowd(a_window)
    a_window.qtbot.waitUntil(lambda: fits(a_window.window) is None)
    if language == "pseudo":
        with pseudo_locale(qapp):
            other = type(a_window)(a_window.qtbot, a_window.runner, a_window.theme)
            a_window.qtbot.addWidget(other.window)
            crowd(other)
            for size in ((1280, 800), (900, 600))[: 2 if scale == 1.0 else 1]:
                other.window.resize(*size)
                a_window.qtbot.waitUntil(lambda: fits(other.window) is None)
            plain = set(shown_texts(a_window)) & set(shown_texts(other))
            assert not {text for text in plain if " " in text} - {a_me().user_name}


def test_what_a_check_found_is_said_to_who_does_not_see_it(connect, heard):
    connect.platform.fail("me", NotAuthorised("x", status=401))
    fill(connect)
    connect.click("check_connection")
    connect.settle()
    [(text, breaks_in)] = heard.said
    assert text == connect.find("check_signed_in").accessibleName()
    assert text.startswith("Signed in: failed. ")
    assert "did not accept the credential" in text
    assert breaks_in
    connect.platform.fail("me", NotAuthorised("x", status=401))
    connect.click("check_connection")
    connect.settle()
    assert len(heard.said) == 2, "the same answer to another question"
    connect.click("check_connection")
    connect.settle()
    assert heard.said[-1] == ("Connection check: everything passed", False)


def test_that_a_connection_could_not_be_added_is_said(connect, heard):
    fill(connect)
    connect.find("connection_name").setFocus()
    connect.settle()  # leaving the last field checks
    connect.platform.fail("me", NotAuthorised("x", status=401))
    connect.click("add_connection")
    connect.settle()
    assert banner(connect).isVisible()
    assert heard.said[-1] == (f"{banner(connect).title}. {banner(connect).text}", True)
