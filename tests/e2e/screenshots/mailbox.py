"""The sandbox's mailbox: what it sent by e-mail, as it was sent."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar

from tests.e2e.screenshots.camera import Camera


def mailbox(camera: Camera) -> None:
    """One message, its source, and a search without a match."""
    do = camera.driver
    do.click("page_mailbox")
    do.wait("messages", lambda: camera.rows("mail_table") > 2)
    do.click_row("mail_table", 1)
    do.appear("mail_text")
    camera.pause()
    camera.shoot("18-mailbox")
    do.find("mail_parts", QTabBar).setCurrentIndex(3)
    camera.pause()
    camera.shoot("18-mailbox-raw")
    do.type_into("search", "no such message")
    do.appear("clear_search")
    camera.shoot("18-no-match")
    do.type_into("search", "")
