"""What is on its way from the worker that loaded or opened it to the session that wants it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.workspace import Connection
    from app.services.connections import ConnectionService
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """The services of a profile, and its connections at that moment."""

    service: ConnectionService
    connections: tuple[Connection, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened, by which services, and what else there is."""

    service: ConnectionService
    workspace: Workspace
    connections: tuple[Connection, ...]


class Handover:
    """Sees to it that a workspace opened for a task nobody waits for any more is closed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._workspace: Workspace | None = None
        self._is_withdrawn = False

    def offer(self, workspace: Workspace) -> None:
        """The worker has opened one."""
        with self._lock:
            self._workspace = workspace
            is_late = self._is_withdrawn
        if is_late:
            workspace.close()

    def withdraw(self) -> Workspace | None:
        """The task was cancelled; what the worker has opened by now is the caller's to close."""
        with self._lock:
            self._is_withdrawn = True
            return self._workspace
