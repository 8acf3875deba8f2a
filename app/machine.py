"""What this computer and this build have to say: the preset in force, an update, Help > About."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

from app.adapters.preset_file import read_preset

if TYPE_CHECKING:
    from app.adapters.paths import ProfilePaths
    from app.domain.errors import StoreError
    from app.domain.preferences import Preferences
    from app.domain.preset import Preset
    from app.runtime.tasks import TaskRunner
    from app.ui.dialogs import Dialogs
    from app.ui.main_window import MainWindow

_ONCE: Final = Qt.ConnectionType.SingleShotConnection


@dataclass(frozen=True, slots=True)
class Machine:
    """The preset of this computer, read once at the start.

    Attributes:
        preset: What is set; nothing, where the file is not there or cannot be used.
        complaint: Why it cannot be used; None where all is well.
        program: What an update would replace; None where we are run from the source.
    """

    preset: Preset
    complaint: StoreError | None
    program: Path | None = None

    def over(self, kept: Preferences, paths: ProfilePaths) -> Preferences:
        """The preferences in force for a profile that has kept these."""
        return self.preset.over(kept, is_new=not paths.settings_file.exists())

    def serve(self, window: MainWindow, dialogs: Dialogs, runner: TaskRunner) -> None:
        """Have the window know what is not a person's to change, and how to tell of the build."""
        if self.preset.is_locked("theme"):
            from app.ui.text import presets

            actions = window.actions_
            for action in (actions.theme_system, actions.theme_light, actions.theme_dark):
                action.setEnabled(False)
                action.setToolTip(presets.locked_tooltip())
        if self.complaint is not None:
            from app.ui.text import presets

            words = presets.of(self.complaint)
            # Once the window is painted: the dialog waits for the person.
            QTimer.singleShot(0, window, lambda: dialogs.show_error(words.title, words.text))
        program = self.program
        if program is not None:
            window.painted.connect(lambda: _watch(program, window, dialogs), _ONCE)
        window.about_wanted.connect(lambda: _show_about(window, runner))


def look_at_machine() -> Machine:
    """Read the preset; a bad one is told, and the app goes on without it."""
    return Machine(*read_preset(), Path(sys.executable) if hasattr(sys, "frozen") else None)


def _watch(program: Path, window: MainWindow, dialogs: Dialogs) -> None:
    # All that is needed to say it is imported before it is too late.
    from app.runtime.program_watch import ProgramWatch
    from app.ui.text import updates

    words = updates.replaced()
    watch = ProgramWatch(program, window)
    watch.replaced.connect(
        # On a turn of its own: the dialog waits for the person.
        lambda: QTimer.singleShot(0, window, lambda: dialogs.show_error(words.title, words.text))
    )


def _show_about(window: MainWindow, runner: TaskRunner) -> None:
    # Imported when it is wanted: the window's start does not wait for it, and few ask.
    from app.adapters import build_info
    from app.ui.about_dialog import AboutDialog, BuildFacts

    facts = BuildFacts(build_info.this_build, build_info.licence_texts, build_info.description)
    AboutDialog(facts, runner, window).open()
