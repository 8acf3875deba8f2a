"""The stand-alone app and what is in a profile: of earlier versions, of newer ones, damaged.

And where it is: in a home whose name is not made for programs, in a locale of the last century,
beside somebody else's, on a computer without any network. Some minutes to build, so `dev.py soak`.
"""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app import DISTRIBUTION
from tests.adapters.test_earlier_profiles import SCHEMAS, laid_down
from tests.e2e.conftest import LIMIT_S
from tests.support.desktop import lacking
from tests.support.platform import running_platform

NO_NETWORK = ("unshare", "--net")  # not even the loopback is up
KEPT = {
    "id": "con_1",
    "name": "Kept",
    "base_url": "https://platform.example.com",
    "environment": "production",
}
LIST = json.dumps({"format": 1, "connections": [KEPT]})
OPEN_FIRST = json.dumps({"format": 1, "settings": {"last_connection_id": "con_1"}})
pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux", reason="Linux"),
    pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="only root mounts"),
]
needs_desktop = pytest.mark.skipif(bool(lacking()), reason=f"not installed: {lacking()}")


def put(home: Path, name: str, content: str) -> Path:
    """A file of the person's settings."""
    path = home / ".config" / DISTRIBUTION / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def local_copy(home: Path, schema: int) -> Path:
    """The local copy of the one connection, as a version with that schema left it."""
    put(home, "connections.json", LIST)
    folder = home / ".local" / "share" / DISTRIBUTION / "connections"
    folder.mkdir(parents=True, exist_ok=True)
    return laid_down(folder / "con_1.db", schema)


def newer_copy(home: Path) -> Path:
    path = local_copy(home, SCHEMAS[-1])
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMAS[-1] + 1}")
    return path


# --- earlier and newer ---------------------------------------------------------------------------


@pytest.mark.parametrize("schema", SCHEMAS)
def test_F36_a_profile_of_every_earlier_version_is_read(command, person, schema):
    local_copy(person, schema)
    done = command("listeners", "list", "--offline", "--json")
    assert done.returncode == 0, done.stderr
    (listener,) = json.loads(done.stdout)["items"]
    assert listener["name"] == "New clients to the CRM"


def test_F35_a_newer_profile_is_refused_by_commands_and_stays(command, person):
    copy = newer_copy(person)
    before = copy.read_bytes()
    done = command("listeners", "list", "--offline")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"error: {copy}: was made by a newer version of this app and was not opened\n"
    )
    assert copy.read_bytes() == before
    newer = put(person, "connections.json", '{"format": 2}')
    done = command("listeners", "list", "--offline")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {newer}: was made by a newer version")


@needs_desktop
def test_F35_a_newer_local_copy_is_refused_by_the_window_and_stays(window, person, tmp_path):
    copy = newer_copy(person)
    put(person, "settings.json", OPEN_FIRST)
    before = copy.read_bytes()
    with window() as driver:
        driver.wait(
            "the newer version to be named",
            lambda: "was made by a newer version of this app" in driver.words_in(),
        )
        driver.picture(tmp_path / "newer-copy.png")
    assert copy.read_bytes() == before


@needs_desktop
@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param('{"format": 2}', "saved by a newer version of this app", id="newer"),
        pytest.param("{", "The file of your connections is damaged", id="damaged"),
    ],
)
def test_F35_connections_that_cannot_be_read_are_told_in_the_window_and_stay(
    window, person, tmp_path, content, said
):
    kept = put(person, "connections.json", content)
    with window() as driver:
        driver.wait("what is wrong to be said", lambda: said in driver.words_in())
        driver.picture(tmp_path / "connections.png")
        assert str(kept) in driver.words_in()
        assert "local copy" not in driver.words_in()
    assert kept.read_text("utf-8") == content


# --- damaged -------------------------------------------------------------------------------------


def test_T45_a_damaged_local_copy_is_put_aside_by_a_command(command, person):
    copy = local_copy(person, SCHEMAS[-1])
    copy.write_bytes(copy.read_bytes()[:5000])
    done = command("listeners", "list", "--offline")
    assert done.returncode == 0, done.stderr
    (folder,) = (copy.parent / "damaged").iterdir()
    assert str(folder) in done.stderr
    assert (folder / copy.name).stat().st_size == 5000


