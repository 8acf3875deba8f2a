"""Whether an OAuth2 client gets a token can be found out beside its credential."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog

from app.domain.catalog import AuthField, AuthType
from app.domain.delivery import AttemptResponse
from app.ui.pages.credentials.page import build
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
    made = build(world.open(), runner, world.events, world.shell, world.dialogs)
    made.world, made.basic = world, basic
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
