"""A desktop that nobody sees: a screen, a window manager, a session bus and its accessibility."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.screen import Screen, hidden_screen

SYSTEM_PYTHON: Final = "/usr/bin/python3"  # the only one that has AT-SPI
_PROGRAMS: Final = ("Xvfb", "dbus-daemon", "openbox", "xdotool", "import", "identify")
_READS: Final = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def lacking() -> str:
    """What is not installed here; empty when it all is."""
    missing = [one for one in _PROGRAMS if shutil.which(one) is None]
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", _READS], capture_output=True).returncode
    ):
        missing.append("gir1.2-atspi-2.0 and python3-gi")
    return ", ".join(missing)


@dataclass(frozen=True)
class Desktop:
    """What a program is started with to be on it."""

    screen: Screen
    environment: dict[str, str]


@contextmanager
def hidden_desktop(home: Path, size: str = "1280x800") -> Iterator[Desktop]:
    """Start one; it ends with the block.

    Args:
        home: The person's folder.
        size: Of the screen.
    """
    with hidden_screen(size) as screen:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "DISPLAY": screen.name,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        with _running(
            ["dbus-daemon", "--session", "--nofork", "--print-address"], environment, reads=True
        ) as bus:
            address = bus.stdout.readline().strip()
            assert address, "no session bus"
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            # The window manager gives windows the focus, without which no key arrives.
            with _running(["openbox"], environment):
                yield Desktop(screen, environment)


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], *, reads: bool = False
) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE if reads else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)
