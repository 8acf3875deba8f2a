"""Whether an OAuth2 client gets a token can be found out beside its credential."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from app.domain.catalog import AuthField, AuthType
from app.domain.delivery import AttemptResponse
from app.domain.secret import Secret
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


def ask(qtbot, page):
    click(qtbot, page, "test_token")
    qtbot.waitUntil(lambda: page.findChild(QDialog, "secrets_dialog") is not None)
    dialog = find(page, QDialog, "secrets_dialog")
    type_into(qtbot, dialog, "secret_client_secret", "client-secret-1")
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
    qtbot.waitUntil(find(page, QLabel, "checked_all").isVisible)
    assert find(page, QLabel, "checked_all").text() == (
        "1 token granted, 1 secret not on this computer"
    )
    assert page.findChild(QDialog, "secrets_dialog") is None
    assert (cell(page, CLIENT), cell(page, other)) == ("Valid", "Not checked")
    assert find(page, Button, "check_all").isEnabled()


def test_where_there_is_no_client_there_is_nothing_to_check(qtbot, page):
    del page.world.platform.credentials_[CLIENT.id]
    page.refresh()
    qtbot.waitUntil(lambda: not find(page, Button, "check_all").isEnabled())
    assert "without sending an event" in find(page, Button, "check_all").toolTip()
