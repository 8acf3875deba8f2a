"""Records, their schema, and the deliveries they set off, for tests of Sandbox records."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from typing import Any

from app.domain.delivery import Delivery, Event
from app.domain.record import Record, RecordPage
from app.domain.strict_json import dumps
from tests.support.builders import a_catalog

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["full_name", "status", "channel_id"],
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "channel_id": {"type": ["string", "null"], "title": "Distribution channel"},
        "full_name": {"type": "string", "title": "Name", "maxLength": 100},
        "status": {"enum": ["prospect", "client"], "title": "Status"},
        "email": {"type": ["string", "null"], "format": "email", "title": "Email"},
        "is_smoker": {"type": "boolean", "title": "Smoker"},
    },
}


def client(number: int, **fields: Any) -> Record:
    """A client record."""
    fields = {
        "id": f"cli_{number}",
        "version": 1,
        "full_name": f"Client {number}",
        "status": "client",
        "email": None,
        "is_smoker": False,
        "channel_id": None,
    } | fields
    return Record("clients", fields["id"], fields["version"], fields, dumps(fields))


class ScriptedRecords:
    """Satisfies the record and the catalog service; newest first, failing when told to."""

    def __init__(self, *records: Record, page_size: int = 100) -> None:
        self.records = list(records)
        self.page_size = page_size
        self.created: list[dict[str, Any]] = []
        self.updated: list[dict[str, Any]] = []
        self.faults: deque[Exception] = deque()
        self.list_faults: deque[Exception] = deque()
        self.after_save = lambda record, function: None
        self.catalog_ = a_catalog()
        self.schema_ = SCHEMA
        self.hold: Any = None
        self._lock = threading.Lock()

    # the catalog service

    def cached(self):
        return None

    def refresh(self, control):
        self._check(control)
        return self.catalog_

    def schema(self, control, entity):
        control.check()
        return self.schema_

    # the record service

    def list(self, control, entity, cursor=None) -> RecordPage:
        self._check(control)
        if self.list_faults:
            raise self.list_faults.popleft()
        rows = [one for one in self.records if one.entity == entity]
        at = int(cursor or 0)
        page = tuple(rows[at : at + self.page_size])
        end = at + len(page)
        return RecordPage(page, str(end) if end < len(rows) else None)

    def get(self, control, entity, record_id) -> Record:
        self._check(control)
        return next(one for one in self.records if one.id == record_id)

    def create(self, control, entity, fields) -> Record:
        self._check(control)
        self.created.append(dict(fields))
        record = replace(client(900 + len(self.created), **fields), entity=entity)
        self.records.insert(0, record)
        self.after_save(record, "create")
        return record

    def update(self, control, record, changes) -> Record:
        self._check(control)
        self.updated.append(dict(changes))
        fields = {**record.fields, **changes, "version": record.version + 1}
        new = replace(record, version=record.version + 1, fields=fields, body=dumps(fields))
        self.records = [new if one.id == new.id else one for one in self.records]
        self.after_save(new, "update")
        return new

    def _check(self, control) -> None:
        control.check()
        if self.hold is not None:
            self.hold()
        if self.faults:
            raise self.faults.popleft()


class ScriptedEvents:
    """Satisfies the delivery service, as far as watching needs it."""

    def __init__(self, *deliveries: Delivery, events: tuple[Event, ...] = ()) -> None:
        self.deliveries = {one.id: one for one in deliveries}
        self.events = list(events)
        self.read: list[str] = []
        self.faults: deque[Exception] = deque()
        self.list_faults: deque[Exception] = deque()

    def get(self, control, delivery_id) -> Delivery:
        control.check()
        if self.faults:
            raise self.faults.popleft()
        self.read.append(delivery_id)
        return self.deliveries[delivery_id]

    def events_of_record(self, control, entity, record_id):
        control.check()
        if self.faults:
            raise self.faults.popleft()
        return [one for one in self.events if one.record_id == record_id]
