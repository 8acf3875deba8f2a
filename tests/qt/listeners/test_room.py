"""How much room thousands of listeners take in memory: what many have in common is there once.

Told by Python's own account of what it gave out, and not by a clock or the system's pages; each
in a process of its own, where no other test has left anything that would be counted with it.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain.control import JobControl
from app.services.local_copy import LocalCopy
from app.ui.pages.listeners.rows import RowBuilder
from tests.support.builders import NOW
from tests.support.fakes import a_connection_service
from tests.support.many_listeners import BigPlatform, fill_local_copy, many_listeners

COUNT = 1000
A_LISTENER = 1160  # bytes, of which a fourth are its own texts
A_PULLED_ONE = 1300  # beside it, what was read last is kept for those that say the same
A_ROW = 230
SHARED = ("entity", "function", "channel_id")
ALONE = "PICKSMART_TEST_ALONE"


@pytest.fixture
def is_alone(request):
    """Whether this process is there for this test; else another has judged it."""
    if ALONE in os.environ:
        return True
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", request.node.nodeid],
        cwd=Path(__file__).parents[3],
        env={**os.environ, ALONE: "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
    return False


def taken(make):
    """What `make` gives, and how much of what it took is still there, for each listener."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _most = tracemalloc.get_traced_memory()
        made = make()
        gc.collect()
        after, _most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return made, (after - before) / COUNT


@pytest.fixture
def opened(tmp_path):
    """Reads a copy of the last time the app ran."""
    path = tmp_path / "sandbox.db"
    fill_local_copy(path, BigPlatform(many_listeners(COUNT)))
    stores = []

    def open_copy():
        stores.append(SqliteLocalStore(path))
        return LocalCopy(stores[0])

    yield open_copy
    for one in stores:
        one.close()


@pytest.fixture
def pulled(tmp_path):
    """Reads everything from the platform; what that imports was imported for the first few."""
    few, rest = many_listeners(COUNT)[:3], many_listeners(COUNT)[3:]
    platform = BigPlatform(few)
    service = a_connection_service(
        platform=platform,
        open_local=lambda _name, **how: SqliteLocalStore(tmp_path / "sandbox.db", **how),
    )
    workspace = service.open(JobControl(), service.start_sandbox(JobControl()).id)
    workspace.sync.sync(JobControl())
    for one in rest:
        platform.put(one)

    def pull():
        workspace.sync.sync(JobControl())
        return workspace.listeners

    yield pull
    workspace.close()


@pytest.mark.parametrize(("way", "most"), [("opened", A_LISTENER), ("pulled", A_PULLED_ONE)])
def test_a_listener_has_little_of_its_own(way, most, request, is_alone):
    if not is_alone:
        return
    made, room = taken(request.getfixturevalue(way))
    listeners = made.listeners() if way == "opened" else made.cached()
    assert len(listeners) == COUNT
    assert room < most
    for name in SHARED:
        texts = [getattr(one.settings, name) for one in listeners]
        assert len(set(map(id, texts))) == len(set(texts))
    assert len({id(one.base.created_by) for one in listeners}) == 1


def test_a_row_of_the_list_keeps_what_it_is_searched_by_and_no_more(opened, is_alone):
    if not is_alone:
        return
    listeners = opened().listeners()
    RowBuilder().build(listeners, None, now=NOW)  # the hosts' names are kept for all lists
    rows, room = taken(lambda: RowBuilder().build(listeners, None, now=NOW))
    assert len(rows) == COUNT
    assert room < A_ROW
