"""What a start needs before anything is on the screen: how the app looks, and an empty window.

Kept apart from `bootstrap`, which brings along all the rest: the list of the connection that was
open the last time is painted before any of that is imported (`app.first_look`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app import DISPLAY_NAME, DISTRIBUTION, __version__
from app.adapters.paths import ProfilePaths, profile_paths
from app.adapters.session_bus import name_session_bus, start_no_session_bus
from app.adapters.settings import KeptSettings, Settings, SettingsStore
from app.early_log import EarlyLog
from app.frozen import restore_environment
from app.machine import Machine, look_at_machine
from app.runtime.tasks import TaskRunner
from app.runtime.window_first import WindowFirst
from app.ui.main_window import MainWindow
from app.ui.preferences.keeping import Keeping
from app.ui.preferences.preferring import Preferring
from app.ui.theme import STYLE_ARGUMENTS, Theme
from app.ui.translations import install_translations, use_language


@dataclass(frozen=True)
class Start:
    """What there is from the first moment on; it lives as long as the window."""

    qt: QApplication
    paths: ProfilePaths
    settings: SettingsStore
    kept: KeptSettings
    machine: Machine
    runner: TaskRunner
    theme: Theme
    keeping: Keeping
    preferring: Preferring
    window: MainWindow
    early_log: EarlyLog


def begin(qt: QApplication, *, profile: Path | None = None) -> Start:
    """Dress the app as its profile says, and make its window; nothing is shown.

    Raises:
        StoreError: The profile's folders cannot be made.
    """
    paths, early_log = profile_paths(profile), EarlyLog()
    settings = SettingsStore(paths.settings_file)
    runner = TaskRunner(first=WindowFirst())
    theme = Theme(qt)
    kept = settings.look()
    keeping = keeping_of(settings, "preferences", kept.settings.preferences, runner)
    machine = look_at_machine()
    preferences = machine.over(kept.settings.preferences, paths)
    use_language(qt, preferences.language)
    preferring = Preferring(preferences, theme, keeping.keep, is_locked=machine.preset.is_locked)
    return Start(
        *(qt, paths, settings, kept, machine, runner, theme, keeping, preferring, MainWindow()),
        early_log=early_log,
    )


def make_qt_application(arguments: list[str]) -> QApplication:
    """The application object with its names; one a process."""
    if not name_session_bus():
        start_no_session_bus()
    qt = QApplication([*arguments, *STYLE_ARGUMENTS])
    qt.libraryPaths()  # Qt remembers where its plugins are, and the rest is for our children
    restore_environment()
    qt.setApplicationName(DISTRIBUTION)
    qt.setApplicationDisplayName(DISPLAY_NAME)
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(DISTRIBUTION)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    install_translations(qt)
    return qt


def keeping_of(settings: SettingsStore, member: str, kept: object, runner: TaskRunner) -> Keeping:
    """What keeps one member of the settings."""

    def change(now: Settings, value: object) -> Settings:
        return replace(now, **{member: value})  # type: ignore[arg-type]

    return Keeping(kept, lambda value: settings.change(partial(change, value=value)), runner)
