"""Webhooks that come to this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QTabBar

from tests.e2e.screenshots.camera import Camera


def receiver(camera: Camera) -> None:
    """Webhooks on their way to this computer, one compared to the one before it."""
    do = camera.driver
    do.click("page_receiver")
    do.appear("receiver_power")
    camera.shoot("09-receiver-stopped")
    do.click("receiver_power")
    do.appear("first_listener_here", timeout_s=20)
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
