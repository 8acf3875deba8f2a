"""What can be set: how the app looks, how often it asks, what it says by itself."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from app.domain.preferences import (
    Language,
    Preferences,
    RowHeight,
    SyncEvery,
    TextSize,
    ThemeChoice,
)
from app.ui.help.keys import keys
from app.ui.help.rows import KeyRow
from app.ui.preferences.preferring import Preferring
from app.ui.preferences.rows import Section
from app.ui.text import presets
from app.ui.text.zone import zone_names
from app.ui.theme.fonts import system_font
from app.ui.widgets import ComboBox, ComboItem, Segmented, Switch

translate = QCoreApplication.translate

# Each in its own words, so that whoever speaks it finds it.
_LANGUAGES: Final = {Language.ENGLISH: "English (UK)", Language.AFRIKAANS: "Afrikaans"}


class _Choices(Section):
    """Shows what is in force, and passes on each choice."""

    def __init__(self, title: str, preferring: Preferring, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._preferring = preferring
        self._controls: dict[str, Segmented | ComboBox | Switch] = {}
        preferring.changed.connect(self._show)

    def offer(
        self, member: str, title: str, control: Segmented | ComboBox | Switch, second: str = ""
    ) -> None:
        """Offer a preference, by the name of its member."""
        control.setObjectName(f"preference_{member}")
        tooltip = ""
        if self._preferring.is_locked(member):
            control.setEnabled(False)
            second = presets.locked()
            tooltip = presets.locked_tooltip()
        self._controls[member] = control
        if isinstance(control, Switch):
            control.clicked.connect(lambda on: self._preferring.change(**{member: on}))
        else:
            control.chosen.connect(lambda value: self._preferring.change(**{member: value}))
        self.add_row(title, control, second, tooltip=tooltip)
        self._show_member(member)

    @Slot(object)
    def _show(self, _preferences: Preferences) -> None:
        for member in self._controls:
            self._show_member(member)

    def _show_member(self, member: str) -> None:
        control = self._controls[member]
        value: Any = getattr(self._preferring.value, member)
        if isinstance(control, Switch):
            control.setChecked(value)
        else:
            control.set_value(value)


def appearance(preferring: Preferring) -> Section:
    """Colours, sizes and motion (mockup 15)."""
    made = _Choices(translate("preferences", "Appearance"), preferring)
    theme = Segmented()
    for value, words in (
        (ThemeChoice.SYSTEM, translate("preferences", "System")),
        (ThemeChoice.LIGHT, translate("preferences", "Light")),
        (ThemeChoice.DARK, translate("preferences", "Dark")),
    ):
        theme.add(value, words).setObjectName(f"theme_{value}")
    made.offer(
        "theme",
        translate("preferences", "Theme"),
        theme,
        translate("preferences", "System follows this computer"),
    )
    rows = (
        ComboItem(translate("preferences", "Comfortable"), RowHeight.COMFORTABLE),
        ComboItem(translate("preferences", "Compact"), RowHeight.COMPACT),
    )
    made.offer("row_height", translate("preferences", "Row height"), ComboBox(rows))
    sizes = (ComboItem(_size_words(size), size) for size in TextSize)
    made.offer("text_size", translate("preferences", "Text size"), ComboBox(sizes))
    languages = (
        ComboItem(translate("preferences", "System"), Language.SYSTEM),
        *(ComboItem(name, language) for language, name in _LANGUAGES.items()),
    )
    made.offer(
        "language",
        translate("preferences", "Language"),
        ComboBox(languages),
        translate("preferences", "When the app is started the next time"),
    )
    zones = (
        ComboItem(translate("preferences", "System"), ""),
        *(ComboItem(name.replace("_", " "), name) for name in zone_names()),
    )
    made.offer(
        "time_zone",
        translate("preferences", "Time zone"),
        ComboBox(zones, searchable=True),
        translate("preferences", "For all times in this app"),
    )
    made.offer(
        "reduce_motion",
        translate("preferences", "Reduce motion"),
        Switch(""),
        translate("preferences", "Nothing moves by itself"),
    )
    made.offer(
        "high_contrast",
        translate("preferences", "Stronger contrast"),
        Switch(""),
        translate("preferences", "Darker text and borders"),
    )
    return made


def sync(preferring: Preferring) -> Section:
    """How often the platform is asked."""
    made = _Choices(translate("preferences", "Sync"), preferring)
    every = (
        ComboItem(translate("preferences", "Every minute"), SyncEvery.MINUTE),
        ComboItem(translate("preferences", "Every 5 minutes"), SyncEvery.FIVE_MINUTES),
        ComboItem(translate("preferences", "Every 15 minutes"), SyncEvery.QUARTER),
    )
    made.offer(
        "sync_every",
        translate("preferences", "Ask the platform"),
        ComboBox(every),
        translate(
            "preferences",
            "Also after each change here, and as soon as the platform tells of one there",
        ),
    )
    return made


def notifications(preferring: Preferring) -> Section:
    """What is said while nobody looks."""
    made = _Choices(translate("preferences", "Notifications"), preferring)
    made.offer(
        "notify_failing",
        translate("preferences", "A listener starts failing"),
        Switch(""),
        translate("preferences", "No delivery got through for an hour"),
    )
    made.offer(
        "notify_suspending",
        translate("preferences", "A listener is about to be stopped"),
        Switch(""),
        translate("preferences", "A day before the platform turns it off, and when it did"),
    )
    return made


def keyboard(_preferring: Preferring) -> Section:
    """Every key of the app: to be read, not to be set."""
    made = Section(translate("preferences", "Keyboard"))
    for key in keys():
        made.add(KeyRow(key))
    return made


def _size_words(size: TextSize) -> str:
    words = {
        TextSize.SMALL: translate("preferences", "Small, {size} px"),
        TextSize.USUAL: translate("preferences", "System, {size} px"),
        TextSize.LARGE: translate("preferences", "Large, {size} px"),
        TextSize.LARGER: translate("preferences", "Larger, {size} px"),
        TextSize.LARGEST: translate("preferences", "Largest, {size} px"),
    }
    return words[size].format(size=round(system_font().pixelSize() * size.scale))
