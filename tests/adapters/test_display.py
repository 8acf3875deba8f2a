"""A start without a screen is told in one sentence, before Qt aborts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.adapters import display
from app.adapters.display import missing_display
from app.domain.system_library import missing_library

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


# -- a library ------------------------------------------------------------------------------------

NO_EGL = "libEGL.so.1: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    "said",
    [NO_EGL, "/lib/x/libEGL.so.1: file too short", "libstdc++.so.6: wrong ELF class: ELFCLASS32"],
)
def test_a_library_that_is_not_there_is_named(said):
    name = said.partition(":")[0].rpartition("/")[2]
    assert f"no usable {name}. " in missing_library(ImportError(said))


@pytest.mark.parametrize("said", ["", "No module named 'app.x'", "libEGL.so.1", "x: cannot open"])
def test_another_reason_is_none_of_its(said):
    assert missing_library(ImportError(said)) == ""


WINDOW = ("app.start", "app.window")


class Lacking:
    """An import system in which Qt's libraries are not all there."""

    def __init__(self, said: str) -> None:
        self.said = said

    def find_spec(self, name, _path=None, _target=None):
        if name in WINDOW:
            raise ImportError(self.said)


@pytest.fixture
def lacking(monkeypatch):
    def lacking(said: str) -> None:
        monkeypatch.setattr(sys, "meta_path", [Lacking(said), *sys.meta_path])
        for name in WINDOW:
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.setattr("app.__main__.import_quickly", lambda: None)  # it is for a process

    return lacking


@pytest.mark.parametrize("words", [[], ["--self-test"]])
def test_without_it_a_start_is_one_sentence(lacking, capsys, words):
    lacking(NO_EGL)
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "libEGL.so.1" in said.err


def test_a_fault_of_our_own_is_not_hidden_as_one_of_the_system_s(lacking):
    lacking("cannot import name 'x'")
    with pytest.raises(ImportError, match="cannot import name"):
        main([])
