"""Who may send a test: the platform, from the network that counts, or this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.listener import Kind
from app.ui.test_sends.trials import Sender, Trial

if TYPE_CHECKING:
    from app.domain.listener import ListenerSettings
    from app.domain.workspace import Me

translate = QCoreApplication.translate


class Senders:
    """What the platform can do, and what this person may have it do."""

    def __init__(self, me: Me | None) -> None:
        self._lacks_tests = me is not None and "test" not in me.capabilities
        self._may_ask = me is None or me.may("listeners:write")

    @property
    def first(self) -> Sender:
        """Who sends what nobody has chosen a sender for."""
        return Sender.HERE if self._lacks_tests or not self._may_ask else Sender.PLATFORM

    def miss_tests(self) -> None:
        """The platform turned out to send none."""
        self._lacks_tests = True

    def why_not(self, sender: Sender, settings: ListenerSettings | None) -> str:
        """Why a test cannot be sent that way; empty where it can."""
        if sender is Sender.PLATFORM:
            is_lacking = self._lacks_tests
            return translate("senders", "This platform sends no tests.") if is_lacking else ""
        if settings is not None and settings.destination.kind is Kind.EMAIL:
            return translate("senders", "Messages are sent by the platform's mail server only.")
        return ""

    def other(self, shown: Trial | None) -> Sender | None:
        """Who else could send what was sent; None where nobody could, or nothing was."""
        if shown is None:
            return None
        if shown.sender is Sender.HERE:
            return Sender.PLATFORM if self.first is Sender.PLATFORM else None
        return None if self.why_not(Sender.HERE, shown.subject.settings) else Sender.HERE
