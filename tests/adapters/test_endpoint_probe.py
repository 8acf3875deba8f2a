"""What a look at an endpoint finds out, and what it never does: send, trust, or wait for ever."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.adapters.endpoint_probe import NetworkProbe
from app.domain.cause import diagnose
from app.domain.cause_codes import CauseCode
from app.domain.control import Cancelled, JobControl
from app.domain.endpoint_check import SeenAnswer
from app.domain.errors import NetworkError, Rejected, TlsFailed
from tests.support.http_servers import HttpServer, answer, silence

HOST = "127.0.0.1"
CONTROL = JobControl()
NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def ca():
    return trustme.CA(organization_name="Example Authority")


@pytest.fixture
def probe(ca):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ca.configure_trust(tls)
    return NetworkProbe(tls=tls, user_agent="probe/1")


def shows(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return HttpServer(answer(200), tls=context)


def look(probe, server, control=CONTROL, timeout_s=10.0):
    return probe.certificate(control, HOST, server.port, timeout_s=timeout_s)


def test_a_trusted_certificate_is_read(ca, probe):
    with shows(ca.issue_cert(HOST, not_after=NOW + 40 * DAY)) as server:
        seen = look(probe, server)
    assert (seen.failure, seen.names, seen.is_self_signed) == ("", (HOST,), False)
    assert seen.issuer == "Example Authority"
    assert seen.protocol.startswith("TLSv1.")
    assert seen.days_left(NOW + DAY) == 38
    assert server.requests == []  # looking sends nothing


@pytest.mark.parametrize(
    ("issued", "code"),
    [
        ({"not_after": NOW - DAY}, CauseCode.TLS_EXPIRED),
        ({"not_before": NOW + DAY, "not_after": NOW + 9 * DAY}, CauseCode.TLS_NOT_YET_VALID),
        ({"name": "elsewhere.example"}, CauseCode.TLS_NAME),
    ],
    ids=["expired", "not yet", "another name"],
)
def test_T09_a_refused_certificate_is_told_apart_and_still_read(ca, probe, issued, code):
    issued = dict(issued)
    name = issued.pop("name", HOST)
    with shows(ca.issue_cert(name, **issued)) as server:
        seen = look(probe, server)
    assert diagnose(error_code="tls_error", detail=seen.failure).code is code
    assert seen.names == (name,)
    assert seen.ends_at is not None
    assert server.requests == []


def test_T09_an_unknown_authority_is_told(probe):
    with shows(trustme.CA(organization_name="Nobody").issue_cert(HOST)) as server:
        seen = look(probe, server)
    assert diagnose(error_code="tls_error", detail=seen.failure).code in {
        CauseCode.TLS_UNKNOWN_ISSUER,
        CauseCode.TLS_SELF_SIGNED,
    }
    assert seen.issuer == "Nobody"


def test_T09_a_self_signed_certificate_is_told(probe, tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_self_signed(tmp_path))
    with HttpServer(answer(200), tls=context) as server:
        seen = look(probe, server)
    assert seen.is_self_signed
    code = diagnose(error_code="tls_error", detail=seen.failure).code
    assert code is CauseCode.TLS_SELF_SIGNED


def test_a_port_that_speaks_no_tls_is_told(probe):
    with socket.create_server((HOST, 0)) as listening:

        def speak() -> None:
            for _again in range(2):
                accepted, _address = listening.accept()
                with accepted:
                    accepted.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        speaking = threading.Thread(target=speak)
        speaking.start()
        with pytest.raises(TlsFailed) as failed:
            probe.certificate(CONTROL, HOST, listening.getsockname()[1], timeout_s=5)
        speaking.join(10)
    code = diagnose(error_code="tls_error", detail=failed.value.reason).code
    assert code is CauseCode.TLS_PROTOCOL


def test_nobody_there_is_a_refusal_with_its_code(probe):
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NetworkError) as failed:
        probe.certificate(CONTROL, HOST, port, timeout_s=5)
    assert failed.value.code == "connection_refused"


def test_a_name_becomes_its_addresses_and_an_unknown_one_an_error(probe, monkeypatch):
    def resolve(host, port, **_how):
        if host != "hooks.example":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        kinds = ((socket.AF_INET6, "2001:db8::1"), (socket.AF_INET, "93.184.215.14"))
        found = [(family, 1, 6, "", (ip, port)) for family, ip in kinds]
        return found + found[:1]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    found = probe.addresses(CONTROL, "hooks.example", 443, timeout_s=5)
    assert found == ("2001:db8::1", "93.184.215.14")
    with pytest.raises(NetworkError) as failed:
        probe.addresses(CONTROL, "gone.example", 443, timeout_s=5)
    assert failed.value.code == "dns_error"


def test_T26_a_metadata_address_is_never_dialled(probe, monkeypatch):
    def connect(*_args):
        raise AssertionError("dialled")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(NetworkError) as failed:
        probe.certificate(CONTROL, "169.254.169.254", 443, timeout_s=5)
    assert failed.value.code == "address_blocked"


def test_a_redirect_is_seen_and_not_followed(probe):
    to = "https://elsewhere.example/in"
    with HttpServer(answer(308, headers=(("location", to),))) as server:
        seen = probe.answer(CONTROL, f"{server.url}/a?b=c", timeout_s=5)
    assert seen == SeenAnswer(308, to)
    (asked,) = server.requests
    assert (asked.method, asked.target, asked.body) == ("HEAD", "/a?b=c", b"")
    names = {name.lower() for name, _value in asked.headers}
    assert names == {"host", "user-agent", "accept", "connection"} & names
    assert not names & {"authorization", "cookie", "webhook-id"}


def test_proxies_of_the_environment_are_not_asked(probe, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with HttpServer(answer(204)) as server:
        assert probe.answer(CONTROL, server.url + "/", timeout_s=5).status == 204


def test_an_address_that_libraries_read_differently_is_not_asked(probe):
    with pytest.raises((Rejected, ValueError)):
        probe.answer(CONTROL, "http://127.0.0.1:80\\@elsewhere.example/", timeout_s=5)


def test_a_silent_endpoint_is_left_when_nobody_waits_any_more(probe):
    control = JobControl()
    with HttpServer(silence) as server:
        ended: list[BaseException] = []

        def ask() -> None:
            try:
                probe.answer(control, server.url + "/", timeout_s=60)
            except BaseException as exc:
                ended.append(exc)

        asking = threading.Thread(target=ask)
        asking.start()
        assert server.arrived.wait(10)
        control.cancel()
        asking.join(10)
        assert not asking.is_alive()
    assert isinstance(ended[0], Cancelled)


def _self_signed(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "archive.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .sign(key, hashes.SHA256())
    )
    path = folder / "self-signed.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path
