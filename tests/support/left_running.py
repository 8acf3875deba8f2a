"""What a program has left running, told by the home that it was given."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app import DISPLAY_NAME
from tests.support.screen import MISSING, Screen, hidden_screen

NEEDED: Final = [*MISSING, *(one for one in ("dbus-launch",) if not shutil.which(one))]
_LIMIT_S: Final = 60


def left_after_a_window(command: Sequence[str], home: Path, cwd: Path) -> list[str]:
    """Open the window on a screen without a session's bus, end it; what runs on in that home.

    What does is killed, so that it does not outlive the test.
    """
    with hidden_screen() as screen:
        _open_and_end(command, home, cwd, screen)
        left = {process: _name_of(process) for process in _running_in(home)}
        return [name for process, name in left.items() if _kill(process)]


def _open_and_end(command: Sequence[str], home: Path, cwd: Path, screen: Screen) -> None:
    # The variables of a session are what is missing.
    given = {"PATH": os.environ["PATH"], "HOME": str(home), "DISPLAY": screen.name}
    with subprocess.Popen(command, cwd=cwd, env=given, stderr=subprocess.PIPE) as process:
        try:
            screen.wait_for(DISPLAY_NAME, process)
            picture = home / "window.png"
            # A bare frame has fewer colours than the page on it.
            screen.wait_until(lambda: screen.picture(picture) > 400, process)
            process.terminate()
            _said, errors = process.communicate(timeout=_LIMIT_S)
            assert process.returncode == 0, errors
        finally:
            process.kill()


def _running_in(home: Path) -> list[int]:
    given = f"HOME={home}".encode()
    running = (path.parent for path in Path("/proc").glob("[0-9]*/environ"))
    return [int(path.name) for path in running if given in _read(path / "environ").split(b"\0")]


def _name_of(process: int) -> str:
    return _read(Path(f"/proc/{process}/cmdline")).replace(b"\0", b" ").decode(errors="replace")


def _kill(process: int) -> bool:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:  # it was ending
        return False
    return True


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended while we looked, or is another person's
        return b""
