"""One start of the app as far as its one window goes: `python -m tests.support.a_start PROFILE`.

Says `owner` once later starts can call it, and `forward` each time its window came forward
from being minimised.  A start that found a window open ends with 0 and says nothing.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.adapters.paths import profile_paths
from app.one_window import OneWindow
from app.runtime.end_signals import EndSignals
from app.runtime.tasks import TaskRunner


class Window(QWidget):
    """Says when it comes forward, and is minimised again."""

    def changeEvent(self, event):
        if event.type() is QEvent.Type.WindowStateChange and not self.isMinimized():
            print("forward", flush=True)
            QTimer.singleShot(0, self.showMinimized)


def main(profile: Path) -> int:
    qt = QApplication(sys.argv[:1])
    paths = profile_paths(profile)
    with closing(OneWindow(paths)) as one:
        if not one.claim(patience_s=60):
            return 0
        runner, window, told = TaskRunner(), Window(), EndSignals()
        told.end_wanted.connect(qt.quit)
        window.showMinimized()
        one.answer_with(window, runner)
        runner.busy_changed.connect(lambda _busy: print("owner", flush=True))
        qt.exec()
        told.close()
        runner.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
