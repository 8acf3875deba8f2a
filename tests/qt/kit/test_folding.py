"""A row that becomes a column where its parts have no room side by side."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets import ComboBox, ComboItem, PlainLabel
from app.ui.widgets.folding import FoldingRow, evenly
from tests.support.at_rest import find_restless


@pytest.fixture
def shown(qtbot, theme):
    """Shows a row in a window that is wide, until it is resized."""

    def show(*parts, **how):
        row = FoldingRow(*parts, **how)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addStretch(1)
        page.resize(600, 300)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        return row

    return show


def resize(row, width):
    row.window().resize(width, 300)


def test_it_folds_where_what_its_parts_ask_for_and_the_gap_have_no_room(qtbot, shown):
    parts = [PlainLabel("The first of two"), PlainLabel("and the second")]
    row = shown(*parts, gap_px=12, folded_gap_px=6)
    enough = sum(part.sizeHint().width() for part in parts) + 12
    resize(row, enough)
    qtbot.waitUntil(lambda: row.width() == enough)
    assert not row.is_folded
    resize(row, enough - 1)
    qtbot.waitUntil(lambda: row.is_folded and parts[1].y() > 0)
    assert parts[1].y() == parts[0].height() + 6
    assert parts[0].x() == parts[1].x()
    resize(row, enough)
    qtbot.waitUntil(lambda: not row.is_folded and parts[1].y() == parts[0].y())


@pytest.mark.parametrize("width", [600, 60], ids=["side by side", "folded"])
def test_it_comes_to_rest_after_its_words_have_changed(qtbot, shown, width):
    part = PlainLabel("The first of two")
    row = shown(part, PlainLabel("and the second"))
    resize(row, width)
    part.setText("Another one")
    assert not find_restless()


def test_it_can_be_as_narrow_as_its_widest_part(shown):
    parts = [PlainLabel("A long name of a field"), PlainLabel("short")]
    row = shown(*parts)
    assert row.minimumSizeHint().width() == parts[0].minimumSizeHint().width()


def test_longer_words_fold_it_and_a_part_that_goes_unfolds_it(qtbot, shown):
    parts = [PlainLabel("one"), PlainLabel("two")]
    row = shown(*parts)
    parts[1].setText("two, which has very much more to say " * 4)
    qtbot.waitUntil(lambda: row.is_folded)
    parts[0].hide()
    parts[1].setText("two")
    qtbot.waitUntil(lambda: not row.is_folded)


def test_a_choice_with_longer_words_folds_it(qtbot, shown):
    combo = ComboBox([ComboItem("short", 1)])
    row = shown(PlainLabel("one"), combo)
    resize(row, 200)
    qtbot.waitUntil(lambda: row.width() == 200)
    assert not row.is_folded
    combo.set_items([ComboItem("a choice whose words are much longer than that", 1)])
    qtbot.waitUntil(lambda: row.is_folded)


def test_parts_that_share_evenly_need_the_widest_for_each(qtbot, shown):
    parts = [PlainLabel("one"), PlainLabel("the widest of them")]
    row = shown(*parts, needs=evenly, stretches=[1, 1], gap_px=16)
    enough = 2 * parts[1].minimumSizeHint().width() + 16
    resize(row, enough)
    qtbot.waitUntil(lambda: row.width() == enough)
    assert not row.is_folded
    assert abs(parts[0].width() - parts[1].width()) <= 1
    resize(row, enough - 1)
    qtbot.waitUntil(lambda: row.is_folded)


def test_larger_text_folds_it(qtbot, theme, shown):
    parts = [PlainLabel("The first of two"), PlainLabel("and the second")]
    row = shown(*parts)
    enough = sum(part.sizeHint().width() for part in parts) + 12
    resize(row, enough)
    qtbot.waitUntil(lambda: row.width() == enough)
    theme.apply("light", text_scale=1.5)
    qtbot.waitUntil(lambda: row.is_folded or row.width() > enough)
    resize(row, enough)
    qtbot.waitUntil(lambda: row.is_folded)
