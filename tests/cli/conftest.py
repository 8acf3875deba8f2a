"""A profile of its own for each test, a real platform for all of them, and the commands."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.adapters import keyring_backends
from app.cli.profile.session import SECRET_FILE_VARIABLE, SECRET_VARIABLE
from app.domain.secret import Secret
from tests.support.file_keyring import FileKeyring
from tests.support.platform import RunningPlatform, running_platform

ROOT = Path(__file__).parents[2]


@dataclass
class Profile:
    """A profile and what a person can do with it."""

    path: Path
    capsys: pytest.CaptureFixture[str]
    token_file: Path

    def command(self, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of a command on the profile."""
        self.capsys.readouterr()
        code = main(["--profile", str(self.path), *words])
        out, error = self.capsys.readouterr()
        return code, out, error

    def result(self, *words: str, code: int = 0) -> Any:
        """The JSON that a command answers; it must end with that code."""
        ended, out, error = self.command(*words, "--json")
        assert ended == code, error
        return json.loads(out)

    def refused(self, *words: str) -> str:
        """What is said of a wrong command line, which does nothing and prints nothing."""
        code, out, error = self.command(*words)
        assert (code, out) == (2, ""), error
        assert error.startswith("error: ")
        return error

    def refused_with_remark(self, *words: str) -> str:
        """The same, after something was said about how it would have been done."""
        code, out, error = self.command(*words)
        assert (code, out) == (2, ""), error
        return error

    def connect(self, platform: RunningPlatform, name: str = "Test") -> None:
        """Add the platform as a connection; its token is in the file from then on."""
        self.give(platform.token)
        url = platform.base_url
        made = self.result(
            "connections", "add", name, "--url", url, "--token-file", str(self.token_file)
        )
        assert made["url"] == url

    def give(self, token: Secret) -> None:
        """Sign in with another token."""
        self.token_file.write_text(token.reveal() + "\n")

    def create(self, *words: str, code: int = 0) -> Any:
        """A new listener for clients that sends to nobody."""
        given = (*words, "--entity", "clients") if "--entity" not in words else words
        if "--url" not in given and "--email" not in given:
            given = (*given, "--url", "http://127.0.0.1:9/in")
        return self.result("listeners", "create", *given, code=code)

    def process(
        self, *words: str, environment: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[bytes]:
        """The command as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "app", "--profile", str(self.path), *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            **options,
        )


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPlatform]:
    """A platform that all tests of this room share."""
    with running_platform(tmp_path_factory.mktemp("platform")) as platform:
        yield platform


def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never the keyring of whoever runs the tests."""
    monkeypatch.setattr(keyring_backends, "ALLOWED", {sys.platform: ()})


@pytest.fixture(scope="session")
def prepared(platform: RunningPlatform, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that has read the shared platform, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    token_file, path = folder / "token", folder / "profile"
    token_file.write_text(platform.token.reveal())
    front = ["--profile", str(path)]
    add = ["connections", "add", "Test", "--url", platform.base_url]
    with pytest.MonkeyPatch.context() as monkeypatch, redirect_stdout(io.StringIO()):
        no_keyring(monkeypatch)
        monkeypatch.setenv(SECRET_FILE_VARIABLE, str(token_file))
        with redirect_stderr(io.StringIO()):
            assert main([*front, *add, "--token-file", str(token_file)]) == 0
            assert main([*front, "sync"]) == 0
    return path


@pytest.fixture
def profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Profile:
    """A new profile on a computer without a keyring."""
    no_keyring(monkeypatch)
    token_file = tmp_path / "token"
    monkeypatch.setenv(SECRET_FILE_VARIABLE, str(token_file))
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return Profile(tmp_path / "profile", capsys, token_file)


@pytest.fixture
def keyring(profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a keyring that works."""
    kind = f"{FileKeyring.__module__}.{FileKeyring.__name__}"
    monkeypatch.setattr(keyring_backends, "ALLOWED", {sys.platform: (kind,)})
    monkeypatch.setenv(FileKeyring.VARIABLE, str(tmp_path / "keyring"))
    return tmp_path / "keyring"


@pytest.fixture
def connected(profile: Profile, platform: RunningPlatform, prepared: Path) -> Profile:
    """A profile with one connection, the shared platform, which it has read."""
    shutil.copytree(prepared, profile.path)
    profile.give(platform.token)
    return profile
