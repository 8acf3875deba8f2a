"""A themed application and the world around a page."""

from __future__ import annotations

import pytest

from app.ui.pages.listeners.page import build
from app.ui.tables import TableView
from app.ui.theme import Theme
from tests.support.builders import NOW
from tests.support.page_world import PageWorld, find


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def world(qtbot, runner, theme):
    """Real services over a fake platform."""
    return PageWorld(qtbot, runner)


@pytest.fixture
def make(qtbot, world):
    """The page as a person finds it, with what the platform has by then."""

    def make(*, size=(1068, 740), fault=None, patient=True, **how):
        workspace = world.open(**how)
        if fault is not None:
            world.platform.fail("me", fault)
        page = build(
            workspace,
            world.runner,
            world.events,
            world.shell,
            dialogs=world.dialogs,
            request_sync=world.request_sync,
            clock=lambda: NOW,
        )
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.enter()
        page.take_focus()
        if patient and world.platform.there:
            qtbot.waitUntil(find(page, TableView, "listener_table").isVisible)
        return page

    return make
