"""What says that something cannot be shown, or not anew: the same words on every page."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.workspace import Me
from app.ui.text import errors, times
from app.ui.theme import Tone
from app.ui.widgets import Banner, Placeholder
from app.ui.widgets.announcing import Spoken


class FailingPlaceholder(Placeholder):
    """A placeholder that can say what failed, and ask once more.

    Signals:
        again_wanted: Ask the platform once more.
        copy_wanted: A text for the clipboard.
    """

    again_wanted = Signal()
    copy_wanted = Signal(str)

    def __init__(self, icon_name: str = "listeners", parent: QWidget | None = None) -> None:
        self._spoken = Spoken(self)
        super().__init__(icon_name, parent=parent)

    def set_message(
        self, icon_name: str, title: str, text: str = "", *, tone: Tone = Tone.INFO
    ) -> None:
        """Say something else; only a failure is said aloud."""
        super().set_message(icon_name, title, text, tone=tone)
        self._spoken.set_text("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spoken.shown()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._spoken.hidden()

    def say_failed(self, error: AppError | None) -> None:
        """Show a failure; its details can be copied."""
        if error is None:
            return
        words = errors.of(error)
        super().set_message("cloud-off", words.title, words.text, tone=Tone.MUTE)
        self._spoken.set_text(f"{words.title}. {words.text}", assertive=True)
        self.add_again()
        details = f"{words.title}\n{words.text}\n{words.code}"
        copy = self.add_button(self.tr("Copy details"))
        copy.setObjectName("copy_details")
        copy.clicked.connect(lambda: self.copy_wanted.emit(details))

    def say_forbidden(self, title: str, permission: str, me: Me | None) -> None:
        """Show that one may not see it; whoever may change that can be asked with a request."""
        text = self.tr(
            "Your account does not have the permission for this page. Ask your administrator "
            "to add it, then try again."
        )
        self.set_message("lock", title, text, tone=Tone.MUTE)
        user = me.user_name if me is not None else ""
        instance = me.instance_name if me is not None else ""
        request = self.tr("Give {user} the permission “{permission}” in {instance}.")
        words = request.format(user=user, permission=permission, instance=instance)
        copy = self.add_button(
            self.tr("Copy request for administrator"), "primary", icon_name="copy"
        )
        copy.setObjectName("copy_request")
        copy.clicked.connect(lambda: self.copy_wanted.emit(words))
        self.add_again()

    def add_again(self) -> None:
        """Add the button that asks once more."""
        again = self.add_button(self.tr("Try again"))
        again.setObjectName("try_again")
        again.clicked.connect(self.again_wanted)


class FailureBanner(Banner):
    """Says over what is shown why there is nothing newer.

    Signals:
        again_wanted: Ask the platform once more.
    """

    again_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Tone.BAD, speaks=True, parent=parent)
        self.setObjectName(name)
        self.add_button(self.tr("Try again")).clicked.connect(self.again_wanted)
        self.hide()

    def show_failure(self, error: AppError | None, as_of: datetime | None = None) -> None:
        """Say what failed, and of when that is what is shown; without an error be gone."""
        if error is not None:
            words = errors.of(error)
            said = [words.text]
            if as_of is not None:
                said.insert(0, self.tr("As of {time}.").format(time=times.clock(as_of)))
            self.set_message(Tone.BAD, words.title, " ".join(said))
        self.setVisible(error is not None)
