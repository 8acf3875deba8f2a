"""Server-sent events, however they are cut into pieces and whatever they hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ProtocolError
from app.domain.stream import MAX_LINE_BYTES, EventReader, StreamEvent

TEXT = (
    b": hello\n\n"
    b"id: e:1\nevent: listener\ndata: {}\n\n"
    b"event: heartbeat\r\ndata: {}\r\n\r\n"
    b"data: a\ndata: b\nid: e:2\n\n"
    b"event: nothing\n\n"
    b"event: cut\ndata: "
)
EVENTS = [
    StreamEvent("listener", "e:1"),
    StreamEvent("heartbeat", "e:1"),
    StreamEvent("message", "e:2"),
]


@given(st.lists(st.integers(0, len(TEXT)), max_size=12))
def test_however_it_is_cut_the_events_are_the_same(cuts):
    reader, found = EventReader(), []
    places = [0, *sorted(cuts), len(TEXT)]
    for start, end in pairwise(places):
        found += reader.feed(TEXT[start:end])
    assert found == EVENTS


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_any_bytes_are_events_or_none(chunks):
    reader = EventReader()
    for chunk in chunks:
        for event in reader.feed(chunk):
            assert all("!" <= one <= "~" for one in event.id)


@pytest.mark.parametrize("piece", [1 << 12, 1 << 16, 1 << 19])
def test_F46_a_line_without_end_is_given_up(piece):
    reader = EventReader()

    def drip():
        for _n in range(2 * MAX_LINE_BYTES // piece + 1):
            reader.feed(b"x" * piece)

    with pytest.raises(ProtocolError):
        drip()


@pytest.mark.parametrize("bad", [b"a b", b"\xff", b"x" * 300, b"a\x00b"])
def test_an_id_that_no_header_could_carry_is_none(bad):
    (event,) = EventReader().feed(b"id: " + bad + b"\ndata: x\n\n")
    assert event.id == ""
