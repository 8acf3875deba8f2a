"""The calls about records (contract section 6), for `app.adapters.rest_api`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.adapters.calls import Calls, segment
from app.adapters.transport import Query
from app.adapters.wire.platform import read_record, read_records
from app.domain.control import JobControl
from app.domain.errors import Conflict
from app.domain.record import Record, RecordPage


class RecordCalls:
    """Reads and changes records; one that others may have changed is asked for first."""

    _calls: Calls

    def records(self, control: JobControl, entity: str, cursor: str | None = None) -> RecordPage:
        query: Query = [("cursor", cursor)] if cursor is not None else []
        answer = self._calls.get(control, f"/records/{segment(entity)}", query)
        return read_records(entity, answer.json())

    def record(self, control: JobControl, entity: str, record_id: str) -> Record:
        answer = self._calls.get(control, _path(entity, record_id))
        return read_record(entity, answer.json(), answer.body)

    def create_record(self, control: JobControl, entity: str, fields: Mapping[str, Any]) -> Record:
        answer = self._calls.send(control, "POST", f"/records/{segment(entity)}", body=dict(fields))
        return read_record(entity, answer.json(), answer.body)

    def update_record(
        self, control: JobControl, record: Record, changes: Mapping[str, Any]
    ) -> Record:
        path = _path(record.entity, record.id)
        current = self._calls.get(control, path)
        now = read_record(record.entity, current.json(), current.body)
        if now.version != record.version:
            conflict = Conflict("the record is newer", status=412, current=now.fields)
            conflict.resource = now
            raise conflict
        answer = self._calls.change(
            control,
            "PATCH",
            path,
            body=dict(changes),
            headers={"If-Match": current.headers.get("etag", "")},
            read=lambda value: read_record(record.entity, value),
        )
        return read_record(record.entity, answer.json(), answer.body)


def _path(entity: str, record_id: str) -> str:
    return f"/records/{segment(entity)}/{segment(record_id)}"
