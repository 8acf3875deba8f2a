"""Deliveries as lines of a file: what a list shows of them, and nothing secret.

Payloads, headers and answers are not in it at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from app.domain.export import Row, origin_of

if TYPE_CHECKING:
    from app.domain.delivery import Delivery

COLUMNS: Final = (
    "created_at",
    "status",
    "status_reason",
    "entity",
    "function",
    "record_id",
    "record_version",
    "record_number",
    "record_label",
    "listener_id",
    "listener_name",
    "destination",
    "attempts",
    "last_attempt_at",
    "last_duration_ms",
    "last_status",
    "last_error",
    "next_attempt_at",
    "finished_at",
    "id",
    "event_id",
    "channel_id",
)


def row_of(delivery: Delivery, listener_names: Mapping[str, str]) -> Row:
    """What is told of one delivery, in the contract's words; null where there is nothing."""
    told = {name: getattr(delivery, name) for name in COLUMNS if name != "listener_name"}
    told["listener_name"] = listener_names.get(delivery.listener_id)
    told["destination"] = origin_of(delivery.destination)
    return told
