"""The machine-wide preset on the disk: where it is looked for, and whom it is believed."""

from __future__ import annotations

import json
import os
import sys

import pytest

from app import DISTRIBUTION
from app.adapters.preset_file import preset_files, read_preset
from app.domain.preset import Preset

GOOD = {"format": 1, "preferences": {"theme": "dark"}, "locked": ["theme"]}
posix = pytest.mark.skipif(os.name != "posix", reason="files have owners")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "preset.json"
    path.write_text(json.dumps(GOOD), "utf-8")
    path.chmod(0o644)
    return path


def read(*files, owner=None):
    return read_preset(files, owner=os.getuid() if owner is None else owner)


def test_the_first_that_is_there_counts(file, tmp_path):
    preset, complaint = read(tmp_path / "no" / "preset.json", file)
    assert complaint is None
    assert preset.is_locked("theme")
    assert read(tmp_path / "none.json") == (Preset(), None)
    assert read() == (Preset(), None)


def test_one_that_an_editor_of_windows_has_saved_is_in_force(file):
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"{", b"{\r\n"))
    preset, complaint = read(file)
    assert complaint is None
    assert preset.is_locked("theme")


@posix
@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_one_that_others_could_change_is_not_in_force(file, mode):
    file.chmod(mode)
    preset, complaint = read(file)
    assert preset == Preset()
    assert (complaint.reason, complaint.path) == ("foreign", str(file))


@posix
def test_one_that_belongs_to_somebody_else_is_not_in_force(file):
    preset, complaint = read(file, owner=os.getuid() + 1)
    assert (preset, complaint.reason) == (Preset(), "foreign")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 60_000, "no JSON"),
        (b"[]", "object in braces"),
        (b'{"format": 1, "locked": ["theme"]}', '"theme" has no value'),
        (b" " * 70_000, "too large"),
    ],
)
def test_a_bad_one_is_told_and_not_in_force(file, data, said):
    file.write_bytes(data)
    preset, complaint = read(file)
    assert preset == Preset()
    assert complaint.reason == "damaged"
    assert said in str(complaint)
    assert complaint.path == str(file)


def test_a_folder_of_that_name_is_told(tmp_path):
    (tmp_path / "preset.json").mkdir()
    _preset, complaint = read(tmp_path / "preset.json")
    assert complaint is not None


@posix
def test_a_pipe_of_that_name_is_told_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "preset.json", 0o600)
    preset, complaint = read(tmp_path / "preset.json")
    assert (preset, complaint.reason) == (Preset(), "damaged")


@pytest.mark.skipif(sys.platform != "linux", reason="another system's folders")
def test_it_is_looked_for_in_the_system_s_folder_whatever_the_environment_says(monkeypatch):
    ours = f"/etc/xdg/{DISTRIBUTION}/preset.json"
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/etc/xdg/xdg-desk:/etc/xdg")
    assert [str(one) for one in preset_files()] == [
        ours,
        f"/etc/xdg/xdg-desk/{DISTRIBUTION}/preset.json",
    ]
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/home/me/own")
    assert str(preset_files()[0]) == ours
    monkeypatch.delenv("XDG_CONFIG_DIRS")
    assert [str(one) for one in preset_files()] == [ours]
