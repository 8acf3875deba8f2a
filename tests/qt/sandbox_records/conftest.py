"""What every test of the Sandbox records page needs."""

from __future__ import annotations

import pytest

from app.runtime.events import AppEvents
from app.ui.theme import Theme


@pytest.fixture
def events(qtbot):
    return AppEvents()


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()
