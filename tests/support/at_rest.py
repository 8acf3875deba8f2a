"""Whether the window comes to rest: what is laid out again for ever keeps a core busy, unseen."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer

_QUIET_TURNS: Final = 5
_TOO_OFTEN: Final = 100  # for one widget; a change takes two or three


class _Turns(QObject):
    """Looks on for some turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = QEventLoop()
        self.restless = ""
        self._laid_out: Counter[int] = Counter()
        self._quiet_turns = 0
        self._next = QTimer(self)  # each time once all is done that was there to do
        self._next.timeout.connect(self._turn)
        self._next.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._quiet_turns = 0
            self._laid_out[id(watched)] += 1
            if self._laid_out[id(watched)] > _TOO_OFTEN and not self.restless:
                self.restless = f"{type(watched).__name__} {watched.objectName()}".strip()
                self.loop.quit()
        return False

    def _turn(self) -> None:
        self._quiet_turns += 1
        if self._quiet_turns > _QUIET_TURNS:
            self.loop.quit()


def find_restless() -> str:
    """Run the event loop until nothing is laid out any more.

    Returns:
        What is laid out again and again; "" if all came to rest.
    """
    application, turns = QCoreApplication.instance(), _Turns()
    if application is None:
        return ""
    application.installEventFilter(turns)
    try:
        turns.loop.exec()
    finally:
        application.removeEventFilter(turns)
    return turns.restless
