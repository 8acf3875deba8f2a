"""The form's page, opened as the shell opens it."""

from __future__ import annotations

from typing import Any

from app.ui.pages.listener_form.page import build
from app.ui.pages.listener_form.state import Phase
from app.ui.pages.listener_form.view import ListenerFormPage
from app.ui.pages.test_result.page import make_presenter
from tests.support.page_world import PageWorld


def open_form(
    world: PageWorld, context: dict[str, Any] | None = None, *, size=(1068, 740), **more: Any
) -> ListenerFormPage:
    """The page in the world's open workspace, shown and loaded.

    Args:
        world: What is around it.
        context: What the page is entered with.
        size: Of the page, in pixels.
        more: What else it is built with.
    """
    workspace, qtbot = world.workspace, world.qtbot
    page = build(
        workspace,
        world.runner,
        world.events,
        world.shell,
        tests=make_presenter(workspace, world.runner),
        dialogs=world.dialogs,
        request_sync=world.request_sync,
        **more,
    )
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitExposed(page):
        page.show()
    page.enter(**(context or {}))
    qtbot.waitUntil(lambda: page._form.state.phase is not Phase.LOADING)
    return page
