"""A notice across the window, until it is dealt with or dismissed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.theme import Tone
from app.ui.widgets import Banner


class NoticeBar(Banner):
    """Hidden while there is nothing to say; a newer notice takes the place of an older one.

    Signals:
        show_wanted: What it is about is to be shown.
    """

    show_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARN, parent=parent)
        self.setObjectName("notice_bar")
        self.setProperty("across", "window")
        self._show = self.add_button("")
        self._show.setObjectName("notice_show")
        self._show.clicked.connect(self._wanted)
        dismiss = self.add_button(self.tr("Dismiss"))
        dismiss.setObjectName("notice_dismiss")
        dismiss.clicked.connect(self.hide)
        self.hide()

    def say(self, tone: Tone, title: str, text: str, button: str = "") -> None:
        """Say something; with a button that shows what it is about, where that is elsewhere."""
        self.set_message(tone, title, text)
        self._show.set_words(button)
        self._show.setVisible(bool(button))
        self.show()

    @Slot()
    def _wanted(self) -> None:
        self.hide()
        self.show_wanted.emit()
