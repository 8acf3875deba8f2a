"""The form: an endpoint, an e-mail address, errors, the preview, the checks, the signing secret."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta

import trustme
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.domain.control import JobControl
from app.domain.listener import Destination, Kind, ListenerSettings
from app.ui.signing_dialog import SigningDialog
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.form_moves import leave, show_beside
from tests.support.http_servers import HttpServer


def form(camera: Camera) -> None:
    """New Webhook Listener: endpoint, e-mail, errors."""
    do = camera.driver
    do.click("new_listener")
    do.choose("entity", "clients")
    do.click("function_create")
    do.type_into("url", "https://hooks.northwind.example/crm/clients")
    do.choose_value("auth_type", "bearer")
    do.choose("credential", "Warehouse token")
    do.type_into("name", "Data warehouse feed")
    camera.pause()
    camera.shoot("02-new-endpoint")
    do.type_into("url", "http:/hooks.northwind")
    do.choose_value("auth_type", "api_key")
    do.type_into("entity", "invoices")
    do.click("save")
    camera.shoot("02-new-errors")
    do.choose("entity", "clients")
    do.click("kind_email")
    do.type_into("address", "backoffice@northwind.example")
    camera.pause()
    camera.shoot("02-new-email")
    leave(camera)


def checks(camera: Camera) -> None:
    """What is found about an endpoint: nothing wrong, and a certificate that has ended."""
    do = camera.driver
    do.click("page_listeners")
    do.click("new_listener")
    do.choose("entity", "clients")
    do.type_into("url", f"{camera.http.url}crm/clients")
    do.choose_value("auth_type", "bearer")
    do.choose("credential", "Warehouse token")
    show_beside(camera, 2)
    do.wait("the checks to end", lambda: bool(do.look_for("checks_when")), timeout_s=20)
    camera.shoot("02-checks")
    with HttpServer(tls=_ended_certificate()) as server:
        do.type_into("url", f"{server.url}/crm/clients")
        do.click("run_checks")
        do.wait("the checks to end", lambda: bool(do.look_for("checks_when")), timeout_s=20)
        camera.shoot("02-checks-expired")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        do.type_into("url", f"http://127.0.0.1:{silent.getsockname()[1]}/crm/clients")
        do.click("run_checks")
        do.appear("cancel_checks")
        camera.shoot("02-checks-running")
        do.click("cancel_checks")
    leave(camera)


def preview(camera: Camera) -> None:
    """The request before it is sent: as it is, edited for the test, and edited into no JSON."""
    do = camera.driver
    do.click("page_listeners")
    do.click("new_listener")
    do.choose("entity", "clients")
    do.type_into("url", f"{camera.http.url}crm/clients")
    show_beside(camera, 0)
    do.wait("the preview", lambda: bool(do.look_for("preview_body")), timeout_s=20)
    camera.pause()
    camera.shoot("02-preview")
    do.click("edit_payload")
    editor = do.find("payload_editor", QPlainTextEdit)
    editor.setPlainText('{\n  "id": "cli_edited",\n  "first_name": "Lerato"\n}')
    camera.pause()
    camera.shoot("02-preview-edited")
    editor.setPlainText('{\n  "id": cli_edited\n}')
    do.appear("payload_error")
    camera.pause()
    camera.shoot("02-preview-refused")
    do.click("edit_payload")
    leave(camera)


def signing(camera: Camera) -> None:
    """The signing secret of a saved listener: covered, shown, and about to be rotated."""
    do = camera.driver
    do.click("page_listeners")
    do.type_into("search", "Compliance archive")
    camera.pause()
    do.click_row("listener_table", 0)
    do.click("edit")
    do.click("signing_secret")
    do.appear("signing_dialog")
    camera.shoot_open_dialog("02-signing", "signing_dialog")
    do.click("show_secret")
    camera.pause()
    camera.shoot_open_dialog("02-signing-shown", "signing_dialog")
    do.click("rotate_secret")
    do.appear("rotate_now")
    camera.shoot_open_dialog("02-signing-rotate", "signing_dialog")
    do.click("keep_secret")
    do.click("close_signing")
    do.wait("it to close", lambda: not do.look_for("signing_dialog"))
    for name in ("show_secret", "rotate_secret"):
        camera.shoot_new_dialog(
            f"02-signing-production-{name.partition('_')[0]}",
            lambda name=name: _signing_in_production(camera, name),
        )
    do.click("cancel")
    do.appear("listener_table")
    do.type_into("search", "")


def deleted_meanwhile(camera: Camera) -> None:
    """A listener that goes while it is edited: it can be saved as new, once that is in order."""
    do, workspace = camera.driver, camera.app.session.workspace
    assert workspace is not None
    to = Destination(Kind.ENDPOINT, url="https://hooks.northwind.example/crm/clients")
    settings = ListenerSettings("clients", "create", to, name="Data warehouse feed, second")
    row = workspace.listeners.create(JobControl(), settings)
    do.click("page_listeners")
    do.type_into("search", settings.name)
    camera.pause()
    do.click_row("listener_table", 0)
    do.click("edit")
    do.appear("entity")
    do.type_into("name", "Data warehouse feed, with drills")
    workspace.listeners.delete(JobControl(), [row.id])
    do.appear("save_as_new")
    camera.pause()
    camera.shoot("02-deleted-meanwhile")
    do.type_into("url", "http:/hooks.northwind")
    do.click("save_as_new")
    do.appear("fix_url")
    camera.pause()
    camera.shoot("02-deleted-meanwhile-errors")
    do.answer_next("answer_discard")
    do.click("cancel")
    do.appear("listeners_placeholder")
    do.type_into("search", "")


def _signing_in_production(camera: Camera, pressed: str) -> SigningDialog:
    """As it would be there: the practice platform is none; nothing is asked of it yet."""
    workspace = camera.app.session.workspace
    assert workspace is not None
    dialog = SigningDialog(
        workspace.signing,
        "lst_1",
        "Compliance archive",
        camera.app.runner,
        asks_first=True,
        parent=camera.driver.window,
    )
    button = dialog.findChild(QPushButton, pressed)
    assert button is not None
    button.click()
    return dialog


def _ended_certificate() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ended = datetime.now(UTC) - timedelta(days=30)
    trustme.CA(organization_name="Example Authority").issue_cert(
        "127.0.0.1", not_before=ended - timedelta(days=365), not_after=ended
    ).configure_cert(context)
    return context
