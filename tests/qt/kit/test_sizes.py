"""Sizes in em follow the text size, also while the app runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.forms.payload_editor import PayloadEditor
from app.ui.theme import TextRole, em, follow_text_size, font, size_in_em
from app.ui.widgets import Button, Field, PlainLabel


def sizes(widget: QWidget) -> dict[str, int]:
    return {
        "min_width": widget.minimumWidth(),
        "max_width": widget.maximumWidth(),
        "min_height": widget.minimumHeight(),
    }


@pytest.mark.parametrize("is_shown", [True, False])
def test_sizes_follow_another_text_size(qtbot, theme, is_shown):
    outer = QWidget()
    qtbot.addWidget(outer)
    widget = QLabel("words", outer)
    size_in_em(widget, min_width=100, max_width=200, min_height=40)
    if is_shown:
        outer.show()
    for scale in (1.0, 1.5, 2.0, 1.0):
        theme.apply("light", text_scale=scale)
        assert sizes(widget) == {
            "min_width": em(100),
            "max_width": em(200),
            "min_height": em(40),
        }


def test_a_fixed_size_stays_fixed(qtbot, theme):
    widget = QWidget()
    qtbot.addWidget(widget)
    size_in_em(widget, width=100, height=50)
    theme.apply("light", text_scale=1.5)
    widget.ensurePolished()  # as Qt does before it shows a widget for the first time
    wanted = QSize(em(100), em(50))
    assert (widget.minimumSize(), widget.maximumSize()) == (wanted, wanted)
    assert wanted != QSize(100, 50)


def test_what_follows_is_asked_at_once_and_no_more_when_its_widget_is_gone(qtbot, theme):
    asked: list[int] = []
    widget = QWidget()
    follow_text_size(widget, lambda: asked.append(em(10)))
    assert asked == [em(10)]
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()
    asked.clear()
    theme.apply("light", text_scale=1.5)
    assert not asked


def test_what_changes_its_look_keeps_the_text_size_in_force(qtbot, theme):
    """Another colour brought the size back that a text had when it was first seen."""
    page = QWidget()
    qtbot.addWidget(page)
    label, button = PlainLabel("words", TextRole.SECOND), Button("words")
    field = Field("words", QLineEdit())
    payload = Field("code", PayloadEditor("code"))
    column = QVBoxLayout(page)
    for one in (label, button, field, payload):
        column.addWidget(one)
    with qtbot.waitExposed(page):
        page.show()
    theme.apply("light", text_scale=1.5)
    own = (label, button, field.editor, payload.editor)
    before = [one.font().pixelSize() for one in own]
    label.set_ink("bad")
    button.set_kind("primary")
    field.set_error("words")
    payload.set_error("words")
    assert [one.font().pixelSize() for one in own] == before
    assert before[0] == font(TextRole.SECOND).pixelSize()
    assert button.font().weight() == QFont.Weight.DemiBold
    theme.apply("light", text_scale=1.0)
    assert all(one.font().pixelSize() < was for one, was in zip(own, before, strict=True))
