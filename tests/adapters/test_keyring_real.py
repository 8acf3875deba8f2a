"""A real gnome-keyring, unlocked and locked, in a D-Bus session of its own (T04)."""

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MISSING = [one for one in ("dbus-run-session", "gnome-keyring-daemon") if not shutil.which(one)]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

UNLOCK = (
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
    'exec "$0" -c "$1"'
)
LOCKED = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; exec "$0" -c "$1"'


def in_session(shell, program, home):
    home.mkdir(exist_ok=True)
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", shell, sys.executable, textwrap.dedent(program)],
        env={
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_T04_an_unlocked_keyring_keeps_secrets_across_processes(tmp_path):
    home = tmp_path / "home"
    keep = """
        from app.adapters.keyring_secrets import KeyringSecrets
        from app.domain.secret import Secret
        print(KeyringSecrets().set("con_1", Secret("p\\u00e4ss-1234")).value)
    """
    read = """
        from app.adapters.keyring_secrets import KeyringSecrets
        secrets = KeyringSecrets()
        print(ascii(secrets.get("con_1").reveal()), secrets.storage.value)
        secrets.delete("con_1")
        print(secrets.get("con_1"))
    """
    assert in_session(UNLOCK, keep, home) == ["keyring"]
    assert in_session(UNLOCK, read, home) == ["'p\\xe4ss-1234'", "keyring", "None"]
    kept = [one for one in home.rglob("*") if one.is_file()]
    assert not any("päss-1234".encode() in one.read_bytes() for one in kept)


def test_T04_a_locked_keyring_is_given_up_quickly(tmp_path):
    home = tmp_path / "home"
    in_session(
        UNLOCK,
        """
        from app.adapters.keyring_secrets import KeyringSecrets
        from app.domain.secret import Secret
        KeyringSecrets().set("con_1", Secret("secret-1234"))
        """,
        home,
    )
    said = in_session(
        LOCKED,
        """
        import time
        from app.adapters.keyring_secrets import KeyringSecrets
        from app.domain.errors import SecretStoreError
        from app.domain.secret import Secret
        secrets, started = KeyringSecrets(), time.monotonic()
        try:
            print("got" if secrets.get("con_1") else "nothing")
        except SecretStoreError as exc:
            print(exc.reason)
        print(secrets.set("con_1", Secret("other")).value, time.monotonic() - started < 3.5)
        """,
        home,
    )
    assert said[0] in ("locked", "timed_out", "unavailable")
    assert said[1:] == ["session_only", "True"]
