"""The embedded platform as a child process that ends with the app, and is revived if it dies.

The child ends when its standard input closes, so that killing the app leaves nothing
behind.  A platform that is revived, or was reset, gets the port it had: open workspaces
keep working.
"""

from __future__ import annotations

import logging
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from app.adapters.maildir import MaildirMailbox
from app.adapters.platform_child import (
    Child,
    child_environment,
    last_words,
    own_command,
    working_folder,
)
from app.adapters.platform_place import PlatformPlace
from app.adapters.private_files import make_private_dir
from app.adapters.settings import MailServer
from app.domain.control import Cancelled, JobControl
from app.domain.errors import PlatformResetError, PlatformStartError
from app.domain.ports import RunningPlatform
from app.domain.secret import Secret

log = logging.getLogger(__name__)

_MAILBOX: Final = "mailbox"  # the platform's name for it: docs/operating.md
START_S: Final = 20.0
_RESET_S: Final = 120.0  # a sandbox that has sent hundreds of thousands takes its time
_IN_USE: Final = 3  # the exit code of a command that must not run beside whoever serves
_REVIVALS: Final = 5  # in a row; one that lived for a while starts the count anew
_LIVED_S: Final = 60.0


def platform_command(data_dir: Path, port: int, mail: MailServer | None = None) -> list[str]:
    """How to start the platform: by this interpreter, or by the frozen app itself."""
    serve = ["platform", "serve", "--data", str(data_dir), "--port", str(port), "--parent-stdin"]
    return own_command() + serve + _mail_arguments(mail)


def reset_command(data_dir: Path, *, with_listeners: bool) -> list[str]:
    """How to have a platform that nobody serves be as it was at first."""
    words = ["platform", "reset", "--data", str(data_dir), "--yes", "--json"]
    return own_command() + words + ["--listeners"] * with_listeners


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
        self._child: Child | None = None
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

    def reset(self, *, with_listeners: bool) -> None:
        """Have it be as it was at first; if it runs, it is ended meanwhile and then runs again.

        It is not left half way because somebody does not wait for it any more.

        Raises:
            PlatformResetError: Nothing of it was changed.
            PlatformStartError: It was reset, and did not start again.
        """
        with self._lock:
            if self.running() is not None and (self._child is None or not self._child.is_alive):
                raise PlatformResetError("another process runs it", reason="in_use")
            child, self._child = self._child, None
            if child is not None:
                child.end()
            try:
                self._run_reset(reset_command(self._data_dir, with_listeners=with_listeners))
            finally:
                if self._is_wanted:
                    self._start(JobControl())

    def _run_reset(self, command: Sequence[str]) -> None:
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=child_environment(),
                cwd=working_folder(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                timeout=_RESET_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as exc:
            raise PlatformResetError("it could not be reset", detail=str(exc)) from exc
        if done.returncode != 0:
            reason = "in_use" if done.returncode == _IN_USE else "failed"
            detail = last_words(done.stderr.decode("utf-8", "replace"))
            raise PlatformResetError("it was not reset", reason=reason, detail=detail)

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
        child = Child(self._command(self._data_dir, port), self._died)
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

    def _died(self, child: Child) -> None:
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


def _port_of(base_url: str) -> int:
    return int(base_url.rstrip("/").rpartition(":")[2])
