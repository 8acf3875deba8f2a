"""Row numbers as stretches: Qt is told of rows that come and go a stretch at a time."""

from __future__ import annotations

from collections.abc import Iterable


def runs_of(numbers: Iterable[int], most: int | None = None) -> list[tuple[int, int]] | None:
    """Fold ascending row numbers into inclusive ranges: 1 2 3 7 -> (1, 3) (7, 7).

    None as soon as there are more than `most`.
    """
    runs: list[tuple[int, int]] = []
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if last >= 0:
                runs.append((first, last))
                if most is not None and len(runs) >= most:
                    return None
            first = number
        last = number
    return [*runs, (first, last)] if last >= 0 else runs
