"""What a certificate that was refused says of itself: its dates, or whom it is for.

Python tells nothing of a certificate that it refused, so it is read over a connection of its
own, which nothing is sent on.  It is the word of whoever answers, and only good for telling a
person what may be wrong: the certificate, this computer's clock, or the address.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from app.adapters.exchange import Exchange
from app.domain.cause import diagnose
from app.domain.cause_codes import CauseCode
from app.domain.control import JobControl
from app.domain.errors import AppError, CertificateDates, TlsFailed
from app.domain.url import Url

if TYPE_CHECKING:
    from app.domain.endpoint_check import SeenCertificate

_LIMIT_S: Final = 3.0
_OF_DATES: Final = (CauseCode.TLS_EXPIRED, CauseCode.TLS_NOT_YET_VALID)


def with_certificate(failure: AppError, control: JobControl, url: Url) -> AppError:
    """The same failure; one for a certificate's dates or names tells them, if they can be read."""
    if not isinstance(failure, TlsFailed) or control.is_cancelled:
        return failure
    cause = diagnose(error_code="tls_error", detail=failure.reason).code
    if cause in _OF_DATES or cause is CauseCode.TLS_NAME:
        with contextlib.suppress(OSError, ValueError):
            shown = _shown(url, control)
            if cause is CauseCode.TLS_NAME:
                failure.names = shown.names
            elif shown.begins_at is not None and shown.ends_at is not None:
                now = datetime.now(UTC)
                failure.dates = CertificateDates(shown.begins_at, shown.ends_at, now=now)
    return failure


def _shown(url: Url, control: JobControl) -> SeenCertificate:
    # Late: it takes its time to import, and only who has such a failure waits for it.
    from app.adapters.certificates import shown_certificate, trusting_anybody

    exchange = Exchange(control, deadline_s=_LIMIT_S, connect_s=_LIMIT_S)
    with exchange.running():
        return shown_certificate(exchange, trusting_anybody(), url.host, url.port)
