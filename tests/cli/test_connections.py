"""Connections: added after a check, their secrets in a keyring or given with each command."""

from __future__ import annotations

import io
import json
import ssl
import sys
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from sqlalchemy import select

from app.__main__ import main
from app.adapters import guarded_http
from app.cli.profile.session import SECRET_FILE_VARIABLE, SECRET_VARIABLE
from app.domain.secret import Secret
from app.server.store.tables import users
from app.server.store.tokens import add_client
from tests.support.http_servers import HttpServer, answer


@pytest.fixture
def keyring(keyring, monkeypatch):
    """The secret of the connection is in it, and given in no other way."""
    monkeypatch.delenv(SECRET_FILE_VARIABLE)
    return keyring


def stdin(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_T01_a_token_from_standard_input_is_kept_in_the_keyring_only(
    profile, platform, keyring, monkeypatch
):
    token = platform.token.reveal()
    stdin(monkeypatch, token + "\n")
    made = profile.result("connections", "add", "Mine", "--url", platform.base_url, "--token-stdin")
    assert made["secret_kept"] is True
    assert token in keyring.read_text()
    assert profile.result("connections", "check")["passed"] is True
    for file in profile.path.rglob("*"):
        assert file.is_dir() or token.encode() not in file.read_bytes()

    removed = profile.result("connections", "remove", "Mine", "--yes")
    assert removed == {"id": made["id"], "removed": True}
    assert json.loads(keyring.read_text()) == {}
    assert profile.result("connections", "list") == {"items": []}


def test_an_oauth_client_signs_in_with_its_secret(profile, platform, keyring, monkeypatch):
    user_id = select(users.c.id).where(users.c.role == "administrator")
    client_id, secret = platform.in_store(
        lambda tx: add_client(
            tx,
            user_id=tx.execute(user_id).scalar_one(),
            label="crm",
            now_ms=platform.platform.now_ms(),
        )
    )
    stdin(monkeypatch, secret.reveal())
    made = profile.result(
        *("connections", "add", "Client", "--url", platform.base_url),
        *("--client-id", client_id, "--client-secret-stdin"),
    )
    assert (made["sign_in"], made["client_id"]) == ("oauth2", client_id)
    assert profile.result("listeners", "list")["online"] is True


def test_without_a_keyring_it_is_said_how_the_secret_is_given(profile, platform, monkeypatch):
    profile.give(platform.token)
    code, out, error = profile.command(
        *("connections", "add", "Test", "--url", platform.base_url),
        *("--token-file", str(profile.token_file)),
    )
    assert (code, "Test" in out) == (0, True)
    assert SECRET_FILE_VARIABLE in error
    assert profile.result("connections", "check")["passed"] is True

    monkeypatch.delenv(SECRET_FILE_VARIABLE)
    code, out, error = profile.command("listeners", "list")
    assert (code, out) == (1, "")
    assert SECRET_FILE_VARIABLE in error
    monkeypatch.setenv(SECRET_VARIABLE, platform.token.reveal())
    assert profile.result("connections", "check")["passed"] is True
    assert profile.result("connections", "remove", "--yes")["removed"] is True


def test_what_does_not_pass_the_check_is_not_added(profile, platform):
    profile.give(Secret("pst_wrong_token"))
    add = ("connections", "add", "Test", "--token-file", str(profile.token_file), "--url")
    code, out, error = profile.command(*add, platform.base_url)
    assert (code, out) == (6, "")
    assert "token" in error
    code, out, error = profile.command(*add, "http://127.0.0.1:9")
    assert (code, out) == (3, "")
    assert "127.0.0.1" in error
    profile.give(platform.token_of("member"))
    assert profile.command(*add, platform.base_url)[0] == 6
    assert profile.result("connections", "list") == {"items": []}


def test_a_check_tells_line_by_line_what_failed(connected, platform):
    connected.give(Secret("pst_wrong_token"))
    found = connected.result("connections", "check", code=6)
    assert found["passed"] is False
    assert [line["kind"] for line in found["lines"] if not line["passed"]] == ["signed_in"]
    code, out, _ = connected.command("connections", "check", "Test")
    assert (code, "failed" in out) == (6, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--url", "http://example.com"], "--url"),
        (["--url", "https://user:pw@example.com"], "--url"),
        (["--url", "https://exa\x1bmple.com"], "U+001B"),
        (["--url", ""], "--url"),
        (["--url", "x" * 10_000], "--url"),
        ([], "--url"),
        (["--url", "https://example.com", "--client-id", "x"], "--client-id"),
        (["--url", "https://example.com", "--token-stdin"], "exactly one"),
        (["--url", "https://example.com", "--token", "pst_x"], "--token"),
    ],
)
def test_a_wrong_connection_is_refused_before_anything_is_asked(profile, words, said):
    profile.token_file.write_text("pst_token")
    error = profile.refused(
        "connections", "add", "Test", "--token-file", str(profile.token_file), *words
    )
    assert said in error
    assert profile.result("connections", "list") == {"items": []}


