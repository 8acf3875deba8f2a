"""What two texts share: as much as there can be, and never after a long time."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.line_difference import COMPARED_LINES, blocks, is_comparable

LINES = st.lists(st.sampled_from(["a", "b", "c", "1,"]), max_size=9)


def shared_of(before, after):
    return [
        (i, j)
        for one in blocks(before, after)
        if one.is_shared
        for i, j in zip(one.before, one.after, strict=True)
    ]


def longest(before, after):
    @cache
    def of(i, j):
        if i == len(before) or j == len(after):
            return 0
        if before[i] == after[j]:
            return of(i + 1, j + 1) + 1
        return max(of(i + 1, j), of(i, j + 1))

    return of(0, 0)


@given(LINES, LINES)
def test_property_nothing_is_left_out_and_no_more_could_be_shared(before, after):
    found = blocks(before, after)
    assert [i for one in found for i in one.before] == list(range(len(before)))
    assert [j for one in found for j in one.after] == list(range(len(after)))
    assert all(before[i] == after[j] for i, j in shared_of(before, after))
    assert len(shared_of(before, after)) == longest(before, after)
    assert all(left.is_shared != right.is_shared for left, right in pairwise(found))


@pytest.mark.parametrize("text", [[], ["a"], ["a", "b", "a"]])
def test_equal_texts_share_everything(text):
    assert [one.is_shared for one in blocks(text, list(text))] == [True] * bool(text)


class Counted(str):
    """A line that counts how often it is compared."""

    count = 0
    __hash__ = str.__hash__

    def __eq__(self, other):
        Counted.count += 1
        return str.__eq__(self, other)


def test_D12_lines_that_repeat_each_other_cost_no_more_than_others():
    """With `difflib` these took more than ten seconds of a busy computer."""
    before = [Counted("1,")] * COMPARED_LINES
    after = [Counted("1,"), Counted("2,")] * (COMPARED_LINES // 2)
    Counted.count = 0
    assert len(shared_of(before, after)) == COMPARED_LINES // 2
    assert Counted.count <= COMPARED_LINES**2 + 5 * COMPARED_LINES


def test_what_is_longer_is_not_compared():
    most = ["a"] * COMPARED_LINES
    assert is_comparable(most, most)
    assert not is_comparable(most, [*most, "a"])
