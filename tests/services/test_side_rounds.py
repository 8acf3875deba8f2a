"""Connections that are not open: what waits in them is sent, each for itself."""

from __future__ import annotations

import queue
import threading
from contextlib import ExitStack, closing

import pytest

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.keyring_secrets import KeyringSecrets
from app.adapters.local_erasure import erasing
from app.adapters.local_store import SqliteLocalStore
from app.adapters.paths import profile_paths
from app.adapters.rest_api import RestApi
from app.adapters.sample_files import SampleFiles, samples_of
from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.errors import NetworkError, NotAuthorised, SecretStoreError, StoreError
from app.domain.listener_draft import ListenerDraft
from app.domain.store_repair import StoreRepair
from app.services.connections import ConnectionService
from tests.support.builders import a_connect_request, a_connection, settings
from tests.support.fakes import (
    Announcements,
    FakeConnectionStore,
    FakeSandbox,
    a_connection_service,
)
from tests.support.http_servers import HttpServer
from tests.support.platform import running_platform
from tests.support.two_platforms import Several

CONTROL = JobControl()


def states(announced):
    return {one.connection_id: one for what, one in announced.heard if what is Changed.SIDE}


def left_waiting(service, connection_id, name):
    """An edit that was made while the platform was not asked."""
    with closing(service.open(CONTROL, connection_id, offline=True)) as workspace:
        workspace.listeners.create(CONTROL, settings(name=name))


# -- on real platforms and real files ------------------------------------------------------


@pytest.fixture(scope="module")
def platforms(tmp_path_factory):
    with ExitStack() as stack:
        yield [
            stack.enter_context(running_platform(tmp_path_factory.mktemp(name)))
            for name in ("first", "second")
        ]


@pytest.fixture
def announced():
    return Announcements()


def on_this_computer(tmp_path, announced):
    paths = profile_paths(tmp_path / "profile")
    return ConnectionService(
        store=JsonConnectionStore(paths.connections_file),
        secrets=KeyringSecrets(choose=lambda: None),
        open_api=RestApi,
        open_local=lambda name, **how: SqliteLocalStore(paths.local_db(name), **how),
        erasing=lambda name: erasing(paths.local_db(name)),
        samples=lambda name: SampleFiles(samples_of(paths.local_db(name))),
        sandbox=FakeSandbox(),
        sender=None,
        probe=None,
        whole_file=None,
        announce=announced,
    )


@pytest.fixture
def real(tmp_path, announced):
    service = on_this_computer(tmp_path, announced)
    yield service
    service.sides.close()


def names_on(platform):
    return sorted(one["name"] for one in platform.get("/listeners").json()["items"])


def test_T19_one_that_is_down_holds_up_no_other(real, platforms, announced):
    ids = [
        real.add(CONTROL, a_connect_request(base_url=one.base_url, secret=one.token)).id
        for one in platforms
    ]
    with HttpServer() as gone:
        pass
    down = a_connection(id="con_down", base_url=gone.url)
    real._store.put(down)
    real._signing_in.keep(down, platforms[0].token)
    for connection_id, name in zip([*ids, down.id], ("Mine", "Yours", "Nobody's"), strict=True):
        left_waiting(real, connection_id, name)
    with pytest.raises(NetworkError):
        real.sides.run(CONTROL, down.id)
    assert [real.sides.run(CONTROL, one).sent for one in ids] == [1, 1]
    there = [names_on(one) for one in platforms]
    assert [names.count("Mine") for names in there] == [1, 0]
    assert [names.count("Yours") for names in there] == [0, 1]
    found = states(announced)
    assert found[down.id].overview.waiting == 1
    assert isinstance(found[down.id].error, NetworkError)
    assert {found[one].overview.waiting for one in ids} == {0}
    assert [real.sides.run(CONTROL, one).sent for one in ids] == [0, 0]  # not a second time
    with closing(real.open(CONTROL, ids[0])) as workspace:
        assert "Mine" in [row.settings.name for row in workspace.listeners.cached()]


def test_F27_an_edit_that_another_process_leaves_is_told_at_once(tmp_path, real, platforms):
    told = queue.SimpleQueue()
    other = on_this_computer(tmp_path, Announcements())
    real.sides._announce = lambda what, value=None: told.put((what, value))
    request = a_connect_request(base_url=platforms[0].base_url, secret=platforms[0].token)
    ids = [real.add(CONTROL, request).id for _ in range(2)]
    for one in ids:
        real.sides.run(CONTROL, one)
    while not told.empty():
        told.get()
    left_waiting(other, ids[1], "Left by a command")
    assert told.get(timeout=30) == (Changed.SIDE_WAITING, ids[1])
    assert real.sides.run(CONTROL, ids[1]).sent == 1
    assert told.get(timeout=30)[0] is Changed.SIDE


