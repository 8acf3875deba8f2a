"""A process that shows a window and tells what it took: an empty one, or the app's.

    python -m benchmarks.kit.shown_window bare
    python -m benchmarks.kit.shown_window app PROFILE ROWS
    python -m benchmarks.kit.shown_window idle PROFILE SECONDS

`app` has a connection in PROFILE that was open before, with so many listeners, and does not sync:
what a platform says comes after the first look.  `idle` opens the built-in platform with its
stream, and does nothing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LIMIT_S = 120.0

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication


def tell(**more: float) -> None:
    """What was taken until now: of the processor, and of memory that is this process's alone."""
    taken = {"at_s": time.perf_counter(), "cpu_s": time.process_time()}  # before the kernel counts
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    private_kb = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    print(json.dumps({**taken, "private_mb": private_kb / 1024, **more}), flush=True)


def run_until(qt: QApplication, done: Callable[[], object]) -> None:
    """Run the event loop as the app does: it sleeps until something happens.

    Raises:
        SystemExit: It does not come to that.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    limit = QTimer()
    limit.start(round(LIMIT_S * 1000))
    until_s = time.monotonic() + LIMIT_S
    while not done():
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > until_s:
            raise SystemExit("what was waited for did not come")


def show_bare() -> None:
    """A QMainWindow, painted."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    qt = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    qt.processEvents()
    tell()


def show_app(profile: Path, rows: int) -> None:
    """The app until its list is painted, until all around it is there, and until all is done."""
    from app.__main__ import import_quickly

    import_quickly()
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QTableView

    from app.first_look import FirstLook
    from app.start import begin, make_qt_application

    class Paints(QObject):
        table: QTableView | None = None
        seen = False

        def watch(self, table: QTableView) -> None:
            self.table = table
            table.viewport().installEventFilter(self)

        def find(self) -> None:
            self.watch(made.window.findChild(QTableView, "listener_table"))

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            is_paint = event.type() == QEvent.Type.Paint and self.table is not None
            if is_paint and not self.seen and self.table.model().rowCount() == rows:
                self.seen = True
                QTimer.singleShot(0, tell)  # as soon as this paint is over
            return False

    qt, paints = make_qt_application(["app"]), Paints()
    start = begin(qt, profile=profile)
    look = FirstLook(start)
    look.made.connect(paints.watch)
    look.take()
    from app.bootstrap import build_app

    made = build_app(qt, start=start, look=look)
    made.schedule.start = lambda _job: None  # type: ignore[method-assign]
    told: list[bool] = []
    made.window.painted.connect(lambda: told.append(True))
    made.window.painted.connect(tell)
    if paints.table is None:
        made.window.page_shown.connect(paints.find)
    made.window.show()
    qt.processEvents()
    made.session.start()
    look.until_whole(made.window)
    run_until(qt, lambda: told and not made.runner.is_busy)
    tell()
    made.window.hide()
    made.close()


def stay_idle(profile: Path, seconds: float) -> None:
    """The app on the built-in platform, told of its changes, with nothing to do."""
    from app.bootstrap import build_app
    from app.start import make_qt_application

    qt = make_qt_application(["app"])
    app = build_app(qt, profile=profile)
    streaming: list[bool] = []
    app.events.stream_changed.connect(streaming.append)
    app.window.show()
    app.session.nothing_to_open.connect(app.session.start_sandbox)
    app.session.start()
    run_until(qt, lambda: True in streaming and not app.runner.is_busy)
    wait(5)  # what follows the first look is no idling
    before_s = time.process_time()
    wait(seconds)
    tell(idle_percent=(time.process_time() - before_s) / seconds * 100)
    app.window.hide()
    app.close()
    app.stop_sandbox()


def wait(seconds: float) -> None:
    """Let events come."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare"]:
            show_bare()
        case ["app", folder, count]:
            show_app(Path(folder), int(count))
        case ["idle", folder, span]:
            stay_idle(Path(folder), float(span))
