"""A preset of this computer in the window: what is locked cannot be changed, a bad one is told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from app.domain.errors import StoreError
from app.domain.preferences import Preferences, SyncEvery, ThemeChoice
from app.domain.preset import Preset, preset_from
from app.machine import Machine
from app.runtime.program_watch import ProgramWatch
from app.ui.preferences.dialog import PreferencesDialog
from app.ui.preferences.preferring import Preferring
from app.ui.preferences.rows import PreferenceRow
from app.ui.text import presets
from app.ui.widgets import Banner, ComboBox, PlainLabel, SecondLine, Segmented, TextField
from tests.support.builders import a_connection
from tests.support.fakes import a_connection_service

PRESET = preset_from(
    {
        "format": 1,
        "connection": {"name": "Northwind", "base_url": "https://platform.example.com"},
        "preferences": {"theme": "dark", "sync_every": "quarter_of_an_hour"},
        "locked": ["theme"],
    }
)

LOCKED = preset_from(
    {
        "format": 1,
        "connection": {"base_url": "https://platform.example.com"},
        "locked": ["base_url"],
    }
)


@pytest.fixture
def kept():
    return []


@pytest.fixture
def preferring(light, kept):
    preferences = PRESET.over(Preferences(), is_new=True)
    return Preferring(preferences, light, kept.append, is_locked=PRESET.is_locked)


def test_what_is_locked_stays_whoever_asks(preferring, kept):
    preferring.choose_scheme("light")
    preferring.change(theme=ThemeChoice.SYSTEM, sync_every=SyncEvery.MINUTE)
    assert preferring.value.theme is ThemeChoice.DARK
    assert preferring.value.sync_every is SyncEvery.MINUTE
    assert [one.theme for one in kept] == [ThemeChoice.DARK]


def test_the_preferences_say_what_is_locked(qtbot, preferring):
    dialog = PreferencesDialog(preferring)
    qtbot.addWidget(dialog)
    assert not dialog.findChild(Segmented, "preference_theme").isEnabled()
    assert dialog.findChild(ComboBox, "preference_sync_every").isEnabled()
    said = [one.text() for one in dialog.findChildren(SecondLine)]
    assert said.count(presets.locked()) == 1
    told = [one for one in dialog.findChildren(PreferenceRow) if one.toolTip()]
    assert [one.toolTip() for one in told] == [presets.locked_tooltip()]
    assert told[0].isAncestorOf(dialog.findChild(Segmented, "preference_theme"))


def test_the_menu_does_not_offer_what_is_locked(a_window):
    Machine(PRESET, None).serve(a_window.window, a_window.dialogs, a_window.runner)
    dark = a_window.window.actions_.theme_dark
    assert not dark.isEnabled()
    assert dark.toolTip() == presets.locked_tooltip()
    (menu,) = [one for one in dark.associatedObjects() if isinstance(one, QMenu)]
    assert menu.toolTipsVisible()
    assert a_window.dialogs.asked == []


def test_without_a_preset_the_menu_offers_all(a_window):
    Machine(Preset(), None).serve(a_window.window, a_window.dialogs, a_window.runner)
    assert a_window.window.actions_.theme_dark.isEnabled()


def test_a_bad_preset_is_told_once_and_the_window_works(a_window):
    complaint = StoreError('"format" must be 1', reason="damaged", path="/etc/xdg/x/preset.json")
    Machine(Preset(), complaint).serve(a_window.window, a_window.dialogs, a_window.runner)
    a_window.show()
    a_window.qtbot.waitUntil(lambda: len(a_window.dialogs.asked) == 1)
    ((_kind, title, text, _details),) = a_window.dialogs.asked
    assert title == "The preset of this computer is not in force"
    assert "/etc/xdg/x/preset.json" in text
    assert '"format" must be 1.' in text


def test_an_update_while_the_window_is_open_is_told_once(a_window, tmp_path):
    program = tmp_path / "program"
    program.write_text("old", "utf-8")
    machine = Machine(Preset(), None, program)
    machine.serve(a_window.window, a_window.dialogs, a_window.runner)
    a_window.show()
    a_window.qtbot.waitUntil(lambda: a_window.window.findChild(ProgramWatch) is not None)
    assert a_window.dialogs.asked == []
    for version in ("newer", "newest"):
        (tmp_path / "new").write_text(version, "utf-8")
        (tmp_path / "new").replace(program)
    a_window.qtbot.waitUntil(lambda: len(a_window.dialogs.asked) == 1)
    ((_kind, title, text, _details),) = a_window.dialogs.asked
    assert title == "This app was updated while it was open"
    assert text.startswith("Close it and start it again.")


@pytest.mark.parametrize(
    ("reason", "said"),
    [("foreign", "could change it"), ("read_only", "may not be read"), ("damaged", "x is wrong.")],
)
def test_each_fault_has_its_words(reason, said):
    assert said in presets.of(StoreError("x is wrong", reason=reason, path="/p")).text


def test_a_locked_address_is_shown_and_cannot_be_changed(a_window):
    page = a_window.connect_page
    page.follow(LOCKED)
    a_window.show()
    a_window.click("connect_to_platform")
    address = page.findChild(TextField, "base_url")
    address.setFocus()
    a_window.qtbot.keyClicks(address, "elsewhere")
    assert address.text() == "https://platform.example.com"
    assert address.toolTip() == presets.locked_tooltip()
    assert address.accessibleDescription() == presets.locked()
    shown = [one.text() for one in page.findChildren(PlainLabel) if one.isVisible()]
    assert presets.locked() in shown
    assert not page.findChild(TextField, "connection_name").isReadOnly()


def test_a_connection_to_elsewhere_is_not_opened_and_the_reason_is_told(a_window):
    a_window.store.put(a_connection(base_url="https://elsewhere.example.com", open_at_start=True))
    a_window.service = a_connection_service(
        platform=a_window.platform, store=a_window.store, only_base_url=LOCKED.only_base_url
    )
    a_window.show()
    said = a_window.find("welcome_error", Banner)
    assert said.isVisible()
    assert "https://platform.example.com" in said.accessibleName()
    assert a_window.platform.calls == []


def test_a_new_connection_begins_with_the_preset_s(a_window):
    page = a_window.connect_page
    page.follow(PRESET)
    a_window.show()
    a_window.window.actions_.add_connection.trigger()
    a_window.qtbot.waitUntil(page.isVisible)
    assert page.findChild(TextField, "connection_name").text() == "Northwind"
    assert page.findChild(TextField, "base_url").text() == "https://platform.example.com"
