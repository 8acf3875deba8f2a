"""A delivery service that gives out its rows page by page, for tests of the page."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from datetime import timedelta

from app.domain.delivery import Delivery, DeliveryPage, DeliveryStatus
from tests.support.builders import NOW, a_delivery


def made(number: int, **changes) -> Delivery:
    """Delivery `number`: the higher, the newer."""
    at = NOW + timedelta(seconds=number)
    base = a_delivery(id=f"dlv_{number:05d}", record_id=f"cli_{number}", created_at=at)
    return replace(base, finished_at=at + timedelta(milliseconds=180), **changes)


class Scripted:
    """A delivery service: newest first, `page_size` at a time, failing when told to."""

    def __init__(self, *rows: Delivery, page_size: int = 3) -> None:
        self.rows = list(rows)
        self.page_size = page_size
        self.asked = []
        self.read = []
        self.done = []  # what was asked for: delivery, and the status it should get
        self.faults: deque[Exception] = deque()
        self.hold = None
        self._lock = threading.Lock()

    def list(self, control, wanted, cursor=None) -> DeliveryPage:
        control.check()
        with self._lock:
            self.asked.append((wanted, cursor))
        if self.hold is not None:
            self.hold()
            control.check()
        if self.faults:
            raise self.faults.popleft()
        rows = sorted(self.rows, key=lambda one: one.created_at, reverse=True)
        rows = [one for one in rows if not wanted.statuses or one.status in wanted.statuses]
        rows = [one for one in rows if wanted.text in f"{one.record_id} {one.id}"]
        rows = [one for one in rows if wanted.listener_id in {None, one.listener_id}]
        older = [one for one in rows if cursor is None or one.id < cursor]
        page = older[: self.page_size]
        more = page[-1].id if len(older) > len(page) else None
        counts = {}
        for one in self.rows:
            counts[one.status.value] = counts.get(one.status.value, 0) + 1
        return DeliveryPage(tuple(page), more, counts)

    def search(self, control, wanted, cursor=None) -> DeliveryPage:
        """Pages of rows that have the text in their payload."""
        page = self.list(control, replace(wanted, text=""), cursor)
        for at, _one in enumerate(page.items, 1):
            control.progress(at, len(page.items))
        found = tuple(one for one in page.items if wanted.text in (one.payload or ""))
        return replace(page, items=found, seen=len(page.items))

    def get(self, control, delivery_id) -> Delivery:
        control.check()
        self.read.append(delivery_id)
        if self.faults:
            raise self.faults.popleft()
        return next(one for one in self.rows if one.id == delivery_id)

    def replay(self, control, delivery_id) -> Delivery:
        return self._become(
            control,
            delivery_id,
            status=DeliveryStatus.PENDING,
            finished_at=None,
            next_attempt_at=NOW,
        )

    def cancel(self, control, delivery_id) -> Delivery:
        return self._become(
            control, delivery_id, status=DeliveryStatus.CANCELLED, status_reason="by_user"
        )

    def _become(self, control, delivery_id, **changes) -> Delivery:
        control.check()
        if self.hold is not None:
            self.hold()
        self.done.append((delivery_id, str(changes["status"])))
        if self.faults:
            raise self.faults.popleft()
        at = next(at for at, one in enumerate(self.rows) if one.id == delivery_id)
        self.rows[at] = replace(self.rows[at], **changes)
        return replace(self.rows[at], payload=None, attempt_log=())


class Kept:
    """A listener service with these rows."""

    def __init__(self, *rows) -> None:
        self.rows = list(rows)

    def cached(self):
        return list(self.rows)
