"""What could not be read is asked for once more as soon as there is a platform again."""

from __future__ import annotations

import pytest

from app.domain.errors import NetworkError
from app.domain.workspace import SyncOverview
from app.ui.pages.factory import pages_of
from app.ui.returning import Returning
from app.ui.workbench import Workbench
from tests.support.a_window import FakePage
from tests.support.builders import NOW, a_connection, a_me
from tests.support.page_world import PageWorld

ASKING = {
    "deliveries": "deliveries",
    "changes": "audit",
    "health": "stats",
    "sandbox_records": "records",
}


ALL = frozenset({"changes", "batch", "test", "stream", "stats", "trace", "audit", "records"})


class FailingPage(FakePage):
    has_failed = True


@pytest.fixture
def world(qtbot, runner, light):
    return PageWorld(qtbot, runner)


def bench_of(qtbot, factories):
    bench = Workbench(a_connection(), [a_connection()], factories)
    qtbot.addWidget(bench)
    bench.resize(1280, 760)
    with qtbot.waitExposed(bench):
        bench.show()
    return bench


@pytest.fixture
def bench(qtbot, light):
    return bench_of(qtbot, {name: lambda shell: FailingPage("x", shell) for name in ASKING})


def told(bench):
    return [one for one in bench.page.calls if one == "refresh"]


def test_the_stream_says_that_somebody_is_there(bench, world):
    Returning(lambda: bench, world.events, parent=bench)
    bench.open_page("health")
    world.events.stream_changed.emit(False)
    assert told(bench) == []
    world.events.stream_changed.emit(True)
    assert told(bench) == ["refresh"]


def test_so_does_the_sync_where_there_is_no_stream_and_once(bench, world):
    Returning(lambda: bench, world.events, parent=bench)
    bench.open_page("health")
    world.events.sync_changed.emit(SyncOverview(online=True))
    assert told(bench) == []
    world.events.sync_changed.emit(SyncOverview(online=False, offline_since=NOW))
    world.events.sync_changed.emit(SyncOverview(online=True))
    world.events.sync_changed.emit(SyncOverview(online=True))
    assert told(bench) == ["refresh"]


def test_a_page_that_has_what_it_wants_is_left_alone(bench, world):
    Returning(lambda: bench, world.events, parent=bench)
    bench.open_page("health")
    bench.page.has_failed = False
    world.events.stream_changed.emit(True)
    assert told(bench) == []


def test_while_nothing_is_open_nothing_is_asked(world):
    keep = Returning(lambda: None, world.events)
    world.events.stream_changed.emit(True)
    assert keep is not None


@pytest.mark.parametrize(("name", "call"), ASKING.items())
def test_every_page_that_asks_the_platform_recovers(qtbot, world, name, call):
    workspace = world.open(me=a_me(capabilities=ALL))
    nothing = lambda: None  # noqa: E731
    bench = bench_of(
        qtbot,
        pages_of(
            *(workspace, world.runner, world.events, world.dialogs),
            *(nothing, nothing, _no_receiver, nothing),
        ),
    )
    Returning(lambda: bench, world.events, parent=bench)
    for _at_once in range(8):  # some ask for several things
        world.platform.fail(call, NetworkError("nobody is there"))
    bench.open_page(name)
    qtbot.waitUntil(lambda: bench.page.has_failed)
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    world.platform._faults.clear()
    world.events.stream_changed.emit(True)
    qtbot.waitUntil(lambda: not bench.page.has_failed)
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    bench.close()  # pages hear that they are hidden while all of them is there


def _no_receiver():
    class NoReceiver:
        def state(self):
            raise AssertionError("nobody asked for it")

    return NoReceiver()
