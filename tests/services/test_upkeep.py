"""Connections are renamed, coloured and removed; what is removed leaves nothing behind."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.local_erasure import erasing
from app.adapters.local_store import SqliteLocalStore
from app.adapters.paths import profile_paths
from app.adapters.sample_files import SampleFiles, samples_of
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.errors import (
    NetworkError,
    NotFound,
    OnlyReads,
    Rejected,
    SecretStoreError,
    StoreError,
)
from app.domain.listener_draft import ListenerDraft
from app.domain.secret import Secret
from app.domain.workspace import Hue, Leaving
from tests.support.builders import a_connect_request, settings
from tests.support.fakes import FakePlatform, FakeSandbox, FakeSecretStore, a_connection_service

CONTROL = JobControl()
OTHER = "https://other.example.com"


class Profile:
    """Connections whose files are real; the platform and the keyring are not."""

    def __init__(self, path):
        self.paths = profile_paths(path)
        self.secrets, self.platform = FakeSecretStore(), FakePlatform()
        self.sandbox = FakeSandbox()
        self.service = a_connection_service(
            store=JsonConnectionStore(self.paths.connections_file),
            secrets=self.secrets,
            platform=self.platform,
            sandbox=self.sandbox,
            open_local=lambda name, **how: SqliteLocalStore(self.paths.local_db(name), **how),
            erasing=lambda name: erasing(self.paths.local_db(name)),
            open_samples=lambda name: SampleFiles(samples_of(self.paths.local_db(name))),
        )
        self.upkeep = self.service.upkeep

    def add(self, name, url=OTHER):
        return self.service.add(CONTROL, a_connect_request(name=name, base_url=url))

    def files(self):
        folder = self.paths.data_dir / "connections"
        return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())

    def known(self):
        return {one.id: one for one in self.service.connections()}


@pytest.fixture
def profile(tmp_path):
    made = Profile(tmp_path / "profile")
    yield made
    made.service.sides.close()


@pytest.fixture
def connection(profile):
    return profile.add("First", "https://first.example.com")


def leave_everything(profile, connection):
    """An edit, a credential that waits with its secret, one kept for tests, a draft, a sample."""
    with closing(profile.service.open(CONTROL, connection.id)) as workspace:
        workspace.listeners.create(CONTROL, settings())
        profile.platform.fail("create_credential", NetworkError("gone"))
        draft = CredentialDraft("bearer", "Waits", {}, {"token": Secret("waits-0123456789")})
        waiting = workspace.credentials.create(CONTROL, draft)
        workspace.known_secrets.keep(waiting, {"token": Secret("tested-0123456789")})
        workspace.drafts.keep(CONTROL, ListenerDraft(), None)
        workspace.samples.keep(CONTROL, "clients", "C-1", b'{"id": "cli_1"}')


# -- what is changed ------------------------------------------------------------------------


def test_a_name_is_kept_as_it_is_written(profile, connection):
    changed = profile.upkeep.rename(CONTROL, connection.id, "  Northwind ")
    assert changed.name == "Northwind" == profile.known()[connection.id].name
    assert profile.known()[connection.id].base_url == connection.base_url


@pytest.mark.parametrize("name", ["", "   ", "Second", "a\nb", "x" * 201])
def test_what_is_no_name_or_anothers_is_refused(profile, connection, name):
    profile.add("Second")
    with pytest.raises(Rejected):
        profile.upkeep.rename(CONTROL, connection.id, name)
    assert profile.known()[connection.id].name == "First"


def test_the_id_of_another_is_no_name(profile, connection):
    second = profile.add("Second")
    with pytest.raises(Rejected):
        profile.upkeep.rename(CONTROL, connection.id, second.id)
    assert profile.upkeep.rename(CONTROL, connection.id, "First").name == "First"  # its own


def test_colour_and_start_are_kept(profile, connection):
    profile.upkeep.paint(CONTROL, connection.id, Hue.OLIVE)
    profile.upkeep.open_at_start(CONTROL, connection.id, on=False)
    kept = profile.known()[connection.id]
    assert (kept.hue, kept.open_at_start) == (Hue.OLIVE, False)


def test_a_file_from_before_there_were_colours_is_read(profile, connection):
    kept = json.loads(profile.paths.connections_file.read_text())
    del kept["connections"][0]["hue"]
    profile.paths.connections_file.write_text(json.dumps(kept))
    assert profile.known()[connection.id].hue is Hue.OWN


def test_one_that_is_gone_is_said_to_be(profile):
    for change in (
        lambda: profile.upkeep.rename(CONTROL, "con_gone", "Name"),
        lambda: profile.upkeep.paint(CONTROL, "con_gone", Hue.SLATE),
        lambda: profile.upkeep.leaving(CONTROL, "con_gone"),
        lambda: profile.upkeep.remove(CONTROL, "con_gone"),
    ):
        with pytest.raises(NotFound):
            change()


# -- what is removed ------------------------------------------------------------------------


def test_what_would_be_lost_is_counted(profile, connection):
    assert profile.upkeep.leaving(CONTROL, connection.id) == Leaving()
    leave_everything(profile, connection)
    assert profile.upkeep.leaving(CONTROL, connection.id) == Leaving(changes=2, has_draft=True)


def test_T01_a_removed_connection_leaves_no_secret_and_no_file(profile, connection):
    second = profile.add("Second")
    with closing(profile.service.open(CONTROL, second.id)):
        pass
    others = profile.files()
    leave_everything(profile, connection)
    profile.service.sides.run(CONTROL, connection.id)  # what is open of it is let go of
    profile.platform.fail("create_credential", NetworkError("gone"))
    leave_everything(profile, connection)
    assert len(profile.secrets.kept) > 2
    profile.upkeep.remove(CONTROL, connection.id)
    assert list(profile.secrets.kept) == [f"{second.id}@{OTHER}"]
    assert profile.files() == others
    assert set(profile.known()) == {second.id}


def test_what_was_set_aside_as_damaged_goes_with_it_and_nothing_else(profile, connection):
    with closing(profile.service.open(CONTROL, connection.id)):
        pass
    others = profile.paths.data_dir / "connections" / "damaged" / "con_other-20261126-081500"
    others.mkdir(parents=True)
    (others / "con_other.db").touch()
    profile.paths.local_db(connection.id).write_bytes(b"no database" * 1000)
    with closing(profile.service.open(CONTROL, connection.id)) as workspace:
        assert workspace.repair is not None
    profile.upkeep.remove(CONTROL, connection.id)
    assert profile.files() == ["damaged/con_other-20261126-081500/con_other.db"]


def test_F27_one_that_somebody_has_open_stays_whole(profile, connection):
    leave_everything(profile, connection)
    secrets = dict(profile.secrets.kept)
    copy = SqliteLocalStore(profile.paths.local_db(connection.id))
    with closing(copy), pytest.raises(StoreError) as refused:
        profile.upkeep.remove(CONTROL, connection.id)
    assert refused.value.reason == "locked"
    assert profile.secrets.kept == secrets
    assert profile.upkeep.leaving(CONTROL, connection.id).changes == 2
    profile.upkeep.remove(CONTROL, connection.id)


def test_a_keyring_that_holds_on_leaves_it_whole(profile, connection):
    leave_everything(profile, connection)
    profile.secrets.error = SecretStoreError("locked", reason="locked")
    with pytest.raises(SecretStoreError):
        profile.upkeep.remove(CONTROL, connection.id)
    profile.secrets.error = None
    assert connection.id in profile.known()
    assert profile.upkeep.leaving(CONTROL, connection.id).changes == 2


def test_a_copy_from_a_newer_version_stays_where_it_is(profile, connection, monkeypatch):
    with closing(profile.service.open(CONTROL, connection.id)):
        pass
    before = profile.files()

    def newer(*_name, **_how):
        raise StoreError("newer", reason="newer")

    monkeypatch.setattr(profile.upkeep, "_open_local", newer)
    assert not profile.upkeep.leaving(CONTROL, connection.id).is_known
    profile.upkeep.remove(CONTROL, connection.id)
    assert profile.known() == {}
    assert profile.files() == before


def test_the_sandbox_is_stopped_and_can_be_started_again(profile):
    first = profile.service.start_sandbox(CONTROL)
    profile.upkeep.remove(CONTROL, first.id)
    assert not profile.sandbox.is_running
    assert profile.known() == {}
    assert profile.service.start_sandbox(CONTROL).id == first.id


@pytest.mark.parametrize("with_listeners", [True, False])
def test_the_sandbox_is_reset_and_no_other_connection_is(profile, connection, with_listeners):
    sandbox = profile.service.start_sandbox(CONTROL)
    for one in (sandbox, connection):
        found = profile.upkeep.reset_sandbox(CONTROL, one.id, with_listeners=with_listeners)
        assert found == one
    assert profile.sandbox.resets == [with_listeners]


def test_a_sandbox_that_is_read_only_is_not_reset(profile):
    sandbox = profile.service.start_sandbox(CONTROL)
    profile.upkeep.only_read(CONTROL, sandbox.id, on=True)
    with pytest.raises(OnlyReads):
        profile.upkeep.reset_sandbox(CONTROL, sandbox.id, with_listeners=True)
    assert profile.sandbox.resets == []


def test_cut_off_in_the_middle_it_can_be_done_again(profile, connection, monkeypatch):
    leave_everything(profile, connection)

    def full(_connection_id):
        raise StoreError("full", reason="disk_full")

    monkeypatch.setattr(profile.upkeep._store, "drop", full)
    with pytest.raises(StoreError):
        profile.upkeep.remove(CONTROL, connection.id)
    monkeypatch.undo()
    assert connection.id in profile.known()
    profile.upkeep.remove(CONTROL, connection.id)
    assert (profile.known(), profile.files(), profile.secrets.kept) == ({}, [], {})
