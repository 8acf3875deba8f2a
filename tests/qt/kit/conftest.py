"""The look, put on the test application and put back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Theme


@pytest.fixture
def theme(qapp):
    """A theme in light colours; a test may apply others."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light", text_scale=1.0)
    theme.deleteLater()


@pytest.fixture
def show(qtbot, theme):
    """Shows a widget in a window of its own."""
    pages = []  # qtbot itself holds them weakly

    def show(widget, width=400, height=120):
        page = QWidget()
        page.resize(width, height)
        QVBoxLayout(page).addWidget(widget)
        pages.append(page)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        widget.setFocus()
        return widget

    return show
