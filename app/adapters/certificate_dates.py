"""From when until when a certificate is valid that was refused for its dates.

Python tells nothing of a certificate that it refused, so the dates are read over a
connection of their own, which nothing is sent on.  They are the word of whoever answers,
and only good for telling a person what may be wrong: the certificate, or this computer's
clock.
"""

from __future__ import annotations

import contextlib
import ssl
from datetime import UTC, datetime
from typing import Final

from app.adapters.exchange import Exchange
from app.domain.cause import CauseCode, diagnose
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


def _dates_of(url: Url, control: JobControl) -> CertificateDates:
    exchange = Exchange(control, deadline_s=_LIMIT_S, connect_s=_LIMIT_S)
    unverified = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    with exchange.running(), exchange.dial(url.host, url.port) as plain:
        twin = plain.dup()
        exchange.attach(twin)
        try:
            with unverified.wrap_socket(plain, server_hostname=url.host) as secure:
                shown = secure.getpeercert(binary_form=True) or b""
        finally:
            twin.close()
    from cryptography import x509  # late: only who has such a failure waits for it

    certificate = x509.load_der_x509_certificate(shown)
    valid = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return CertificateDates(*valid, now=datetime.now(UTC))
