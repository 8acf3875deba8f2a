"""The window is closed in the middle of whatever the app does: it ends in time (F61)."""

from __future__ import annotations

import os
import threading
import time
from contextlib import ExitStack

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.adapters.process_lock import ProcessLock
from app.bootstrap import build_app
from app.domain.control import JobControl
from app.ui.translations import install_translations
from tests.support.builders import settings
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import FakeConnectionStore, FakeSecretStore, a_connection_service

LIMIT_S = 10.0  # 2 s on a machine that has nothing else to do


class HangingPlatform(FakePlatform):
    """Does not answer one of its calls until the job is cancelled."""

    def __init__(self, hangs: str) -> None:
        super().__init__()
        self.hangs = hangs
        self.reached = threading.Event()

    def _call(self, name, control, work):
        if name == self.hangs:
            self.reached.set()
            control.sleep(600)
        return super()._call(name, control, work)


class Quitting:
    """The app on a profile of its own, whose one connection is opened at the start."""

    def __init__(self, qapp, profile, platform) -> None:
        self.profile = profile
        self.platform = platform
        self.store = FakeConnectionStore()
        self.loading = threading.Event()
        self.hangs_loading = False
        self.app = build_app(qapp, profile=profile, load=self._load)

    def path(self, name="sandbox"):
        return self.profile / f"{name}.db"

    def _load(self, control: JobControl):
        self.loading.set()
        if self.hangs_loading:
            control.sleep(600)
        service = a_connection_service(
            platform=self.platform,
            store=self.store,
            secrets=FakeSecretStore(),
            announce=self.app.events.announce,
            open_local=lambda name, **how: SqliteLocalStore(self.path(name), **how),
        )
        if not self.store.connections():
            service.start_sandbox(control)
        return service

    def start(self) -> None:
        self.app.window.show()
        self.app.session.start()


@pytest.fixture
def quitting(qapp, tmp_path):
    install_translations(qapp)
    with ExitStack() as stack:

        def start(hangs: str = "") -> Quitting:
            one = Quitting(qapp, tmp_path / "profile", HangingPlatform(hangs))
            stack.callback(one.app.close)
            return one

        yield start


def ends(one: Quitting) -> None:
    """Closed as `run_until_closed` does: in time, and no thread of ours is left."""
    started = time.monotonic()
    one.app.window.hide()
    one.app.close()
    assert time.monotonic() - started < LIMIT_S
    left = [one for one in threading.enumerate() if one.name.startswith(("job", "following"))]
    for thread in left:  # its work is done; it may still be on its way out
        thread.join(30)
    assert not [thread.name for thread in left if thread.is_alive()]
    store = SqliteLocalStore(one.path())  # let go of, and sound
    assert store.repair is None
    store.close()


def test_F61_while_the_services_are_loaded(quitting, qtbot):
    one = quitting()
    one.hangs_loading = True
    one.start()
    qtbot.waitUntil(one.loading.is_set, timeout=30_000)
    ends(one)


@pytest.mark.parametrize("call", ["me", "changes", "catalog", "credentials"])
def test_F61_while_the_platform_does_not_answer(quitting, qtbot, call):
    one = quitting(call)
    one.start()
    qtbot.waitUntil(one.platform.reached.is_set, timeout=30_000)
    ends(one)


def test_F61_while_an_edit_is_being_sent(quitting, qtbot):
    one = quitting("create_listener")
    one.start()
    qtbot.waitUntil(lambda: one.app.session.workspace is not None, timeout=30_000)
    row = one.app.session.workspace.listeners.create(JobControl(), settings(name="kept"))
    qtbot.waitUntil(one.platform.reached.is_set, timeout=30_000)
    ends(one)
    store = SqliteLocalStore(one.path())
    assert [kept.id for kept in store.unsettled()] == [row.id]
    store.close()


def test_F61_F27_while_another_process_syncs(quitting, qtbot):
    one = quitting()
    path = one.path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with ProcessLock(path.with_name(f"{path.name}.sync")).held(wait_s=0):
        one.start()
        qtbot.waitUntil(lambda: one.app.session.workspace is not None, timeout=30_000)
        qtbot.waitUntil(lambda: one.app.schedule.is_running, timeout=30_000)
        ends(one)
