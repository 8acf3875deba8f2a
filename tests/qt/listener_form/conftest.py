"""A themed application and the world around a page."""

from __future__ import annotations

import pytest

from app.ui.theme import Theme
from tests.support.form_page import open_form
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
        world.open(**how)
        if fault is not None:
            world.platform.fail("catalog", fault)
        return open_form(world, context, size=size)

    return make
