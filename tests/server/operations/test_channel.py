"""The control channel: for the folder's owner only, and never in the platform's way."""

from __future__ import annotations

import json
import socket
import stat
import sys
import threading
from pathlib import Path

import pytest

from app.cli.platform import run
from app.server.operations import calling
from app.server.operations.socket_path import SOCKET_FILE, socket_path
from app.server.settings import PlatformSettings
from tests.support.platform import running_platform

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")


def ask(folder: Path, data: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(20)
        with socket_path(folder) as path:
            sock.connect(path)
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)
        with sock.makefile("rb") as stream:
            return stream.read()


def test_T14_only_the_owner_can_reach_it_and_it_goes_with_the_platform(folder):
    with folder.serve():
        found = (folder.path / SOCKET_FILE).stat()
        assert stat.S_ISSOCK(found.st_mode)
        assert stat.S_IMODE(found.st_mode) == 0o600
        assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert not (folder.path / SOCKET_FILE).exists()


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"\n",
        b"nonsense\n",
        b"[]\n",
        b"{}\n",
        b'{"operation": "access.list"}\n',
        b'{"operation": 7, "arguments": 7}\n',
        b'{"operation": "nobody.knows", "arguments": {}}\n',
        b"\xff\xfe\n",
        b"x" * 70_000 + b"\n",
    ],
)
def test_nonsense_is_refused_and_the_platform_lives_on(folder, nonsense):
    with folder.serve() as platform:
        reply = ask(folder.path, nonsense)
        assert b"Traceback" not in reply
        assert reply == b"" or "result" not in json.loads(reply)
        assert platform.get("/me").status_code == 200


def test_a_socket_left_by_a_kill_is_replaced(folder):
    with socket.socket(socket.AF_UNIX) as left, socket_path(folder.path) as path:
        left.bind(path)
    with folder.serve():
        assert folder.result("token", "list")["items"]


@pytest.mark.skipif(sys.platform != "linux", reason="names the folder by its handle")
def test_a_folder_may_be_deep(tmp_path, capsys):
    deep = tmp_path.joinpath(*(["a-rather-long-name-of-a-folder"] * 5))
    deep.mkdir(parents=True)
    with calling.folder_lock(deep), running_platform(deep):
        assert run(["token", "list", "--data", str(deep), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"]


def test_a_holder_that_takes_no_commands_is_said(folder):
    settings = PlatformSettings(data_dir=folder.path)
    with calling.folder_lock(folder.path), pytest.raises(calling.FolderBusy, match="end it first"):
        calling.call_operation(settings, "access.list", {"with_ended": False}, wait_s=0)


def test_an_answer_that_breaks_off_is_said(folder):
    settings = PlatformSettings(data_dir=folder.path)
    with socket.socket(socket.AF_UNIX) as mute, calling.folder_lock(folder.path):
        with socket_path(folder.path) as path:
            mute.bind(path)
        mute.listen()

        def hang_up():
            mute.accept()[0].close()

        threading.Thread(target=hang_up).start()
        with pytest.raises(calling.OperationFailed, match="look whether"):
            calling.call_operation(settings, "access.list", {"with_ended": False})


def test_many_commands_at_once_are_all_done(folder):
    """Without a platform each takes the folder in turn; none is told that it is busy."""
    settings = PlatformSettings(data_dir=folder.path)
    arguments = {"label": "x", "role": "member", "is_client": False, "lifetime_s": None}
    made = []

    def issue():
        made.append(calling.call_operation(settings, "access.issue", arguments, wait_s=60)["id"])

    threads = [threading.Thread(target=issue) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    listed = {one["id"] for one in folder.result("token", "list")["items"]}
    assert len(set(made)) == 4
    assert set(made) <= listed
