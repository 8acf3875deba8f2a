"""The operating system's wish that the app end, brought to the GUI thread at once.

Python runs signal handlers between bytecodes, and there are none while Qt waits. So the
handler's byte goes through a pipe that Qt watches (`signal.set_wakeup_fd`): no timer has to
wake the app for it. Windows tells programs with windows by messages, which Qt understands.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_WANTED = ("SIGTERM", "SIGINT", "SIGHUP")


class EndSignals(QObject):
    """Listens from its making until `close`; only one at a time, on the main thread.

    Signals:
        end_wanted: The app was told to end. Nobody can be asked anything any more.
    """

    end_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fds: tuple[int, ...] = ()
        if os.name != "posix":
            return
        self._fds = read, write = os.pipe()
        for fd in self._fds:
            os.set_blocking(fd, False)
        self._fd_before = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        self._before = {
            number: signal.signal(number, _wake_only)
            for number in (getattr(signal, name) for name in _WANTED)
        }
        self._notifier = QSocketNotifier(read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)

    def close(self) -> None:
        """Put back what was there before; safe to repeat."""
        if not self._fds:
            return
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        for fd in self._fds:
            os.close(fd)
        self._fds = ()

    @Slot()
    def _take(self) -> None:
        numbers = os.read(self._fds[0], 64)
        if any(number in self._before for number in numbers):
            self.end_wanted.emit()


def _wake_only(_number: int, _frame: FrameType | None) -> None:
    """The byte in the pipe says it all."""
