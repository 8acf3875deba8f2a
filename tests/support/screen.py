"""A screen that nobody sees, and what is on it: for programs that run outside the test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

MISSING: Final = [one for one in ("Xvfb", "xwininfo", "import", "convert") if not shutil.which(one)]


class Screen:
    """An X display."""

    def __init__(self, name: str) -> None:
        self.name = name

    def windows(self) -> list[str]:
        """The titles of the windows that are to be seen."""
        told = self._run("xwininfo", "-root", "-tree").stdout
        found = re.findall(r'(0x[0-9a-f]+) "([^"]*)"', told)
        return [title for one, title in found if "IsViewable" in self._state(one)]

    def wait_for(self, title: str, process: subprocess.Popen[bytes], limit_s: float = 60) -> None:
        """Wait until a window of that title is to be seen, or the program ends."""
        self.wait_until(lambda: title in self.windows(), process, limit_s)

    def wait_until(
        self,
        condition: Callable[[], bool],
        process: subprocess.Popen[bytes],
        limit_s: float = 60,
    ) -> None:
        """Wait for something else that a program does."""
        until = time.monotonic() + limit_s
        while not condition():
            assert process.poll() is None, f"it ended with {process.returncode}"
            assert time.monotonic() < until, f"on the screen: {self.windows()}"
            time.sleep(0.1)

    def picture(self, target: Path) -> int:
        """Write what is to be seen; how many colours there are in it."""
        self._run("import", "-window", "root", str(target))
        counted = subprocess.run(
            ["identify", "-format", "%k", str(target)], capture_output=True, text=True, check=True
        )
        return int(counted.stdout)

    def _state(self, window: str) -> str:
        return self._run("xwininfo", "-id", window, check=False).stdout

    def _run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env={**os.environ, "DISPLAY": self.name},
            capture_output=True,
            text=True,
            check=check,
        )


@contextmanager
def hidden_screen(size: str = "1280x800", *, memory: Path | None = None) -> Iterator[Screen]:
    """Start a screen; it ends with the block.

    Args:
        size: Its width and height.
        memory: A folder for a file with its pixels, if anybody wants to look.
    """
    read, write = os.pipe()
    seen = [] if memory is None else ["-fbdir", str(memory)]
    with subprocess.Popen(
        # Without the last word it begins anew when who looks for windows goes, and refuses the app.
        f"Xvfb -screen 0 {size}x24 -displayfd {write} -nolisten tcp -noreset".split() + seen,
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        try:
            with os.fdopen(read) as said:
                number = said.readline().strip()
            assert number, "Xvfb did not start"
            yield Screen(f":{number}")
        finally:
            server.terminate()
            server.wait(10)
