"""A themed application and the world around a page."""

from __future__ import annotations

import pytest

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
