"""`sync` without a connection's name: all of them at once, each for itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.cli.output import NobodyReads
from app.cli.profile.exits import gravest
from app.cli.profile.session import SECRET_FILE_VARIABLE
from app.cli.profile.side_by_side import side_by_side
from app.domain.control import Cancelled, JobControl
from app.domain.errors import NetworkError
from tests.support.http_servers import HttpServer, answer
from tests.support.platform import running_platform

ROOT = Path(__file__).parents[2]
LIMIT_S = 60.0
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("second")) as platform:
        yield platform


@pytest.fixture
def several(profile, platform, second, keyring, monkeypatch):
    """Connections `b` and `A`, whose secrets are in the keyring."""
    monkeypatch.delenv(SECRET_FILE_VARIABLE)
    for name, there in (("b", second), ("A", platform)):
        add(profile, name, there)
    return profile


def add(profile, name, there):
    profile.give(there.token)
    words = ("--url", there.base_url, "--token-file", str(profile.token_file))
    profile.result("connections", "add", name, *words)


def move(profile, name, url, keyring):
    """Have a connection's address be another one, and its secret be of that address."""
    file = profile.path / "config" / "connections.json"
    known = json.loads(file.read_text())
    (one,) = [one for one in known["connections"] if one["name"] == name]
    before, one["base_url"] = one["base_url"], url
    file.write_text(json.dumps(known))
    kept = keyring.read_text()
    keyring.write_text(kept.replace(f"{one['id']}@{before}", f"{one['id']}@{url}"))


def create(profile, name, listener):
    words = ("--entity", "clients", "--url", "http://127.0.0.1:9/in", "--name", listener)
    made = profile.result("--connection", name, "listeners", "create", *words, "--offline")
    return made["id"]


def read_once(profile, *connections):
    for name in connections:
        profile.result("--connection", name, "sync")


def there(platform, listener_id):
    return platform.get(f"/listeners/{listener_id}").status_code == 200


def process(profile, keyring, *words):
    front = [sys.executable, "-m", "tests.support.commands_on_a_keyring"]
    return subprocess.Popen(
        [*front, "--profile", str(profile.path), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TEST_KEYRING_FILE": str(keyring)},
    )


def test_T19_all_are_synced_in_the_order_of_their_names_and_one_that_is_down_holds_none(
    several, platform, second, keyring
):
    read_once(several, "A", "b")
    add(several, "c", second)
    several.result("--connection", "c", "sync")
    with HttpServer() as gone:
        pass
    move(several, "c", gone.url, keyring)
    ids = [create(several, name, f"New in {name}") for name in "Ab"]
    found = several.result("sync", code=3)["items"]
    assert [one["connection"]["name"] for one in found] == ["A", "b", "c"]
    assert [one["sent"] for one in found] == [1, 1, None]
    assert [one["error"] is None for one in found] == [True, True, False]
    assert there(platform, ids[0])
    assert there(second, ids[1])

    code, out, error = several.command("sync")
    assert code == 3
    assert out.splitlines() == ["A: 1 read", "b: 1 read", "c: not synced"]
    first, last = error.splitlines()
    assert first.startswith("c: 127.0.0.1")
    assert last == "error: 1 of 3 connections are not in step"


def test_the_gravest_is_the_code_of_all(several, second, keyring):
    read_once(several, "A", "b")
    with HttpServer() as gone:
        pass
    move(several, "A", gone.url, keyring)
    keyring.write_text(keyring.read_text().replace(second.token.reveal(), "no-such-token-0123456"))
    found = several.result("sync", code=6)["items"]
    assert all(one["error"] for one in found)
    assert gravest([3, 4, 5, 6]) == 6
    assert gravest([6, 1]) == 1


def test_one_that_is_named_is_synced_alone(several):
    read_once(several, "A", "b")
    create(several, "A", "Stays")
    done = several.result("--connection", "b", "sync")
    assert done["connection"]["name"] == "b"
    assert len(several.result("--connection", "A", "pending", "list")["items"]) == 1


def test_a_secret_of_one_is_shown_to_no_other(several, monkeypatch):
    monkeypatch.setenv(SECRET_FILE_VARIABLE, str(several.token_file))
    assert "--connection" in several.refused("sync")
    assert "--connection" in several.refused("sync", "--watch")


def test_deletions_are_agreed_to_for_one_only(several):
    assert "--connection" in several.refused("sync", "--accept-deletions")


@posix
def test_ctrl_c_ends_all_and_tells_what_was_done(several, keyring, second):
    read_once(several, "A", "b")
    arrived = threading.Event()

    def hang(connection, _request):
        arrived.set()
        connection.ended.wait(LIMIT_S)

    with HttpServer(hang) as server:
        move(several, "A", server.url, keyring)
        made = create(several, "b", "Sent before")
        running = process(several, keyring, "sync", "--json")
        assert arrived.wait(LIMIT_S)
        wait_until(lambda: there(second, made))
        running.send_signal(signal.SIGINT)
        out, error = running.communicate(timeout=LIMIT_S)
    assert running.returncode == 130, error
    first, last = json.loads(out)["items"]
    assert first["error"].startswith("stopped")
    assert (last["sent"], last["error"]) in ((1, None), (None, first["error"]))


def wait_until(holds):
    waiting = threading.Event()
    for _try in range(600):
        if holds():
            return
        waiting.wait(0.05)
    raise AssertionError("it did not come to pass")


@posix
def test_T19_a_watch_of_all_goes_on_when_one_of_them_needs_a_person(
    several, keyring, platform, second
):
    read_once(several, "A", "b")
    with HttpServer(answer(401)) as refusing:
        add(several, "c", second)
        move(several, "c", refusing.url, keyring)
        running = process(several, keyring, "sync", "--watch", "--json")
        try:
            assert b"c: the platform did not accept" in running.stderr.readline()
            ids = [create(several, name, f"Left in {name}") for name in "Ab"]
            sent = set()
            while sent != {"A", "b"}:
                line = json.loads(running.stdout.readline())
                sent |= {line["connection"]["name"]} if line["sent"] else set()
            assert there(platform, ids[0])
            assert there(second, ids[1])
            running.send_signal(signal.SIGINT)
            _out, error = running.communicate(timeout=LIMIT_S)
            assert running.returncode == 6
            assert b"1 of 3 connections need a person" in error
        finally:
            running.kill()
            running.communicate()


# -- the jobs themselves ---------------------------------------------------------------------


def test_each_job_comes_to_its_own_end_in_their_order():
    reached = threading.Event()

    def first(_control):
        assert reached.wait(LIMIT_S)  # the second is under way at the same time
        return 1

    def second_(_control):
        reached.set()
        raise NetworkError("gone")

    seen = []
    control = JobControl(lambda news: seen.append((news.done, news.total)))
    one, other = side_by_side(control, [first, second_])
    assert one == 1
    assert isinstance(other, NetworkError)
    assert seen == [(1, 2), (2, 2)]


def test_cancelling_ends_each_of_them():
    control = JobControl()

    def waits(its_control):
        control.cancel()
        its_control.sleep(LIMIT_S)

    assert all(isinstance(one, Cancelled) for one in side_by_side(control, [waits, waits]))


def test_an_output_that_nobody_reads_ends_all():
    def writes(_control):
        raise NobodyReads

    with pytest.raises(NobodyReads):
        side_by_side(JobControl(), [lambda control: control.sleep(LIMIT_S), writes])
