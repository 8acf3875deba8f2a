"""From when until when a certificate is valid that was refused for its dates.

Python tells nothing of a certificate that it refused, so the dates are read over a
connection of their own, which nothing is sent on.  They are the word of whoever answers,
and only good for telling a person what may be wrong: the certificate, or this computer's
clock.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import Final

from app.adapters.exchange import Exchange
from app.domain.cause import diagnose
from app.domain.cause_codes import CauseCode
from app.domain.control import JobControl
from app.domain.errors import AppError, CertificateDates, TlsFailed
from app.domain.url import Url

_LIMIT_S: Final = 3.0
_OF_DATES: Final = (CauseCode.TLS_EXPIRED, CauseCode.TLS_NOT_YET_VALID)


def with_dates(failure: AppError, control: JobControl, url: Url) -> AppError:
    """The same failure; one for a certificate's dates tells them, if they can be read."""
    if not isinstance(failure, TlsFailed) or control.is_cancelled:
        return failure
    if diagnose(error_code="tls_error", detail=failure.reason).code in _OF_DATES:
        with contextlib.suppress(OSError, ValueError):
            failure.dates = _dates_of(url, control)
    return failure


def _dates_of(url: Url, control: JobControl) -> CertificateDates | None:
    # Late: it takes its time to import, and only who has such a failure waits for it.
    from app.adapters.certificates import shown_certificate, trusting_anybody

    exchange = Exchange(control, deadline_s=_LIMIT_S, connect_s=_LIMIT_S)
    with exchange.running():
        shown = shown_certificate(exchange, trusting_anybody(), url.host, url.port)
    if shown.begins_at is None or shown.ends_at is None:
        return None
    return CertificateDates(shown.begins_at, shown.ends_at, now=datetime.now(UTC))
