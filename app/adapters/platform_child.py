"""The process of the embedded platform: its environment, its first line, its last ones."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Final

import app as package
from app.adapters.platform_place import UNREADABLE, read_ready
from app.domain.control import JobControl
from app.domain.errors import PlatformStartError
from app.domain.ports import RunningPlatform

log = logging.getLogger(__name__)

STOP_S: Final = 2.0  # it needs 1.5 s at most, and loses nothing when it is killed
_LINE_BYTES: Final = 2000
# What a Python process needs to run; nothing that points it to other code or a proxy.
_KEPT_ENV: Final = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH"),
        *("TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC"),
        *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
    }
)


def own_command() -> list[str]:
    """How this program is called: by this interpreter, or as the frozen app itself."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "app"]


def child_environment() -> dict[str, str]:
    """What a child may know of ours."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _KEPT_ENV or name.startswith(("LC_", "XDG_"))
    }


def working_folder() -> Path:
    """Where a child runs."""
    return Path(package.__file__).resolve().parent.parent


class Child:
    """One process, with its output drained so that it never blocks on a full pipe."""

    def __init__(self, command: Sequence[str], on_death: Callable[[Child], None]) -> None:
        self._on_death = on_death
        self._errors: deque[str] = deque(maxlen=50)
        self._ready: deque[str] = deque(maxlen=1)
        self._is_ready = threading.Event()
        self._is_ending = False
        self._started_s = time.monotonic()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=child_environment(),
                cwd=working_folder(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as exc:
            raise PlatformStartError("the platform cannot be run", detail=str(exc)) from exc
        self.pid = self._process.pid
        self._complaints = threading.Thread(
            target=self._read_errors, name="platform-err", daemon=True
        )
        self._complaints.start()
        threading.Thread(target=self._read_output, name="platform-out", daemon=True).start()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def age_s(self) -> float:
        return time.monotonic() - self._started_s

    @property
    def ready_line(self) -> str:
        """What it said when it was ready."""
        return self._ready[0]

    @property
    def last_line(self) -> str:
        return self._errors[-1] if self._errors else f"exit code {self._process.poll()}"

    def wait_ready(self, control: JobControl, limit_s: float) -> RunningPlatform:
        with control.on_cancel(self._is_ready.set):
            answered = self._is_ready.wait(limit_s)
        control.check()
        if not answered:
            raise PlatformStartError("no answer in time", detail=f"no answer in {limit_s:g} s")
        if not self._ready:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_S)
            self._complaints.join(STOP_S)  # what it said last may still be on its way
            raise PlatformStartError("it ended at once", detail=last_words(self.last_line))
        try:
            return read_ready(self.ready_line)
        except UNREADABLE as exc:
            raise PlatformStartError("unusable answer", detail=type(exc).__name__) from exc

    def end(self) -> None:
        self._is_ending = True
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        for ask in (None, self._process.kill):
            if ask is not None:
                ask()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_S)
                return

    def _read_output(self) -> None:
        with _closing(self._process.stdout) as pipe:
            first = pipe.readline(64 * 1024)
            if first.strip():
                self._ready.append(first.decode("utf-8", "replace"))
            self._is_ready.set()
            while pipe.read(64 * 1024):
                pass
        self._process.wait()
        if not self._is_ending and self._ready:
            self._on_death(self)

    def _read_errors(self) -> None:
        with _closing(self._process.stderr) as pipe:
            for line in pipe:
                text = line[:_LINE_BYTES].decode("utf-8", "replace").strip()
                if text:
                    self._errors.append(text)
                    log.debug("platform: %s", text)


def _closing(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the child has no pipes")
    return pipe


def last_words(text: str) -> str:
    """What the last line tells besides that it did not work, which we say ourselves."""
    line = next(iter(reversed(text.strip().splitlines())), "")[:_LINE_BYTES]
    return line.removeprefix("error: ").removeprefix("the platform did not start: ")
