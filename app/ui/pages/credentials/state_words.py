"""The state of a credential in words: one for all to see, and a line that says more."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.credential_state import CredentialState, Judged
from app.ui.text import times
from app.ui.text.states import StatusText

translate = QCoreApplication.translate

_UNKNOWN: Final = ("question-circle-fill", "mute")
_LOOKS: Final = {
    CredentialState.ACCEPTED: ("check-circle-fill", "ok"),
    CredentialState.GRANTED: ("check-circle-fill", "ok"),
    CredentialState.REJECTED: ("x-circle-fill", "bad"),
    CredentialState.REFUSED: ("x-circle-fill", "bad"),
    CredentialState.ENDS_SOON: ("clock-fill", "warn"),
    CredentialState.ENDED: ("x-circle-fill", "bad"),
}


def of(judged: Judged, now: datetime) -> StatusText:
    """Icon, tone, word and the second line."""
    state = judged.as_of(now)
    icon, tone = _LOOKS.get(state, _UNKNOWN)
    return StatusText(icon, tone, _word(state), _second(state, judged, now))


def _word(state: CredentialState) -> str:
    match state:
        case CredentialState.ACCEPTED | CredentialState.GRANTED:
            return translate("credentials", "Valid")
        case CredentialState.REJECTED | CredentialState.REFUSED:
            return translate("credentials", "Rejected")
        case CredentialState.ENDS_SOON:
            return translate("credentials", "Ends soon")
        case CredentialState.ENDED:
            return translate("credentials", "Ended")
        case _:
            return translate("credentials", "Not checked")


def _second(state: CredentialState, judged: Judged, now: datetime) -> str:
    if state is CredentialState.ENDED and judged.ends_at is not None:
        return times.short(judged.ends_at, now)
    until = judged.until or judged.ends_at
    if until is not None and until > now and state is not CredentialState.REJECTED:
        return _until(until, now, counts_days=state is CredentialState.ENDS_SOON)
    if judged.ends_at is not None and state is CredentialState.ACCEPTED:
        return translate("credentials", "Accepted after its end")
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


def _until(until: datetime, now: datetime, *, counts_days: bool) -> str:
    days = (until - now).days
    if counts_days and days:
        text = translate("credentials", "In %Ln day(s), {date}", None, days)
        return text.format(date=times.day(until, now))
    text = translate("credentials", "Token until {time}")
    return text.format(time=times.short(until, now))
