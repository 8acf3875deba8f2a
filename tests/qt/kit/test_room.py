"""Nothing jumps, nothing is cut: rooms that are kept, rows that break, dialogs that grow."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import current
from app.ui.widgets import (
    Button,
    CodeView,
    ComboBox,
    ComboItem,
    Field,
    FieldLabel,
    Flow,
    GrowingDialog,
    NumberField,
    PlainLabel,
    TextField,
)
from app.ui.widgets.folding import FoldingRow, evenly
from app.ui.widgets.layouts import flush

SCALES = (0.8, 1.0, 1.25, 1.5, 2.0)
LONG = "Messages are signed with both for a day, and then only with the new one. " * 4


@pytest.fixture
def in_window(qtbot, theme):
    """Shows a layout in a window of its own."""
    pages = []  # qtbot itself holds them weakly

    def show(layout, width=400, height=300):
        page = QWidget()
        page.setLayout(layout)
        page.resize(width, height)
        pages.append(page)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


@pytest.mark.parametrize("scale", SCALES)
def test_controls_beside_each_other_are_equally_high(qtbot, theme, scale, in_window):
    controls = [
        TextField("one"),
        ComboBox([ComboItem("two", 2)]),
        NumberField(0, 60_000, suffix="ms"),
        Button("Four"),
    ]
    row = QHBoxLayout()
    for control in controls:
        row.addWidget(control)
    in_window(row)
    theme.apply("light", text_scale=scale)
    qtbot.waitUntil(lambda: len({control.height() for control in controls}) == 1)
    assert len({control.y() for control in controls}) == 1


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_an_error_pushes_nothing_where_room_is_kept(qtbot, theme, scale, in_window):
    theme.apply("light", text_scale=scale)
    first, second = (Field(name, TextField(), keeps_room=True) for name in ("First", "Second"))
    column = QVBoxLayout()
    column.addWidget(first)
    column.addWidget(second)
    column.addStretch(1)
    in_window(column)
    before = second.y()
    first.set_error("Fill this in.")
    qtbot.waitUntil(lambda: first.message.isVisible() and first.message.height() > 1)
    assert second.y() == before
    assert first.message.y() + first.message.height() <= first.height()
    first.set_error("")
    assert not first.message.isVisible()
    assert second.y() == before


def test_the_room_of_a_long_error_is_given_back(qtbot, theme, in_window):
    first, second = (Field(name, TextField(), keeps_room=True) for name in ("First", "Second"))
    column = QVBoxLayout()
    column.addWidget(FoldingRow(first, needs=evenly, alignment=Qt.AlignmentFlag.AlignTop))
    column.addWidget(second)
    column.addStretch(1)
    in_window(column)
    before = second.y()
    first.set_error(LONG)
    qtbot.waitUntil(lambda: second.y() > before + 15)
    first.set_error("")
    qtbot.waitUntil(lambda: second.y() == before)


def test_what_stands_beside_a_label_ends_where_the_editor_does(in_window):
    field = Field("Endpoint URL", TextField())
    link = Button("Use the receiver", kind="link")
    field.add_beside_label(link)
    column = QVBoxLayout()
    column.addWidget(field)
    in_window(column)
    assert link.geometry().right() == field.editor.geometry().right()
    assert link.visibleRegion().boundingRect() == link.rect(), "its ring is whole"
    assert link.geometry().bottom() < field.editor.y()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_link_begins_where_the_words_around_it_do(theme, scale, in_window):
    theme.apply("light", text_scale=scale)
    words, link = PlainLabel("ll"), Button("ll", kind="link")
    link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its ring would be taken for its words
    column = QVBoxLayout()
    column.addWidget(words)
    column.addLayout(flush(link))
    column.addStretch(1)
    page = in_window(column)
    image = page.grab().toImage()
    ground = image.pixel(1, 1)

    def left_of(widget):
        area = QRect(widget.mapTo(page, widget.rect().topLeft()), widget.size())
        return min(
            x
            for x in range(area.left(), area.right())
            for y in range(area.top(), area.bottom())
            if image.pixel(x, y) != ground
        )

    assert abs(left_of(words) - left_of(link)) <= 1


def test_a_name_that_has_no_room_is_cut_and_says_so(qtbot, in_window):
    editor = TextField()
    label = FieldLabel("Terms & conditions of authentication (optional), in full", editor)
    column = QVBoxLayout()
    column.addWidget(label)
    column.addWidget(editor)
    page = in_window(column, width=160)
    assert label.width() < label.sizeHint().width()
    assert label.toolTip() == label.words
    assert "Terms & conditions" in label.words
    page.resize(600, 100)
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_a_row_breaks_like_words_do(qtbot, in_window):
    buttons = [Button(words) for words in ("Show deliveries", "Why did it not arrive?", "More")]
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(Flow(*buttons))
    column.addStretch(1)
    wide = sum(button.sizeHint().width() for button in buttons) + 16
    page = in_window(column, width=wide)
    assert {button.y() for button in buttons} == {0}
    page.resize(wide - 1, 300)
    qtbot.waitUntil(lambda: buttons[2].y() > 0)
    assert buttons[2].x() == buttons[0].x()
    assert buttons[2].y() == buttons[0].geometry().bottom() + 1 + 8
    page.resize(page.minimumSizeHint().width(), 300)
    qtbot.waitUntil(lambda: len({button.x() for button in buttons}) == 1)
    for above, below in pairwise(buttons):
        assert below.y() > above.geometry().bottom()
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].y() == 0)


def test_a_choice_of_longer_words_gets_the_room(in_window, qtbot):
    combo = ComboBox([ComboItem("one", 1)])
    row = QHBoxLayout()
    row.addWidget(combo)
    row.addStretch(1)
    in_window(row, width=600)
    before = combo.width()
    combo.set_items([ComboItem("Version 3, update, 12:40 today", 2)])
    qtbot.waitUntil(lambda: combo.width() == combo.sizeHint().width() > before)


def test_an_empty_row_takes_no_room(in_window):
    button = Button("Open in mailbox")
    row = Flow(button)
    column = QVBoxLayout()
    column.addLayout(row)
    in_window(column)
    button.hide()
    assert (row.sizeHint().height(), row.heightForWidth(100)) == (0, 0)
    assert row.takeAt(0).widget() is button
    assert row.takeAt(0) is None
    assert row.itemAt(0) is None


@pytest.fixture
def dialog(qtbot, theme):
    made = GrowingDialog()
    made.label = PlainLabel("short", wrap=True)
    column = QVBoxLayout(made)
    column.addWidget(made.label)
    made.setMinimumWidth(300)
    made.resize(300, 60)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def lacks(dialog):
    return dialog.layout().totalHeightForWidth(dialog.width()) - dialog.height()


def test_a_dialog_grows_with_its_words_and_does_not_shrink(qtbot, dialog):
    before = dialog.height()
    dialog.label.setText(LONG)
    qtbot.waitUntil(lambda: lacks(dialog) <= 0 and dialog.height() > before)
    grown = dialog.height()
    dialog.label.setText("short")
    qtbot.waitUntil(lambda: lacks(dialog) < 0)
    assert dialog.height() == grown


def test_a_dialog_is_never_narrower_than_its_longest_word(qtbot, dialog):
    dialog.label.setText("m" * 60)
    qtbot.waitUntil(lambda: dialog.label.width() >= dialog.label.minimumSizeHint().width() > 300)


def test_a_dialog_that_is_made_smaller_than_its_words_grows_back_once(qtbot, dialog):
    dialog.label.setText(LONG)
    qtbot.waitUntil(lambda: lacks(dialog) <= 0)
    dialog.resize(300, 40)
    qtbot.waitUntil(lambda: lacks(dialog) <= 0)


def test_a_screen_that_is_too_low_is_not_argued_with(qtbot, dialog):
    dialog.setMaximumHeight(60)
    dialog.label.setText(LONG)
    qtbot.waitUntil(lambda: dialog.height() == 60)
    for height in (50, 55, 58):  # a window manager that has its own mind
        dialog.resize(300, height)
    assert dialog.height() <= 60


def test_between_two_scroll_bars_there_is_no_box(in_window):
    view = CodeView(numbered=False)
    view.set_code("\n".join("x" * 200 for _line in range(200)))
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(view)
    page = in_window(column)
    image = page.grab().toImage()
    corner = {image.pixel(390 + step, 290 + step) for step in range(1, 7)}
    assert corner == {QColor(current().code_bg).rgb()}
