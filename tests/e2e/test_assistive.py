"""The main job through the accessibility tree, on a real X screen, with the keyboard only."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.paths import profile_paths

ROOT = Path(__file__).resolve().parents[2]
PERSON = ROOT / "tests" / "support" / "assistive_person.py"
SYSTEM_PYTHON = "/usr/bin/python3"
PROGRAMS = ("Xvfb", "dbus-run-session", "openbox", "xdotool")
# The window manager gives the window the focus, without which no key arrives.
SESSION = """
openbox >/dev/null 2>&1 &
manager=$!
"$APP_PYTHON" -m app --profile "$PROFILE" >"$HOME/app.log" 2>&1 &
app=$!
"$SYSTEM_PYTHON" "$PERSON" "$app"
said=$?
kill "$app"; wait "$app"
kill "$manager"
exit $said
"""


def lacking() -> str:
    """What is not installed here; empty when it all is."""
    missing = [one for one in PROGRAMS if shutil.which(one) is None]
    reads = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", reads], capture_output=True, timeout=60).returncode
    ):
        missing.append("gir1.2-atspi-2.0 and python3-gi")
    return ", ".join(missing)


@contextlib.contextmanager
def a_screen() -> Iterator[str]:
    """A display of its own; its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with open(read) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's")
@pytest.mark.timeout(240)
def test_a_listener_is_made_by_ear_and_keyboard_alone(tmp_path: Path) -> None:
    if missing := lacking():
        pytest.skip(f"not installed: {missing}")
    home = tmp_path / "home"
    home.mkdir()
    profile = tmp_path / "profile"
    with a_screen() as display:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": str(ROOT),
            "PROFILE": str(profile),
            "APP_PYTHON": sys.executable,
            "SYSTEM_PYTHON": SYSTEM_PYTHON,
            "PERSON": str(PERSON),
        }
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", SESSION],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=220,
        )
    log = home / "app.log"
    assert done.returncode == 0, done.stderr + (log.read_text("utf-8") if log.exists() else "")
    heard = json.loads(done.stdout.splitlines()[-1])
    assert heard["first_field"]["name"] == "Entity"
    assert heard["first_field"]["role"] in ("combo box", "text", "entry")
    assert heard["row"]["name"].startswith("clients, Create")
    assert "Made without a mouse" in heard["row"]["name"]
    assert profile_paths(profile).sandbox_dir.exists()
