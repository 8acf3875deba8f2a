"""Figures as a person reads them: the middle of several rounds, and how far they lay apart."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def middle(values: Sequence[float], digits: int = 2) -> str:
    """The median, and the least and the most beside it."""
    shown = f"{statistics.median(values):.{digits}f}"
    if len(values) == 1:
        return shown
    return f"{shown} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that Markdown reads, too."""
    all_rows = [names, *rows]
    widths = [max(len(row[place]) for row in all_rows) for place in range(len(names))]
    lines = [_line(names, widths), _line(["-" * width for width in widths], widths)]
    print("\n".join([*lines, *(_line(row, widths) for row in rows)]), flush=True)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return (
        "| " + " | ".join(one.ljust(width) for one, width in zip(row, widths, strict=True)) + " |"
    )
