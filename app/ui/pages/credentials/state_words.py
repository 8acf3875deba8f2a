"""The state of a credential in words: one for all to see, and a line that says more."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.credential_state import CredentialState, Judged
from app.ui.text import times
from app.ui.text.states import StatusText

translate = QCoreApplication.translate

_LOOKS: Final = {
    CredentialState.ACCEPTED: ("check-circle-fill", "ok"),
    CredentialState.GRANTED: ("check-circle-fill", "ok"),
    CredentialState.REJECTED: ("x-circle-fill", "bad"),
    CredentialState.REFUSED: ("x-circle-fill", "bad"),
}


def of(judged: Judged, now: datetime) -> StatusText:
    """Icon, tone, word and the second line."""
    icon, tone = _LOOKS.get(judged.state, ("question-circle-fill", "mute"))
    word = {
        "ok": translate("credentials", "Valid"),
        "bad": translate("credentials", "Rejected"),
    }.get(tone, translate("credentials", "Not checked"))
    return StatusText(icon, tone, word, _second(judged, now))


def _second(judged: Judged, now: datetime) -> str:
    if judged.until is not None and judged.until > now:
        text = translate("credentials", "Token until {time}")
        return text.format(time=times.short(judged.until, now))
    text = {
        CredentialState.ACCEPTED: translate("credentials", "No end known"),
        CredentialState.GRANTED: translate("credentials", "A token was granted {when}"),
        CredentialState.REJECTED: translate("credentials", "401, {when}"),
        CredentialState.REFUSED: translate("credentials", "No token, {when}"),
        CredentialState.CHANGED: translate("credentials", "Changed since the last answer"),
        CredentialState.NO_ANSWER: translate("credentials", "No endpoint has accepted it yet"),
        CredentialState.UNSEEN: translate("credentials", "Nothing was sent with it yet"),
        CredentialState.UNUSED: translate("credentials", "No listener uses it"),
    }[judged.state]
    return text.format(when=times.short(judged.at, now) if judged.at is not None else "")