@needs_desktop
def test_T45_damaged_preferences_are_put_aside_and_the_window_opens(window, person):
    kept = put(person, "settings.json", "{")
    with window() as driver:
        driver.appear("start_sandbox")
    assert kept.with_name("settings.damaged.json").read_text("utf-8") == "{"


# --- where it is ---------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1", "nonsense"])
def test_a_home_with_any_name_in_any_locale(command, tmp_path, locale):
    home = tmp_path / "Zoë Ünï & 'Söhne' 100% $HOME"
    home.mkdir()
    there = {"HOME": str(home), "LC_ALL": locale, "LANG": ""}
    with running_platform(tmp_path / "platform") as platform:
        token = tmp_path / "tökén 1"
        token.write_text(platform.token.reveal(), "utf-8")
        token.chmod(0o600)
        words = ("connections", "add", "Grüße, Zoë", "--url", platform.base_url)
        added = command(*words, "--token-file", token, **there)
        assert added.returncode == 0, added.stderr
    listed = command("connections", "list", "--json", **there)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert json.loads(listed.stdout)["items"][0]["name"] == "Grüße, Zoë"
    assert (home / ".config" / DISTRIBUTION / "connections.json").is_file()
    shown = command("--self-test", **there)
    assert shown.returncode == 0, shown.stderr


def test_commands_without_any_network(command, person, tmp_path):
    token = tmp_path / "token"
    token.write_text("not-a-real-token-1234", "utf-8")
    token.chmod(0o600)
    words = ("connections", "add", "X", "--token-file", token, "--url")
    for url in (KEPT["base_url"], "http://127.0.0.1:9"):
        done = command(*words, url, before=NO_NETWORK)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith("error: ")
        assert done.stderr.count("\n") == 1
    local_copy(person, SCHEMAS[-1])
    listed = command("listeners", "list", "--offline", "--json", before=NO_NETWORK)
    assert len(json.loads(listed.stdout)["items"]) == 1


@needs_desktop
def test_the_window_without_any_network(window, tmp_path):
    with window(before=NO_NETWORK) as driver:
        driver.click("start_sandbox")
        driver.wait(
            "what cannot be reached to be named",
            lambda: "127.0.0.1 cannot be reached" in driver.words_in(),
            timeout_s=LIMIT_S,
        )
        driver.picture(tmp_path / "no-network.png")
        assert "Try again" in driver.words_in()


def test_two_people_of_one_computer_know_nothing_of_each_other(command, frozen_app, tmp_path):
    """Each is a person of their own to the system, and no root."""
    homes = {40001: "first", 40002: "second"}
    for user, name in homes.items():
        (tmp_path / name).mkdir(mode=0o700)
        os.chown(tmp_path / name, user, user)
    # Where they both may look, which is not so of a test's own folders.
    mount = (
        "mount -t tmpfs none /mnt; mkdir /mnt/app /mnt/homes; "
        f"mount --bind {shlex.quote(str(frozen_app))} /mnt/app; "
        f"mount --bind {shlex.quote(str(tmp_path))} /mnt/homes; chmod 755 /mnt/homes"
    )

    def run(user: int, *words: str, home: str = ""):
        who = ("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups")
        place = f"/mnt/homes/{home or homes[user]}"
        program = ("sh", "-c", f'exec /mnt/app/{DISTRIBUTION} "$@"')  # the one they can reach
        return command(*words, mount=mount, before=(*who, *program), HOME=place)

    with running_platform(tmp_path / "platform") as platform:
        token = tmp_path / "first" / "token"
        token.write_text(platform.token.reveal(), "utf-8")
        token.chmod(0o600)
        os.chown(token, 40001, 40001)
        words = ("connections", "add", "Mine", "--url", platform.base_url, "--token-file")
        refused = run(40002, *words, "/mnt/homes/first/token")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert run(40001, *words, "/mnt/homes/first/token").returncode == 0
    assert "Mine" in run(40001, "connections", "list").stdout
    assert "Mine" not in run(40002, "connections", "list").stdout
    for user in homes:
        assert run(user, "--self-test").returncode == 0
    others = run(40002, "connections", "list", home="first")
    assert others.returncode == 1
    assert others.stderr.startswith("error: /mnt/homes/first/")
    assert others.stderr.count("\n") == 1
