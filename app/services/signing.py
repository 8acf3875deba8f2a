"""The secrets that deliveries are signed with; each look is written into the audit log."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi, RotatedSecret
    from app.domain.secret import Secret


class SigningService:
    """Asks the platform; nothing of it is kept here."""

    def __init__(self, api: PlatformApi) -> None:
        self._api = api
        self._lock = threading.Lock()
        self._unanswered: dict[str, str] = {}  # by listener: the key of a lost answer

    def reveal(self, control: JobControl, listener_id: str) -> Secret:
        """The signing secret of a listener."""
        return self._api.reveal_signing_secret(control, listener_id)

    def rotate(self, control: JobControl, listener_id: str) -> RotatedSecret:
        """Make a new one; the old one stays valid for a day.

        Trying again after a lost answer does not rotate twice: the secret of the day before
        would be invalid at once.
        """
        with self._lock:
            key = self._unanswered.setdefault(listener_id, str(uuid.uuid4()))
        made = self._api.rotate_signing_secret(control, listener_id, key=key)
        with self._lock:
            self._unanswered.pop(listener_id, None)
        return made
