"""What several steps do in the form."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar

from app.ui.pages.listener_form.view import ListenerFormPage
from tests.e2e.screenshots.camera import Camera


def show_beside(camera: Camera, tab: int) -> None:
    """What stands beside the form: in its place where long words leave no room for both."""
    page = camera.driver.find("listener_form", ListenerFormPage)
    page.main.bring_forward(side=True)
    camera.driver.find("side_tabs", QTabBar).setCurrentIndex(tab)


def leave(camera: Camera) -> None:
    """Go back to the list; what was typed is let go."""
    do = camera.driver
    do.answer_next("answer_discard")
    do.click("cancel")
    do.appear("listener_table")
