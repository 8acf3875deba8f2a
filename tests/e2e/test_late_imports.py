"""No page costs start-up for what it does not show: modules are imported when they are needed.

Each story runs in a process of its own, for in this one they have long been imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.paths import profile_paths
from app.domain.workspace import Connection, Environment
from tests.support.many_listeners import BigPlatform, fill_local_copy, many_listeners

ROOT = Path(__file__).parents[2]
PAGES = {path.parent.name for path in ROOT.glob("app/ui/pages/*/page.py")} - {"listeners"}
TELL = """
import sys
from pathlib import Path
import app.ahead
app.ahead.PLAIN = ()  # read while Qt's libraries come, these cost nothing
from app.__main__ import import_quickly
import_quickly()
from PySide6.QtWidgets import QAbstractItemView
from app.bootstrap import build_app
from app.start import make_qt_application

def tell(when):
    print(when, *sorted(sys.modules), flush=True)
"""
FIRST_LOOK = """
import sys
from pathlib import Path
import app.ahead
app.ahead.PLAIN = ()
from app.__main__ import import_quickly
import_quickly()
import app.window
import PySide6.QtWidgets
from PySide6.QtCore import QEventLoop
from app.first_look import FirstLook
from app.start import begin, make_qt_application

def tell(when):
    print(when, *sorted(sys.modules), flush=True)

qt = make_qt_application(["app"])
start = begin(qt, profile=Path(sys.argv[1]))
look, tables = FirstLook(start, patience_s=100), []
look.made.connect(tables.append)
submit = start.runner.submit

def watched(job, **how):
    if how["name"] == "look.rest":
        assert start.window.isVisible() and tables[0].model().rowCount() == 3
        tell("painted")
        print("made", *vars(PySide6.QtWidgets))
    return submit(job, **how)

start.runner.submit = watched
assert look.take()
tell("imported")
from app.bootstrap import build_app
app = build_app(qt, start=start, look=look)
app.schedule.start = lambda _job: None  # there is nobody to sync with
app.window.show()
app.session.start()
loop = QEventLoop()
app.window.painted.connect(loop.quit)
loop.exec()
print("seen", len(tables))
print("made_then", *vars(PySide6.QtWidgets))
app.window.hide()
app.close()
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
import threading
from PySide6.QtCore import QEventLoop

class OnTheGuiThread:
    names = []

    def find_spec(self, name, path, target=None):
        if threading.current_thread() is threading.main_thread():
            self.names.append(name)

qt = make_qt_application(["app"])
app = build_app(qt, profile=Path(sys.argv[1]))
app.schedule.start = lambda _job: None  # there is nobody to sync with
submit, loop = app.runner.submit, QEventLoop()

def watched(job, **how):
    if how["name"] == "pages.import":
        assert app.window.findChild(QAbstractItemView, "listener_table").model().rowCount() == 3
        tell("shown")
        print("waited", *OnTheGuiThread.names, flush=True)
    task = submit(job, **how)
    if how["name"] == "pages.import":
        task.finished.connect(loop.quit)
    return task

app.runner.submit = watched
app.window.show()
sys.meta_path.insert(0, OnTheGuiThread())
app.session.start()
loop.exec()
tell("later")
app.window.hide()
app.close()
"""
FIRST_WELCOME = """
from PySide6.QtCore import QEventLoop
from app.domain.errors import StoreError
from tests.support.gui_guard import GuiGuard

def unreadable(_control):
    raise StoreError("unreadable")

qt = make_qt_application(["app"])
load = unreadable if sys.argv[2] == "unreadable" else None
app = build_app(qt, profile=Path(sys.argv[1]), load=load)
guard, loop = GuiGuard(), QEventLoop()
app.window.painted.connect(loop.quit)
app.window.show()
qt.processEvents()
with guard.armed():
    app.session.start()
    loop.exec()
    assert app.window.topic == "welcome"
    tell("shown")
    print("waited", *guard.caught, flush=True)
    if load is None:
        app.window.actions_.add_connection.trigger()
        assert app.window.topic == "connect"
    while app.runner.is_busy:
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    print("waited_then", *guard.caught, flush=True)
    assert "open" in guard.seen_elsewhere  # and it did look
app.window.hide()
app.close()
"""
READ_AHEAD = """
import importlib, sys
from pathlib import Path
import app.ahead
for name in app.ahead.PLAIN:
    importlib.import_module(name)
print("ahead", *app.ahead.PLAIN)
print("plain", *sys.modules)
loaded, load = [], app.ahead._load

def watched(paths):
    load(paths)
    loaded.append(Path("/proc/self/maps").read_text())

app.ahead._load = watched
app.ahead.read_ahead()
import threading
for thread in threading.enumerate():
    if thread.name == "libraries":
        thread.join()
