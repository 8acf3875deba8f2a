"""Measures for how long the GUI thread's event loop does not come round.

What counts is what the app does, not what the machine does to it: on Linux the time for
which our threads stood ready and were given no processor is taken off each gap.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 10


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which the event loop did not come round."""

    phase: str
    wall_ms: float
    waited_ms: float  # of which the machine gave our threads no processor

    @property
    def own_ms(self) -> float:
        """What the app itself took."""
        return max(0.0, self.wall_ms - self.waited_ms)


class Heartbeat(QObject):
    """Beats while a phase lasts; `gaps` has the widest gap of each phase."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: dict[str, Gap] = {}
        self.beats = 0
        self._phase = ""
        self._last_s = 0.0
        self._files = _Waits()
        self._waits: dict[int, float] = {}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure what happens in the block, which runs the event loop again and again."""
        self._phase = name
        self.gaps[name] = Gap(name, 0.0, 0.0)
        self._last_s, self._waits = time.perf_counter(), self._files.read_ms()
        self._timer.start()
        try:
            yield
        finally:
            self._beat()
            self._timer.stop()
            self._files.close()

    @property
    def worst(self) -> Gap:
        """The widest gap of all."""
        return max(self.gaps.values(), key=lambda gap: gap.own_ms)

    def _beat(self) -> None:
        now_s, waits = time.perf_counter(), self._files.read_ms()
        gap = Gap(self._phase, (now_s - self._last_s) * 1000, _waited(self._waits, waits))
        if gap.own_ms > self.gaps[self._phase].own_ms:
            self.gaps[self._phase] = gap
        self._last_s, self._waits = now_s, waits
        self.beats += 1


class _Waits:
    """For how long each of our threads has waited for a processor so far.

    Asked on every beat, so it costs one system call a thread: each lets go of the
    interpreter's lock, and getting it back from a busy worker takes its time.
    """

    def __init__(self) -> None:
        self._files: dict[int, int] = {}

    def read_ms(self) -> dict[int, float]:
        found = {}
        for thread in threading.enumerate():
            number = thread.native_id or 0
            with contextlib.suppress(OSError):  # it ended while we looked, or no Linux
                file = self._files.get(number) or self._open(number)
                found[number] = int(os.pread(file, 100, 0).split()[1]) / 1e6
        return found

    def close(self) -> None:
        for file in self._files.values():
            os.close(file)
        self._files.clear()

    def _open(self, number: int) -> int:
        file = os.open(f"/proc/self/task/{number}/schedstat", os.O_RDONLY)
        self._files[number] = file
        return file


def _waited(before: dict[int, float], after: dict[int, float]) -> float:
    """Our own waiting, and the longest of a worker's: one may hold the interpreter's lock."""
    gui = threading.main_thread().native_id or 0
    grown = {one: ms - before.get(one, ms) for one, ms in after.items()}
    own = grown.pop(gui, 0.0)
    return own + max(grown.values(), default=0.0)
