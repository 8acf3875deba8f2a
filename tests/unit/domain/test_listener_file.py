"""A file of listeners from elsewhere (T39): read strictly, all that is wrong with it named."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from app.domain.listener import Kind, Mode
from app.domain.listener_file import (
    COUNT_LIMIT,
    SIZE_LIMIT,
    FileRefused,
    read_listeners,
)
from tests.support.naughty import NAUGHTY

ONE = {
    "name": "One",
    "entity": "clients",
    "function": "update",
    "channel_id": None,
    "destination": {"kind": "endpoint", "url": "https://a.example/in", "auth_type": "none"},
    "mode": "paused",
    "signing": False,
}


def read(value):
    return read_listeners(json.dumps(value).encode())


def refused(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    with pytest.raises(FileRefused) as caught:
        read_listeners(data)
    return [str(one) for one in caught.value.faults]


def test_a_list_and_what_the_list_command_writes_are_read_alike():
    (draft,) = read([ONE])
    assert (draft.entity, draft.function, draft.name) == ("clients", "update", "One")
    assert (draft.url, draft.mode, draft.signing) == ("https://a.example/in", Mode.PAUSED, False)
    listed = {**ONE, "id": "lst_1", "version": 3, "health": {}, "local": {"state": "clean"}}
    assert read({"items": [listed], "synced_at": None, "online": True}) == [draft]


def test_an_email_address_is_a_destination_too():
    (draft,) = read([{**ONE, "destination": {"kind": "email", "address": "ops@example.com"}}])
    assert (draft.kind, draft.address) == (Kind.EMAIL, "ops@example.com")


def test_T39_all_that_is_wrong_is_named_with_its_place():
    wrong = [
        ONE,
        {**ONE, "entity": 7, "secret": "x", "mode": "loud"},
        {**ONE, "destination": {"kind": "email", "address": "a@b.example", "url": "x"}},
        {**ONE, "destination": "https://a.example/"},
        "nothing",
    ]
    told = refused(wrong)
    assert "listener 2: 'secret' is not known" in told
    assert "listener 2, entity: a text is needed" in told
    assert "listener 2, mode: one of enabled, paused, disabled is needed" in told
    assert "listener 3, destination: 'url' is not known" in told
    assert "listener 4, destination: an object is needed" in told
    assert "listener 5: an object is needed" in told
    assert not any(one.startswith("listener 1") for one in told)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b'{"items": {}}',
        b'{"items": [], "more": 1}',
        b'[{"name": "a", "name": "b"}]',
        b"[NaN]",
        b'["\\ud800"]',
        b"[" * 100_000 + b"]" * 100_000,
        "[]".encode("utf-16"),
        b"- name: &a x\n- *a\n",
        b"PK\x03\x04",
        b"[1e999]",
    ],
)
def test_T39_what_is_no_such_file_is_refused_in_words(data):
    assert all(one.startswith(("the file", "listener ")) for one in refused(data))


def test_T39_size_and_number_are_limited():
    assert "larger than 10 MiB" in refused(b" " * (SIZE_LIMIT + 1))[0]
    many = json.dumps([1] * (COUNT_LIMIT + 1)).encode()
    assert "more than 10000" in refused(many)[0]


@pytest.mark.parametrize("text", NAUGHTY)
def test_T39_odd_texts_are_texts_and_odd_names_are_told_in_ascii(text):
    (draft,) = read([{**ONE, "name": text, "entity": text}])
    assert (draft.name, draft.entity) == (text, text)
    (told,) = refused([{**ONE, f"x{text}": 1}])
    assert told.isascii()
    assert "\n" not in told


def test_T39_a_full_file_takes_little_room():
    data = json.dumps([ONE] * COUNT_LIMIT).encode()
    tracemalloc.start()
    try:
        assert len(read_listeners(data)) == COUNT_LIMIT
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100 * 2**20
