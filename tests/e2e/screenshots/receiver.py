"""Webhooks that come to this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QTabBar

from app.domain.control import JobControl
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.form_moves import leave, show_beside
from tests.e2e.screenshots.meanwhile import opened


def receiver(camera: Camera) -> None:
    """Webhooks on their way to this computer, one compared to the one before it."""
    do = camera.driver
    do.click("page_receiver")
    do.appear("receiver_power")
    camera.shoot("09-receiver-stopped")
    do.click("receiver_power")
    do.appear("first_listener_here", timeout_s=20)
    camera.shoot("09-receiver-waiting")
    address = do.find("receiver_address", QLineEdit).text()
    destination = {"kind": "endpoint", "url": address, "auth_type": "none"}
    for function in ("create", "update"):
        camera.witness.post(
            "/listeners",
            {
                "name": "To the receiver",
                "entity": "clients",
                "function": function,
                "destination": destination,
            },
        )
    do.window.actions_.sync_now.trigger()
    record = camera.witness.json("/records/clients?limit=1")["items"][0]
    for phone in ("+27 21 555 0101", "+27 21 555 0102"):
        camera.witness.patch(f"/records/clients/{record['id']}", {"phone": phone})
    do.wait("both", lambda: camera.rows("request_table") == 2, timeout_s=20)
    check = do.find("check_with", QComboBox)
    do.wait("the listeners that send here", lambda: check.count() == 4, timeout_s=20)
    check.setCurrentIndex(2)
    check.activated.emit(2)
    do.click_row("request_table", 0)
    do.find("request_parts", QTabBar).setCurrentIndex(1)
    camera.pause()
    camera.shoot("09-receiver")
    do.type_into("search", "no such request")
    camera.pause()
    camera.shoot("09-no-match")
    do.type_into("search", "")
    do.click_row("request_table", 0)
    _send_again(camera)
    _keep_as_sample(camera)


def _send_again(camera: Camera) -> None:
    """By the platform, and from here to where nobody listens."""
    do = camera.driver
    do.click("send_again")
    do.appear("again_delivery")
    camera.shoot_open_dialog("09-receiver-again", "again_dialog")
    do.click("again_send")
    do.appear("again_result", timeout_s=20)
    camera.shoot_open_dialog("09-receiver-again-sent", "again_dialog")
    do.click("again_from_here")
    do.type_into("again_url", "http://127.0.0.1:9/in")
    do.click("again_send")
    do.appear("again_result", timeout_s=20)
    camera.shoot_open_dialog("09-receiver-again-refused", "again_dialog")
    do.click("again_close")
    do.wait("the dialog to close", lambda: do.look_for("again_dialog") is None)


def _keep_as_sample(camera: Camera) -> None:
    """A record is kept, and is there in the preview of a listener."""
    do = camera.driver
    do.click("save_as_sample")
    do.appear("sample_dialog")
    camera.shoot_open_dialog("09-receiver-sample", "sample_dialog")
    do.click("save_sample")
    do.appear("sample_kept")
    camera.shoot("09-receiver-kept")
    _preview_sample(camera)


def _preview_sample(camera: Camera) -> None:
    """What was kept is what a listener's preview shows, and what a test would send."""
    do = camera.driver
    do.click("page_listeners")
    do.click("new_listener")
    do.choose("entity", "clients")
    do.type_into("url", f"{camera.http.url}crm/clients")
    show_beside(camera, 0)
    [kept] = opened(camera).samples.of_entity(JobControl(), "clients")
    do.choose_value("sample", kept.id)
    do.appear("delete_sample", timeout_s=20)
    camera.pause()
    camera.shoot("02-preview-kept-sample")
    leave(camera)
