"""The hours of a day come out of their bytes as they went in."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hours import Hours

COUNTS = st.integers(-(1 << 63), (1 << 63) - 1)
EDGES = st.sampled_from([0, 255, 256, 65_535, 65_536, (1 << 63) - 1, -1, -(1 << 63)])
PAIRS = st.lists(st.tuples(COUNTS | EDGES, COUNTS | EDGES), max_size=30)


@given(PAIRS)
def test_pairs_are_kept(pairs):
    assert Hours.of(pairs).pairs == tuple(pairs)


@given(PAIRS, PAIRS)
def test_equal_where_the_pairs_are(one, other):
    assert (Hours.of(one) == Hours.of(other)) == (one == other)
    assert hash(Hours.of(one)) == hash(Hours.of(list(one)))


def test_where_nobody_told_of_any_they_are_false():
    assert not Hours()
    assert Hours() == Hours.of([])
    assert Hours.of([(0, 0)] * 24)


@pytest.mark.parametrize("count", [1 << 63, -(1 << 63) - 1, 10**30])
def test_nobody_counts_that_far(count):
    with pytest.raises(ValueError, match=r"too large|too big"):
        Hours.of([(1, count)])


def test_a_day_takes_half_the_room_of_its_pairs():
    pairs = tuple((number, 0) for number in range(24))
    assert sys.getsizeof(Hours.of(pairs)) <= 98 < sys.getsizeof(pairs) / 2
