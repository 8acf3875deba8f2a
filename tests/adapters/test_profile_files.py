"""Paths, settings and connections: private, atomic, and tolerant of damage where it is safe."""

import json
import os
import stat
import threading
from dataclasses import replace

import pytest

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.paths import profile_paths
from app.adapters.private_files import make_private_dir, write_atomically
from app.adapters.settings import KeptSettings, MailServer, Settings, SettingsStore
from app.domain.errors import ProfileFileError, StoreError
from app.domain.preferences import Language, Preferences, RowHeight, TextSize, ThemeChoice
from app.domain.window_memory import WindowMemory
from app.domain.workspace import ConnectionNews
from tests.support.builders import a_connection

LIKED = Settings(
    Preferences(
        theme=ThemeChoice.DARK,
        language=Language.AFRIKAANS,
        time_zone="Africa/Johannesburg",
        text_size=TextSize.LARGE,
        row_height=RowHeight.COMPACT,
        notify_failing=False,
    ),
    WindowMemory(10, -20, 1300, 900, page="health", columns={"t.1": 96.5}, recent=("a", "b")),
    MailServer("mail.example", 25),
)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True, params=[0o000, 0o022])
def mask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def test_T14_one_folder_holds_a_whole_profile(tmp_path):
    paths = profile_paths(tmp_path / "mine")
    db = paths.local_db("con_01abc")
    folders = [paths.config_dir, paths.data_dir, paths.log_dir, db.parent]
    assert all(tmp_path / "mine" in one.parents for one in folders)
    assert {mode(one) for one in folders} == {0o700}
    assert len({paths.settings_file, paths.connections_file, paths.lock_file, paths.log_file}) == 4


def test_without_one_the_systems_folders_are_used(tmp_path, monkeypatch):
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    paths = profile_paths()
    assert tmp_path in paths.config_dir.parents
    assert mode(paths.data_dir) == 0o700


def test_an_open_folder_is_closed(tmp_path):
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    make_private_dir(folder)
    assert mode(folder) == 0o700


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "a\0b", ".."])
def test_an_id_is_no_path(tmp_path, name):
    with pytest.raises(ValueError):
        profile_paths(tmp_path / "mine").local_db(name)


def test_a_file_in_the_way_is_said(tmp_path):
    (tmp_path / "mine").write_text("x")
    with pytest.raises(StoreError) as caught:
        profile_paths(tmp_path / "mine")
    assert str(tmp_path / "mine") in caught.value.path


