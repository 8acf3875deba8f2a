"""The platform as a process: one line when ready, a clean end, one server per folder."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from app.cli import platform as command
from app.cli.platform.mail import PASSWORD_VARIABLE
from app.server.serve import bind

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and modes")

START = (
    "import sys; from app.cli.platform import run; sys.exit(run(sys.argv[1:]))"  # as __main__ does
)
END_S = 20


class Served:
    """A platform process; ended with the test."""

    def __init__(self, data: Path, *more: str, umask: int = 0o022, **popen) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "serve", "--data", str(data), *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            umask=umask,
            **popen,
        )
        self.line = self.process.stdout.readline()

    @property
    def ready(self) -> dict:
        return json.loads(self.line)

    def get(self, path: str):
        token = Path(self.ready["token_file"]).read_text()
        with requests.Session() as session:
            session.trust_env = False
            return session.get(
                self.ready["base_url"] + "/api/v1" + path,
                headers={"Authorization": f"Bearer {token}"},
                timeout=20,
            )

    def end(self) -> tuple[int, str, str]:
        """Exit code, the rest of standard output, and standard error."""
        out, error = self.process.communicate(timeout=END_S)
        return self.process.returncode, out.decode(), error.decode()


@pytest.fixture
def serve(tmp_path):
    started: list[Served] = []

    def start(*more: str, data: Path = tmp_path / "data", **popen) -> Served:
        started.append(Served(data, *more, **popen))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait(END_S)
        for stream in (one.process.stdin, one.process.stdout, one.process.stderr):
            stream.close()


def test_one_json_line_and_a_clean_end_on_sigterm(serve):
    served = serve()
    assert served.ready.keys() == {"base_url", "token_file"}
    assert served.get("/me").status_code == 200
    served.process.send_signal(signal.SIGTERM)
    code, out, error = served.end()
    assert (code, out) == (0, "")
    assert "Traceback" not in error


def test_it_ends_when_the_parents_end_of_standard_input_closes(serve):
    served = serve("--parent-stdin")
    assert served.get("/me").status_code == 200
    served.process.stdin.close()
    assert served.process.wait(END_S) == 0


def test_without_being_told_so_it_outlives_standard_input(serve):
    served = serve()
    served.process.stdin.close()
    assert served.get("/me").status_code == 200


def test_it_ends_when_the_parent_is_killed(tmp_path):
    """No orphan: the child lives exactly as long as the other end of its standard input."""
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys\n"
            f"subprocess.Popen([sys.executable, '-c', {START!r}, 'serve', '--data', sys.argv[1],"
            " '--parent-stdin'], stdin=subprocess.PIPE)\n"
            "sys.stdin.read()",
            str(tmp_path / "data"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with parent:
        assert json.loads(parent.stdout.readline())["base_url"]
        parent.kill()
        assert parent.stdout.read() == b""  # ends only once the child has closed it too


def test_a_second_server_on_the_folder_is_refused(serve):
    first, second = serve(), serve()
    code, out, error = second.end()
    assert (code, second.line, out) == (3, b"", "")
    assert "another platform already serves" in error
    assert "Traceback" not in error
    assert first.get("/me").status_code == 200


def test_F61_a_request_under_way_does_not_hold_up_the_end(serve):
    """The window closes within 2 s, whatever an endpoint is doing."""
    served = serve("--parent-stdin")
    ready = served.ready
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        test = {
            "listener": {
                "name": "Slow",
                "entity": "clients",
                "function": "create",
                "destination": {
                    "kind": "endpoint",
                    "url": f"http://127.0.0.1:{port}/",
                    "auth_type": "none",
                },
            }
        }
        body = json.dumps(test).encode()
        token = Path(ready["token_file"]).read_text().strip()
        host, _, own_port = ready["base_url"].removeprefix("http://").rpartition(":")
        with socket.create_connection((host, int(own_port))) as asking:
            asking.sendall(
                f"POST /api/v1/listeners/test HTTP/1.1\r\nHost: {host}:{own_port}\r\n"
                f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            silent.settimeout(END_S)
            called, _address = silent.accept()
            with called:
                started_s = time.monotonic()
                served.process.stdin.close()
                assert served.process.wait(END_S) == 0
                # 1 s on a quiet machine; a silent endpoint is given 15.
                assert time.monotonic() - started_s < 10


def test_a_child_waits_for_the_one_before_it_to_end(serve):
    """An app that was killed and started again finds its platform still ending."""
    first = serve("--parent-stdin")
    assert first.ready
    ending = threading.Timer(2.5, first.process.stdin.close)
    ending.start()
    second = serve("--parent-stdin")
    ending.join()
    assert second.line, second.end()[2]
    assert second.get("/me").status_code == 200


def test_a_child_does_not_wait_for_ever(serve):
    first, second = serve("--parent-stdin"), serve("--parent-stdin")
    code, _out, error = second.end()
    assert code == 3
    assert "another platform already serves" in error
    assert first.get("/me").status_code == 200


def test_the_folder_is_free_again_after_a_kill(serve):
    first = serve()
    first.process.kill()
    first.process.wait(END_S)
    assert serve().get("/me").status_code == 200


def test_data_and_token_survive_a_restart(serve):
    first = serve()
    me, token = first.get("/me").json(), Path(first.ready["token_file"]).read_text()
    first.process.send_signal(signal.SIGTERM)
    first.end()
    second = serve()
    assert second.get("/me").json() == me
    assert Path(second.ready["token_file"]).read_text() == token


def test_a_lost_token_file_is_replaced(serve):
    first = serve()
    token_file = Path(first.ready["token_file"])
    first.process.send_signal(signal.SIGTERM)
    first.end()
    token_file.unlink()
    assert serve().get("/me").status_code == 200


def test_a_port_in_use_is_one_clear_line(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        served = serve("--port", str(taken.getsockname()[1]))
        code, _, error = served.end()
    assert code == 1
    assert error.startswith("error: cannot listen on 127.0.0.1")
    assert error.count("\n") == 1


def test_a_folder_that_cannot_be_used_is_one_clear_line(serve, tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    code, _, error = serve(data=file / "data").end()
    assert (code, error.count("\n")) == (1, 1)
    assert error.startswith("error: the data folder cannot be used")


def test_a_database_of_a_newer_version_is_left_alone(serve, tmp_path):
    import sqlite3

    first = serve()
    first.process.send_signal(signal.SIGTERM)
    first.end()
    with sqlite3.connect(tmp_path / "data" / "platform.sqlite3") as raw:
        raw.execute("UPDATE facts SET value = '999' WHERE name = 'schema_version'")
    raw.close()
    code, _, error = serve().end()
    assert code == 1
    assert error.startswith("error: the platform did not start: platform.sqlite3 was made by")
    assert "schema 999" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_T14_every_file_is_private_whatever_the_umask(serve, tmp_path, umask):
    data = tmp_path / "data"
    served = serve(umask=umask)
    token = Path(served.ready["token_file"]).read_text()
    with requests.Session() as session:
        session.trust_env = False
        mail = {
            "entity": "leads",
            "function": "create",
            "destination": {"kind": "email", "address": "ops@example.com"},
        }
        for path, body in (
            ("/listeners", mail),
            ("/listeners/test", {"listener": mail}),
            ("/records/leads", {"full_name": "Palesa"}),
        ):
            answer = session.post(
                served.ready["base_url"] + "/api/v1" + path,
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                timeout=20,
            )
            assert answer.status_code in (200, 201)
    assert_private(data)
    served.process.send_signal(signal.SIGTERM)
    served.end()
    assert_private(data)


def assert_private(folder: Path) -> None:
    seen = [folder, *folder.rglob("*")]
    modes = {one: stat.S_IMODE(one.stat().st_mode) for one in seen}
    expected = {one: 0o700 if one.is_dir() else 0o600 for one in seen}
    assert modes == expected
    assert {"platform.sqlite3", "platform.key", "admin-token"} <= {one.name for one in seen}


def test_T14_files_that_were_open_to_others_are_closed(serve, tmp_path):
    data = tmp_path / "data"
    first = serve()
    first.process.send_signal(signal.SIGTERM)
    first.end()
    data.chmod(0o755)
    for file in data.iterdir():
        if file.is_file():
            file.chmod(0o644)
    served = serve()
    assert served.get("/me").status_code == 200
    assert_private(data)


def test_logs_hold_no_token_and_no_access_lines(serve):
    served = serve()
    token = Path(served.ready["token_file"]).read_text()
    served.get("/records/clients?colour=red")
    served.process.send_signal(signal.SIGTERM)
    _, out, error = served.end()
    assert token not in out + error
    assert "GET /" not in error


@pytest.mark.parametrize(
    "arguments",
    [
        ["--host", "localhost"],
        ["--allow", "10.0.0.1/8"],
        ["--allow", "nonsense"],
        ["--port", "70000"],
        ["--smtp-host", "mail.example.com", "--smtp-sender", "nope"],
        ["--smtp-host", "m.example", "--smtp-sender", "a@b.example", "--smtp-security", "ssl"],
        ["--smtp-password", "hunter2"],
    ],
)
def test_bad_arguments_are_said_before_anything_is_made(tmp_path, capsys, arguments):
    data = tmp_path / "data"
    assert command.run(["serve", "--data", str(data), *arguments]) == 2
    out, error = capsys.readouterr()
    assert (out, arguments[-2] in error, "hunter2" in error) == ("", True, False)
    assert not data.exists()


def test_the_smtp_password_comes_from_the_environment(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr("app.server.serve.serve", lambda settings, **_: seen.append(settings) or 0)
    monkeypatch.setenv(PASSWORD_VARIABLE, "hunter2")
    arguments = [
        "serve", "--data", str(tmp_path), "--smtp-host", "mail.example.com", "--smtp-username",
        "ops", "--smtp-sender", "ops@example.com", "--smtp-security", "tls", "--allow",
        "10.0.0.0/8",
    ]  # fmt: skip
    assert command.run(arguments) == 0
    (settings,) = seen
    assert settings.smtp.password.reveal() == "hunter2"
    assert (settings.smtp.security, settings.smtp.sender) == ("tls", "ops@example.com")
    assert "10.0.0.0/8" in [str(one) for one in settings.allow]
    assert os.fspath(settings.data_dir) == str(tmp_path)


def test_small_answers_are_sent_at_once_on_a_connection_that_is_kept():
    """Without it, every second answer on a kept connection waits 40 ms for an acknowledgement."""

    async def accept():
        accepted = asyncio.get_running_loop().create_future()
        sock = bind("127.0.0.1", 0)
        server = await asyncio.start_server(lambda _r, w: accepted.set_result(w), sock=sock)
        _, writer = await asyncio.open_connection(*sock.getsockname())
        theirs = await accepted
        option = theirs.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        for one in (writer, theirs):
            one.close()
            await one.wait_closed()
        server.close()
        return option

    assert asyncio.run(accept()) != 0
