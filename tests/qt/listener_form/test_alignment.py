"""All fields of the form begin on one line, whatever the size of the system's font."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5])
def test_label_and_channel_begin_where_the_fields_of_the_steps_do(qtbot, theme, make, scale):
    theme.apply("light", text_scale=scale)
    page = make(size=(1600, 1100))

    def left_of(name):
        return page.findChild(QWidget, name).mapTo(page, QPoint(0, 0)).x()

    qtbot.waitUntil(lambda: len({left_of(one) for one in ("entity", "url", "name")}) == 1)
