"""What takes a list's place when it cannot be shown: the same words and buttons on every page."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.errors import AppError
from app.ui.text import errors
from app.ui.theme import Tone
from app.ui.widgets import Placeholder


class FailingPlaceholder(Placeholder):
    """A placeholder that can say what failed, and ask once more.

    Signals:
        again_wanted: Ask the platform once more.
        copy_wanted: A text for the clipboard.
    """

    again_wanted = Signal()
    copy_wanted = Signal(str)

    def say_failed(self, error: AppError | None) -> None:
        """Show a failure; its details can be copied."""
        if error is None:
            return
        words = errors.of(error)
        self.set_message("cloud-off", words.title, words.text, tone=Tone.MUTE)
        self.add_again()
        details = f"{words.title}\n{words.text}\n{words.code}"
        copy = self.add_button(self.tr("Copy details"))
        copy.setObjectName("copy_details")
        copy.clicked.connect(lambda: self.copy_wanted.emit(details))

    def add_again(self) -> None:
        """Add the button that asks once more."""
        again = self.add_button(self.tr("Try again"))
        again.setObjectName("try_again")
        again.clicked.connect(self.again_wanted)
