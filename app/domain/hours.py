"""The hours of a listener's day: how many deliveries arrived and failed in each.

Ten thousand listeners have a quarter of a million such pairs, of which a screen shows a dozen:
they are kept as bytes, in half the room, and made pairs where they are looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, Self

# By the largest count: so many bytes for each. The first byte says which, then they follow.
_ONE: Final = b"B"
_TWO: Final = b"H"
_EIGHT: Final = b"q"


class Hours(bytes):
    """Equal where the pairs are equal; empty, and false, where nobody told of any."""

    __slots__ = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Self:
        """Pairs of delivered and failed, oldest first.

        Raises:
            ValueError: A number is larger than anybody counts.
        """
        return cls.in_turn(tuple(chain.from_iterable(pairs)))

    @classmethod
    def in_turn(cls, counts: Sequence[int]) -> Self:
        """The same, one number after the other.

        Raises:
            ValueError: A number is larger than anybody counts.
        """
        if not counts:
            return cls()
        if min(counts) >= 0:
            if max(counts) < 1 << 8:
                return cls(_ONE + bytes(counts))
            if max(counts) < 1 << 16:
                return cls(_TWO + array("H", counts).tobytes())
        try:
            return cls(_EIGHT + array("q", counts).tobytes())
        except OverflowError as exc:
            raise ValueError(str(exc)) from exc

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """What it was made of."""
        if not self:
            return ()
        counts = array(self[:1].decode("ascii"), self[1:])
        return tuple(zip(counts[::2], counts[1::2], strict=True))


UNTOLD: Final = Hours()