@pytest.mark.parametrize("content", [b"", b"\n", b"two words", b"\xff\xfe", b"x" * 100_000, None])
def test_a_file_without_a_token_is_refused(profile, content):
    if content is not None:
        profile.token_file.write_bytes(content)
    error = profile.refused(
        *("connections", "add", "Test", "--url", "https://example.com"),
        *("--token-file", str(profile.token_file)),
    )
    assert "--token-file" in error
    assert "two words" not in error


def test_a_secret_is_no_argument_and_not_both_ways(profile):
    error = profile.refused("connections", "add", "Test", "--url", "https://example.com")
    assert "exactly one" in error


def test_names_are_used_once_and_chosen_among_several(connected, platform):
    error = connected.refused(
        *("connections", "add", "Test", "--url", platform.base_url),
        *("--token-file", str(connected.token_file)),
    )
    assert "exists" in error
    connected.connect(platform, "Other")
    assert "Test, Other" in connected.refused("listeners", "list")
    assert connected.result("--connection", "Other", "listeners", "list")["items"] is not None
    assert "no connection" in connected.refused("--connection", "Third", "listeners", "list")


def test_a_read_only_connection_changes_nothing(profile, platform):
    profile.give(platform.token)
    profile.result(
        *("connections", "add", "Look", "--url", platform.base_url, "--read-only"),
        *("--token-file", str(profile.token_file)),
    )
    code, out, error = profile.command(
        "listeners", "create", "--entity", "clients", "--url", "https://example.com"
    )
    assert (code, out) == (6, "")
    assert "read only" in error
    assert profile.result("pending", "list") == {"items": []}


def test_nobody_is_asked_where_nobody_sits(connected):
    assert "--yes" in connected.refused("connections", "remove")
    assert len(connected.result("connections", "list")["items"]) == 1


@pytest.mark.parametrize("content", ["", "two words", "grün", "\x1b[31m", "•••••••••••"])
def test_a_given_secret_that_cannot_be_one_is_refused(connected, monkeypatch, content):
    connected.token_file.write_text(content)
    error = connected.refused("listeners", "list")
    assert SECRET_FILE_VARIABLE in error
    monkeypatch.setenv(SECRET_FILE_VARIABLE, str(connected.token_file.parent / "nowhere"))
    assert SECRET_FILE_VARIABLE in connected.refused("listeners", "list")


def test_an_empty_profile_is_not_the_folder_one_is_in(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for words in (["--profile", "", "connections", "list"], ["--profile=", "sync"]):
        assert main(words) == 2
        assert "--profile" in capsys.readouterr().err
    with pytest.raises(SystemExit):  # the window
        main(["--profile", ""])
    assert list(tmp_path.iterdir()) == []


def test_a_profile_that_cannot_be_one_is_refused(tmp_path, capsys):
    file = tmp_path / "file"
    file.write_text("mine")
    assert main(["--profile", str(file), "connections", "list"]) == 2
    assert "--profile" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_T45_a_damaged_local_copy_is_replaced_and_the_old_one_named(connected):
    connected.create("--name", "Kept", "--offline")
    (file,) = (connected.path / "data" / "connections").glob("*.db")
    file.write_bytes(file.read_bytes()[:5000])
    code, _out, error = connected.command("listeners", "list", "--offline")
    assert code == 0, error
    (folder,) = (connected.path / "data" / "connections" / "damaged").iterdir()
    assert str(folder) in error
    assert (folder / file.name).stat().st_size == 5000
    assert "damaged" not in connected.command("listeners", "list", "--offline")[2]  # said once


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": 9}', "was made by a newer version of this app and was not opened"),
        ("{", "is damaged and was left as it is; put one from a backup in its place"),
    ],
)
def test_T45_a_list_of_connections_that_cannot_be_read_stays_as_it_is(profile, content, said):
    kept = profile.path / "config" / "connections.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(content, "utf-8")
    for words in (("connections", "list"), ("sync",)):
        code, out, error = profile.command(*words)
        assert (code, out) == (1, "")
        assert error.startswith(f"error: {kept}: {said}")
        assert "repeat the command" not in error
    assert kept.read_text("utf-8") == content


@pytest.mark.parametrize("days", [-400, 30])
def test_F57_a_certificate_with_wrong_dates_is_told_beside_this_computers_clock(
    profile, monkeypatch, days
):
    authority, at = trustme.CA(), datetime.now(UTC) + timedelta(days=days)
    lifetime = {"not_before": at - timedelta(days=1), "not_after": at + timedelta(days=1)}
    served, trusting = (
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    )
    authority.issue_cert("127.0.0.1", **lifetime).configure_cert(served)
    authority.configure_trust(trusting)
    monkeypatch.setattr(guarded_http, "system_tls", lambda: trusting)
    profile.token_file.write_text("canary")
    with HttpServer(answer(200, json={}), tls=served) as server:
        words = (
            "connections",
            "add",
            "Late",
            "--url",
            server.url,
            "--token-file",
            profile.token_file,
        )
        code, out, error = profile.command(*map(str, words))
        assert server.requests == []
    assert (code, out) == (3, "")
    assert f"valid from {lifetime['not_before']:%Y-%m-%d %H:%M} UTC" in error
    assert f"until {lifetime['not_after']:%Y-%m-%d %H:%M} UTC" in error
    assert f"the clock of this computer says {datetime.now(UTC):%Y-%m-%d}" in error
    assert "set the clock" in error
