"""Asks for a token where the kept one is not taken any more (401), or cannot be read.

Nothing that waits is lost meanwhile; the connection is opened anew once the token works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.secret import Secret
from app.domain.workspace import SignInKind
from app.ui.text import errors
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import Banner, Button, Field, GrowingDialog, PlainLabel, SecretField

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.domain.workspace import Connection
    from app.ui.session import Session


class SignInDialog(GrowingDialog):
    """One field for the secret; it is forgotten whichever way the dialog ends."""

    def __init__(
        self,
        session: Session,
        connection: Connection,
        parent: QWidget | None = None,
        *,
        is_wish: bool = False,
    ) -> None:
        """Build it.

        Args:
            session: Takes what is typed.
            connection: Whose it is.
            parent: The window it stands before.
            is_wish: A person wants another; else the one that is kept does not do.
        """
        super().__init__(parent)
        self.setObjectName("sign_in_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._connection = connection
        title = self.tr("Another credential") if is_wish else self.tr("Sign in again")
        self.setWindowTitle(title)
        is_client = connection.sign_in is SignInKind.OAUTH2
        label = self.tr("Client secret") if is_client else self.tr("API token")
        self._secret = SecretField()
        self._secret.setObjectName("new_secret")
        self._field = Field(label, self._secret, keeps_room=True)
        text = self.tr("“{name}” does not accept the credential kept here, or it cannot be read.")
        if is_wish:
            text = self.tr("It takes the place of the one kept here once “{name}” accepts it.")
        self._banner = Banner(Tone.BAD, speaks=True)
        self._banner.setObjectName("sign_in_failed")
        self._banner.hide()
        self._send = Button(self.tr("Sign in"), kind="primary")
        self._send.setObjectName("sign_in")
        self._send.setDefault(True)
        later = Button(self.tr("Later"))
        later.setObjectName("sign_in_later")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(later)
        buttons.addWidget(self._send)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TextRole.HEADING))
        column.addWidget(PlainLabel(text.format(name=connection.name), ink="text2", wrap=True))
        kept = self.tr("What waits here is kept and sent once you are signed in.")
        if not is_wish:
            column.addWidget(PlainLabel(kept, ink="text2", wrap=True))
        column.addWidget(self._banner)
        column.addWidget(self._field)
        column.addLayout(buttons)
        size_in_em(self, min_width=440)
        self._send.clicked.connect(self._sign_in)
        later.clicked.connect(self.reject)

    def done(self, result: int) -> None:
        """No secret stays in a field."""
        self._secret.clear()
        super().done(result)

    @Slot()
    def _sign_in(self) -> None:
        typed = self._secret.text().strip()
        self._field.set_error("" if typed else self.tr("A value is needed"))
        if not typed:
            self._secret.setFocus()
            return
        self._banner.hide()
        self._send.setEnabled(False)
        task = self._session.renew(self._connection.id, Secret(typed))
        task.succeeded.connect(self._accepted)
        task.failed.connect(self._refused)

    @Slot(object)
    def _accepted(self, _opened: object) -> None:
        self.accept()

    @Slot(object)
    def _refused(self, error: AppError) -> None:
        words = errors.of(error)
        self._banner.set_message(Tone.BAD, words.title, words.text)
        self._banner.show()
        self._send.setEnabled(True)
        self._secret.setFocus()
        self._secret.selectAll()
