"""The session's bus is found where desktops have it, and none is started for us."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.adapters.session_bus import find_session_bus, name_session_bus

ROOT = Path(__file__).parents[2]
NAME = "DBUS_SESSION_BUS_ADDRESS"
MACHINE = "0123456789abcdef"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")


@pytest.fixture
def listening(tmp_path):
    """Whoever listens there; its path."""
    path = tmp_path / "run" / "bus"
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        yield path


def noted(home: Path, name: str, *lines: str) -> None:
    """What dbus-launch leaves in a home, for the next to find."""
    folder = home / ".dbus" / "session-bus"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{MACHINE}-{name}").write_text("# a bus\n" + "\n".join(lines) + "\n", "utf-8")


def found(home: Path, display: str) -> str:
    return find_session_bus({"HOME": str(home), "DISPLAY": display}, MACHINE)


def test_the_bus_of_the_person_s_session(listening):
    known = {"XDG_RUNTIME_DIR": str(listening.parent)}
    assert find_session_bus(known, MACHINE) == f"unix:path={listening}"


def test_its_path_is_written_as_addresses_are(tmp_path):
    folder = tmp_path / "a b,ä"
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "bus"))
        server.listen()
        address = find_session_bus({"XDG_RUNTIME_DIR": str(folder)}, MACHINE)
    assert address == f"unix:path={tmp_path}/a%20b%2C%C3%A4/bus"


def test_a_socket_that_nobody_listens_on_is_no_bus(listening, tmp_path):
    left = tmp_path / "left"
    left.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(left / "bus"))
    assert find_session_bus({"XDG_RUNTIME_DIR": str(left)}, MACHINE) == ""


def test_a_file_is_no_bus(tmp_path):
    (tmp_path / "bus").write_text("", "utf-8")
    assert find_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)}, MACHINE) == ""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_another_s_socket_is_not_trusted_with_secrets(listening):
    os.chown(listening, 65534, 65534)
    assert find_session_bus({"XDG_RUNTIME_DIR": str(listening.parent)}, MACHINE) == ""


@pytest.mark.parametrize(
    ("display", "name"), [(":7", "7"), (":7.0", "7"), ("elsewhere:10.0", "elsewhere_10")]
)
def test_the_bus_that_another_program_of_this_screen_was_given(listening, tmp_path, display, name):
    address = f"unix:path={listening},guid=1f"
    noted(tmp_path, name, f"{NAME}='{address}'", "DBUS_SESSION_BUS_PID=1")
    assert found(tmp_path, display) == address
    assert found(tmp_path, ":8") == ""


def test_an_abstract_one(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0{tmp_path}/bus")
        server.listen()
        address = f"unix:abstract={tmp_path}/bus,guid=1f"
        noted(tmp_path, "7", f"{NAME}={address}")
        assert found(tmp_path, ":7") == address
    assert found(tmp_path, ":7") == ""


@pytest.mark.parametrize(
    "line", ["", "x", NAME, f"{NAME}=", f"{NAME}=tcp:host=evil", f"{NAME}=unix:path=%00", "\0"]
)
def test_nonsense_in_a_note_is_no_bus(tmp_path, line):
    noted(tmp_path, "7", line)
    assert found(tmp_path, ":7") == ""


@pytest.mark.parametrize("display", ["", ":", "/../..:7", "\0:7"])
def test_no_note_is_looked_for_without_a_screen(tmp_path, display):
    assert found(tmp_path, display) == ""


def test_an_address_that_was_given_is_left_alone(monkeypatch, listening):
    monkeypatch.setenv(NAME, "unix:path=/given")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(listening.parent))
    assert name_session_bus()
    assert os.environ[NAME] == "unix:path=/given"


def test_what_is_found_is_named_for_all(monkeypatch, listening):
    monkeypatch.setenv(NAME, "")  # given back to what it was, when the test ends
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(listening.parent))
    assert name_session_bus()
    assert os.environ[NAME] == f"unix:path={listening}"


LOOK = """
    import ctypes, os
    from app.adapters.session_bus import name_session_bus, start_no_session_bus
    print(name_session_bus())
    start_no_session_bus()
    dbus = ctypes.CDLL("libdbus-1.so.3")
    dbus.dbus_bus_get.restype = ctypes.c_void_p
    print(dbus.dbus_bus_get(0, None), "DBUS_SESSION_BUS_ADDRESS" in os.environ)
"""


def test_libdbus_finds_none_and_children_get_no_address(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(LOOK)],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "DISPLAY": ":no-such-screen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["False", "None", "False"], done.stderr


KEEPS = """
    from app.adapters.keyring_secrets import KeyringSecrets
    from app.adapters.session_bus import name_session_bus
    from app.domain.secret import Secret
    assert name_session_bus()
    print(KeyringSecrets().set("con_1", Secret("kept-1234")).value)
"""
# As `systemd --user` has it, for somebody who came in by a door that set no variable.
SESSION = """
    unset DBUS_SESSION_BUS_ADDRESS
    dbus-daemon --session --nofork --nopidfile --address="unix:path=$XDG_RUNTIME_DIR/bus" &
    bus=$!
    while ! [ -S "$XDG_RUNTIME_DIR/bus" ]; do sleep 0.05; done
    printf pw | DBUS_SESSION_BUS_ADDRESS="unix:path=$XDG_RUNTIME_DIR/bus" \
        gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    "$0" -c "$1"
    kill $bus
    wait
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
    reason="gnome-keyring is not installed",
)
def test_the_keyring_on_it_is_used(tmp_path):
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    done = subprocess.run(
        ["sh", "-c", SESSION, sys.executable, textwrap.dedent(KEEPS)],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(runtime)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # held open by what the desktop starts
        text=True,
        timeout=100,
    )
    assert done.stdout == "keyring\n"
