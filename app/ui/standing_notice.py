"""Says that one is somewhere else than a moment ago, or may do something else there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from app.domain.workspace import Environment
from app.runtime.turns import next_turn
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.ui.dialogs import Dialogs
    from app.ui.main_window import MainWindow
    from app.ui.standing import StandingNews
    from app.ui.text.standing_news import StandingWords


class StandingNotice(QObject):
    """Says it across the window and aloud; before anything else where a dialog is open."""

    def __init__(self, window: MainWindow, dialogs: Dialogs) -> None:
        super().__init__(window)
        self._window = window
        self._dialogs = dialogs

    @Slot(object)
    def say(self, news: StandingNews) -> None:
        """Say what a person has to know of it."""
        from app.ui.text import standing_news  # most days there are none

        said = standing_news.of(news)
        if said is None:
            return
        is_grave = news.now.environment is Environment.PRODUCTION or bool(news.lost)
        self._window.notices.say(Tone.WARN if is_grave else Tone.INFO, said.title, said.text)
        self._window.announce(f"{said.title}. {said.text}", assertive=True)
        if news.is_other_kind:
            # What a question says is not true any more: it is not to be answered by mistake.
            self._dialogs.withdraw()
            next_turn(self, lambda: self._say_before(said))

    def _say_before(self, said: StandingWords) -> None:
        """A dialog with something typed stays, and is told of before it goes on."""
        if QApplication.activeModalWidget() is not None:
            self._dialogs.show_error(said.title, said.text)