print("then", *sys.modules)
print("libraries", *(Path(line.split()[-1]).name for line in loaded[0].splitlines()))
from PySide6.QtWidgets import QApplication
print("main", QApplication([]).thread().isMainThread())
"""
STYLED = """
import sys
from app.start import make_qt_application
qt = make_qt_application(["app"])
print("style", qt.style().objectName())
print("left", *qt.arguments())
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
WRONG_CALLS = """
import sys, threading
from app.runtime.plain_imports import use_plain_imports
if sys.argv[1] == "plain":
    use_plain_imports()
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor
print("imported", *sys.modules)

def said(call):
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"

def wrong_calls():
    told.extend(map(said, (
        lambda: QTimer(3, 4, 5),
        lambda: QTimer().start("soon"),
        lambda: QObject(nonsense=1),
        lambda: QColor.fromRgb("red", None),
        lambda: QTimer().setInterval(1, 2),
    )))

told = []
for _ in range(2):
    worker = threading.Thread(target=wrong_calls)
    worker.start()
    worker.join()
    wrong_calls()
print("said", ascii([*dict.fromkeys(told), QColor.fromRgb.__doc__]))
print("then", *sys.modules)
"""


def imported(story, *arguments):
    """What was imported at each of the story's moments."""
    done = subprocess.run(
        [sys.executable, "-c", story, *map(str, arguments)],
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


def kept_profile(folder):
    """One whose connection was open before, with three listeners in its copy."""
    paths = profile_paths(folder)
    connection = Connection("kept", "Kept", "https://platform.invalid", Environment.SANDBOX)
    JsonConnectionStore(paths.connections_file).put(connection)
    fill_local_copy(paths.local_db(connection.id), BigPlatform(many_listeners(3)))
    return folder


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


# What must not be there when the rows are: each would be imported before the first paint.
TOO_EARLY = {
    # What speaks to the world, and what judges what is typed.
    *("requests", "urllib3", "keyring", "truststore", "cryptography", "ssl", "http.client"),
    *("email_validator", "idna", "email.message", "importlib.metadata", "asyncio"),
    *("app.adapters.rest_api", "app.adapters.transport", "app.adapters.direct_sender"),
    *("app.adapters.endpoint_probe", "app.adapters.local_receiver", "PySide6.QtNetwork"),
    # What belongs to other pages, and to what comes up over them.
    *("app.ui.pages.welcome.view", "app.ui.pages.connect.view", "app.ui.sign_in_dialog"),
    *("app.ui.palette.opening", "app.ui.preferences.dialog", "app.ui.help.dialog"),
    *("app.ui.about_dialog", "app.runtime.window_bell"),
    *("app.ui.pages.listeners.panel", "app.ui.pages.listeners.bulk_bar"),
    *("app.ui.pages.listeners.conflict_dialog", "app.ui.pages.listeners.bulk_report"),
    *("app.ui.test_sends.trials", "app.ui.widgets.highlighter"),
    *("app.ui.pages.listeners.placeholders", "app.ui.draft_offer", "app.ui.widgets.code_view"),
    *("app.ui.widgets.timeline", "app.ui.widgets.radio_card", "app.ui.charts.waterfall"),
    # Services that ask the platform, and the values that only they know.
    *("app.services.audit", "app.services.audit_exports", "app.services.delivery_exports"),
    *("app.services.endpoint_checks", "app.services.exports"),
    *("app.services.explanations", "app.services.health", "app.services.mailbox"),
    *("app.services.test_sends", "app.services.client_tokens", "app.adapters.platform_process"),
    *("app.services.records", "app.services.replays", "app.services.signing"),
    *("app.services.pull", "app.services.push", "app.services.side_rounds"),
    *("app.services.upkeep", "app.services.connection_check"),
    *("app.domain.delivery", "app.domain.mail", "app.domain.token_call", "subprocess"),
    *("app.domain.audit", "app.domain.audit_export", "app.domain.cause"),
    *("app.domain.delivery_export", "app.domain.export"),
    *("app.domain.endpoint_check", "app.domain.explanation", "app.domain.record"),
    *("app.domain.replay", "app.domain.stats", "app.domain.undo"),
    # What the standard library and others would bring along for a word of theirs.
    *("ast", "dis", "hashlib", "hmac", "html", "inspect", "secrets", "tokenize", "uuid"),
    *("decimal", "filelock", "zoneinfo"),
}


# The first look has no more than the list itself: of our own, about a hundred modules.
AFTER_THE_LOOK = {
    *TOO_EARLY,
    *("app.bootstrap", "app.wiring", "app.ui.actions", "app.ui.commands", "app.ui.session"),
    *("app.ui.workbench", "app.ui.sidebar", "app.ui.status_line", "app.ui.dialogs"),
    *("app.ui.pages.listeners.page", "app.ui.pages.listeners.view", "app.ui.pages.frame"),
    *("app.ui.pages.listeners.filter_bar", "app.ui.pages.listeners.presenter"),
    *("app.services.connections", "app.services.opening", "app.services.workspace"),
    *("app.services.sync", "app.services.listeners", "app.services.local_copy"),
    *("app.adapters.logs", "app.adapters.redaction", "app.adapters.keyring_secrets"),
    *("app.adapters.store_salvage", "app.domain.local_changes", "app.domain.conflict"),
    *("app.domain.ports", "app.domain.platform_port", "app.domain.embedded_port"),
    *("app.domain.credential", "app.arguments", "argparse"),
    *("logging.handlers", "socket", "pickle", "http", "importlib.abc", "importlib.resources"),
    # An ordinary host is shown as it is, and PySide's own archive is not opened.
    *("app.domain.url", "app.domain.validation", "ipaddress", "urllib.parse", "zipfile"),
}


def test_the_list_of_the_last_time_is_painted_before_the_rest_of_the_window_is_imported(tmp_path):
    profile = kept_profile(tmp_path / "profile")
    first = imported(FIRST_LOOK, profile)
    assert "painted" not in first, "it is not known yet where the list stands"
    told = imported(FIRST_LOOK, profile)
    assert told["seen"] == {"1"}
    assert "app.ui.tables.table_view" in told["painted"]
    assert told["painted"] & AFTER_THE_LOOK == set()
    assert {"QMainWindow", "QWizard"} & told["made"] == {"QMainWindow"}, "PySide made all classes"
    assert "QStyle" not in told["made"], "its 570 members are for whoever changes a theme"
    assert "QWizard" not in told["made_then"], "nor when the list went into its page"
    assert of_pages(told["painted"]) == set()
    furniture = {"app.bootstrap", "app.ui.actions", "app.ui.whereabouts", "app.ui.entrance"}
    assert furniture <= told["imported"], "a worker has read it"


@pytest.mark.skipif(sys.platform != "linux", reason="nowhere else are they loaded ahead")
def test_libraries_come_while_that_is_read_which_needs_none_of_them(tmp_path):
    profile = kept_profile(tmp_path / "profile")
    imported(FIRST_LOOK, profile)
    told = imported(READ_AHEAD)
    assert told["ahead"] <= imported(FIRST_LOOK, profile)["painted"], "the first list needs all"
    assert {name for name in told["plain"] if name.startswith(("PySide6", "shiboken"))} == set()
    assert "PySide6.QtCore" not in told["then"], "a thread makes nothing of Python's"
    assert {"libQt6Core.so.6", "libQt6Widgets.so.6", "libfontconfig.so.1"} <= {
        name.partition("-")[0] if name.startswith("libQt6") else ".".join(name.split(".")[:3])
        for name in told["libraries"]
    }
    assert told["main"] == {"True"}, "Qt holds the thread that loaded it for the window's"


def test_the_rest_is_imported_by_a_worker_once_the_rows_are_painted(tmp_path):
    told = imported(TELL + FIRST_PAGE, kept_profile(tmp_path / "profile"))
    assert "app.ui.pages.listeners.view" in told["shown"]
    assert of_pages(told["shown"]) == set()
    assert told["shown"] & TOO_EARLY == set()
    assert told["waited"] == set(), "the window stood still while this was imported"
    assert of_pages(told["later"]) == PAGES
    read_ahead = ("app.ui.pages.", "app.services.", "app.domain.", "app.ui.palette.")
    assert {name for name in TOO_EARLY if name.startswith(read_ahead)} <= told["later"]


@pytest.mark.parametrize("start", ["of a new profile", "of a connection", "unreadable"])
def test_welcome_is_read_by_the_worker_that_finds_that_it_comes_up(tmp_path, start):
    profile = tmp_path / "profile"
    if start == "of a connection":
        kept_profile(profile)
        copy = profile_paths(profile).local_db("kept")
        copy.unlink()
        copy.mkdir()  # so that it cannot be opened
    told = imported(TELL + FIRST_WELCOME, profile, start)
    assert "app.ui.pages.welcome.view" in told["shown"]
    assert told["waited"] == set(), "the window stood still while this was imported"
    assert told["waited_then"] == set(), "it did when Connect came up"


def test_the_style_is_ours_whatever_a_persons_environment_says(monkeypatch):
    monkeypatch.setenv("QT_STYLE_OVERRIDE", "windows")
    told = imported(STYLED)
    assert told["style"] == {"fusion"}
    assert told["left"] == {"app"}


def test_no_source_is_read_but_to_be_imported():
    assert imported(PLAIN, "as PySide has it")["sources"], "then nothing needs to be mended"
    told = imported(PLAIN, "plain")
    assert "app.ui.theme" in told["imported"]
    assert told["sources"] == set()


def test_what_writes_signatures_is_loaded_when_qt_is_called_wrongly_and_says_the_same():
    usual, plain = imported(WRONG_CALLS, "as PySide has it"), imported(WRONG_CALLS, "plain")
    writer = "shibokensupport.signature.parser"
    assert writer in usual["imported"], "then nothing needs to be mended"
    assert plain["imported"] & {writer, "inspect", "ast", "argparse"} == set()
    assert writer in plain["then"]
    assert plain["said"] == usual["said"]
    assert any("signatures" in word for word in plain["said"])
