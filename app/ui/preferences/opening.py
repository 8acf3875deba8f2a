"""Opens the Preferences, and says what became of what a person likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.ui.preferences.preferring import Preferring

if TYPE_CHECKING:
    from app.ui.preferences.dialog import PreferencesDialog


class PreferencesOpener(QObject):
    """Opens the one Preferences window; a second wish brings it forward.

    Signals:
        not_kept: An `AppError`: what was chosen is in force, but could not be written.
    """

    not_kept = Signal(object)

    def __init__(self, preferring: Preferring, window: QWidget, *, refused: bool = False) -> None:
        """Prepare; nothing is built before it is wanted.

        Args:
            preferring: Holds what is set.
            window: Where the Preferences stand before.
            refused: Whether kept preferences could not be read.
        """
        super().__init__(window)
        self._preferring = preferring
        self._window = window
        self._refused = refused
        self._error: AppError | None = None
        self._dialog: PreferencesDialog | None = None

    @Slot()
    def open(self, section: str = "") -> PreferencesDialog:
        """Show it, at a section where one is named."""
        # Imported when it is first wanted: the window's start does not wait for it.
        from app.ui.preferences.dialog import PreferencesDialog

        dialog = self._dialog
        if dialog is None:
            dialog = PreferencesDialog(self._preferring, refused=self._refused, parent=self._window)
            dialog.finished.connect(self._forget)  # one that closes is no more to be shown
            self.not_kept.connect(dialog.say_not_kept)
            self._dialog = dialog
            if self._error is not None:
                dialog.say_not_kept(self._error)
        if section:
            dialog.show_section(section)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    @Slot(object)
    def say_not_kept(self, error: AppError) -> None:
        """Say it in the window that is open, or in the next one."""
        self._error = error
        self.not_kept.emit(error)
