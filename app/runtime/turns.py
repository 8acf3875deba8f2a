"""How soon the GUI thread comes round: work spread over turns, and the interpreter's lock.

A paint consists of many small calls into Qt.  Each lets go of the interpreter's lock,
and asks for it again; a worker that builds rows in Python gives it up only after the
switch interval, 5 ms by default.  Fifty such calls were a quarter of a second in which
the window did not answer.  With 0.1 ms workers come just as far (measured with two), and
`window_first` has them wait where they can.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

SWITCH_S: Final = 0.0001


class QuickTurns:
    """Shortens the interpreter's switch interval from `install` to `uninstall`."""

    def __init__(self) -> None:
        self._before_s = sys.getswitchinterval()

    def install(self) -> None:
        """Shorten it."""
        self._before_s = sys.getswitchinterval()
        sys.setswitchinterval(min(SWITCH_S, self._before_s))

    def uninstall(self) -> None:
        """Set it as it was."""
        sys.setswitchinterval(self._before_s)


def next_turn(owner: QObject, do: Callable[[], object]) -> None:
    """Call `do` once what waits has been answered and painted, unless `owner` is gone by then.

    `QTimer.singleShot(0)` is no such thing: it queues a call, which comes before the paint.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)

    def turn() -> None:
        timer.deleteLater()
        do()

    timer.timeout.connect(turn)
    timer.start(0)
