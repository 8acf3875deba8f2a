"""How soon the window shows what a person does: a key in the search, a scroll, another theme.

In the real window with thousands of listeners, and on the Deliveries page with ten times as
many rows: from the key or the wheel until what it changed has been painted.  `own_ms` is the
GUI thread's processor time of the same: other programs lengthen it far less than the wall's
clock.  A bare QMainWindow with one search field stands beside it, in turn.

    python -m benchmarks.window_use [--listeners 10000] [--deliveries 100000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMainWindow, QWidget

from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter, DeliveryPage
from app.runtime.collecting import CycleCollector
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.runtime.turns import next_turn
from app.services.deliveries import DeliveryService
from app.start import make_qt_application
from app.ui.pages.deliveries.page import build
from app.ui.tables import TableView
from benchmarks.kit.table import middle, percentile, show
from tests.support.dialogs import ScriptedDialogs
from tests.support.driver import Driver
from tests.support.fakes import a_workspace
from tests.support.many_listeners import (
    BigPlatform,
    build_big_app,
    fill_local_copy,
    many_listeners,
)
from tests.support.scripted_deliveries import Scripted, made
from tests.support.scripted_shell import ScriptedShell

TYPED = "warehouse 7"
FRAMES = 100
PAGE = 100
LIMIT_S = 60.0
# What is measured, and its goals: the median and the worst, in milliseconds.
GOALS = {
    "key in the listener search": (10.0, 16.0),
    "frame of scrolling the listeners": (16.0, 16.0),
    "another theme": (50.0, 50.0),
    "key in the delivery search": (12.0, 25.0),
    "frame of scrolling the deliveries": (16.0, 16.0),
}


class Painted(QObject):
    """Notes the paints of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


@dataclass
class Taken:
    """How long one thing took each time, by the wall's clock and of the GUI thread."""

    wall_ms: list[float] = field(default_factory=list)
    own_ms: list[float] = field(default_factory=list)


class Stopwatch:
    """Measures from an act until the widget that it changes has been painted."""

    def __init__(self, qt: QApplication) -> None:
        self._qt = qt
        self.taken: dict[str, Taken] = {}

    def measure(self, what: str, painted: Painted, act: Callable[[], object]) -> None:
        self.settle()
        before, wall_s, own_s = painted.count, time.perf_counter(), time.thread_time()
        act()
        while painted.count == before:
            self.settle()
            if time.perf_counter() - wall_s > LIMIT_S:
                raise SystemExit(f"{what}: nothing was painted")
        taken = self.taken.setdefault(what, Taken())
        taken.wall_ms.append((time.perf_counter() - wall_s) * 1000)
        taken.own_ms.append((time.thread_time() - own_s) * 1000)

    def settle(self) -> None:
        """Until all that is queued has happened: layouts, and every paint."""
        done: list[bool] = []
        next_turn(self._qt, lambda: done.append(True))
        while not done:
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def type_and_clear(
    watch: Stopwatch, what: str, search: QLineEdit, painted: Painted, found: Painted | None = None
) -> None:
    """Every key of the text, and back again letter by letter.

    Args:
        watch: Takes the times.
        what: Their name.
        search: The field.
        painted: Its paints; the pass that paints it ends the time.
        found: Those of the list, where what is found is there at once: none may come later.

    Raises:
        SystemExit: The list was painted later than the field.
    """
    search.setFocus()
    keys = [Qt.Key(ord(letter.upper())) for letter in TYPED]
    for key in (*keys, *[Qt.Key.Key_Backspace] * len(keys)):
        watch.measure(what, painted, lambda key=key: QTest.keyClick(search, key))
        before = found.count if found is not None else 0
        watch.settle()
        if found is not None and found.count != before:
            raise SystemExit(f"{what}: the list is painted later than the field")