def test_settings_come_back(tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    assert store.load() == Settings()
    store.change(lambda _settings: LIKED)
    assert SettingsStore(tmp_path / "settings.json").load() == LIKED
    assert mode(tmp_path / "settings.json") == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\0", b"{", b"[]", b'{"format": 1, "settings": 7}', b"[" * 200_000],
)
def test_damaged_settings_are_set_aside(tmp_path, data):
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    store = SettingsStore(path)
    assert store.look() == KeptSettings(refused=("settings",))
    assert path.with_suffix(".damaged.json").read_bytes() == data
    store.change(lambda _settings: LIKED)
    assert store.load() == LIKED


@pytest.mark.parametrize("member", ["theme", "text_size", "reduce_motion", "sync_every"])
@pytest.mark.parametrize("value", ["purple", 7, None, [], {"a": 1}, "\ud800"])
def test_foreign_values_cost_only_themselves_and_are_kept_aside(tmp_path, member, value):
    path = tmp_path / "settings.json"
    kept = {"notify_failing": False, member: value}
    mail = {"host": "mail.example", "port": "25"}
    data = json.dumps(
        {"format": 1, "settings": {"preferences": kept, "sandbox_mail": mail, "more": 1}}
    )
    path.write_text(data)
    store = SettingsStore(path)
    looked = store.look()
    assert looked.refused == (f"preferences.{member}", "sandbox_mail.port")
    assert looked.settings == Settings(
        Preferences(notify_failing=False), sandbox_mail=MailServer("mail.example")
    )
    store.change(lambda settings: settings)
    assert path.with_suffix(".damaged.json").read_text() == data
    assert store.look() == KeptSettings(looked.settings)


def test_changes_made_at_once_are_all_kept(tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    servers = [f"mail{n}.example" for n in range(8)]

    def add(host):
        def change(settings):
            both = f"{settings.sandbox_mail.host} {host}"
            return replace(settings, sandbox_mail=MailServer(both))

        store.change(change)

    threads = [threading.Thread(target=add, args=[host]) for host in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(store.load().sandbox_mail.host.split()) == servers


def test_settings_of_a_newer_app_are_not_overwritten(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format": 2, "settings": {}}))
    SettingsStore(path).load()
    assert json.loads(path.with_suffix(".newer.json").read_text())["format"] == 2


def test_connections_come_back_in_order(tmp_path):
    path = tmp_path / "connections.json"
    first, second = a_connection(), a_connection()
    store = JsonConnectionStore(path)
    for one in (first, second):
        store.put(one)
    store.put(first)
    assert JsonConnectionStore(path).connections() == [first, second]
    store.drop(first.id)
    store.drop("con_none")
    assert store.connections() == [second]
    assert mode(path) == 0o600


def test_T44_connections_that_many_add_at_once_are_all_there(tmp_path):
    """Each store stands for a process: its locks are of files."""
    path = tmp_path / "connections.json"
    wanted = [a_connection() for _ in range(12)]
    threads = [threading.Thread(target=JsonConnectionStore(path).put, args=[one]) for one in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    kept = JsonConnectionStore(path).connections()
    assert sorted(one.id for one in kept) == sorted(one.id for one in wanted)


def test_T44_what_many_change_of_one_connection_at_once_is_all_kept(tmp_path):
    path = tmp_path / "connections.json"
    one = a_connection(name="")
    JsonConnectionStore(path).put(one)

    def add(letter):
        JsonConnectionStore(path).change(
            one.id, lambda kept: replace(kept, name=kept.name + letter)
        )

    threads = [threading.Thread(target=add, args=[letter]) for letter in "abcdefghijkl"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    (kept,) = JsonConnectionStore(path).connections()
    assert sorted(kept.name) == list("abcdefghijkl")
    assert JsonConnectionStore(path).change("con_none", lambda kept: kept) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "damaged"),
        (b'{"format": 1, "connections": [{"id": 7}]}', "damaged"),
        (b'{"format": 9}', "newer"),
    ],
)
def test_damaged_connections_are_said_and_stay(tmp_path, data, reason):
    path = tmp_path / "connections.json"
    path.write_bytes(data)
    store = JsonConnectionStore(path)
    for act in (store.connections, lambda: store.put(a_connection())):
        with pytest.raises(ProfileFileError) as caught:
            act()
        assert (caught.value.reason, caught.value.path) == (reason, str(path))
    assert path.read_bytes() == data


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError) as caught:
        write_atomically(path, b"new")
    assert caught.value.reason == "disk_full"
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


@pytest.fixture
def shared(tmp_path):
    """The connections as this process has them, and as another has."""
    mine, others = (JsonConnectionStore(tmp_path / "connections.json") for _ in range(2))
    mine.put(a_connection(id="con_1", name="first"))
    mine.connections()
    return mine, others


def test_F27_what_another_process_does_to_connections_is_news_once(shared):
    mine, others = shared
    assert mine.news() is None
    others.put(a_connection(id="con_2", name="second"))
    renamed = a_connection(id="con_1", name="renamed")
    others.put(renamed)
    assert mine.news() == ConnectionNews((renamed, a_connection(id="con_2", name="second")))
    assert mine.news() is None
    others.drop("con_1")
    assert mine.news() == ConnectionNews(gone=frozenset({"con_1"}))
    assert mine.news() is None


def test_F27_what_this_process_does_itself_is_none_and_hides_none(shared):
    mine, others = shared
    others.put(a_connection(id="con_2"))
    mine.put(a_connection(id="con_3"))  # onto the file that has the other's already
    mine.drop("con_1")
    assert mine.news() == ConnectionNews((a_connection(id="con_2"),))
    mine.drop("con_2")
    assert mine.news() is None


def test_the_first_look_of_all_tells_nothing(tmp_path, shared):
    _mine, others = shared
    late = JsonConnectionStore(tmp_path / "connections.json")
    assert late.news() is None
    others.put(a_connection(id="con_2"))
    assert late.news() == ConnectionNews((a_connection(id="con_2"),))


def test_F33_a_file_that_is_gone_or_damaged_takes_no_connection_away(tmp_path, shared):
    mine, others = shared
    path = tmp_path / "connections.json"
    whole = path.read_bytes()
    path.unlink()
    assert mine.news() is None
    path.write_bytes(whole[:-20])
    for _look in range(2):
        with pytest.raises(StoreError):
            mine.news()
    path.write_bytes(whole)
    assert mine.news() is None
    others.drop("con_1")
    assert mine.news() == ConnectionNews(gone=frozenset({"con_1"}))
