"""A kept message taken apart: what the platform wrote is read back, and hostile bytes are text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.mail import KeptMail, key_of, message_id_among, read_mail, shown_bytes
from tests.support.mails import AT, a_message, mail_bytes
from tests.support.payloads import UI_PAYLOADS


def kept(data, key="evt_1.lst_inbox"):
    return KeptMail(key, AT, len(data))


def test_what_the_platform_wrote_is_read_back():
    message = a_message()
    data = mail_bytes(message)
    mail = read_mail(kept(data), data)
    assert (mail.sender, mail.recipient) == ("webhooks@picksmart.invalid", "ops@example.com")
    assert mail.subject == "clients created: Thandi Mokoena"
    assert (mail.entity, mail.function, mail.record_id) == ("clients", "create", "cli_1")
    assert mail.attachment.encode() == message.payload
    assert mail.attached_as == "clients-cli_1-v1.json"
    assert mail.text == '{\n  "id": "cli_1",\n  "name": "Thandi Mokoena"\n}\n'
    assert mail.raw == data
    assert mail.is_complete
    assert not mail.is_test
    assert mail.head.splitlines()[0] == "From: webhooks@picksmart.invalid"
    assert len(mail.head.splitlines()) >= 8
    assert key_of(mail.message_id) == mail.kept.key
    assert (mail.kept.event_id, mail.kept.listener_id) == ("evt_1", "lst_inbox")


def test_a_test_says_so():
    data = mail_bytes(a_message(test=True))
    assert read_mail(kept(data), data).is_test


def test_the_beginning_of_a_long_message_tells_what_it_is_of():
    data = mail_bytes(a_message(payload=b'{"id":"cli_1","note":"%s"}' % (b"x" * 200_000)))
    mail = read_mail(kept(data), data[: 64 * 1024])
    assert not mail.is_complete
    assert (mail.entity, mail.function) == ("clients", "create")
    assert mail.text.startswith('{\n  "id": "cli_1"')


@pytest.mark.parametrize("label", UI_PAYLOADS)
def test_T35_a_subject_reads_as_it_was_written(label):
    data = mail_bytes(a_message(record_label=label))
    subject = read_mail(kept(data), data).subject
    shown = " ".join(label.split()).replace("\u200b", " ")
    assert subject.startswith(f"clients created: {' '.join(shown.split())}"[:100])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"no header at all",
        b"Subject: =?utf-8?b?!!!?=\r\n\r\nx",
        b"Subject: =?no-such-charset?q?=41?=\r\n\r\nx",
        b"Subject: \xff\xfe\r\n\r\n\xff",
        b"Content-Type: text/plain; charset=punycode\r\n\r\n-999999",
        b"Content-Type: text/plain; charset=*0*=x\r\n\r\nx",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Content-Disposition: attachment; filename*=x'y'%zz\r\n\r\nx",
        b"Content-Transfer-Encoding: base64\r\n\r\n@@@@",
        b"Content-Transfer-Encoding: uuencode\r\n\r\nbegin 666 x\r\n" + b"\xff" * 99,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
            for n in range(2000)
        ),
        b"A: b\r\n" * 5000 + b"\r\n",
    ],
    ids=range(14),
)
def test_hostile_bytes_are_shown_as_bytes(data):
    mail = read_mail(kept(data), data)
    assert mail.raw == data
    assert "\r" not in mail.subject
    assert "\n" not in mail.subject
    assert mail.record_id == ""


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_can_be_read(data):
    mail = read_mail(kept(data), data)
    assert mail.raw == data
    assert shown_bytes(data).isascii()


def test_many_parts_are_not_all_read():
    part = b"--b\r\nContent-Disposition: attachment; filename=x\r\n\r\n\r\n"
    late = b"--b\r\nContent-Type: text/plain\r\n\r\ntoo late\r\n"
    data = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 60 + late
    assert "too late" not in read_mail(kept(data), data).text


def test_no_byte_is_hidden():
    assert shown_bytes(b"a\r\nb\xe4\x1b") == "a\nb\\xe4\x1b"


def test_the_message_id_of_a_try():
    headers = (("To", "ops@example.com"), ("Message-ID", "<evt_1.lst_2@picksmart.invalid>"))
    assert key_of(message_id_among(headers)) == "evt_1.lst_2"
    assert message_id_among((("webhook-id", "evt_1"),)) == ""
