"""A workspace on its way from the worker that opened it to the session that wants it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.workspace import Workspace


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
