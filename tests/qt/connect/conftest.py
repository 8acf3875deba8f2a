"""A window with an empty Connect form."""

from __future__ import annotations

import pytest


@pytest.fixture
def connect(a_window):
    """The window with an empty Connect form on the screen."""
    a_window.show()
    a_window.click("connect_to_platform")
    assert a_window.connect_page.isVisible()
    a_window.settle()  # it asks where a secret would be kept
    return a_window
