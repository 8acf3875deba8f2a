"""Words for a connection to the platform that could not be made secure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.text import times

if TYPE_CHECKING:
    from app.domain.errors import CertificateDates

translate = QCoreApplication.translate


def tls_words(reason: str, dates: CertificateDates | None) -> str:
    """What is wrong with a certificate, and what to do; of a platform, not of an endpoint."""
    from app.domain.cause import diagnose  # judges URLs, too
    from app.domain.cause_codes import CauseCode

    match diagnose(error_code="tls_error", detail=reason.replace("_", " ")).code:
        case CauseCode.TLS_EXPIRED if dates is not None:
            text = translate(
                "errors",
                "Its certificate was valid until {until}, and the clock of this computer says "
                "{now}. If that is wrong, set the clock; else the platform needs a new "
                "certificate.",
            )
            return _with_times(text, dates)
        case CauseCode.TLS_NOT_YET_VALID if dates is not None:
            text = translate(
                "errors",
                "Its certificate is valid from {since} on, and the clock of this computer says "
                "{now}. If that is wrong, set the clock; else the platform needs another "
                "certificate.",
            )
            return _with_times(text, dates)
        case CauseCode.TLS_EXPIRED:
            return translate(
                "errors",
                "Its certificate has ended, or the clock of this computer is wrong.",
            )
        case CauseCode.TLS_NOT_YET_VALID:
            return translate(
                "errors",
                "Its certificate is not valid yet, or the clock of this computer is wrong.",
            )
        case CauseCode.TLS_SELF_SIGNED | CauseCode.TLS_UNKNOWN_ISSUER:
            return translate("errors", "Its certificate is not signed by a known authority.")
        case CauseCode.TLS_NAME:
            return translate("errors", "Its certificate is for another name.")
        case CauseCode.TLS_PROTOCOL:
            return translate("errors", "It speaks no secure protocol that this app does.")
        case _:
            return translate("errors", "Its certificate could not be checked.")


def _with_times(text: str, dates: CertificateDates) -> str:
    since, until, now = map(times.utc_tooltip, (dates.since, dates.until, dates.now))
    return text.format(since=since, until=until, now=now)
