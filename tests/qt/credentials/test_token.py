"""Whether an OAuth2 client gets a token can be found out beside its credential."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from app.domain.catalog import AuthField, AuthType
from app.domain.delivery import AttemptError, AttemptResponse
from app.domain.secret import Secret
from app.domain.workspace import SecretStorage
from app.ui.pages.credentials.page import build
from app.ui.tables import TableView
from app.ui.widgets import Button, Hint
from tests.support.builders import a_catalog, a_credential, a_failed_attempt, an_attempt
from tests.support.page_world import PageWorld, click, find, fits, nameless, type_into

OAUTH2 = AuthType(
    "oauth2_client_credentials",
    "OAuth 2.0",
    (
        AuthField("token_url", "Token URL", False, True),
        AuthField("client_id", "Client ID", False, True),
        AuthField("client_secret", "Client secret", True, True),
    ),
)
CLIENT = a_credential(
    name="Warehouse OAuth",
    auth_type=OAUTH2.name,
    fields={"token_url": "https://login.example.com/token", "client_id": "app"},
    secret_hints={"client_secret": ""},
)
TOO_LATE = AttemptError("read_timeout", "login.example.com did not answer within 15 s")
GRANTED = '{"access_token":"tok-123456","token_type":"bearer","expires_in":3240}'


@pytest.fixture
def page(qtbot, runner, theme):
    world = PageWorld(qtbot, runner)
    kinds = a_catalog().auth_types
    world.platform.catalog_ = a_catalog(auth_types=(*kinds, OAUTH2))
    basic = a_credential(name="Another")
    world.platform.credentials_ = {one.id: one for one in (CLIENT, basic)}
    workspace = world.open()
    made = build(workspace, runner, world.events, world.shell, world.dialogs)
    made.world, made.workspace, made.basic = world, workspace, basic
    qtbot.addWidget(made)
    made.resize(1068, 740)
    with qtbot.waitExposed(made):
        made.show()
    made.enter(credential_id=CLIENT.id)
    qtbot.waitUntil(find(made, Button, "test_token").isVisible)
    return made


def ask(qtbot, page, *, keeps=False):
    click(qtbot, page, "test_token")
    qtbot.waitUntil(lambda: page.findChild(QDialog, "secrets_dialog") is not None)
    dialog = find(page, QDialog, "secrets_dialog")
    type_into(qtbot, dialog, "secret_client_secret", "client-secret-1")
    if keeps:
        click(qtbot, dialog, "keep_secrets")
    click(qtbot, dialog, "send_with_secrets")
    hint = find(page, Hint, "token_state")
    qtbot.waitUntil(hint.isVisible)
    return hint.text


def test_a_granted_token_is_told_with_its_end_and_kept_nowhere(qtbot, page):
    page.world.sender.attempt = an_attempt(response=AttemptResponse(200, (), GRANTED))
    said = ask(qtbot, page)
    assert said.startswith("Access token granted. Ends in ")
    assert "tok-123456" not in said
    assert page.world.secrets.kept == {}
    assert nameless(page) == []
    qtbot.waitUntil(lambda: fits(page))


def test_a_typed_secret_is_said_to_be_used_once(qtbot, page):
    click(qtbot, page, "test_token")
    qtbot.waitUntil(lambda: page.findChild(QDialog, "secrets_dialog") is not None)
    dialog = find(page, QDialog, "secrets_dialog")
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert "Else they are used for this check only." in said
    click(qtbot, dialog, "cancel_secrets")
    assert page.focusWidget() is find(page, TableView, "credential_table")
    assert not find(page, Button, "test_token").is_busy


def test_a_secret_that_was_to_be_kept_and_is_remembered_only_is_said_beside_the_result(qtbot, page):
    page.world.sender.attempt = an_attempt(response=AttemptResponse(200, (), GRANTED))
    page.world.secrets.storage = SecretStorage.SESSION_ONLY
    assert ask(qtbot, page, keeps=True).startswith("Access token granted")
    hint = find(page, Hint, "secret_not_kept")
    qtbot.waitUntil(hint.isVisible)
    assert hint.text.startswith("The system keychain cannot be used now. Secrets are kept until")
    assert hint.text in page.world.shell.announced
    page._presenter.select(page.basic.id)
    assert not hint.isVisible()


def test_a_refusal_says_what_the_token_url_said(qtbot, page):
    body = AttemptResponse(401, (), '{"error":"invalid_client"}')
    page.world.sender.attempt = replace(a_failed_attempt(401), response=body)
    assert "invalid_client" in ask(qtbot, page)


def test_only_an_oauth2_client_has_a_token(qtbot, page):
    page._presenter.select(page.basic.id)
    assert not find(page, Button, "test_token").isVisible()
    assert not find(page, Hint, "token_state").isVisible()


def cell(page, credential, column=1):
    table = find(page, TableView, "credential_table")
    return table.model().index(table.model().row_number(credential.id), column).data()


def shown_states(page):
    """What the panel says; the labels that it replaced go when the event loop has its turn."""
    return [one.text() for one in page.findChildren(QLabel, "credential_state") if one.isVisible()]


def test_what_a_check_found_is_the_state_in_the_list(qtbot, page):
    assert cell(page, CLIENT) == "Not checked"
    page.world.sender.attempt = an_attempt(response=AttemptResponse(200, (), GRANTED))
    ask(qtbot, page)
    assert cell(page, CLIENT) == "Valid"
    qtbot.waitUntil(lambda: shown_states(page) == ["Valid"])


def test_all_clients_are_checked_without_asking_for_what_is_not_here(qtbot, page):
    other = replace(CLIENT, id="crd_other", name="Other")
    page.world.platform.credentials_[other.id] = other
    page.refresh()
    qtbot.waitUntil(lambda: len(page._presenter.clients) == 2)
    page.workspace.known_secrets.keep(CLIENT, {"client_secret": Secret("client-secret-1")})
    page.world.sender.attempt = an_attempt(response=AttemptResponse(200, (), GRANTED))
    click(qtbot, page, "check_all")
    said = find(page, QLabel, "checked_all")
    qtbot.waitUntil(lambda: said.text() == "1 token granted, 1 secret not on this computer")
    assert page.findChild(QDialog, "secrets_dialog") is None
    assert (cell(page, CLIENT), cell(page, other)) == ("Valid", "Not checked")
    assert find(page, Button, "check_all").isEnabled()


def two_clients(qtbot, page):
    """Both with a secret that this computer knows."""
    other = replace(CLIENT, id="crd_other", name="Other")
    page.world.platform.credentials_[other.id] = other
    page.refresh()
    qtbot.waitUntil(lambda: len(page._presenter.clients) == 2)
    for one in (CLIENT, other):
        page.workspace.known_secrets.keep(one, {"client_secret": Secret("client-secret-1")})
    return other


class HeldSender:
    """Answers when it is let; counts what it was asked."""

    def __init__(self, sender, gate):
        self.sender, self.gate, self.asked = sender, gate, 0

    def send(self, control, request, *, timeout_s):
        self.asked += 1
        self.gate()
        control.check()
        return self.sender.send(control, request, timeout_s=timeout_s)


@pytest.fixture
def held(page, gate):
    """The page, whose token URL answers once the gate is open."""
    page.world.sender.attempt = an_attempt(response=AttemptResponse(200, (), GRANTED))
    held = HeldSender(page.world.sender, gate)
    page.workspace.checks._tokens._sender = held
    return held


def test_a_check_says_that_it_runs(qtbot, page, held, gate):
    page.workspace.known_secrets.keep(CLIENT, {"client_secret": Secret("client-secret-1")})
    button = find(page, Button, "test_token")
    click(qtbot, page, "test_token")
    gate.wait_entered()
    assert button.is_busy
    assert not button.isEnabled()
    page._presenter.select(page.basic.id)
    page._presenter.select(CLIENT.id)
    assert button.is_busy  # the same is still being asked
    gate.opened.set()
    qtbot.waitUntil(find(page, Hint, "token_state").isVisible)
    qtbot.waitUntil(lambda: not button.is_busy)


def test_one_check_does_not_end_the_checks_of_all(qtbot, page, held, gate):
    two_clients(qtbot, page)
    click(qtbot, page, "check_all")
    gate.wait_entered()
    page._tokens.run(CLIENT, OAUTH2)
    gate.opened.set()
    said = find(page, QLabel, "checked_all")
    qtbot.waitUntil(lambda: said.text() == "2 tokens granted")
    assert find(page, Button, "check_all").words == "Check all"
    qtbot.waitUntil(lambda: not find(page, Button, "test_token").is_busy)


def test_the_checks_of_all_can_be_stopped(qtbot, page, held, gate):
    two_clients(qtbot, page)
    button, said = find(page, Button, "check_all"), find(page, QLabel, "checked_all")
    click(qtbot, page, "check_all")
    gate.wait_entered()
    assert (button.words, said.text()) == ("Stop", "Checking, 0 of 2")
    click(qtbot, page, "check_all")
    assert (button.words, said.isVisible()) == ("Check all", False)
    gate.opened.set()
    qtbot.waitUntil(lambda: not page.world.runner.is_busy)
    assert held.asked == 1
    assert cell(page, CLIENT) == "Not checked"


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (
            a_failed_attempt(response=None, error=TOO_LATE),
            "No answer from login.example.com in time.",
        ),
        (
            a_failed_attempt(503),
            "login.example.com. It answered 503 Service Unavailable. Try again in a moment.",
        ),
        (
            a_failed_attempt(404),
            "login.example.com. It answered 404 Not Found. Check the token URL.",
        ),
        (
            an_attempt(response=AttemptResponse(200, (), "<html>sign in</html>")),
            "login.example.com. It answered, but with no bearer token. Check the token URL.",
        ),
    ],
)
def test_a_token_url_that_does_not_work_says_nothing_against_the_client(
    qtbot, page, attempt, words
):
    page.world.sender.attempt = attempt
    said = ask(qtbot, page)
    assert said == f"The token URL did not work. {words}"
    assert cell(page, CLIENT) == "Not checked"


def test_where_there_is_no_client_there_is_nothing_to_check(qtbot, page):
    del page.world.platform.credentials_[CLIENT.id]
    page.refresh()
    qtbot.waitUntil(lambda: not find(page, Button, "check_all").isEnabled())
    assert "without sending an event" in find(page, Button, "check_all").toolTip()
