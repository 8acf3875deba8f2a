"""Records of the platform: to look at, and in a sandbox to make webhooks happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.announce import Changed, nobody_listens

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi
    from app.domain.record import Record, RecordPage


class RecordService:
    """The records of one connection; nothing of them is kept on this computer."""

    def __init__(self, api: PlatformApi, *, announce: Announce = nobody_listens) -> None:
        self._api = api
        self._announce = announce

    def list(self, control: JobControl, entity: str, cursor: str | None = None) -> RecordPage:
        """One page of records, newest first."""
        return self._api.records(control, entity, cursor)

    def get(self, control: JobControl, entity: str, record_id: str) -> Record:
        """One record with the exact bytes that are delivered."""
        return self._api.record(control, entity, record_id)

    def create(self, control: JobControl, entity: str, fields: Mapping[str, Any]) -> Record:
        """Create a record, which makes an event."""
        record = self._api.create_record(control, entity, fields)
        self._announce(Changed.DELIVERIES)
        return record

    def update(self, control: JobControl, record: Record, changes: Mapping[str, Any]) -> Record:
        """Change a record.

        Raises:
            Conflict: It is newer on the platform than `record`.
        """
        changed = self._api.update_record(control, record, changes)
        self._announce(Changed.DELIVERIES)
        return changed
