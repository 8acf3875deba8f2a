"""What comes up over the window when it is wanted: palette, Preferences, help.

Each is imported and built when it is first asked for, so that the window's start does not
wait for any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from app.ui.palette.opening import PaletteOpener
from app.ui.preferences.opening import PreferencesOpener

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_KEYBOARD: Final = "keyboard"


class Aids(QObject):
    """Answers the commands that open them."""

    def __init__(
        self, window: MainWindow, preferences: PreferencesOpener, palette: PaletteOpener
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._help: QDialog | None = None
        do = window.actions_
        do.palette.triggered.connect(palette.toggle)
        do.preferences.triggered.connect(lambda: preferences.open())
        do.keyboard.triggered.connect(self.show_keys)
        do.help.triggered.connect(self.show_help)

    @Slot()
    def show_keys(self) -> None:
        """Every key of the app."""
        self._preferences.open(_KEYBOARD)

    @Slot()
    def show_help(self) -> None:
        """What the page that is shown is for; in the place of the help that is open."""
        from app.ui.help.dialog import HelpDialog

        if self._help is not None:
            self._help.close()
        dialog = HelpDialog(self._window.topic, self._window)
        dialog.all_wanted.connect(self.show_keys)
        dialog.finished.connect(self._forget)
        self._help = dialog
        dialog.show()

    @Slot()
    def _forget(self) -> None:
        self._help = None
