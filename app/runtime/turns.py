"""How soon the GUI thread gets the interpreter back from a worker.

A paint consists of many small calls into Qt.  Each lets go of the interpreter's lock,
and asks for it again; a worker that builds rows in Python gives it up only after the
switch interval, 5 ms by default.  Fifty such calls were a quarter of a second in which
the window did not answer.  A shorter interval costs workers a little, and them alone.
"""

from __future__ import annotations

import sys
from typing import Final

SWITCH_S: Final = 0.0005


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
