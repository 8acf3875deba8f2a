"""Requests and responses as text: readable, and nothing else changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.delivery import AttemptRequest
from app.ui.text import messages

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.lists(JSON) | st.dictionaries(st.text(), JSON), st.booleans())
def test_indenting_changes_nothing_but_white_space(value, is_ascii):
    text = json.dumps(value, ensure_ascii=is_ascii, separators=(",", ":"))
    assert json.loads(messages.indented(text)) == value
    assert messages.indented(messages.indented(text)) == messages.indented(text)


def test_numbers_and_escapes_stay_as_they_were_sent():
    text = '{"a":1.50,"b":1e3,"c":"\\u00e9\\/","a":2}'
    shown = messages.indented(text)
    for part in ("1.50", "1e3", '"\\u00e9\\/"', '"a": 2'):
        assert part in shown


def test_empty_things_stay_on_their_line():
    assert messages.indented('{"a":[],"b":{ }}') == '{\n  "a": [],\n  "b": {}\n}'


@pytest.mark.parametrize("text", ["", "plain words", "{not json", '"[a"', "<html>{}</html>"])
def test_what_is_no_json_comes_back_as_it_is(text):
    assert messages.indented(text) == text


@given(st.text())
def test_no_text_breaks_it(text):
    messages.indented(text)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_D12_what_is_nested_without_end_is_not_drawn_out(opening):
    """Each level further in, 64 KiB of brackets were two gigabytes of spaces."""
    deep = 64 * 1024 // (len(opening) + 1)
    text = opening * deep + "1" + ("]" if opening == "[" else "}") * deep
    shown = messages.indented(text)
    assert len(shown) < 10 * len(text)
    assert "".join(shown.split()) == text


def test_D12_of_what_is_too_long_to_be_read_nothing_is_lost():
    text = json.dumps([{"number": one, "word": "[ : , ]"} for one in range(50_000)])
    shown = messages.indented(text)
    assert json.loads(shown) == json.loads(text)
    assert shown.startswith('[\n  {\n    "number": 0,')


def test_a_line_break_in_a_header_makes_no_second_line():
    lines = messages.header_lines([("x", "one\r\ny: two")])
    assert lines == ["x: one y: two"]


def test_the_head_has_the_host_once():
    request = AttemptRequest("POST", "https://h.example:8443/in?a=1", (("Host", "h.example"),), "")
    assert messages.head_of(request).split("\n") == ["POST /in?a=1 HTTP/1.1", "Host: h.example"]


def test_a_message_to_a_mailbox_has_its_recipient():
    request = AttemptRequest("SMTP", "mailto:ops@example.com", (("subject", "clients"),), "x")
    assert messages.head_of(request).split("\n")[0] == "To: ops@example.com"
