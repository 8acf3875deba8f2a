"""One button for all OAuth2 clients of the list, and how their checks went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.credential import Credential
from app.ui.pages.credentials.token_test import Tally, TokenTest
from app.ui.text import times
from app.ui.theme import TextRole
from app.ui.widgets import Button, ElidingLabel


class CheckAll(QWidget):
    """Starts the checks, and stops them while they run.

    Signals:
        told: How they went, in words, and whether one was refused.
    """

    told = Signal(str, bool)

    def __init__(self, tokens: TokenTest | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._clients: Sequence[Credential] = ()
        self._button = Button(self.tr("Check all"), icon_name="refresh")
        self._button.setObjectName("check_all")
        self._said = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._said.setObjectName("checked_all")
        self._said.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._said)
        row.addWidget(self._button)
        self.setVisible(tokens is not None)
        self._button.clicked.connect(self._start_or_stop)
        if tokens is not None:
            tokens.tally_changed.connect(self._show_tally)
            tokens.all_checked.connect(self._tell)

    def show_clients(self, clients: Sequence[Credential]) -> None:
        """Those that would be checked."""
        self._clients = clients
        nothing = self.tr("Only OAuth 2.0 clients can be checked without sending an event")
        self._button.set_reason("" if clients else nothing)

    @Slot()
    def _start_or_stop(self) -> None:
        if self._tokens is None:
            return
        if self._tokens.tally is None:
            self._tokens.run_all(self._clients)
        else:
            self._tokens.stop_all()

    @Slot(object)
    def _show_tally(self, tally: Tally | None) -> None:
        self._button.set_words(self.tr("Check all") if tally is None else self.tr("Stop"))
        self._button.set_icon("refresh" if tally is None else "stop-fill")
        if tally is not None:
            text = self.tr("Checking, {done} of {total}")
            done, total = times.number(tally.done), times.number(tally.total)
            self._say(text.format(done=done, total=total))

    @Slot(object)
    def _tell(self, tally: Tally) -> None:
        parts = [
            (tally.granted, self.tr("%Ln token(s) granted", "", tally.granted)),
            (tally.refused, self.tr("%Ln refused", "", tally.refused)),
            (tally.unanswered, self.tr("%Ln without an answer", "", tally.unanswered)),
            (tally.not_here, self.tr("%Ln secret(s) not on this computer", "", tally.not_here)),
        ]
        text = ", ".join(words for count, words in parts if count)
        self._say(text)
        self.told.emit(text, tally.refused > 0)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
