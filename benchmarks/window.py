"""How long the window keeps a person waiting, with thousands of listeners.

The widest gap between two turns of the GUI thread's event loop while the real window opens,
pulls and syncs, beside the gap of the same window doing nothing; and the first reading of
the local copy with all its words, beside SQLite's own reading of the same rows.  Ratios of
one run can be compared, milliseconds of two machines cannot.

    python -m benchmarks.window [LISTENERS]
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.adapters.local_store import SqliteLocalStore
from app.bootstrap import App
from app.domain.control import JobControl
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.services.local_copy import LocalCopy
from app.start import make_qt_application
from app.ui.pages.listeners.rows import RowBuilder
from tests.support.builders import NOW
from tests.support.driver import Driver
from tests.support.heartbeat import Heartbeat
from tests.support.many_listeners import (
    BigPlatform,
    build_big_app,
    changed,
    fill_local_copy,
    many_listeners,
)

COUNT = 10_000
PUSHED = 1000
LIMIT_S = 300.0
IDLE_MS = 1000


def first_read(profile: Path, platform: BigPlatform) -> dict[str, float]:
    """Processor time of opening the local copy, in multiples of a bare SELECT."""
    path = profile / "sandbox.db"
    started_s = time.process_time()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT * FROM listeners ORDER BY id").fetchall()
    bare_s = time.process_time() - started_s
    store = SqliteLocalStore(path)
    started_s = time.process_time()
    listeners = LocalCopy(store).listeners()
    read_s = time.process_time() - started_s
    builder = RowBuilder()
    builder.build(listeners, platform.catalog_, now=NOW)
    built_s = time.process_time() - started_s - read_s
    started_s = time.process_time()
    builder.build(listeners, platform.catalog_, now=NOW)
    again_s = time.process_time() - started_s
    store.close()
    return {
        "bare_select_ms": round(bare_s * 1000, 1),
        "read_ratio": round(read_s / bare_s, 1),
        "words_ratio": round(built_s / bare_s, 1),
        "words_again_ratio": round(again_s / bare_s, 2),
    }


def opened(
    qt: QApplication, heart: Heartbeat, profile: Path, platform: BigPlatform, phase: str
) -> tuple[App, Driver]:
    """The window with every listener on it; opening it is a phase."""
    app = build_big_app(qt, profile, platform)
    app.window.show()
    driver = Driver(app.window)
    driver.settle()
    with heart.phase(phase):
        app.session.start()
        driver.click("start_sandbox")
        count = len(platform.there)

        def shows_all() -> bool:
            table = driver.look_for("listener_table", QAbstractItemView)
            return table is not None and table.model().rowCount() == count

        driver.wait("all listeners", shows_all, timeout_s=LIMIT_S)
        driver.wait("the jobs", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)
    return app, driver


def closed(app: App) -> None:
    app.window.hide()
    app.close()


def measure(qt: QApplication, profile: Path, platform: BigPlatform) -> dict[str, object]:
    """Every phase once."""
    heart = Heartbeat()
    app, driver = opened(qt, heart, profile, platform, "first_pull")
    closed(app)
    app, driver = opened(qt, heart, profile, platform, "open")
    news = list(platform.there.values())[::10]
    for listener in news:
        platform.put(changed(listener))
    assert app.session.workspace is not None
    listeners = app.session.workspace.listeners
    with heart.phase("sync_of_a_tenth"):
        app.window.actions_.sync_now.trigger()
        last = news[-1].id
        driver.wait(
            "the news",
            lambda: (row := listeners.get(last)) and row.settings.name.endswith("'"),
            timeout_s=LIMIT_S,
        )
        driver.wait("the jobs", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)
    edited = [one.id for one in listeners.cached()[:PUSHED]]
    app.schedule.stop()  # as if it were away: the edits wait
    listeners.set_mode(JobControl(), edited, Mode.PAUSED)
    app.schedule.start(app.session.workspace.rounds.run)
    with heart.phase("push_of_1000"):
        driver.wait(
            "all to be sent",
            lambda: all(
                (row := listeners.get(one))
                and (row.state, row.settings.mode) == (SyncState.CLEAN, Mode.PAUSED)
                for one in edited
            ),
            timeout_s=LIMIT_S,
        )
        driver.wait("the jobs", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)
    with heart.phase("idle"):
        loop = QEventLoop()
        QTimer.singleShot(IDLE_MS, loop.quit)
        loop.exec()
    closed(app)
    idle_ms = heart.gaps["idle"].wall_ms
    return {
        phase: {
            "worst_gap_ms": round(gap.wall_ms, 1),
            "own_ms": round(gap.own_ms, 1),
            "ratio_to_idle": round(gap.wall_ms / idle_ms, 1),
        }
        for phase, gap in heart.gaps.items()
    }


def main() -> None:
    """Print one line of JSON for each thing measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    qt = make_qt_application(["benchmark"])
    platform = BigPlatform(many_listeners(count))
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "read"
        profile.mkdir()
        fill_local_copy(profile / "sandbox.db", platform)
        print(json.dumps({"listeners": count, **first_read(profile, platform)}), flush=True)
        print(json.dumps(measure(qt, Path(folder) / "window", platform)), flush=True)


if __name__ == "__main__":
    main()
