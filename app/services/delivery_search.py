"""Finds deliveries by what is in them: record, payload, requests, answers, errors.

A platform searches ids only.  So each delivery that the other filters leave is read in
full and looked through here, a page at a time; what was looked through once for a text
is remembered, as long as nothing was tried since.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.domain.errors import NotFound

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.delivery import Attempt, Delivery, DeliveryFilter, DeliveryPage
    from app.domain.ports import PlatformApi

_REMEMBERED: Final = 20_000
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_Key = tuple[str, int, str]  # delivery, how often it was tried, text


class DeliverySearch:
    """Looks through deliveries of one connection; used by one job at a time."""

    def __init__(self, api: PlatformApi) -> None:
        self._api = api
        self._verdicts: OrderedDict[_Key, bool] = OrderedDict()

    def page(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage:
        """Those of one page that have the text in them; told after each how many were seen."""
        text = wanted.text.strip().casefold()
        asked = replace(wanted, text="")
        page = self._api.deliveries(control, asked, cursor, counts=cursor is None)
        found = []
        for at, one in enumerate(page.items, 1):
            if self._has(control, one, text):
                found.append(one)
            control.progress(at, len(page.items))
        return replace(page, items=tuple(found), seen=len(page.items))

    def _has(self, control: JobControl, listed: Delivery, text: str) -> bool:
        if any(text in part.casefold() for part in _of_list(listed)):
            return True
        key = (listed.id, listed.attempts, text)
        known = self._verdicts.get(key)
        if known is None:
            known = self._read(control, listed.id, text)
            self._verdicts[key] = known
            while len(self._verdicts) > _REMEMBERED:
                self._verdicts.popitem(last=False)
        return known

    def _read(self, control: JobControl, delivery_id: str, text: str) -> bool:
        try:
            full = self._api.delivery(control, delivery_id)
        except NotFound:  # it went while the page was looked through
            return False
        return any(text in _readable(part).casefold() for part in _texts(full))


def _of_list(listed: Delivery) -> Iterator[str]:
    yield from (listed.id, listed.event_id, listed.record_id, listed.listener_id)
    yield from (listed.record_label or "", listed.record_number or "")
    yield from (listed.destination, listed.entity)


def _texts(full: Delivery) -> Iterator[str]:
    yield full.payload or ""
    for attempt in full.attempt_log:
        yield from _of_attempt(attempt)


def _of_attempt(attempt: Attempt) -> Iterator[str]:
    yield attempt.request.url
    for name, value in attempt.request.headers:
        yield f"{name}: {value}"
    if attempt.error is not None:
        yield attempt.error.detail
    response = attempt.response
    if response is not None:
        yield str(response.status)
        yield (response.body or "") if response.body_encoding is None else ""
        for name, value in response.headers:
            yield f"{name}: {value}"


def _readable(text: str) -> str:
    """JSON may write a letter by its number; a person looks for the letter."""
    if "\\u" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
