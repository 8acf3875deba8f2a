"""What one start of a program took, and the surroundings of one that nobody has prepared."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.support.screen import Screen


@dataclass(frozen=True, slots=True)
class Start:
    """By the clock, and of the processor."""

    wall_s: float
    cpu_s: float


def strangers(home: Path, screen: Screen) -> dict[str, str]:
    """The environment of another person."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DISPLAY": screen.name,
    }


def cpu_s(pid: int) -> float:
    """What a process has taken of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
