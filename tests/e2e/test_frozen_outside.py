"""The stand-alone app and the system around it: programs it starts, files, trust, secrets, bytes.

Some minutes to build, so `dev.py soak`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from app import DISTRIBUTION
from tests.support.http_servers import HttpServer, answer
from tests.support.platform import running_platform
from tests.support.receivers import HttpReceiver
from tests.support.screen import MISSING, hidden_screen
from tools import build

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux", reason="Linux"),
]
LIMIT_S = 240


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def app(frozen_app, home):
    """Run the executable with an environment of a stranger's, and more."""

    def app(*words, before=(), **environment):
        return subprocess.run(
            [*before, str(frozen_app / DISTRIBUTION), *map(str, words)],
            env=build.strangers_environment() | {"HOME": str(home)} | environment,
            cwd=home,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
        )

    return app


@pytest.fixture
def token_file(tmp_path):
    def token_file(text: str) -> Path:
        path = tmp_path / "token"
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        return path

    return token_file


def files_below(*folders: Path) -> dict[str, bytes]:
    """Every file and what is in it."""
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).digest() for path in found}


# --- what it starts ------------------------------------------------------------------------------

OPENED = "a browser was started"


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
@pytest.mark.skipif(not shutil.which("xdotool"), reason="xdotool is not installed")
def test_T42_what_it_starts_gets_the_environment_that_it_was_given(frozen_app, home, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    dump = tmp_path / "environment.json"
    fake = programs / "xdg-open"
    fake.write_text(f"#!/bin/sh\nenv -0 > {dump}.new\nmv {dump}.new {dump}\n", "utf-8")
    fake.chmod(0o755)
    with hidden_screen() as screen:
        given = {
            "HOME": str(home),
            "PATH": f"{programs}:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "DISPLAY": screen.name,
            "LD_LIBRARY_PATH": "/opt/given/lib",
            "QT_PLUGIN_PATH": "/opt/given/plugins",
        }
        with subprocess.Popen([str(frozen_app / DISTRIBUTION)], env=given) as process:
            try:
                screen.wait_for("Webhook Listeners for Picksmart", process)
                # Help: the folder of the logs. There is no window manager to give the focus.
                name = "Webhook Listeners for Picksmart"
                for words in (
                    ("search", "--onlyvisible", "--name", name, "windowfocus", "--sync"),
                    ("key", "--clearmodifiers", "alt+h"),
                    ("key", "--clearmodifiers", "l"),
                ):
                    subprocess.run(
                        ["xdotool", *words],
                        env={**os.environ, "DISPLAY": screen.name},
                        check=True,
                    )
                screen.wait_until(dump.exists, process)
            finally:
                process.terminate()
                process.wait(LIMIT_S)
    got = dict(line.split("=", 1) for line in dump.read_text("utf-8").split("\0") if line)
    assert got["LD_LIBRARY_PATH"] == "/opt/given/lib"
    assert got["QT_PLUGIN_PATH"] == "/opt/given/plugins"
    assert not [name for name in got if name.startswith(("_PYI", "_MEI")) or "_ORIG" in name]
    assert not [name for name, value in got.items() if str(frozen_app) in value and name != "_"]


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_T42_its_platform_gets_no_path_into_the_bundle(app, tmp_path):
    log = tmp_path / "strace.txt"
    trace = ("strace", "-f", "-v", "-s", "8000", "-e", "trace=execve", "-o", str(log))
    done = app("--self-test", before=trace, LD_LIBRARY_PATH="/opt/given/lib")
    assert done.returncode == 0, done.stderr
    (started,) = re.findall(r'execve\(.*"platform", "serve".*', log.read_text("utf-8"))[:1]
    environment = started.partition("], [")[2]
    assert '"LD_LIBRARY_PATH=/opt/given/lib"' in environment
    assert "_internal" not in environment
    assert "_PYI" not in environment


# --- what it writes ------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_it_writes_into_its_profile_and_nowhere_else(app, frozen_app, home, tmp_path, token_file):
    profile, log = tmp_path / "profile", tmp_path / "strace.txt"
    before = files_below(home, frozen_app)
    trace = ("strace", "-f", "-qq", "-e", "trace=openat,mkdir,rename,creat,mkdirat,renameat2",
             "-s", "1000", "-o", str(log))  # fmt: skip
    with running_platform(tmp_path / "platform") as platform:
        token = token_file(platform.token.reveal())
        words = ("--profile", profile, "connections", "add", "Here", "--url", platform.base_url)
        done = app(*words, "--token-file", token, before=trace, PICKSMART_SECRET_FILE=str(token))
        assert done.returncode == 0, done.stderr
    assert files_below(home, frozen_app) == before
    written = re.findall(
        r'openat\([^,]+, "([^"]+)", [^)]*O_(?:WRONLY|RDWR)[^)]*\)\s+= \d', log.read_text("utf-8")
    )
    assert any(name.startswith(str(profile)) for name in written)
    allowed = (str(profile), "/dev/", "/proc/")
    assert [name for name in written if not name.startswith(allowed)] == []


# --- whom it trusts ------------------------------------------------------------------------------


def test_it_trusts_what_the_system_trusts_and_nothing_else(app, tmp_path, token_file):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    trusted = tmp_path / "trusted.pem"
    authority.cert_pem.write_to_path(str(trusted))
    token = token_file("not-a-real-token-1234")
    with HttpServer(answer(401, json={"code": "unauthorized"}), tls=context) as server:
        words = ("connections", "add", "X", "--url", server.url, "--token-file", token)
        unknown = app(*words)
        known = app(*words, SSL_CERT_FILE=str(trusted))
    assert "certificate" in unknown.stderr.lower()
    assert "certificate" not in known.stderr.lower()
    assert known.returncode not in (0, unknown.returncode)


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="gnome-keyring is not installed",
)
def test_it_keeps_secrets_in_the_secret_service(app, home, tmp_path, token_file):
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    unlock = (
        "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
        'exec "$0" "$@"'
    )
    session = ("dbus-run-session", "--", "sh", "-c", unlock)
    environment = {"XDG_RUNTIME_DIR": str(runtime)}
    with running_platform(tmp_path / "platform") as platform:
        secret = platform.token.reveal()
        url, token = platform.base_url, token_file(secret)
        added = app(
            *("connections", "add", "Kept", "--url", url, "--token-file", token),
            before=session,
            **environment,
        )
        assert added.returncode == 0, added.stderr
        token.unlink()
        checked = app("listeners", "list", "--json", before=session, **environment)
        assert checked.returncode == 0, checked.stderr
        assert json.loads(checked.stdout)["items"] == []
        without = app("sync")
        assert without.returncode != 0
    assert not [name for name in files_below(home) if secret.encode() in Path(name).read_bytes()]


