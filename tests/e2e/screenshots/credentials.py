"""Credentials: the list, the dialog, and whether a client gets a token."""

from __future__ import annotations

from datetime import timedelta

from app.domain.times import utc_now
from tests.e2e.screenshots.camera import Camera
from tests.support.tokens import a_jwt


def credentials(camera: Camera) -> None:
    """The list, and the dialog."""
    do = camera.driver
    do.click("page_credentials")
    do.wait("credentials", lambda: camera.rows("credential_table") == 4)
    do.click_row("credential_table", 0)
    camera.pause()
    camera.shoot("12-credentials")
    camera.shoot_dialog(
        "12-credential-dialog", "new_credential", "credential_dialog", "cancel_credential"
    )
    do.type_into("search", "no such credential")
    camera.pause()
    camera.shoot("12-no-match")
    do.type_into("search", "")
    token(camera)
    ending(camera)


def token(camera: Camera) -> None:
    """Whether an OAuth2 client gets a token: asked for its secret, and granted."""
    do = camera.driver
    do.type_into("search", "OAuth")
    do.click_row("credential_table", 0)
    do.click("test_token")
    do.appear("secrets_dialog")
    camera.shoot_open_dialog("12-token-secret", "secrets_dialog")
    do.type_into("secret_client_secret", "wh-client-8Kd03mQx")
    do.click("send_with_secrets")
    do.appear("token_state", timeout_s=20)
    camera.pause()
    camera.shoot("12-token")
    do.type_into("search", "")


def ending(camera: Camera) -> None:
    """A token that says when it ends, typed here."""
    do = camera.driver
    for name, days in (("E-signature token", 9.5), ("Archive token", -2)):
        do.click("new_credential")
        do.appear("credential_dialog")
        do.choose("credential_type", "Bearer token")
        do.type_into("name", name)
        do.type_into("token", a_jwt(utc_now() + timedelta(days=days)))
        do.click("save_credential")
        do.wait("the dialog to close", lambda: do.look_for("credential_dialog") is None)
    do.wait("both", lambda: camera.rows("credential_table") == 6)
    do.type_into("search", "E-sig")
    do.click_row("credential_table", 0)
    do.type_into("search", "")
    camera.pause()
    camera.shoot("12-ends-soon")
