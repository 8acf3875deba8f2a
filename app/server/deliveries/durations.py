"""Durations counted on a fixed logarithmic scale: sums and percentiles without the tries.

Twenty steps to a power of ten: a percentile is right to 6 percent (half a step, and
the rounding to whole milliseconds), and a listener's hour is a few small numbers
however many tries it had.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

_STEPS_PER_DECADE: Final = 20


def step_of(duration_ms: float) -> str:
    """The key under which a duration is counted."""
    return str(round(_STEPS_PER_DECADE * math.log10(max(1.0, duration_ms))))


def add(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Both counts together."""
    total = dict(counts)
    for step, count in more.items():
        total[step] = total.get(step, 0) + count
    return total


def subtract(counts: Mapping[str, int], less: Mapping[str, int]) -> dict[str, int]:
    """What is left of `counts` without `less`, which is part of it."""
    return {step: left for step, count in counts.items() if (left := count - less.get(step, 0))}


def percentiles(counts: Mapping[str, int], shares: Sequence[float]) -> list[int | None]:
    """The durations that these shares of the counted ones do not exceed; None without any.

    Args:
        counts: Counts per key of `step_of`.
        shares: Each above 0 and at most 1, the smallest first.
    """
    places = [0] * (1 + max(map(int, counts), default=-1))
    for step, count in counts.items():
        places[int(step)] = count
    so_far = list(accumulate(places))
    total = so_far[-1] if so_far else 0
    if not total:
        return [None] * len(shares)
    steps = [bisect_left(so_far, share * total) for share in shares]
    return [round(10 ** (step / _STEPS_PER_DECADE)) for step in steps]
