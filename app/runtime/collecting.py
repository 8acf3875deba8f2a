"""Python's cycle collector, kept to the GUI thread.

Left alone it runs on whichever thread happens to allocate.  On a worker it destroys the
QObjects it finds in garbage there and then, while the GUI thread may be delivering their
signals or timers: the interpreter crashes (reproduced in `tests/qt/runtime`).  So it is
switched off, and a timer of the GUI thread does its work between two events: often, because
a pause grows with what was made since the last.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS: Final = 200
_BUSY_MS: Final = 50  # a worker that reads thousands of rows makes some 5,000 objects in it
_FULL_AFTER_S: Final = 30.0
_FULL_WAITS_S: Final = 300.0  # for a moment in which nothing is done: it takes some frames' time
_FULL_SHARE: Final = 200  # a full collection rests so many times as long as the last one took


class CycleCollector(QObject):
    """Collects on the thread it lives on, from `install` to `uninstall`."""

    def __init__(
        self,
        *,
        every_ms: int = EVERY_MS,
        clock_s: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock_s = clock_s
        self._full_at_s = 0.0
        self._has_more = False  # since the last full one
        self._every_ms = every_ms
        self._was_enabled = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)

    @property
    def every_ms(self) -> int:
        """How long it is until the next look."""
        return self._timer.interval()

    def install(self) -> None:
        """Take the collector over.

        What exists now lives as long as the app (modules, the window): it is looked
        through no more, which halves the pauses.
        """
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._full_at_s = self._clock_s() + _FULL_AFTER_S
        self._timer.start()

    def uninstall(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect what is young if there is enough of it; everything only now and then.

        Sooner again while there was: a pause is as long as what was made since the last.
        A hundred thousand rows take tens of milliseconds to be looked through: not while a
        list is scrolled or searched, unless there has been no other moment for long.
        """
        is_idle = gc.get_count()[0] <= gc.get_threshold()[0]
        self._timer.setInterval(self._every_ms if is_idle else min(_BUSY_MS, self._every_ms))
        self._has_more = self._has_more or not is_idle
        started_s = self._clock_s()
        full_at_s = self._full_at_s + (0.0 if is_idle else _FULL_WAITS_S)
        if not self._has_more or started_s < full_at_s:
            if not is_idle:
                gc.collect(1)
            return
        gc.collect()
        self._has_more = False
        ended_s = self._clock_s()
        self._full_at_s = ended_s + max(_FULL_AFTER_S, _FULL_SHARE * (ended_s - started_s))
