"""The secrets that deliveries are signed with; each look is written into the audit log."""

from __future__ import annotations

from app.domain.control import JobControl
from app.domain.ports import PlatformApi
from app.domain.secret import Secret


class SigningService:
    """Asks the platform; nothing of it is kept here."""

    def __init__(self, api: PlatformApi) -> None:
        self._api = api

    def reveal(self, control: JobControl, listener_id: str) -> Secret:
        """The signing secret of a listener."""
        return self._api.reveal_signing_secret(control, listener_id)
