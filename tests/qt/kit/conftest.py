"""The look, put on the test application and put back."""

from __future__ import annotations

import pytest

from app.ui.theme import Theme


@pytest.fixture
def theme(qapp):
    """A theme in light colours; a test may apply others."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light", text_scale=1.0)
    theme.deleteLater()
