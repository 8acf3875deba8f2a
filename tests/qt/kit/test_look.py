"""Theme, icons, charts and the whole sheet: what is painted, at every text size."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QIcon, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from app.resources import resources_dir
from app.ui.charts import Bar, Waterfall, paint_bars
from app.ui.charts.waterfall import Phase, axis_step_ms
from app.ui.theme import TextRole, Theme, current, em, font, icon, icon_names, pixmap
from app.ui.theme.fonts import REFERENCE_PX, system_font
from app.ui.theme.palette import menu_choice
from app.ui.theme.tokens import DARK, DARK_HIGH_CONTRAST, LIGHT, LIGHT_HIGH_CONTRAST
from app.ui.widgets import PlainLabel, TextField
from tests.support.clipping import clipped
from tests.support.component_sheet import ComponentSheet


@pytest.mark.parametrize(
    ("scheme", "strong", "expected"),
    [
        ("light", False, LIGHT),
        ("dark", False, DARK),
        ("light", True, LIGHT_HIGH_CONTRAST),
        ("dark", True, DARK_HIGH_CONTRAST),
    ],
)
def test_tokens_are_known_from_the_palette(theme, scheme, strong, expected):
    theme.apply(scheme, high_contrast=strong)
    assert current() == theme.tokens == expected
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Base) == QColor(expected.base)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(expected.disabled)


def test_changes_are_told_once(qtbot, theme):
    with qtbot.waitSignal(theme.changed, timeout=0):
        theme.apply("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.apply("dark")


@pytest.mark.parametrize(
    ("scheme", "plain", "strong"),
    [("light", LIGHT, LIGHT_HIGH_CONTRAST), ("dark", DARK, DARK_HIGH_CONTRAST)],
)
def test_a_computer_that_is_set_to_high_contrast_is_followed_at_once(theme, scheme, plain, strong):
    asked = QApplication.styleHints().accessibility().contrastPreferenceChanged
    theme.apply(scheme)
    asked.emit(Qt.ContrastPreference.HighContrast)
    assert current() == strong
    theme.apply(scheme)  # and stays, whatever else is chosen
    assert current() == strong
    asked.emit(Qt.ContrastPreference.NoPreference)
    assert current() == plain


def test_system_follows_the_computer_and_a_choice_does_not(qtbot, theme):
    hints = QApplication.styleHints()
    theme.apply("system")
    with qtbot.assertNotEmitted(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)  # light already
    theme.apply("dark")
    with qtbot.assertNotEmitted(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens == DARK


def test_a_theme_begins_light(qapp):
    theme = Theme(qapp)
    assert theme.tokens == LIGHT
    theme.deleteLater()


def test_without_a_screen_the_text_is_as_large_as_in_the_mockups(theme, monkeypatch):
    """Whatever fonts this machine has: a bare Debian's own is a pixel smaller."""
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _name: False)
    assert system_font().pixelSize() == REFERENCE_PX
    assert font().pixelSize() == REFERENCE_PX


def test_text_sizes_are_relative_to_the_body(theme):
    body = font().pixelSize()
    assert font(TextRole.TITLE).pixelSize() == body + 7
    assert font(TextRole.SECOND).pixelSize() == body - 1
    assert font(TextRole.AXIS).pixelSize() >= 11
    assert font(TextRole.STRONG).weight() == 600
    theme.apply("light", text_scale=1.5)
    assert font().pixelSize() == round(body * 1.5)
    assert em(100) == pytest.approx(100 * font().pixelSize() / 13, abs=1)


def test_labels_and_controls_follow_the_text_size_while_shown(qtbot, theme):
    page = QWidget()
    label, field = PlainLabel("Title", TextRole.TITLE), TextField("x")
    layout = QVBoxLayout(page)
    layout.addWidget(label)
    layout.addWidget(field)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    before, height = label.font().pixelSize(), field.sizeHint().height()
    assert height == 32
    theme.apply("light", text_scale=1.5)
    assert label.font().pixelSize() == font(TextRole.TITLE).pixelSize() > before * 1.4
    assert field.sizeHint().height() > height
    theme.apply("dark", text_scale=1.0)
    assert label.font().pixelSize() == before
    assert field.sizeHint().height() == height


