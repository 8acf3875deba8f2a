"""What stands in the form's place while there is nothing to fill in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.listener_form.state import FormState, Phase
from app.ui.text import errors
from app.ui.theme import Tone
from app.ui.widgets import Placeholder


class NoForm(Placeholder):
    """Loading, gone, or what failed.

    Signals:
        again_wanted: Load once more.
    """

    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("listeners", tone=Tone.MUTE, parent=parent)
        self.setObjectName("form_placeholder")

    def show_state(self, state: FormState) -> None:
        """Say why there is no form."""
        self.clear_actions()
        if state.phase is Phase.GONE:
            self.set_message(
                "listeners",
                self.tr("This listener is not here any more"),
                self.tr("Someone may have deleted it."),
                tone=Tone.MUTE,
            )
        elif state.error is not None:
            words = errors.of(state.error)
            self.set_message("cloud-off", words.title, words.text, tone=Tone.MUTE)
            again = self.add_button(self.tr("Try again"), "primary")
            again.setObjectName("try_again")
            again.clicked.connect(self.again_wanted)
        else:
            self.set_message("listeners", self.tr("Loading"), tone=Tone.MUTE)
