"""The sandbox's mailbox: what it sent by e-mail, as it was sent."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar

from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.meanwhile import opened


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
    _find_no_folder(camera)


def _find_no_folder(camera: Camera) -> None:
    """Somebody has put a file where the messages lie."""
    do = camera.driver
    folder = opened(camera).mailbox._mailbox._folder
    aside = folder.with_name(f"{folder.name}.aside")
    folder.rename(aside)
    folder.write_text("no folder")
    do.window.actions_.refresh.trigger()
    do.appear("mailbox_banner", timeout_s=20)
    camera.shoot("18-error")
    folder.unlink()
    aside.rename(folder)
    do.window.actions_.refresh.trigger()
    do.wait("the messages", lambda: do.look_for("mailbox_banner") is None, timeout_s=20)
