"""Credentials: the list, the dialog, and whether a client gets a token."""

from __future__ import annotations

from tests.e2e.screenshots.camera import Camera


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
    token(camera)


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
