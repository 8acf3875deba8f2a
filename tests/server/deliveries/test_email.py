"""E-mail: one message, one recipient, exactly our header, the record byte for byte."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import socket
import ssl
import stat
import threading
from email.message import EmailMessage
from pathlib import Path

import pytest
import trustme

from app.domain.file_names import record_file_name
from app.domain.listener import Destination, Kind
from app.domain.mail_words import subject_of
from app.domain.secret import Secret
from app.domain.times import utc_now
from app.server.deliveries.attempt import Message, attempt_json
from app.server.deliveries.senders.message import (
    MessageUnsafe,
    build_message,
    message_bytes,
)
from app.server.settings import SmtpSettings
from tests.support.delivery_stage import Stage
from tests.support.smtp_receiver import SmtpReceiver

BODY = '{"id":"cli_1","name":"Nomvula Dube","note":"line\\nünïcode 🦓"}'.encode()
FIXED = [
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
]  # fmt: skip
HOSTILE = (
    "=?utf-8?q?a=0D=0ABcc:_x@y.z?=",
    "=?utf-8?b?DQpCY2M6IHhAeS56?=",
    "a\r\nBcc: x@y.z",
    "a\nBcc: x@y.z",
    "a\rBcc: x@y.z",
    "a\r\n\r\nbody",
    "a\u2028Bcc: x@y.z",
    "a\u2029Bcc: x@y.z",
    "a\x85Bcc: x@y.z",
    "a\x0bBcc: x@y.z",
    "a\x0cBcc: x@y.z",
    "a\x1cBcc: x@y.z",
    "a\0b",
    "x" * 5000,
    "é" * 5000,
    "🦓" * 2000,
    "Name <x@y.z>, other@y.z",
    "\u202ereversed",
    "\ud800 half a pair",
    "",
    " \t ",
)


def read(data: bytes) -> EmailMessage:
    parsed = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def a_message(label: str = "Nomvula Dube", **changes: object) -> Message:
    known: dict[str, object] = {
        "event_id": "evt_1",
        "listener_id": "lst_1",
        "entity": "clients",
        "function": "create",
        "record_id": "cli_1",
        "record_version": 3,
        "record_label": label,
        "payload": BODY,
        "destination": Destination(Kind.EMAIL, address="ops@example.com"),
        **changes,
    }
    return Message(**known)  # type: ignore[arg-type]


def mailbox(stage: Stage) -> list[Path]:
    return sorted((stage.settings.data_dir / "mailbox" / "new").iterdir())


def test_without_smtp_the_message_is_kept_in_a_private_mailbox(stage: Stage) -> None:
    listener = stage.listener(address="ops@example.com")
    event = stage.record(BODY, record_id="cli_1", record_version=3, record_label="Nomvula Dube")
    (delivery_id,) = stage.wait_settled()
    assert stage.delivery(delivery_id)["status"] == "delivered"
    (path,) = mailbox(stage)
    mail = read(path.read_bytes())
    assert mail["Subject"] == "clients created: Nomvula Dube"
    assert mail["To"] == "ops@example.com"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].startswith(f"<{event.event_id}.{listener}@")
    (attachment,) = mail.iter_attachments()
    assert attachment.get_filename() == "clients-cli_1-v3.json"
    assert attachment.get_content_type() == "application/json"
    assert attachment.get_payload(decode=True) == BODY
    text = mail.get_body(("plain",))
    assert text is not None
    assert json.loads(text.get_content()) == json.loads(BODY)
    if os.name != "nt":
        folder = stage.settings.data_dir / "mailbox"
        for one in (folder, folder / "new", folder / "cur", folder / "tmp"):
            assert stat.S_IMODE(one.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_log_of_an_email(stage: Stage) -> None:
    stage.listener(address="ops@example.com")
    stage.record(BODY)
    (delivery_id,) = stage.wait_settled()
    (row,) = stage.attempts_of(delivery_id)
    attempt = attempt_json(row, payload=BODY)
    assert attempt["request"]["method"] == "SMTP"
    assert attempt["request"]["url"] == "mailto:ops@example.com"
    assert attempt["request"]["body"] == BODY.decode()
    assert [name for name, _ in attempt["request"]["headers"]] == FIXED
    assert attempt["response"]["status"] == 250
    assert stage.delivery(delivery_id)["destination"] == "ops@example.com"


def smtp_stage(folder: Path, port: int, **options: object) -> Stage:
    known = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "hooks@example.org"}
    return Stage(folder / "data", smtp=SmtpSettings(**{**known, **options}))  # type: ignore[arg-type]


@pytest.mark.parametrize("label", HOSTILE)
def test_T32_the_server_sees_one_recipient_and_the_fixed_header(label: str, tmp_path: Path) -> None:
    stored = label.encode("utf-8", "replace").decode()  # what a database can hold
    with SmtpReceiver() as server, smtp_stage(tmp_path, server.port) as stage:
        stage.listener(address="ops@example.com")
        stage.record(BODY, record_id="cli_1", record_label=stored)
        stage.wait_settled()
        (mail,) = server.mails
    assert mail.sender == "hooks@example.org"
    assert mail.recipients == ("ops@example.com",)
    parsed = read(mail.data)
    assert sorted(parsed.keys()) == sorted(FIXED)
    header = mail.data.partition(b"\r\n\r\n")[0]
    assert b"bcc:" not in re.sub(rb"(?im)^subject:.*(\r\n[ \t].*)*", b"", header).lower()
    assert all(len(line) <= 998 for line in mail.data.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mail.data)
    assert parsed["Subject"].startswith("clients created:")
    (attachment,) = parsed.iter_attachments()
    assert attachment.get_payload(decode=True) == BODY


@pytest.mark.parametrize("label", HOSTILE)
def test_T32_the_audit_agrees_with_what_was_set(label: str) -> None:
    mail = build_message(a_message(label), sender="hooks@example.org", now=utc_now())
    assert sorted(read(message_bytes(mail)).keys()) == sorted(FIXED)
    assert len(subject_of("clients", "create", label)) <= 150


def test_T32_an_attachment_is_named_safely_whatever_the_id_is() -> None:
    assert record_file_name("clients", "../a b\r\n", 3) == "clients-___a_b__-v3.json"


@pytest.mark.parametrize("extra", ["Bcc", "Cc", "Reply-To", "X-Other", "Return-Path"])
def test_T32_a_header_too_many_is_never_sent(extra: str) -> None:
    mail = build_message(a_message(), sender="hooks@example.org", now=utc_now())
    mail[extra] = "x@y.example"
    with pytest.raises(MessageUnsafe):
        message_bytes(mail)


def test_T32_a_header_that_is_missing_is_noticed() -> None:
    mail = build_message(a_message(), sender="hooks@example.org", now=utc_now())
    del mail["Auto-Submitted"]
    with pytest.raises(MessageUnsafe):
        message_bytes(mail)


def test_every_try_has_the_same_message_id() -> None:
    first = build_message(a_message(), sender="hooks@example.org", now=utc_now())
    again = build_message(a_message(attempt=2), sender="hooks@example.org", now=utc_now())
    assert first["Message-ID"] == again["Message-ID"] == "<evt_1.lst_1@example.org>"


def test_a_refusal_is_recorded_and_tried_again(tmp_path: Path) -> None:
    with SmtpReceiver() as server, smtp_stage(tmp_path, server.port) as stage:
        server.reply = "451 4.7.1 later"
        stage.listener(address="ops@example.com")
        stage.record(BODY)
        (delivery_id,) = stage.wait_settled(1)
        row = stage.delivery(delivery_id)
        assert (row["status"], row["last_status"], row["last_error"]) == (
            "pending",
            451,
            "smtp_error",
        )
        server.reply = "250 kept"
        stage.move(seconds=5)
        stage.wait_settled(2)
        assert stage.delivery(delivery_id)["status"] == "delivered"
        first, second = (read(mail.data)["Message-ID"] for mail in server.wait(2))
        assert first == second


def test_a_refused_recipient(tmp_path: Path) -> None:
    with (
        SmtpReceiver(recipients_refused=["ops@example.com"]) as server,
        smtp_stage(tmp_path, server.port) as stage,
    ):
        stage.listener(address="ops@example.com")
        stage.record(BODY)
        (delivery_id,) = stage.wait_settled(1)
        row = stage.delivery(delivery_id)
        assert (row["last_status"], row["last_error"]) == (550, "smtp_error")
        assert server.mails == []


@pytest.fixture
def server_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's TLS, its authority trusted like the system's own."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    bundle = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    return context


@pytest.mark.parametrize(("password", "error"), [("r1ght-one", None), ("wr0ng-one", "auth_error")])
def test_login(
    password: str, error: str | None, tmp_path: Path, server_tls: ssl.SSLContext
) -> None:
    login = {"username": "svc", "password": Secret(password)}
    with (
        SmtpReceiver(login=("svc", "r1ght-one"), tls=server_tls, starttls=True) as server,
        smtp_stage(tmp_path, server.port, security="starttls", **login) as stage,
    ):
        stage.listener(address="ops@example.com")
        stage.record(BODY)
        (delivery_id,) = stage.wait_settled(1)
        assert stage.delivery(delivery_id)["last_error"] == error
        assert len(server.mails) == (0 if error else 1)
        assert password not in str(stage.attempts_of(delivery_id))


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", [True, False])
def test_tls_is_verified(
    security: str,
    trusted: bool,
    tmp_path: Path,
    server_tls: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not trusted:
        monkeypatch.delenv("SSL_CERT_FILE")
    with (
        SmtpReceiver(tls=server_tls, starttls=security == "starttls") as server,
        smtp_stage(tmp_path, server.port, security=security) as stage,
    ):
        stage.listener(address="ops@example.com")
        stage.record(BODY)
        (delivery_id,) = stage.wait_settled(1)
        assert stage.delivery(delivery_id)["last_error"] == (None if trusted else "tls_error")
        assert len(server.mails) == (1 if trusted else 0)


@pytest.mark.parametrize(
    ("offer", "answer", "said"),
    [
        (b"", b"502 5.5.1 what?", "offers no STARTTLS"),
        (b"250-STARTTLS\r\n", b"454 4.7.0 not now", "refused STARTTLS (454"),
    ],
    ids=["the offer is taken away", "the command is refused"],
)
def test_a_stripped_starttls_gets_neither_password_nor_message(
    offer: bytes, answer: bytes, said: str, tmp_path: Path
) -> None:
    """Someone in between keeps the conversation in the clear: it ends there."""
    login = {"username": "svc", "password": Secret("r1ght-one")}
    heard = bytearray()

    def talk(listening: socket.socket) -> None:
        peer, _ = listening.accept()
        with peer, peer.makefile("rb") as lines:
            peer.sendall(b"220 mail\r\n")
            for line in lines:
                heard.extend(line)
                is_hello = line.upper().startswith(b"EHLO")
                greeting = b"250-mail\r\n" + offer + b"250-AUTH PLAIN LOGIN\r\n250 8BITMIME"
                peer.sendall((greeting if is_hello else answer) + b"\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        between = threading.Thread(target=talk, args=(listening,))
        between.start()
        port = listening.getsockname()[1]
        with smtp_stage(tmp_path, port, security="starttls", **login) as stage:
            stage.listener(address="ops@example.com")
            stage.record(BODY)
            (delivery_id,) = stage.wait_settled(1)
            (row,) = stage.attempts_of(delivery_id)
            error = attempt_json(row, payload=BODY)["error"]
        between.join()
    assert error["code"] == "tls_error"
    assert said in error["detail"]
    assert b"AUTH" not in heard
    assert b"MAIL" not in heard
