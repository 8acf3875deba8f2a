"""Where the mail server's password comes from, and what is refused before anything is sent."""

from __future__ import annotations

import functools
import io
import sys

import pytest

from app.adapters.keyring_secrets import KeyringSecrets
from app.cli.platform import run
from app.cli.platform.mail import PASSWORD_VARIABLE

HOST = ["--smtp-host", "mail.example.com", "--smtp-username", "ops"]
SENDER = ["--smtp-sender", "ops@example.com"]


class Backend:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that works."""
    backend = Backend()
    use_backend(monkeypatch, backend)
    return backend


def use_backend(monkeypatch, backend) -> None:
    opened = functools.partial(KeyringSecrets, choose=lambda: backend)
    monkeypatch.setattr("app.adapters.keyring_secrets.KeyringSecrets", opened)


@pytest.fixture
def serve(tmp_path, monkeypatch, capsys):
    """Runs `serve` up to its start: the settings, or the refusal."""
    started = []
    monkeypatch.setattr(
        "app.server.serve.serve", lambda settings, **_: started.append(settings) or 0
    )

    def do(*words):
        code = run(["serve", "--data", str(tmp_path / "data"), *words])
        out, error = capsys.readouterr()
        assert "hunter2" not in out + error
        return started[-1].smtp if code == 0 else (code, error)

    return do


def keep(monkeypatch, *words) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO("hunter2\n"))
    return run(["smtp-password", *words])


def test_the_password_goes_through_the_keyring(monkeypatch, keyring, serve, capsys):
    assert keep(monkeypatch, *HOST) == 0
    assert "hunter2" not in "".join(capsys.readouterr())
    smtp = serve(*HOST, *SENDER, "--smtp-password-keyring")
    assert smtp.password.reveal() == "hunter2"
    other = serve("--smtp-host", "mail.example.com", "--smtp-username", "x", *SENDER,
                  "--smtp-password-keyring")  # fmt: skip
    assert other[0] == 1
    assert "smtp-password" in other[1]
    assert keep(monkeypatch, *HOST, "--forget") == 0
    assert keyring.kept == {}


def test_without_a_keyring_it_is_said(monkeypatch, serve, capsys):
    use_backend(monkeypatch, None)
    assert keep(monkeypatch, *HOST) == 1
    assert "no usable keyring" in capsys.readouterr().err
    code, error = serve(*HOST, *SENDER, "--smtp-password-keyring")
    assert (code, error.count("\n")) == (1, 1)
    assert "keyring" in error


def test_an_empty_password_is_refused(monkeypatch, keyring, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert run(["smtp-password", *HOST]) == 2
    assert keyring.kept == {}


def test_it_comes_from_a_file(tmp_path, serve):
    (tmp_path / "password").write_text("hunter2\n")
    smtp = serve(*HOST, *SENDER, "--smtp-password-file", str(tmp_path / "password"))
    assert smtp.password.reveal() == "hunter2"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*HOST], "--smtp-sender"),
        ([*HOST, *SENDER], PASSWORD_VARIABLE),
        ([*HOST, *SENDER, "--smtp-password-file", "/nonexistent"], "--smtp-password-file"),
        ([*HOST, *SENDER, "--smtp-security", "ssl"], "starttls, tls or none"),
        ([*HOST, *SENDER, "--smtp-security", "none"], "in the clear"),
        (["--smtp-host", "m.example", *SENDER, "--smtp-password-keyring"], "for nobody"),
        ([*HOST, *SENDER, "--smtp-port", "0"], "--smtp-port"),
    ],
)
def test_wrong_settings_are_said_at_the_start(serve, monkeypatch, keyring, words, said):
    keyring.kept["picksmart-webhooks/smtp/@m.example", "secret"] = "hunter2"
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    code, error = serve(*words)
    assert (code, error.count("\n")) == (2, 1)
    assert said in error


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_server_on_this_computer_needs_no_tls(serve, monkeypatch, host):
    monkeypatch.setenv(PASSWORD_VARIABLE, "hunter2")
    words = ["--smtp-host", host, "--smtp-username", "ops", *SENDER, "--smtp-security", "none"]
    assert serve(*words).security == "none"
