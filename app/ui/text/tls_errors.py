"""Words for a connection to the platform that could not be made secure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.ui.text import times

if TYPE_CHECKING:
    from app.domain.errors import CertificateDates

_NAMES_SHOWN: Final = 3

translate = QCoreApplication.translate


def tls_words(reason: str, dates: CertificateDates | None, names: tuple[str, ...] = ()) -> str:
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
        case CauseCode.TLS_SELF_SIGNED:
            return translate(
                "errors",
                "It signed its certificate itself, so nobody vouches for it. If it is meant to, "
                "have that certificate added to those that this computer trusts, then try again.",
            )
        case CauseCode.TLS_UNKNOWN_ISSUER:
            return translate(
                "errors",
                "Its certificate is signed by no authority that this computer trusts. If your "
                "organisation has its own, have that added to this computer, then try again.",
            )
        case CauseCode.TLS_NAME if names:
            text = translate(
                "errors",
                "Its certificate is for {names}, not for this address. Enter the address with such "
                "a name, if it is the platform's.",
            )
            return text.format(names=", ".join(names[:_NAMES_SHOWN]))
        case CauseCode.TLS_NAME:
            return translate(
                "errors",
                "Its certificate is for another name. Enter the address as the platform is called.",
            )
        case CauseCode.TLS_PROTOCOL:
            return translate(
                "errors",
                "What answers there speaks neither TLS 1.2 nor 1.3. Check the address and port.",
            )
        case _:
            return translate(
                "errors",
                "Its certificate could not be checked. Ask whoever runs the platform, or try again "
                "from another network.",
            )


def _with_times(text: str, dates: CertificateDates) -> str:
    since, until, now = map(times.utc_tooltip, (dates.since, dates.until, dates.now))
    return text.format(since=since, until=until, now=now)
