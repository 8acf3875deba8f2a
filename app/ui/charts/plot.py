"""What a chart of lines shows, as values; and the runs that its lines are drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui.charts.scales import Scale, scale_of


@dataclass(frozen=True, slots=True)
class Series:
    """One line; None is a point without a value, which the line does not cross.

    Attributes:
        label: What stands at its end; "" for the only one.
        ink: Name of its colour.
        values: One for each point.
    """

    label: str
    ink: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LinePlot:
    """All that a chart shows.

    Attributes:
        series: The lines.
        ticks: Number of a point -> what stands below it.
        words: For each point, what is said of it: the first line stands out.
        goal: Where a dashed line stands, and its name.
        floor: See `scale_of`.
        ceiling: See `scale_of`.
    """

    series: tuple[Series, ...] = ()
    ticks: tuple[tuple[int, str], ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    goal: tuple[float, str] | None = None
    floor: float | None = None
    ceiling: float | None = None

    @property
    def known(self) -> list[float]:
        """Every value there is."""
        return [one for line in self.series for one in line.values if one is not None]

    def scale(self) -> Scale:
        """A scale that holds all of it."""
        values = self.known + ([self.goal[0]] if self.goal is not None else [])
        return scale_of(values, floor=self.floor, ceiling=self.ceiling)


def apart(wanted: Sequence[float], *, gap: float, top: float) -> list[float]:
    """Heights of labels that stand one over the other, from the lowest to the highest.

    Each stays where it wants to be, or as far above it as the one below makes it go; what would
    go past the `top` pushes the others down instead.
    """
    found: list[float] = []
    for y in wanted:
        found.append(min(y, found[-1] - gap) if found else y)
    highest = top
    for at in reversed(range(len(found))):
        found[at] = max(found[at], highest)
        highest = found[at] + gap
    return found


def runs_of(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Points that hang together, with their numbers."""
    runs: list[list[tuple[int, float]]] = [[]]
    for at, value in enumerate(values):
        if value is not None:
            runs[-1].append((at, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
