"""The Checks tab: found live from this computer, said in words, each with a way on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.domain.catalog import AuthField, AuthType
from app.domain.delivery import AttemptResponse
from app.domain.endpoint_check import SeenAnswer
from app.domain.errors import NetworkError
from app.ui.pages.listener_form.side import Tab
from app.ui.widgets import Button, TextField
from tests.support.builders import NOW, a_catalog, a_credential, a_listener, settings
from tests.support.form_page import open_form
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS

URL = "https://hooks.example.com/clients"
OAUTH2 = AuthType(
    "oauth2_client_credentials",
    "OAuth 2.0",
    (
        AuthField("token_url", "Token URL", False, True),
        AuthField("client_id", "Client ID", False, True),
        AuthField("client_secret", "Client secret", True, True),
    ),
)


@pytest.fixture
def make(qtbot, world):
    def make(*, size=(1068, 740), context=None, **how):
        world.clock = lambda: NOW
        world.open(**how)
        return open_form(world, context, size=size, clock=lambda: NOW)

    return make


def check(qtbot, page):
    """Open the tab, which checks at once, and wait for the end."""
    checks = page.beside._checks
    page.beside.side.open_tab(Tab.CHECKS)
    qtbot.waitUntil(lambda: checks.state.finished_at is not None)


def said(page, step):
    row = find(page, QWidget, f"check_{step}")
    return [one.text() for one in row.findChildren(QLabel) if one.text() and one.isVisibleTo(row)]


def test_opening_the_tab_checks_and_says_what_was_found(qtbot, world, make):
    page = make()
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    assert said(page, "name") == ["Address found", "93.184.215.14"]
    assert said(page, "certificate") == [
        "Certificate is valid",
        "Until 22 January 2027",
        "TLS 1.3, issued by Example Issuing CA, 60 days left.",
    ]
    assert said(page, "redirect") == ["No redirect", "HEAD: 405 Method Not Allowed"]
    assert said(page, "credential") == ["No authentication"]
    assert said(page, "duplicates") == ["No other listener sends this there"]
    assert world.probe.asked == ["addresses", "certificate", "answer"]
    assert world.platform.tested == []
    assert world.sender.sent == []
    assert world.shell.announced[-1] == "Checks: nothing wrong was found"


def test_the_tab_says_whose_view_it_is(qtbot, make):
    page = make()
    page.beside.side.open_tab(Tab.CHECKS)
    texts = [one.text() for one in page.beside.checks_tab.findChildren(QLabel)]
    assert any("Seen from this computer" in one and "The platform" in one for one in texts)


def test_without_an_address_nothing_is_checked_and_no_fault_is_shown(qtbot, world, make):
    page = make()
    page.beside.side.open_tab(Tab.CHECKS)
    assert world.probe.asked == []
    assert page._form.state.problems == {}
    click(qtbot, page, "run_checks")
    assert page._form.state.problems
    assert world.probe.asked == []


def test_what_was_found_goes_with_the_address_and_comes_back_on_request(qtbot, world, make):
    page = make()
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    type_into(qtbot, page, "name", "a label makes no difference")
    assert said(page, "name")
    type_into(qtbot, page, "url", URL + "/v2")
    assert (
        page.findChildren(QWidget, "check_name") == []
        or not find(page, QWidget, "check_name").isVisible()
    )
    click(qtbot, page, "run_checks")
    qtbot.waitUntil(lambda: world.probe.asked.count("answer") == 2)
    qtbot.waitUntil(lambda: page.beside._checks.state.finished_at is not None)


def test_a_name_that_is_not_found_ends_the_rest_and_leads_to_the_field(qtbot, world, make):
    world.probe.errors["addresses"] = NetworkError("no", code="dns_error")
    page = make()
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    assert said(page, "name")[0] == "Address was not found"
    assert "The address of hooks.example.com was not found." in said(page, "name")
    assert said(page, "certificate")[0] == "Certificate was not checked"
    assert world.probe.asked == ["addresses"]
    assert world.shell.announced[-1] == "Checks: 1 thing to put right"
    click(qtbot, page, "check_fix_edit_url")
    qtbot.waitUntil(find(page, TextField, "url").hasFocus)


def test_a_certificate_that_has_ended_is_said_with_a_report_for_its_owner(qtbot, world, make):
    world.probe.shown = replace(
        world.probe.shown,
        ends_at=NOW - timedelta(days=2),
        failure="certificate has expired",
    )
    page = make()
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    words = said(page, "certificate")
    assert words[0] == "Certificate is not accepted"
    assert words[1].startswith("Ended ")
    assert any("has ended" in one for one in words)
    click(qtbot, page, "check_fix_copy_report")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(URL)
    assert "Renew the certificate" in copied


def test_a_redirect_can_be_taken_over(qtbot, world, make):
    world.probe.said = SeenAnswer(301, "/v2/clients")
    page = make()
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    assert said(page, "redirect")[0] == "Address redirects"
    click(qtbot, page, "check_fix_use_redirect")
    assert find(page, TextField, "url").text() == "https://hooks.example.com/v2/clients"


def test_what_this_computer_refuses_leads_to_its_receiver(qtbot, world, make):
    world.probe.errors["answer"] = NetworkError("no", code="connection_refused")
    page = make()
    type_into(qtbot, page, "url", "http://127.0.0.1:9/")
    check(qtbot, page)
    click(qtbot, page, "check_fix_show_receiver")
    assert world.shell.opened == [("receiver", {})]


def test_another_listener_with_the_same_events_is_one_click_away(qtbot, world, make):
    twin = world.platform.put(a_listener(settings=settings(url=URL)))
    page = make()
    type_into(qtbot, page, "entity", "clients")
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    click(qtbot, page, "check_fix_show_twin")
    assert world.shell.opened[-1] == ("listeners", {"listener_id": twin.id})
    left = []
    page.confirm_leave(lambda: left.append(True))
    assert left, "looking at another listener is not leaving"


def test_an_existing_listener_is_no_twin_of_itself(qtbot, world, make):
    mine = world.platform.put(a_listener(settings=settings(url=URL)))
    page = make(context={"listener_id": mine.id})
    check(qtbot, page)
    assert said(page, "duplicates") == ["No other listener sends this there"]


def test_a_typed_secret_finds_out_whether_a_token_is_granted(qtbot, world, make):
    credential = a_credential(
        name="Warehouse OAuth",
        auth_type="oauth2_client_credentials",
        fields={"token_url": "https://login.example.com/token", "client_id": "app"},
        secret_hints={"client_secret": ""},
    )
    world.platform.credentials_ = {credential.id: credential}
    kinds = a_catalog().auth_types
    world.platform.catalog_ = a_catalog(auth_types=(*kinds, OAUTH2))
    to = {"auth_type": credential.auth_type, "credential_id": credential.id}
    mine = world.platform.put(a_listener(settings=settings(url=URL, **to)))
    body = '{"access_token":"tok-123456","token_type":"bearer","expires_in":3240}'
    world.sender.attempt = replace(
        world.sender.attempt, response=AttemptResponse(200, (), body), error=None
    )
    page = make(context={"listener_id": mine.id})
    check(qtbot, page)
    assert said(page, "credential")[0] == "Credential fits, its secret is not here"
    click(qtbot, page, "check_fix_give_secret")
    dialog = find(page, QDialog, "secrets_dialog")
    type_into(qtbot, dialog, "secret_client_secret", "client-secret-1")
    click(qtbot, dialog, "send_with_secrets")
    qtbot.waitUntil(lambda: said(page, "credential")[0] == "Access token granted")
    assert world.sender.sent[0].url == "https://login.example.com/token"
    assert world.secrets.kept == {}
    qtbot.waitUntil(find(page, Button, "run_checks").hasFocus)  # not on Cancel, which is next


@pytest.mark.parametrize("payload", UI_PAYLOADS[:12])
def test_T35_what_an_endpoint_shows_is_only_text(qtbot, world, make, payload):
    world.probe.shown = replace(
        world.probe.shown, issuer=payload, names=(payload,), failure="self-signed"
    )
    page = make()
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    assert any(payload in one for one in said(page, "certificate"))


def test_cancelling_stops_and_keeps_what_was_found(qtbot, world, make):
    page = make()
    type_into(qtbot, page, "url", URL)
    page.beside.check()
    page.beside._checks.cancel()
    assert not page.beside._checks.state.running
    qtbot.waitUntil(find(page, Button, "run_checks").isEnabled)


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1068), (1.0, 844), (1.5, 1224)])
def test_no_text_is_cut_off_and_everything_has_a_name(qtbot, world, make, theme, scale, width):
    theme.apply("light", text_scale=scale)
    world.probe.shown = replace(world.probe.shown, failure="certificate has expired")
    world.probe.ips = ("2001:db8:85a3:8d3:1319:8a2e:370:7348", "10.1.2.3")
    page = make(size=(width, 740))
    type_into(qtbot, page, "url", URL)
    check(qtbot, page)
    page.main.bring_forward(side=True)
    qtbot.waitUntil(lambda: fits(page))
    assert nameless(page) == []
