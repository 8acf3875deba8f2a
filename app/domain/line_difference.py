"""Which lines two texts share, found in a time that does not depend on what they hold.

`difflib` needs many seconds for a few hundred lines that repeat each other, such as a list
of numbers, and what is compared here came from elsewhere (D12).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

COMPARED_LINES: Final = 500  # of each text: a quarter of a million steps, some 20 ms


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that both texts have, or what one has in place of what the other has."""

    is_shared: bool
    before: range
    after: range


def is_comparable(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether they are short enough to be compared while a person waits."""
    return max(len(before), len(after)) <= COMPARED_LINES


def blocks(before: Sequence[str], after: Sequence[str]) -> list[Block]:
    """Both texts from beginning to end, with as many shared lines as there can be."""
    found: list[Block] = []
    at, to = 0, 0
    for i, j in [*_shared(before, after), (len(before), len(after))]:
        if i > at or j > to:
            found.append(Block(False, range(at, i), range(to, j)))
        at, to = i, j
        if i == len(before) and j == len(after):
            break
        last = found[-1] if found else None
        if last is not None and last.is_shared and (last.before.stop, last.after.stop) == (i, j):
            found[-1] = Block(True, range(last.before.start, i + 1), range(last.after.start, j + 1))
        else:
            found.append(Block(True, range(i, i + 1), range(j, j + 1)))
        at, to = i + 1, j + 1
    return found


def _shared(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of a longest common subsequence, in order."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    yield from ((at, at) for at in range(start))
    inner = before[start : len(before) - end], after[start : len(after) - end]
    yield from ((start + i, start + j) for i, j in _inner(*inner))
    tail = range(end, 0, -1)
    yield from ((len(before) - left, len(after) - left) for left in tail)


def _inner(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    longest = [[0] * (len(after) + 1)]  # of what follows each pair of places, the last first
    for line in reversed(before):
        below, row = longest[-1], [0] * (len(after) + 1)
        for j in range(len(after) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if line == after[j] else max(below[j], row[j + 1])
        longest.append(row)
    longest.reverse()
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i] == after[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
