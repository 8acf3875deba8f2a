"""Processes on one PostgreSQL: those that serve, those that deliver, and how they end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from app.cli import platform as command
from tests.support.receivers import HttpReceiver, Reply

START = "import sys; from app.cli.platform import run; sys.exit(run(sys.argv[1:]))"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


class Process:
    """`platform …` on a PostgreSQL."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> dict:
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return json.loads(line)

    def end(self) -> tuple[int, str]:
        """Ask it to end; its exit code and what it complained of."""
        self.process.send_signal(signal.SIGTERM)
        _, error = self.process.communicate(timeout=30)
        return self.process.returncode, error

    def fail(self) -> tuple[int, str]:
        """Wait for it to end by itself."""
        _, error = self.process.communicate(timeout=60)
        return self.process.returncode, error


@pytest.fixture
def start():
    """Starts processes that end with the test."""
    started: list[Process] = []

    def one(*arguments: str) -> Process:
        started.append(Process(*arguments))
        return started[-1]

    yield one
    for process in started:
        process.process.kill()
        process.process.communicate()


def test_servers_that_only_serve_and_a_worker_that_only_delivers(start, empty_postgres, tmp_path):
    address = empty_postgres.url().render_as_string()
    where = ("--data", str(tmp_path), "--database", address)
    server = start("serve", *where, "--no-deliver")
    base = server.ready()
    headers = {"Authorization": "Bearer " + Path(base["token_file"]).read_text()}
    with HttpReceiver() as endpoint, requests.Session() as session:
        session.trust_env, session.headers = False, headers
        api = base["base_url"] + "/api/v1"
        destination = {"kind": "endpoint", "url": endpoint.url}
        body = {"entity": "clients", "function": "create", "destination": destination}
        assert session.post(f"{api}/listeners", json=body, timeout=20).status_code == 201
        sample = session.get(f"{api}/catalog/entities/clients/sample", timeout=20).json()
        for name in ("id", "version", "created_at", "updated_at", "channel_id"):
            sample.pop(name)
        assert session.post(f"{api}/records/clients", json=sample, timeout=20).status_code == 201
        pending = session.get(f"{api}/deliveries", timeout=20).json()["items"]
        assert [one["status"] for one in pending] == ["pending"]  # nobody here delivers
        worker = start("worker", *where)
        assert worker.ready() == {"worker": "ready"}
        endpoint.wait(1)
        endpoint.always(Reply(delay_s=1.0))
        assert session.post(f"{api}/records/clients", json=sample, timeout=20).status_code == 201
        endpoint.wait(2)
        assert worker.end()[0] == 0  # and the try in hand came to its end
        done = session.get(f"{api}/deliveries", timeout=20).json()["items"]
        assert [one["status"] for one in done] == ["delivered", "delivered"]
        assert [one["attempts"] for one in done] == [1, 1]
    assert server.end()[0] == 0


def test_the_database_may_be_named_in_a_file(start, empty_postgres, tmp_path):
    file = tmp_path / "url"
    file.write_text(empty_postgres.url().render_as_string() + "\n")
    server = start("serve", "--data", str(tmp_path / "data"), "--database-file", str(file))
    assert server.ready()["base_url"].startswith("http://")
    assert server.end()[0] == 0


def test_another_folder_needs_the_key_of_the_database(start, empty_postgres, tmp_path):
    address = empty_postgres.url().render_as_string()
    first = start("serve", "--data", str(tmp_path / "a"), "--database", address)
    first.ready()
    other = start("worker", "--data", str(tmp_path / "b"), "--database", address)
    code, error = other.fail()
    assert code == 1
    assert error.count("\n") == 1
    assert "key" in error
    (tmp_path / "b" / "platform.key").write_bytes((tmp_path / "a" / "platform.key").read_bytes())
    other = start("worker", "--data", str(tmp_path / "b"), "--database", address)
    other.ready()
    assert other.end()[0] == first.end()[0] == 0


@pytest.mark.parametrize("name", ["serve", "worker"])
def test_a_server_that_is_not_there_is_one_clear_line(start, tmp_path, name):
    gone = "postgresql+psycopg://nobody@127.0.0.1:9/none"
    one = start(name, "--data", str(tmp_path), "--database", gone)
    began_s = time.monotonic()
    code, error = one.fail()
    assert code == 1
    assert "Connection refused" in error.splitlines()[-1]
    assert "Traceback" not in error
    assert time.monotonic() - began_s < 30


def test_a_user_who_may_make_no_tables_is_one_clear_line(start, cluster, empty_postgres, tmp_path):
    cluster.execute("CREATE USER guest")
    address = empty_postgres.url().set(username="guest").render_as_string()
    code, error = start("serve", "--data", str(tmp_path), "--database", address).fail()
    assert code == 1
    assert "permission denied" in error.splitlines()[-1]
    assert "Traceback" not in error


def test_T14_a_password_in_the_argument_is_refused(tmp_path, capsys):
    words = ["--database", "postgresql+psycopg://me:hunter2@127.0.0.1/db"]
    assert command.run(["serve", "--data", str(tmp_path / "none"), *words]) == 2
    said = capsys.readouterr().err
    assert "PGPASSWORD" in said
    assert "--database-file" in said
    assert "hunter2" not in said
    assert not (tmp_path / "none").exists()


def test_without_a_database_there_is_nothing_to_share(tmp_path, capsys):
    assert command.run(["worker", "--data", str(tmp_path)]) == 2
    assert "--database" in capsys.readouterr().err
    assert command.run(["serve", "--data", str(tmp_path), "--no-deliver"]) == 2
