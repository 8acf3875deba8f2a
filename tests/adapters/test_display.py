"""A start without a screen is told in one sentence, before Qt aborts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.adapters import display
from app.adapters.display import missing_display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X and Wayland")


@pytest.fixture
def listening(tmp_path):
    """A server's socket, as X and Wayland have them."""
    path = tmp_path / "X7"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        yield path


def test_no_display_at_all():
    assert missing_display({}) == "There is no display for the window."


def test_a_platform_of_qt_s_that_was_chosen_is_left_to_qt():
    assert missing_display({"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_an_x_server_that_answers_and_one_that_does_not(listening, monkeypatch):
    monkeypatch.setattr(display, "_SOCKETS", listening.parent)
    for name in (":7", ":7.0", "unix:7"):
        assert missing_display({"DISPLAY": name}) == ""
    assert missing_display({"DISPLAY": ":8"}) == "The display :8 cannot be reached."


def test_another_computer_s_display_is_left_to_qt():
    assert missing_display({"DISPLAY": "elsewhere:10.0"}) == ""


def test_wayland(listening):
    there = {"XDG_RUNTIME_DIR": str(listening.parent), "WAYLAND_DISPLAY": "X7"}
    assert missing_display(there) == ""
    gone = {**there, "WAYLAND_DISPLAY": "wayland-0"}
    assert missing_display(gone) == "The display wayland-0 cannot be reached."


def test_either_is_enough(listening, monkeypatch):
    monkeypatch.setattr(display, "_SOCKETS", listening.parent)
    assert missing_display({"WAYLAND_DISPLAY": "gone", "DISPLAY": ":7"}) == ""


def test_the_app_says_so_and_ends(tmp_path):
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=Path(__file__).parents[2],
        env=kept,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1 != -signal.SIGABRT
    assert done.stderr.startswith("There is no display for the window. ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
