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

_ACCESSIBILITY: Final = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_BUS: Final = """
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def lacking() -> str:
    """What is not installed here; empty when it all is."""
    missing = [one for one in _PROGRAMS if shutil.which(one) is None]
    if not _ACCESSIBILITY.exists():
        missing.append("at-spi2-core")
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
    """Start one; it ends with the block. Its bus offers accessibility, and no keyring.

    Args:
        home: The person's folder; what the desktop itself needs is kept there, too.
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
        config = _bus_config(home)
        with _running(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
            environment,
            reads=True,
        ) as bus:
            address = bus.stdout.readline().strip()
            assert address, "no session bus"
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            # The window manager gives windows the focus, without which no key arrives.
            with _running(["openbox"], environment):
                yield Desktop(screen, environment)


def _bus_config(home: Path) -> Path:
    services = home / "services"
    services.mkdir()
    shutil.copy(_ACCESSIBILITY, services)
    config = home / "session.conf"
    config.write_text(_BUS.format(services=services), "utf-8")
    return config


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