ICONS = sorted((resources_dir() / "icons").glob("*.svg"))


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_ours_small_and_paints(theme, path: Path):
    root = ET.fromstring(path.read_text("utf-8"))
    assert QSvgRenderer(str(path)).isValid()
    assert path.stat().st_size < 3000
    text = path.read_text("utf-8")
    assert path.stem == "app" or "currentColor" in text
    assert not {"script", "image", "foreignObject", "text"} & {
        element.tag.rpartition("}")[2] for element in root.iter()
    }
    image = pixmap(path.stem, "#FF0000", 16).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 90 for x in range(16) for y in range(16))
    assert inked >= 5


def test_icons_take_the_colour_and_the_device_ratio(theme):
    image = pixmap("stop-fill", "#123456", 16, 2.0).toImage()
    assert image.size() == QSize(32, 32)
    assert image.devicePixelRatio() == 2.0
    assert image.pixelColor(16, 16).name() == "#123456"


def test_a_qicon_follows_the_theme_and_greys_out(theme):
    made = icon("stop-fill", "text")

    def color(mode=QIcon.Mode.Normal):
        return made.pixmap(QSize(16, 16), 1.0, mode).toImage().pixelColor(8, 8).name().upper()

    assert color() == LIGHT.text
    assert color(QIcon.Mode.Disabled) == LIGHT.disabled
    theme.apply("dark")
    assert color() == DARK.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_entry_of_a_menu_stands_on_what_its_icon_can_be_seen_on(qtbot, theme, scheme):
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction(icon("pause"), "Pause")
    theme.apply(scheme)
    with qtbot.waitExposed(menu):
        menu.popup(QPoint(0, 0))
    behind, words = QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText
    shown = [menu.palette().color(one) for one in (behind, words)]
    assert shown == [QColor(menu_choice(current())), QColor(current().text)]


def test_an_icon_that_is_not_there_fails_at_once(theme):
    with pytest.raises(KeyError):
        icon("no-such-icon")
    assert "listeners" in icon_names()


def painted(paint, width=100, height=40):
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def test_bars_stand_on_the_ground_and_failures_on_top(theme):
    area = QRectF(0, 0, 100, 40)
    image = painted(lambda painter: paint_bars(painter, area, [Bar(10, 5), Bar(5)]))
    bad = QColor(current().bad.fill)
    assert image.pixelColor(10, 2) == bad
    assert image.pixelColor(10, 35) != bad
    assert image.pixelColor(60, 10) == QColor(Qt.GlobalColor.white)  # half as high
    assert image.pixelColor(60, 30) != QColor(Qt.GlobalColor.white)
    empty = painted(lambda painter: paint_bars(painter, area, []))
    assert empty == painted(lambda painter: None)


@pytest.mark.parametrize("total_ms", [0.5, 3, 17, 268, 312, 999, 15_000, 60_000])
def test_the_time_axis_has_at_most_four_lines(total_ms):
    assert 0 < total_ms / axis_step_ms(total_ms) <= 4


def test_the_longest_phase_stands_out(qtbot, theme):
    chart = Waterfall("Timing")
    qtbot.addWidget(chart)
    chart.resize(500, 200)
    chart.set_phases([Phase("a", 0, 10), Phase("b", 10, 200)])
    image = chart.grab().toImage()
    strong = QColor(current().chart1)
    rows = {y for y in range(200) for x in range(0, 500, 3) if image.pixelColor(x, y) == strong}
    assert rows
    assert min(rows) > 46  # only in the second row


def test_the_phase_in_which_it_ended_is_red(qtbot, theme):
    chart = Waterfall("Timing")
    qtbot.addWidget(chart)
    chart.resize(500, 200)
    chart.set_phases([Phase("a", 0, 10), Phase("b", 10, 200, is_finished=False)])
    image = chart.grab().toImage()
    red = QColor(current().bad.fill)
    rows = {y for y in range(200) for x in range(0, 500, 3) if image.pixelColor(x, y) == red}
    assert rows
    assert min(rows) > 46
    assert chart.accessibleDescription() == "a 10 ms, b 200 ms, not finished"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_on_the_sheet_is_clipped(qtbot, theme, scheme, scale):
    theme.apply(scheme, text_scale=scale)
    sheet = ComponentSheet()
    qtbot.addWidget(sheet)
    sheet.resize(round(1280 * scale), round(800 * scale))
    with qtbot.waitExposed(sheet):
        sheet.show()
    assert clipped(sheet) == []


def test_the_walker_finds_what_is_clipped(qtbot, theme):
    page = QWidget()
    page.resize(400, 60)
    label = PlainLabel("Too many words for so little room", parent=page)
    label.resize(40, 20)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    (found,) = clipped(page)
    assert "Too many words" in found
    label.adjustSize()
    assert clipped(page) == []
