"""What is to be fixed before saving, with a link to each field; or why saving failed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.listener_form.state import SAVE_AS_NEW, FormState, Phase
from app.ui.text import errors, problems
from app.ui.theme import Tone
from app.ui.widgets import Banner


class Summary(QWidget):
    """The one banner over the form.

    Signals:
        field_wanted: Go to this field.
        new_wanted: Save what is left of a listener that was deleted as a new one.
        told: How much is left to fix; what was said of it before does not hold any more.
    """

    field_wanted = Signal(str)
    new_wanted = Signal()
    told = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banner = Banner(Tone.BAD)
        self._banner.setObjectName("summary")
        self._shown: object = None
        self._left = 0  # to fix
        self.tab_stops: list[QWidget] = []  # what takes the focus, in reading order
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self._banner)
        self.hide()

    def show_state(self, state: FormState) -> None:
        """Show what stands in the way, or nothing."""
        shown = (state.summary, state.error, state.why_read_only, state.is_gone)
        if shown == self._shown:
            return
        self._shown = shown
        self._tell_left(state)
        self._banner.clear_actions()
        self.tab_stops = []
        self.setFocusProxy(self._banner)
        self.setVisible(any(shown))
        if state.summary and not state.why_read_only:
            self._banner.set_message(Tone.BAD, self._title(len(state.summary)))
            for field in state.summary:
                link = self._banner.add_link(problems.field_name(field))
                link.setObjectName(f"fix_{field}")
                link.clicked.connect(lambda _on=False, one=field: self._want(one))
                self.tab_stops.append(link)
        elif state.error is not None and not state.why_read_only:
            words = errors.of(state.error)
            self._banner.set_message(Tone.BAD, words.title, words.text)
        elif state.is_gone:
            title = self.tr("This listener was deleted meanwhile")
            text = self.tr(
                "Everything you see is kept here. Saved as new, it gets an ID and a signing "
                "secret of its own."
            )
            self._banner.set_message(Tone.WARN, title, text)
        elif state.why_read_only:
            text = self.tr("You can look and test, but not save.")
            self._banner.set_message(Tone.INFO, state.why_read_only, text, icon_name="lock")
        if state.is_gone:
            self._offer_new(state.why_read_only)

    def _tell_left(self, state: FormState) -> None:
        before, self._left = self._left, len(state.summary)
        if state.phase is Phase.READY and 0 < self._left < before:
            self.told.emit(self._title(self._left), False)
        elif state.phase is Phase.READY and self._left < before:
            self.told.emit(self.tr("Nothing is left to fix"), False)

    def _title(self, count: int) -> str:
        return self.tr("%Ln thing(s) to fix before this can be saved", "", count)

    def _offer_new(self, why_not: str) -> None:
        """Under every other message as well: nothing else can be done with what is gone."""
        button = self._banner.add_button(self.tr("Save as new"))
        button.setObjectName(SAVE_AS_NEW)
        button.set_reason(why_not)
        button.clicked.connect(self.new_wanted)
        self.tab_stops.append(button)
        self.setFocusProxy(button)

    def _want(self, field: str) -> None:
        self.field_wanted.emit(field)
