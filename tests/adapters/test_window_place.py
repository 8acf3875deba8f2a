"""Where a window can be called: private, told by the owner, and cleared of what a dead one left."""

from __future__ import annotations

import json
import socket
import stat
from pathlib import Path

import pytest

from app.adapters.paths import profile_paths
from app.adapters.window_place import WindowOwnership


@pytest.fixture
def paths(tmp_path):
    return profile_paths(tmp_path / "profile")


@pytest.fixture
def ownership(paths):
    ownership = WindowOwnership(paths)
    yield ownership
    ownership.release()


def test_T44_one_owner_whose_place_others_find(paths, ownership):
    other = WindowOwnership(paths)
    assert ownership.take()
    assert not other.take()
    assert other.owners_place() is None
    place = ownership.make_place()
    ownership.publish()
    assert other.owners_place() == place
    assert stat.S_IMODE(paths.window_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(place.address).parent.stat().st_mode) == 0o700
    ownership.release()
    ownership.release()
    assert not Path(place.address).parent.exists()
    assert other.take()
    other.release()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"address": "a"}', b"\xff", b"[" * 4000, b"7", b"null"]
)
def test_a_file_of_nonsense_names_no_place(paths, ownership, data):
    paths.window_file.write_bytes(data)
    assert ownership.owners_place() is None
    assert ownership.take()


def test_T44_only_a_socket_of_ours_is_cleared_away(paths, ownership, tmp_path):
    ours = tmp_path / "picksmart-webhooks-dead"
    theirs = tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(folder / "window"))
        (folder / "file").write_text("x")
    for folder, name in ((theirs, "window"), (ours, "file"), (ours, "window")):
        said = {"address": str(folder / name), "token": "t"}
        paths.window_file.write_text(json.dumps(said))
        assert ownership.take()
        ownership.release()
    assert [one.name for one in sorted(theirs.iterdir())] == ["file", "window"]
    assert [one.name for one in ours.iterdir()] == ["file"]