def test_F27_what_another_process_writes_that_is_no_edit_asks_nothing(
    tmp_path, real, platforms, announced
):
    other = on_this_computer(tmp_path, Announcements())
    request = a_connect_request(base_url=platforms[0].base_url, secret=platforms[0].token)
    one = real.add(CONTROL, request).id
    real.sides.run(CONTROL, one)
    real.sides._news.stop()  # we look by ourselves
    assert "following" not in {thread.name for thread in threading.enumerate()}
    announced.heard.clear()
    with closing(other.open(CONTROL, one, offline=True)) as workspace:
        workspace.drafts.keep(CONTROL, ListenerDraft(name="half"), None)
    real.sides._news.news()
    assert announced.heard == []
    left_waiting(other, one, "An edit")
    real.sides._news.news()
    real.sides._news.news()
    assert announced.heard == [(Changed.SIDE_WAITING, one)]


def test_opening_one_ends_the_round_that_hangs(real, announced):
    def silent(connection, _request):
        connection.ended.wait()

    with HttpServer(silent) as server:
        hung = a_connection(id="con_hung", base_url=server.url)
        real._store.put(hung)
        real._signing_in.keep(hung, a_connect_request().secret)
        ends = []

        def run():
            try:
                real.sides.run(JobControl(), hung.id)
            except Cancelled as exc:
                ends.append(exc)

        thread = threading.Thread(target=run)
        thread.start()
        assert server.arrived.wait(30)
        real.open(CONTROL, hung.id, offline=True).close()
        thread.join(30)
    assert len(ends) == 1


def test_a_round_sends_what_somebody_else_left_in_the_same_file(real, platforms, tmp_path):
    first = platforms[0]
    made = real.add(CONTROL, a_connect_request(base_url=first.base_url, secret=first.token))
    real.sides.run(CONTROL, made.id)
    left_waiting(on_this_computer(tmp_path, Announcements()), made.id, "From beside")
    assert real.sides.run(CONTROL, made.id).sent == 1
    assert "From beside" in names_on(first)


# -- over fakes ----------------------------------------------------------------------------


@pytest.fixture
def several(announced):
    found = Several(announce=announced)
    yield found
    found.service.sides.close()


def test_a_round_at_which_nothing_changed_is_one_call_and_reads_no_listener(several, tmp_path):
    several.copies["b"] = SqliteLocalStore(tmp_path / "b.db")
    several.service.sides.run(CONTROL, "con_b")
    several.copies["b"].listeners = None  # would fail if it was called
    several.platforms["b"].calls.clear()
    several.service.sides.run(CONTROL, "con_b")
    assert several.platforms["b"].calls == ["changes"]
    assert several.platforms["a"].calls == []
    several.service.sides.let_go("con_b")


def test_without_a_secret_it_is_said_with_what_waits(several, announced):
    left_waiting(several.service, "con_b", "Mine")
    several.copies["b"].closed = False
    several.secrets.kept.clear()
    with pytest.raises(SecretStoreError):
        several.service.sides.run(CONTROL, "con_b")
    state = states(announced)["con_b"]
    assert isinstance(state.error, SecretStoreError)
    assert state.overview.waiting == 1


def test_F37_a_token_that_is_refused_is_read_anew_the_next_time(several, announced):
    several.platforms["b"].fail("me", NotAuthorised("no", status=401))
    with pytest.raises(NotAuthorised):
        several.service.sides.run(CONTROL, "con_b")
    assert isinstance(states(announced)["con_b"].error, NotAuthorised)
    assert several.platforms["b"].closed
    several.service.sides.run(CONTROL, "con_b")
    assert states(announced)["con_b"].error is None


def test_the_sandbox_is_not_started_for_it():
    store, sandbox = FakeConnectionStore(), FakeSandbox()
    service = a_connection_service(store=store, sandbox=sandbox)
    connection = service.start_sandbox(CONTROL)
    sandbox.stop()
    with pytest.raises(NetworkError):
        service.sides.run(CONTROL, connection.id)
    service.sides.close()
    assert not sandbox.is_running
    sandbox.start(CONTROL)
    service.sides.run(CONTROL, connection.id)
    service.sides.close()


def test_what_was_repaired_meanwhile_is_told_when_it_is_opened(several):
    repair = StoreRepair("/somewhere", "its content", "")
    several.copies["b"].repair = repair
    several.service.sides.run(CONTROL, "con_b")
    several.copies["b"].repair = None  # the next to open it finds a sound one
    several.service.sides.let_go("con_b")
    with closing(several.service.open(CONTROL, "con_b")) as workspace:
        assert workspace.repair is repair
    with closing(several.service.open(CONTROL, "con_b")) as workspace:
        assert workspace.repair is None


def test_a_copy_that_cannot_be_used_is_its_own_trouble_only(several, announced):
    def refuse(connection_id, **_how):
        raise StoreError(connection_id, reason="newer")

    several.service.sides._open_local = refuse
    with pytest.raises(StoreError):
        several.service.sides.run(CONTROL, "con_b")
    assert isinstance(states(announced)["con_b"].error, StoreError)


def test_let_go_of_what_was_never_there_and_twice(several):
    several.service.sides.let_go("con_b")
    several.service.sides.run(CONTROL, "con_b")
    several.service.sides.let_go("con_b")
    several.service.sides.let_go("con_b")
    assert several.copies["b"].closed
