"""Workers let the window have its turn first.

A paint consists of hundreds of small calls into Qt, and each asks for the interpreter's lock
anew: a worker that is busy in Python takes it every time, and a page that is made in 20 ms
takes 200.  So whoever has worked for a moment asks the window to come round, and waits until
it has: the window then has the interpreter for itself, however much there is to paint.
"""

from __future__ import annotations

import math
import threading
import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

_SLICE_S: Final = 0.003  # for which a worker works before it looks up
_PATIENCE_S: Final = 0.05  # a window that never comes to rest does not stop the work


class WindowFirst(QObject):
    """Lives on the GUI thread; only `give_way` is for workers, who call it between steps."""

    _asked = Signal()  # emitted by workers, always queued

    def __init__(
        self,
        *,
        slice_s: float = _SLICE_S,
        patience_s: float = _PATIENCE_S,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._slice_s = slice_s
        self.patience_s = patience_s
        self._since = threading.local()
        self._since.s = math.inf  # of the GUI thread, which never waits for itself
        self._lock = threading.Lock()
        self._came_round = threading.Event()
        self._came_round.set()
        self._is_late = False  # it was waited for long enough, and has not come yet
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)  # comes when what waits has been answered and painted
        self._turn.timeout.connect(self._come_round)
        self._asked.connect(self._turn.start, Qt.ConnectionType.QueuedConnection)

    def give_way(self) -> None:
        """Wait until the window has come round, if this thread has worked for long enough.

        Nobody waits twice for a window that does not answer: then the work goes on beside it.
        """
        if time.monotonic() - getattr(self._since, "s", -math.inf) < self._slice_s:
            return
        if self._ask() and not self._came_round.wait(self.patience_s):
            self._is_late = True
        self._since.s = time.monotonic()

    def _ask(self) -> bool:
        """Have it answer, once for all who wait; False when it is late already."""
        with self._lock:
            if not self._came_round.is_set():
                return not self._is_late
            self._came_round.clear()
        self._asked.emit()
        return True

    @Slot()
    def _come_round(self) -> None:
        self._is_late = False
        self._came_round.set()
