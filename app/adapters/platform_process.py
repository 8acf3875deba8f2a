"""The embedded platform as a child process that ends with the app, and is revived if it dies.

The child ends when its standard input closes, so that killing the app leaves nothing
behind.  A revived platform gets the port it had: open workspaces keep working.
"""

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
from app.adapters.maildir import MaildirMailbox
from app.adapters.platform_place import UNREADABLE, PlatformPlace, read_ready
from app.adapters.private_files import make_private_dir
from app.adapters.settings import MailServer
from app.domain.control import Cancelled, JobControl
from app.domain.errors import PlatformStartError
from app.domain.ports import RunningPlatform
from app.domain.secret import Secret

log = logging.getLogger(__name__)

_MAILBOX: Final = "mailbox"  # the platform's name for it: docs/operating.md
START_S: Final = 20.0
_STOP_S: Final = 2.0  # it needs 1.5 s at most, and loses nothing when it is killed
_REVIVALS: Final = 5  # in a row; one that lived for a while starts the count anew
_LIVED_S: Final = 60.0
# What a Python process needs to run; nothing that points it to other code or a proxy.
_KEPT_ENV: Final = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH"),
        *("TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC"),
        *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
    }
)


def platform_command(data_dir: Path, port: int, mail: MailServer | None = None) -> list[str]:
    """How to start the platform: by this interpreter, or by the frozen app itself."""
    base = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    serve = ["platform", "serve", "--data", str(data_dir), "--port", str(port), "--parent-stdin"]
    return base + serve + _mail_arguments(mail)


def _mail_arguments(mail: MailServer | None) -> list[str]:
    if mail is None or not mail.host:
        return []
    words = ["--smtp-host", mail.host, "--smtp-port", str(mail.port)]
    words += ["--smtp-security", mail.security, "--smtp-sender", mail.sender]
    if mail.username:
        words += ["--smtp-username", mail.username]
    if mail.password_file:
        words += ["--smtp-password-file", mail.password_file]
    return words


class PlatformProcess:
    """Satisfies `app.domain.ports.EmbeddedPlatform`."""

    def __init__(
        self,
        data_dir: Path,
        *,
        command: Callable[[Path, int], Sequence[str]] = platform_command,
        learn: Callable[[Secret], None] = lambda _secret: None,
        mail_server: Callable[[], str] = lambda: "",
        start_s: float = START_S,
    ) -> None:
        self._data_dir = data_dir
        self._command = command
        self._learn = learn
        self._start_s = start_s
        self._place = PlatformPlace(data_dir)
        self.mailbox = MaildirMailbox(data_dir / _MAILBOX, mail_server)
        self._lock = threading.RLock()
        self._child: _Child | None = None
        self._running: RunningPlatform | None = None
        self._is_wanted = False
        self._revivals = 0
        self._revival = JobControl()

    def start(self, control: JobControl) -> RunningPlatform:
        """Start it, or return the one that runs, also when another process runs it.

        Raises:
            PlatformStartError: With the last line of its output.
        """
        with self._lock:
            running = self.running()
            if running is not None:
                return running
            self._is_wanted = True
            self._revivals = 0
            return self._start(control)

    def running(self) -> RunningPlatform | None:
        """Where it runs by now, whoever started it; None when it does not."""
        with self._lock:
            if self._child is not None and self._child.is_alive and self._running is not None:
                return self._running
            theirs = self._place.found()
            if theirs is not None:
                self._learn(theirs.token)
            return theirs

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self._is_wanted = False
        self._revival.cancel()
        with self._lock:
            child, self._child, self._running = self._child, None, None
        if child is not None:
            self._place.forget()
            child.end()

    def _start(self, control: JobControl) -> RunningPlatform:
        make_private_dir(self._data_dir)
        port = 0 if self._running is None else _port_of(self._running.base_url)
        child = _Child(self._command(self._data_dir, port), self._died)
        try:
            running = child.wait_ready(control, self._start_s)
        except BaseException:
            child.end()
            raise
        self._learn(running.token)
        self._place.note(child.ready_line)
        self._child, self._running = child, running
        log.info("the embedded platform runs at %s, process %d", running.base_url, child.pid)
        return running

    def _died(self, child: _Child) -> None:
        """On the child's watching thread: it ended without being asked to."""
        child.end()  # nothing is left to end but our side of its pipes
        with self._lock:
            if not self._is_wanted or child is not self._child:
                return
            self._revivals = 1 if child.age_s > _LIVED_S else self._revivals + 1
            if self._revivals > _REVIVALS:
                log.error("the embedded platform died %d times in a row", _REVIVALS)
                return
            log.warning("the embedded platform died: %s", child.last_line)
            self._revival = JobControl()
            try:
                self._start(self._revival)
            except Cancelled:
                return
            except PlatformStartError as exc:
                log.error("it did not start again: %s", exc.detail)  # noqa: TRY400 - no bug


class _Child:
    """One process, with its output drained so that it never blocks on a full pipe."""

    def __init__(self, command: Sequence[str], on_death: Callable[[_Child], None]) -> None:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name.upper() in _KEPT_ENV or name.startswith(("LC_", "XDG_"))
        }
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
                env=environment,
                cwd=Path(package.__file__).resolve().parent.parent,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as exc:
            raise PlatformStartError("the platform cannot be run", detail=str(exc)) from exc
        self.pid = self._process.pid
        for name, target in (("out", self._read_output), ("err", self._read_errors)):
            threading.Thread(target=target, name=f"platform-{name}", daemon=True).start()

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
                self._process.wait(_STOP_S)
            raise PlatformStartError("it ended at once", detail=_reason(self.last_line))
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
                self._process.wait(_STOP_S)
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
                text = line[:2000].decode("utf-8", "replace").strip()
                if text:
                    self._errors.append(text)
                    log.debug("platform: %s", text)


def _closing(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the child has no pipes")
    return pipe


def _port_of(base_url: str) -> int:
    return int(base_url.rstrip("/").rpartition(":")[2])


def _reason(line: str) -> str:
    """What a platform's last line tells besides that it did not start, which we say ourselves."""
    return line.removeprefix("error: ").removeprefix("the platform did not start: ")
