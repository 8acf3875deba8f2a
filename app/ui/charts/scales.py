"""Where the lines of a chart's scale stand: round numbers around the values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, with a line at every mark."""

    low: float
    high: float
    marks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value stands between low (0) and high (1)."""
        return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0


def scale_of(
    values: Sequence[float], *, floor: float | None = None, ceiling: float | None = None
) -> Scale:
    """A scale that holds all values, in round steps.

    Args:
        values: What is to be seen; none gives a scale from 0 to 1.
        floor: The lowest that makes sense: the scale begins there or above.
        ceiling: The highest that makes sense: the scale ends there.
    """
    lowest = min(values, default=0.0)
    highest = ceiling if ceiling is not None else max(values, default=1.0)
    if floor is not None and ceiling is None:
        lowest = floor
    step = _step((highest - lowest) / _LINES or abs(highest) / _LINES or 1.0)
    low = math.floor(lowest / step + 1e-9) * step
    if floor is not None:
        low = max(low, floor)
    high = highest if ceiling is not None else math.ceil(highest / step - 1e-9) * step
    if high <= low:
        low, high = (low - step, high) if ceiling is not None else (low, low + step)
    count = round((high - low) / step)
    marks = [high - at * step for at in range(count + 1)] if ceiling is not None else []
    marks = marks or [low + at * step for at in range(count + 1)]
    return Scale(low, high, tuple(sorted(marks)))


def _step(rough: float) -> float:
    """The next round number above."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(one * power for one in _ROUND if one * power >= rough * (1 - 1e-9))
