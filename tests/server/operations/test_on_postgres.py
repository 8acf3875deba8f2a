"""The commands on a platform whose data is in PostgreSQL: they need no lock and no channel."""

from __future__ import annotations

import json

import pytest

from app.cli.platform import run
from app.server.platform import KEY_FILE
from tests.support.platform import running_platform


@pytest.fixture
def command(tmp_path, empty_postgres, capsys):
    """Runs a command on the folder and the database; its exit code, output and errors."""
    address = tmp_path / "address"
    address.write_text(empty_postgres.libpq())

    def do(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        where = ["--data", str(tmp_path / "data"), "--database-file", str(address)]
        code = run([*words, *where, "--json"])
        return (code, *capsys.readouterr())

    return do


def result(answer: tuple[int, str, str]):
    code, out, error = answer
    assert (code, error) == (0, "")
    return json.loads(out)


def test_tokens_and_records_beside_a_running_platform(tmp_path, empty_postgres, command):
    with running_platform(tmp_path / "data", database=empty_postgres) as platform:
        made = result(command("token", "issue", "--name", "crm"))
        assert platform.get("/me", token=made["token"]).status_code == 200
        client = result(command("token", "issue", "--name", "crm", "--client"))
        listed = {one["id"] for one in result(command("token", "list"))["items"]}
        assert {made["id"], client["id"]} <= listed
        result(command("token", "revoke", made["id"]))
        assert platform.get("/me", token=made["token"]).status_code == 401
        before = len(platform.get("/records/clients", params={"limit": 500}).json()["items"])
        added = result(command("seed", "--records", "10"))["added"]
        after = len(platform.get("/records/clients", params={"limit": 500}).json()["items"])
        assert after == before + added["clients"]


def test_the_key_is_replaced_and_secrets_stay(tmp_path, empty_postgres, command):
    body = {
        "entity": "clients",
        "function": "create",
        "destination": {"kind": "endpoint", "url": "https://hooks.example.com/clients"},
    }
    with running_platform(tmp_path / "data", database=empty_postgres) as platform:
        listener = platform.post("/listeners", body).json()["id"]
        secret = platform.post(f"/listeners/{listener}/secret/reveal").json()["secret"]
    before = (tmp_path / "data" / KEY_FILE).read_bytes()
    assert result(command("key", "rotate"))["secrets"] == 1
    assert (tmp_path / "data" / KEY_FILE).read_bytes() != before
    with running_platform(tmp_path / "data", database=empty_postgres) as platform:
        assert platform.post(f"/listeners/{listener}/secret/reveal").json()["secret"] == secret


def test_the_key_is_not_replaced_under_another_process(
    tmp_path, empty_postgres, command, other_process
):
    result(command("token", "list"))
    before = (tmp_path / "data" / KEY_FILE).read_bytes()
    with other_process(empty_postgres):
        code, out, error = command("key", "rotate")
    assert (code, out) == (1, "")
    assert error == (
        "error: 1 other processes use the database; end every serve and worker first\n"
    )
    assert (tmp_path / "data" / KEY_FILE).read_bytes() == before


@pytest.fixture
def other_process():
    """A connection as another server of the platform has it."""
    import psycopg

    return lambda address: psycopg.connect(
        address.libpq(), application_name="picksmart-webhooks elsewhere 1"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--database", "postgresql://me:hunter2@host/db"],
        ["--database", "mysql://host/db"],
        ["--database-file", "/nonexistent"],
    ],
)
def test_a_wrong_address_is_said_without_its_password(tmp_path, capsys, words):
    assert run(["token", "list", "--data", str(tmp_path), *words]) == 2
    out, error = capsys.readouterr()
    assert (out, error.count("\n")) == ("", 1)
    assert "hunter2" not in error


def test_an_unreachable_database_is_one_line(tmp_path, capsys):
    where = ["--database", f"postgresql://postgres@/db?host={tmp_path}"]
    assert run(["token", "list", "--data", str(tmp_path / "data"), *where]) == 1
    out, error = capsys.readouterr()
    assert (out, error.count("\n")) == ("", 1)
