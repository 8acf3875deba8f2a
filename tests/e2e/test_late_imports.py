"""No page costs start-up for what it does not show: modules are imported when they are needed.

Each story runs in a process of its own, for in this one they have long been imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = {path.parent.name for path in ROOT.glob("app/ui/pages/*/page.py")} - {"listeners"}
TELL = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QAbstractItemView
from app.bootstrap import build_app, make_qt_application

def tell(when):
    print(when, *sorted(sys.modules), flush=True)
"""
FIRST_PAINT = """
qt = make_qt_application(["app"])
app = build_app(qt, profile=Path(sys.argv[1]))
app.window.show()
qt.processEvents()
tell("painted")
app.window.hide()
app.close()
"""
FIRST_PAGE = """
from tests.support.driver import Driver
from tests.support.many_listeners import BigPlatform, build_big_app, many_listeners

qt = make_qt_application(["app"])
app = build_big_app(qt, Path(sys.argv[1]), BigPlatform(many_listeners(3)))
started = []
submit = app.runner.submit

def watched(job, **how):
    if how["name"] == "pages.import":
        tell("shown")
    return submit(job, **how)

app.runner.submit = watched
app.window.show()
driver = Driver(app.window)
app.session.start()
driver.click("start_sandbox")
driver.wait("the list", lambda: driver.look_for("listener_table", QAbstractItemView))
driver.wait("every job to end", lambda: not app.runner.is_busy)
tell("later")
app.window.hide()
app.close()
"""
PLAIN = """
import linecache, sys
from app.runtime.plain_imports import use_plain_imports
if sys.argv[1] == "plain":
    use_plain_imports()
import app.ui.theme
print("imported", *sys.modules)
print("sources", *(name for name in linecache.cache if "theme" in name))
"""


def imported(story, argument):
    """What was imported at each of the story's moments."""
    done = subprocess.run(
        [sys.executable, "-c", story, str(argument)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    return {line[0]: set(line[1:]) for line in lines}


def of_pages(modules):
    """The pages of an open connection that some of these modules belong to."""
    return {name for name in PAGES if f"app.ui.pages.{name}.page" in modules}


def test_the_window_is_painted_before_pages_services_and_what_speaks_to_the_world(tmp_path):
    painted = imported(TELL + FIRST_PAINT, tmp_path)["painted"]
    assert of_pages(painted) == set()
    heavy = {
        *("app.ui.pages.listeners.page", "app.ui.charts", "app.ui.tables"),
        *("app.services.workspace", "app.wiring", "app.adapters.local_store"),
        *("requests", "urllib3", "sqlite3", "keyring", "http.server", "email.message"),
        *("fastapi", "pydantic", "sqlalchemy", "aiohttp"),
    }
    assert painted & heavy == set()


def test_a_worker_reads_the_other_pages_once_the_first_is_shown(tmp_path):
    told = imported(TELL + FIRST_PAGE, tmp_path)
    assert "app.ui.pages.listeners.view" in told["shown"]
    assert of_pages(told["shown"]) == set()
    assert of_pages(told["later"]) == PAGES


def test_no_source_is_read_but_to_be_imported():
    assert imported(PLAIN, "as PySide has it")["sources"], "then nothing needs to be mended"
    told = imported(PLAIN, "plain")
    assert "app.ui.theme" in told["imported"]
    assert told["sources"] == set()
