"""One rule for what a file that holds a record is called."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest

from app.domain.file_names import record_file_name
from tests.support.received_requests import a_received

ALNUM = string.ascii_letters + string.digits


def test_a_record_and_its_version_are_in_the_name():
    assert record_file_name("clients", "cli_1", 3) == "clients-cli_1-v3.json"
    assert record_file_name("clients", "cli_1") == "clients-cli_1.json"


@pytest.mark.parametrize(
    "record_id", ["../../etc/passwd", "a b\r\n", "C:\\x", "é", "\u202egpj.exe"]
)
def test_T32_only_safe_letters_are_in_it(record_id):
    name = record_file_name("clients", record_id, 1)
    assert name.isascii()
    assert not set(name.removesuffix(".json")) - set("-_" + ALNUM)


def test_what_is_foreign_makes_no_name_too_long_for_a_disk():
    assert len(record_file_name("e" * 500, "i" * 500, 999_999_999)) < 160


def received(body=b"{}", record_id="cli_1", **headers):
    sent = {"webhook-id": "evt_1", "picksmart-entity": "clients", **headers}
    pairs = tuple((name.replace("_", "-"), value) for name, value in sent.items())
    return replace(a_received(7), headers=pairs, body=body, record_id=record_id)


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("3", "clients-cli_1-v3.json"),
        ("", "clients-cli_1.json"),
        ("³", "clients-cli_1.json"),
        ("1" * 5000, "clients-cli_1.json"),
        ("../3", "clients-cli_1.json"),
    ],
)
def test_a_body_that_was_received_is_called_as_the_attachment_is(version, name):
    assert received(picksmart_record_version=version).file_name == name


def test_what_tells_no_record_is_called_by_its_place():
    assert received(record_id="").file_name == "clients-7.json"
    assert received(b"\xff").file_name == "clients-cli_1.bin"
    assert replace(a_received(7), headers=()).file_name == "request-7.bin"
