"""The guard of the GUI thread can fail: it catches each kind of act, and only the app's."""

from __future__ import annotations

import logging
import sqlite3
import threading
from types import SimpleNamespace

import pytest

from app.adapters.keyring_secrets import KeyringSecrets
from app.adapters.logs import start_logging, stop_logging
from app.adapters.redaction import Redactor
from tests.support.gui_guard import ROOT, GuiGuard

ACTS = {
    "open": "open(at.path).close()",
    "sqlite": "at.database.execute('SELECT 1')",
    "sqlite3.connect": "at.sqlite3.connect(':memory:').close()",
    "socket.connect": "at.socket.socket().connect_ex(('127.0.0.1', 9))",
    "socket.getaddrinfo": "at.socket.getaddrinfo('127.0.0.1', 80)",
    "subprocess.Popen": "at.subprocess.run(['true'])",
    "os.mkdir": "at.os.mkdir(at.path + '.d')",
    "os.rename": "at.os.rename(at.path, at.path + '.2')",
    "time.sleep": "at.time.sleep(0)",
    "keyring": "at.secrets.get('nothing')",
    "log": "at.writer.handle(at.record)",
}


def the_app_does(act, at):
    """Run a line as if it stood in one of the app's modules."""
    scope = {"at": at}
    exec(compile(f"def act():\n    {act}", f"{ROOT}/app/ui/somewhere.py", "exec"), scope)
    return scope["act"]


@pytest.fixture
def guard():
    guard = GuiGuard()
    with guard.armed():
        yield guard
    guard.close()


@pytest.fixture
def at(guard, tmp_path):
    """Whatever the acts need, made while the guard looks on."""
    import os
    import socket
    import subprocess
    import time

    path = tmp_path / "file"
    path.touch()
    database = sqlite3.connect(":memory:")
    handlers = start_logging(tmp_path / "app.log", Redactor())
    guard.caught.clear()
    yield SimpleNamespace(
        os=os,
        socket=socket,
        sqlite3=sqlite3,
        subprocess=subprocess,
        time=time,
        path=str(path),
        database=database,
        secrets=KeyringSecrets(choose=lambda: None),
        writer=handlers[0].writers[0],
        record=logging.makeLogRecord({"msg": "x"}),
    )
    stop_logging(handlers)
    database.close()


@pytest.mark.filterwarnings("ignore:unclosed <socket")
@pytest.mark.parametrize("kind", ACTS)
def test_each_kind_is_caught_when_the_app_does_it_on_the_gui_thread(guard, at, kind):
    act = the_app_does(ACTS[kind], at)
    try:
        act()
    except Exception:
        assert kind == "keyring"  # there is none
    assert any(
        one.startswith(f"{kind} ") and one.endswith("by ui/somewhere.py:2 act")
        for one in guard.caught
    ), guard.caught


def test_a_worker_may_do_it_and_is_seen(guard, at):
    worker = threading.Thread(target=the_app_does(ACTS["open"], at))
    worker.start()
    worker.join()
    assert guard.caught == []
    assert "open" in guard.seen_elsewhere


def test_a_test_may_do_it(guard, at):
    open(at.path).close()
    at.database.execute("SELECT 1")
    assert guard.caught == []


def test_nothing_counts_before_and_after(at):
    guard = GuiGuard()
    the_app_does(ACTS["open"], at)()
    with guard.armed():
        pass
    the_app_does(ACTS["open"], at)()
    guard.close()
    the_app_does(ACTS["open"], at)()
    assert guard.caught == []
