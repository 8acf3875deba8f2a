"""Durations counted on a fixed logarithmic scale: sums and percentiles without the tries.

Twenty steps to a power of ten: a percentile is right to about 6 percent, and a
listener's hour is a few small numbers however many tries it had.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
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


def percentile(counts: Mapping[str, int], share: float) -> int | None:
    """The duration that `share` of the counted ones do not exceed; None without any.

    Args:
        counts: Counts per key of `step_of`.
        share: Above 0, at most 1.
    """
    wanted = share * sum(counts.values())
    seen = 0
    for step in sorted(counts, key=int):
        seen += counts[step]
        if seen and seen >= wanted:
            return round(10 ** (int(step) / _STEPS_PER_DECADE))
    return None