def scroll(watch: Stopwatch, what: str, table: QAbstractItemView) -> None:
    """A wheel's step at a time, and far jumps as by the bar."""
    painted, bar = Painted(table.viewport()), table.verticalScrollBar()
    steps = [*range(0, FRAMES * 53, 53), *range(0, bar.maximum(), max(bar.maximum() // 20, 1))]
    for to in steps:
        if min(to, bar.maximum()) != bar.value():
            watch.measure(what, painted, lambda to=to: bar.setValue(to))


def bare_window(watch: Stopwatch, rounds: int) -> None:
    """A search field in a QMainWindow, to compare with."""
    window = QMainWindow()
    search = QLineEdit()
    window.setCentralWidget(search)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    for _ in range(rounds):
        type_and_clear(watch, "key in a bare window", search, Painted(search))
    window.close()


def listeners_in_use(qt: QApplication, watch: Stopwatch, count: int, rounds: int) -> None:
    """The real window, opened on its local copy."""
    platform = BigPlatform(many_listeners(count))
    with tempfile.TemporaryDirectory() as folder:
        fill_local_copy(Path(folder) / "sandbox.db", platform)
        app = build_big_app(qt, Path(folder), platform)
        app.window.show()
        driver = Driver(app.window)
        app.session.start()
        driver.click("start_sandbox")
        driver.wait("the list", lambda: rows_of(driver) == count, timeout_s=LIMIT_S)
        driver.wait("the jobs", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)
        table = driver.find("listener_table", QAbstractItemView)
        search, painted = driver.find("search", QLineEdit), Painted(table.viewport())
        typed = Painted(search)
        for _ in range(rounds):
            type_and_clear(watch, "key in the listener search", search, typed, painted)
        scroll(watch, "frame of scrolling the listeners", table)
        for _ in range(rounds):
            for scheme in ("dark", "light"):
                watch.measure("another theme", painted, lambda s=scheme: app.theme.apply(s))
        app.window.hide()
        app.close()


def rows_of(driver: Driver) -> int:
    table = driver.look_for("listener_table", QAbstractItemView)
    return table.model().rowCount() if table is not None else 0


class ReadToTheEnd(Scripted):
    """As when a person has scrolled down to the oldest: the first answer has all rows at once."""

    def __init__(self, count: int) -> None:
        super().__init__(*(made(number) for number in reversed(range(count))))
        self._is_first = True

    def list(
        self,
        control: JobControl,
        wanted: DeliveryFilter,
        cursor: str | None = None,  # noqa: ARG002 - nobody reads on: all is there
    ) -> DeliveryPage:
        control.check()
        if self._is_first:
            self._is_first = False
            return DeliveryPage(tuple(self.rows), None, {})
        found = (one for one in self.rows if wanted.text in f"{one.record_id} {one.id}")
        page = tuple(itertools.islice(found, PAGE))
        return DeliveryPage(page, page[-1].id if len(page) == PAGE else None, {})


def deliveries_in_use(qt: QApplication, watch: Stopwatch, count: int, rounds: int) -> None:
    """The Deliveries page with all its rows read."""
    workspace, runner, collector = a_workspace(), TaskRunner(), CycleCollector()
    collector.install()  # as the app has it, else Python looks for garbage amid a frame
    workspace.deliveries = cast("DeliveryService", ReadToTheEnd(count))
    page = build(workspace, runner, AppEvents(), ScriptedShell(), ScriptedDialogs())
    window = QMainWindow()
    window.setCentralWidget(page)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    page.enter()
    driver = Driver(window)
    table = page.findChild(TableView)
    driver.wait("the rows", lambda: table.model().rowCount() == count, timeout_s=LIMIT_S)
    scroll(watch, "frame of scrolling the deliveries", table)
    search = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    painted = Painted(search)
    for _ in range(rounds):
        type_and_clear(watch, "key in the delivery search", search, painted)
    collector.uninstall()
    runner.shutdown()
    window.close()
    qt.processEvents()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; the number of goals that were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=10_000)
    parser.add_argument("--deliveries", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    qt = make_qt_application(["benchmark"])
    watch = Stopwatch(qt)
    bare_window(watch, options.rounds)
    listeners_in_use(qt, watch, options.listeners, options.rounds)
    deliveries_in_use(qt, watch, options.deliveries, options.rounds)
    missed = []
    rows = []
    for what, taken in watch.taken.items():
        goal = GOALS.get(what)
        held = goal is None or (
            percentile(taken.wall_ms, 0.5) <= goal[0] and max(taken.wall_ms) <= goal[1]
        )
        missed += [] if held else [what]
        said = "" if goal is None else f"{goal[0]:g}, worst {goal[1]:g}: "
        said += "" if goal is None else ("held" if held else "missed")
        rows.append((what, middle(taken.wall_ms, 1), middle(taken.own_ms, 1), said))
    show(("", "ms", "of the GUI thread", "goal"), rows)
    print(json.dumps({"missed": missed}))
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