# --- the story -----------------------------------------------------------------------------------


def test_the_whole_story_with_one_executable(app, frozen_app, tmp_path):
    """Its own platform, its commands, a webhook that arrives, and the log that tells of it."""
    command = [str(frozen_app / DISTRIBUTION), "platform", "serve", "--data", str(tmp_path / "p")]
    with (
        HttpReceiver() as receiver,
        subprocess.Popen(
            command, env=build.strangers_environment(), stdout=subprocess.PIPE
        ) as platform,
    ):
        try:
            ready = json.loads(platform.stdout.readline())
            secret = {"PICKSMART_SECRET_FILE": ready["token_file"]}

            def said(*words):
                done = app(*words, "--json", **secret)
                assert done.returncode == 0, done.stderr
                return json.loads(done.stdout)

            url, token = ready["base_url"], ready["token_file"]
            said("connections", "add", "Story", "--url", url, "--token-file", token)
            made = said("listeners", "create", "--entity", "clients", "--function", "create",
                        "--url", f"{receiver.url}story", "--name", "Story")  # fmt: skip
            sent = said("listeners", "test", "Story")
            assert len(receiver.wait(1)) == 1
            assert "200" in json.dumps(sent)
            assert [one["name"] for one in said("listeners", "list")["items"]] == ["Story"]
            assert made
            said("listeners", "disable", "Story")
            assert "disabled" in json.dumps(said("listeners", "show", "Story"))
        finally:
            platform.terminate()
            assert platform.wait(LIMIT_S) == 0


# --- first starts that cannot go well ------------------------------------------------------------


def test_a_start_without_a_display_is_one_sentence(frozen_app, home):
    done = subprocess.run(
        [str(frozen_app / DISTRIBUTION)],
        env={"HOME": str(home), "PATH": "/usr/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("There is no display for the window.")


# --- the bytes -----------------------------------------------------------------------------------


def test_the_same_source_gives_the_same_bytes(frozen_app, tmp_path):
    if os.environ.get("PICKSMART_WEBHOOKS_FROZEN"):
        pytest.skip("another build's app is looked at")
    again = build.freeze(tmp_path / "dist", tmp_path / "work")

    def bytes_of(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert bytes_of(again) == bytes_of(frozen_app)
