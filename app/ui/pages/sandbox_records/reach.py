"""Whom saving a record would reach, and who would be passed over although it fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.listener import Mode, Status
from app.domain.sync_state import LocalListener


@dataclass(frozen=True, slots=True)
class Reach:
    """How many listeners fit a record and a function, by what would become of the webhook."""

    function: str
    active: int = 0
    paused: int = 0
    off: int = 0  # turned off, stopped, or not active for another reason


def reach_of(
    listeners: Iterable[LocalListener], entity: str, function: str, channel_id: Any
) -> Reach:
    """Count the listeners that the platform knows, as it knows them now."""
    counts = {"active": 0, "paused": 0, "off": 0}
    for row in listeners:
        if row.base is None:
            continue
        settings = row.base.settings
        is_for_it = (settings.entity, settings.function) == (entity, function)
        if is_for_it and settings.channel_id in {None, channel_id}:
            counts[_fate(row.base.status, settings.mode)] += 1
    return Reach(function, **counts)


def _fate(status: Status, mode: Mode) -> str:
    if status is Status.ACTIVE:
        return "active"
    return "paused" if status is Status.PAUSED and mode is Mode.PAUSED else "off"
