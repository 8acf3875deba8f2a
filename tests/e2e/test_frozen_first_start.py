"""First starts of the stand-alone app that cannot go well: each is a sentence, never a traceback.

Read-only and full disks are mounts that only the app sees, and so is what an administrator puts
into `/etc/xdg`: for root. Some minutes to build, so `dev.py soak`.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path

import pytest

from app import DISTRIBUTION
from tests.support.desktop import lacking
from tests.support.platform import running_platform

PRESET = f"/etc/xdg/{DISTRIBUTION}/preset.json"
READ_ONLY = 'mount -t tmpfs -o ro,size=1m none "$HOME"'
FULL = (
    'mount -t tmpfs -o size=200k none "$HOME"; '
    'dd if=/dev/zero of="$HOME/filling" bs=1k count=400 2>/dev/null'
)
pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux", reason="Linux"),
    pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="only root mounts"),
]
needs_desktop = pytest.mark.skipif(bool(lacking()), reason=f"not installed: {lacking()}")


def preset(text: str) -> str:
    """Have the administrator write that, in an `/etc/xdg` that only the app sees."""
    folder = shlex.quote(os.path.dirname(PRESET))
    return (
        f"mount -t tmpfs none /etc/xdg; mkdir {folder}; "
        f"printf %s {shlex.quote(text)} >{folder}/preset.json"
    )


# --- a display -----------------------------------------------------------------------------------


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_is_not_there(command, variable):
    done = command(**{variable: ":97"}, QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "The display :97 cannot be reached. All that the window does can be done without: "
        "try --help.\n"
    )


def test_a_library_of_the_system_that_is_not_there(command):
    library = next(Path("/usr/lib").glob("*/libEGL.so.1"))
    for words in ((), ("--self-test",)):
        done = command(*words, mount=f"mount --bind /dev/null {library}", DISPLAY=":97")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("The window cannot be shown: ")
        assert "libEGL.so.1" in done.stderr
    listed = command("connections", "list", mount=f"mount --bind /dev/null {library}")
    assert listed.returncode == 0


# --- a disk --------------------------------------------------------------------------------------


def test_commands_in_a_home_that_is_read_only(command, person):
    done = command("connections", "list", mount=READ_ONLY)
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {person}/")
    assert done.stderr.endswith(": cannot be written; check who may\n")
    served = command("platform", "serve", "--data", person / "platform", mount=READ_ONLY)
    assert served.returncode == 1
    assert served.stderr.startswith("error: ")
    assert served.stderr.count("\n") == 1


@needs_desktop
def test_the_window_in_a_home_that_is_read_only(window, person):
    with window(mount=READ_ONLY, ends_with=1) as driver:
        driver.appear("answer_close")
        said = driver.words_in()
        assert "The data folder cannot be written" in said
        assert f"Check who may write {person}/" in said
        driver.click("answer_close")


def test_commands_on_a_full_disk(command, person, tmp_path):
    served = command("platform", "serve", "--data", person / "platform", mount=FULL)
    assert served.returncode == 1
    assert served.stderr.startswith("error: ")
    assert "full" in served.stderr
    with running_platform(tmp_path / "platform") as platform:
        token = tmp_path / "token"
        token.write_text(platform.token.reveal(), "utf-8")
        token.chmod(0o600)
        words = ("connections", "add", "X", "--url", platform.base_url, "--token-file", token)
        done = command(*words, mount=FULL)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(": the disk is full; nothing was changed\n")


@needs_desktop
def test_the_window_on_a_full_disk(window):
    with window(mount=FULL) as driver:
        driver.click("start_sandbox")
        driver.appear("welcome_error")
        said = driver.words_in("welcome_error")
        assert "The sandbox did not start" in said
        assert "disk is full" in said
        assert "error:" not in said
        driver.appear("connect_to_platform")  # and it goes on


# --- a keyring -----------------------------------------------------------------------------------


@needs_desktop
def test_without_a_keyring(window, command, tmp_path):
    with window() as driver:
        driver.click("connect_to_platform")
        driver.appear("connect")
        driver.wait(
            "where the secret goes", lambda: "no system keychain" in driver.words_in("connect")
        )
    with running_platform(tmp_path / "platform") as platform:
        token = tmp_path / "token"
        token.write_text(platform.token.reveal(), "utf-8")
        token.chmod(0o600)
        words = ("connections", "add", "X", "--url", platform.base_url, "--token-file", token)
        added = command(*words)
        assert added.returncode == 0
        assert added.stderr.startswith("There is no usable keyring here, so the secret was not")
        listed = command("listeners", "list")
        assert listed.returncode in (1, 6)
        assert "PICKSMART_SECRET_FILE" in listed.stderr


# --- what an administrator has set ---------------------------------------------------------------

ONLY = "https://platform.example.com"
LOCKED = json.dumps(
    {
        "format": 1,
        "connection": {"base_url": ONLY},
        "preferences": {"theme": "dark"},
        "locked": ["base_url", "theme"],
    }
)


@needs_desktop
def test_a_locked_address_in_the_window(window):
    with window(mount=preset(LOCKED)) as driver:
        driver.click("connect_to_platform")
        address = driver.appear("base_url")
        assert (address["text"], address["read_only"]) == (ONLY, True)
        assert "Locked by the administrator of this computer" in driver.words_in("connect")


def test_a_locked_address_in_commands(command, tmp_path):
    token = tmp_path / "token"
    token.write_text("not-a-real-token-1234", "utf-8")
    token.chmod(0o600)
    words = ("connections", "add", "X", "--token-file", token, "--url", "http://127.0.0.1:9")
    done = command(*words, mount=preset(LOCKED))
    assert (done.returncode, done.stdout) == (6, "")
    assert f"lets it connect to {ONLY} only; nothing was sent" in done.stderr


NONSENSE = ["", "{", "[]", '{"format": 1, "locked": ["base_url"]}', "\x01\x02", "[" * 5000]


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_from_the_administrator_in_commands(command, text):
    done = command("connections", "list", mount=preset(text))
    assert done.returncode == 0
    assert done.stderr.startswith(f"the preset of this computer, {PRESET}, is not in force: ")


@needs_desktop
def test_nonsense_from_the_administrator_in_the_window(window, command):
    with window(mount=preset("{")) as driver:
        driver.appear("answer_close")
        said = driver.words_in()
        assert "The preset of this computer is not in force" in said
        assert PRESET in said
        driver.click("answer_close")
        driver.click("start_sandbox")
        driver.appear("first_listener")
    tested = command("--self-test", mount=preset("{"))
    assert (tested.returncode, tested.stderr) == (0, "")


def test_a_preset_of_somebody_else_s_is_not_believed(command):
    mount = f"{preset(LOCKED)}; chown 65534 {PRESET}"
    done = command("connections", "list", mount=mount)
    assert "others than the administrator could change it" in done.stderr
