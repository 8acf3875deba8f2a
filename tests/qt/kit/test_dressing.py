"""Another sheet: the same picture as from Qt's own way, and no widget polished twice for it."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import delete

from app.ui.theme.dressing import Dressing
from app.ui.theme.palette import build_palette
from app.ui.theme.stylesheet import build_stylesheet
from app.ui.theme.tokens import DARK, DARK_HIGH_CONTRAST, LIGHT, Tokens
from app.ui.widgets import PlainLabel, TextField
from tests.support.at_rest import find_restless
from tests.support.component_sheet import ComponentSheet


class StylesTold(QObject):
    """Counts how often each widget was told of another style."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self.times: Counter[QObject] = Counter()
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times[watched] += event.type() == QEvent.Type.StyleChange
        return False


@pytest.fixture
def dressing(qapp, theme):
    dressing = Dressing(qapp)
    yield dressing
    dressing.deleteLater()
    theme.apply("dark")  # a sheet was put on behind its back: the fixture's light is another now


def take(tokens: Tokens, put, **sizes: int) -> None:
    QApplication.setPalette(build_palette(tokens))
    put(build_stylesheet(tokens, **sizes))


def colors(widget: QWidget) -> list[str]:
    """What a widget and all in it draws with."""
    palettes = [one.palette() for one in (widget, *widget.findChildren(QWidget))]
    return [
        palette.color(group, role).name()
        for palette in palettes
        for group in (palette.ColorGroup.Active, palette.ColorGroup.Disabled)
        for role in (palette.ColorRole.WindowText, palette.ColorRole.Text, palette.ColorRole.Base)
    ]


@pytest.mark.parametrize("tokens", [DARK, DARK_HIGH_CONTRAST])
def test_other_colours_look_the_same_as_a_sheet_put_on(qtbot, dressing, tokens):
    sheet = ComponentSheet()
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    take(tokens, dressing.put_on)
    expected = sheet.grab().toImage()
    take(LIGHT, dressing.put_on)
    assert sheet.grab().toImage() != expected
    take(tokens, dressing.recolor)
    assert sheet.grab().toImage() == expected


@pytest.mark.parametrize("px", [11, 20])
def test_other_sizes_look_the_same_as_in_qts_own_way(qtbot, qapp, dressing, px):
    def seen(put):
        take(LIGHT, qapp.setStyleSheet)
        sheet = ComponentSheet()
        qtbot.addWidget(sheet)
        with qtbot.waitExposed(sheet):
            sheet.show()
        usual = sheet.grab().toImage()
        take(LIGHT, put, line_px=px + 4, body_px=px)
        assert find_restless() == ""
        assert sheet.grab().toImage() != usual
        places = [one.geometry().getRect() for one in sheet.findChildren(QWidget)]
        return places, sheet.grab().toImage()

    assert seen(dressing.put_on) == seen(qapp.setStyleSheet)


@pytest.mark.parametrize("way", ["put_on", "recolor"])
def test_however_deep_a_widget_is_polished_once(qtbot, dressing, way):
    outer = QWidget()
    inner = outer
    for _ in range(8):
        room = QHBoxLayout(inner)
        inner = QWidget()
        room.addWidget(inner)
    label = PlainLabel("deep", parent=inner)
    qtbot.addWidget(outer)
    with qtbot.waitExposed(outer):
        outer.show()
    told = StylesTold([outer, inner, label])
    take(DARK, getattr(dressing, way))
    assert [told.times[one] for one in (outer, inner, label)] == [1, 1, 1]


@pytest.fixture
def with_hidden(qtbot, dressing):
    """A window, and in it a part that was shown once and is hidden."""
    window, part = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(part)
    inside = QVBoxLayout(part)
    inside.addWidget(PlainLabel("quiet", ink="text2"))
    inside.addWidget(TextField("name"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    part.hide()
    return window, part


def test_what_is_hidden_follows_after_the_paint(qtbot, dressing, with_hidden):
    _window, part = with_hidden
    take(DARK, dressing.put_on)
    expected = colors(part)
    take(LIGHT, dressing.put_on)
    assert colors(part) != expected
    take(DARK, dressing.recolor)
    assert colors(part) != expected
    qtbot.wait_until(lambda: colors(part) == expected)


def test_what_still_waits_takes_another_size_too(qtbot, dressing, with_hidden):
    _window, part = with_hidden
    field = part.findChild(TextField)
    before = field.minimumHeight()
    take(DARK, dressing.recolor)
    dressing.put_on(build_stylesheet(DARK, line_px=40))
    assert field.minimumHeight() > before


def test_what_is_gone_before_its_turn_is_left_out(qtbot, dressing, with_hidden):
    _window, part = with_hidden
    label, field = part.findChild(PlainLabel), part.findChild(TextField)
    take(DARK, dressing.put_on)
    expected = colors(field)
    take(LIGHT, dressing.put_on)
    take(DARK, dressing.recolor)
    delete(label)
    qtbot.wait_until(lambda: colors(field) == expected)
