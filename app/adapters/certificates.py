"""What the certificate that a server shows says of itself."""

from __future__ import annotations

import ssl
from dataclasses import replace
from typing import Final

from cryptography import x509
from cryptography.x509.oid import ExtensionOID, NameOID

from app.adapters.exchange import Exchange
from app.domain.endpoint_check import SeenCertificate

_NAMES_LIMIT: Final = 20
_TEXT_LIMIT: Final = 200


def shown_certificate(
    exchange: Exchange, tls: ssl.SSLContext, host: str, port: int
) -> SeenCertificate:
    """What a server shows in a handshake, over which nothing is sent.

    Raises:
        OSError: There is no connection, or TLS does not like it.
    """
    with exchange.dial(host, port) as dialled, dialled.dup() as twin:
        exchange.attach(twin)
        dialled.settimeout(max(0.001, exchange.remaining_s))
        with tls.wrap_socket(dialled, server_hostname=host) as secured:
            shown, protocol = secured.getpeercert(binary_form=True), secured.version() or ""
    seen = _read(shown) if shown else SeenCertificate((), "", None, None)
    return replace(seen, protocol=protocol)


def trusting_anybody() -> ssl.SSLContext:
    """For reading a certificate that is not trusted; whoever uses it must send nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _read(der: bytes) -> SeenCertificate:
    try:
        found = x509.load_der_x509_certificate(der)
        return SeenCertificate(
            _names(found),
            _name_of(found.issuer),
            found.not_valid_before_utc,
            found.not_valid_after_utc,
            is_self_signed=found.issuer == found.subject,
        )
    except ValueError:  # it is nothing that a library reads
        return SeenCertificate((), "", None, None)


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    """Whom it is for: the alternative names, which alone count, else the subject."""
    try:
        extension = certificate.extensions.get_extension_for_oid(
            ExtensionOID.SUBJECT_ALTERNATIVE_NAME
        )
    except x509.ExtensionNotFound:
        return (_name_of(certificate.subject),)
    if not isinstance(extension.value, x509.SubjectAlternativeName):
        return ()
    names = [str(one) for one in extension.value.get_values_for_type(x509.DNSName)]
    names += [str(one) for one in extension.value.get_values_for_type(x509.IPAddress)]
    return tuple(one[:_TEXT_LIMIT] for one in names[:_NAMES_LIMIT])


def _name_of(name: x509.Name) -> str:
    """The name by which people know a subject or an issuer."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for one in name.get_attributes_for_oid(kind):
            return str(one.value)[:_TEXT_LIMIT]
    return name.rfc4514_string()[:_TEXT_LIMIT]
