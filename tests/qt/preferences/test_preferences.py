"""The Preferences: applied at once, kept, and shown as they are."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QWidget

from app.domain.errors import StoreError
from app.domain.preferences import Preferences, RowHeight, SyncEvery, TextSize, ThemeChoice
from app.domain.workspace import SyncOverview
from app.ui.preferences.dialog import PreferencesDialog
from app.ui.preferences.opening import PreferencesOpener
from app.ui.preferences.preferring import Preferring
from app.ui.status_line import StatusLine
from app.ui.tables import TableView
from app.ui.tables.cell_delegate import row_height
from app.ui.text import times
from app.ui.text.zone import ZONE
from app.ui.theme import MOTION, ROWS, current, em
from app.ui.theme.tokens import DARK, LIGHT_HIGH_CONTRAST
from app.ui.widgets import ComboBox, Hint, LoadingBar, PlainLabel, Switch
from tests.support.builders import NOW
from tests.support.clipping import clipped

SECTIONS = ("appearance", "sync", "notifications")


@pytest.fixture
def kept():
    return []


@pytest.fixture
def preferring(light, kept):
    made = Preferring(Preferences(theme=ThemeChoice.LIGHT), light, kept.append)
    yield made
    ROWS.set_compact(False)
    MOTION.reduce(False)


@pytest.fixture
def dialog(qtbot, preferring):
    made = PreferencesDialog(preferring)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def choose(qtbot, dialog, name, value):
    """As a person does it in an open list: the line, by its value."""
    combo = dialog.findChild(ComboBox, f"preference_{name}")
    at = [item.value for item in combo.items].index(value)
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def test_the_look_is_that_of_the_last_time(light):
    Preferring(Preferences(theme=ThemeChoice.DARK, text_size=TextSize.LARGEST), light, print)
    assert current() == DARK
    assert em(13) == 20


def test_a_theme_is_put_on_and_kept_at_once(qtbot, dialog, preferring, kept):
    qtbot.mouseClick(dialog.findChild(QWidget, "theme_dark"), Qt.MouseButton.LeftButton)
    assert current() == DARK
    assert kept == [preferring.value] == [Preferences(theme=ThemeChoice.DARK)]


def test_another_theme_leaves_size_and_contrast(dialog, preferring):
    preferring.change(text_size=TextSize.LARGE, high_contrast=True)
    preferring.choose_scheme("light")
    assert current() == LIGHT_HIGH_CONTRAST
    assert em(13) == 15


def test_rows_of_tables_that_are_there_give_way_at_once(qtbot, dialog, light):
    table = TableView("Rows")
    qtbot.addWidget(table)
    choose(qtbot, dialog, "row_height", RowHeight.COMPACT)
    assert table.verticalHeader().defaultSectionSize() == row_height(two_lines=True, compact=True)
    later = TableView("Made later")
    qtbot.addWidget(later)
    assert later.verticalHeader().defaultSectionSize() == row_height(two_lines=True, compact=True)


def test_nothing_moves_once_it_is_not_to(qtbot, dialog, preferring):
    bar, switch = LoadingBar(), Switch("On")
    for widget in (bar, switch):
        qtbot.addWidget(widget)
    bar.set_active(True)
    switch.set_waiting(True)
    assert bar._clock.isActive()
    assert switch._turning.isActive()
    qtbot.mouseClick(
        dialog.findChild(Switch, "preference_reduce_motion"), Qt.MouseButton.LeftButton
    )
    assert preferring.value.reduce_motion
    assert bar.is_active
    assert switch.is_waiting
    assert not bar._clock.isActive()
    bar.resize(200, 3)
    shown = bar.grab().toImage()
    assert shown.pixel(5, 1) == shown.pixel(195, 1) == QColor(current().accent).rgb()
    assert not switch._turning.isActive()
    preferring.change(reduce_motion=False)
    assert bar._clock.isActive()


def test_what_is_changed_elsewhere_is_shown(dialog, preferring):
    preferring.change(theme=ThemeChoice.DARK, sync_every=SyncEvery.QUARTER, notify_failing=False)
    assert dialog.findChild(QWidget, "theme_dark").isChecked()
    assert dialog.findChild(ComboBox, "preference_sync_every").value is SyncEvery.QUARTER
    assert not dialog.findChild(Switch, "preference_notify_failing").isChecked()


def test_choosing_what_is_in_force_keeps_nothing(qtbot, dialog, kept):
    choose(qtbot, dialog, "text_size", TextSize.USUAL)
    assert kept == []


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("size", [TextSize.USUAL, TextSize.LARGER, TextSize.LARGEST])
def test_nothing_is_cut_off_at_any_text_size(dialog, preferring, section, size):
    preferring.change(text_size=size)
    dialog.show_section(section)
    dialog.grab()  # lays out
    assert clipped(dialog) == []


def test_every_choice_has_a_name_for_a_screen_reader(dialog, preferring):
    for name in Preferences.__slots__:
        control = dialog.findChild(QWidget, f"preference_{name}")
        heard = QAccessible.queryAccessibleInterface(control)
        assert heard.text(QAccessible.Text.Name), name


def test_sections_are_walked_with_the_arrow_keys(qtbot, dialog):
    first = dialog.findChild(QWidget, "section_appearance")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert dialog.findChild(QWidget, "preference_sync_every").isVisible()


@pytest.fixture
def opener(qtbot, preferring):
    window = QWidget()
    qtbot.addWidget(window)
    opener = PreferencesOpener(preferring, window)
    opener.kept_window = window
    return opener


def test_there_is_one_window_and_one_that_was_closed_is_made_anew(qtbot, opener):
    first = opener.open()
    assert opener.open("sync") is first
    assert first.findChild(QWidget, "preference_sync_every").isVisible()
    with qtbot.waitSignal(first.destroyed):
        first.close()
        second = opener.open()  # before Qt has deleted the one that closes
        assert second is not first
    assert second.isVisible()
    second.close()


def test_F14_what_could_not_be_kept_is_said_there_and_in_the_next_window(qtbot, opener):
    opener.say_not_kept(StoreError("full", reason="disk_full"))
    first = opener.open()
    said = first.findChild(Hint, "preferences_said").text
    assert "not kept" in said
    with qtbot.waitSignal(first.destroyed):
        first.close()
    second = opener.open()
    assert second.findChild(Hint, "preferences_said").text == said
    second.close()


def test_kept_preferences_that_could_not_be_read_are_said(qtbot, preferring):
    dialog = PreferencesDialog(preferring, refused=True)
    qtbot.addWidget(dialog)
    assert "could not be read" in dialog.findChild(Hint, "preferences_said").text


def test_a_time_zone_is_in_force_at_once(dialog, preferring, qtbot):
    status = StatusLine()
    qtbot.addWidget(status)
    status.show_sync(SyncOverview(synced_at=NOW))
    choose(qtbot, dialog, "time_zone", "Asia/Kathmandu")
    try:
        assert preferring.value.time_zone == "Asia/Kathmandu"
        there = NOW.astimezone(ZoneInfo("Asia/Kathmandu")).strftime("%H:%M")
        assert status.findChild(PlainLabel, "synced").text() == f"Synced {there}"
    finally:
        choose(qtbot, dialog, "time_zone", "")
    assert preferring.value.time_zone == ""


def test_a_zone_that_nobody_knows_is_shown_as_the_computers(light, qtbot):
    preferring = Preferring(Preferences(time_zone="Mars/Olympus"), light, print)
    made = PreferencesDialog(preferring)
    qtbot.addWidget(made)
    assert times.local(NOW) == NOW.astimezone()
    ZONE.choose("")
