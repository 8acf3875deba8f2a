"""A themed application and the world around a page."""

from __future__ import annotations

import pytest

from app.ui.pages.listener_form.page import build
from app.ui.pages.listener_form.state import Phase
from app.ui.pages.test_result.page import make_presenter
from app.ui.theme import Theme
from tests.support.page_world import PageWorld


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
    """Opens the page as the shell would, and waits until it has loaded."""

    def make(*, size=(1068, 740), context=None, fault=None, **how):
        workspace = world.open(**how)
        if fault is not None:
            world.platform.fail("catalog", fault)
        page = build(
            workspace,
            world.runner,
            world.events,
            world.shell,
            tests=make_presenter(workspace, world.runner),
            dialogs=world.dialogs,
            request_sync=world.request_sync,
        )
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.enter(**(context or {}))
        qtbot.waitUntil(lambda: page._form.state.phase is not Phase.LOADING)
        return page

    return make
