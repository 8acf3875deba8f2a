"""Deliveries as lines of a file: what a list shows of them, and nothing secret.

The address of an endpoint often is a secret by itself (a token in its path or query),
so only its origin is told; payloads, headers and answers are not in it at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from app.domain import strict_json
from app.domain.csv_text import csv_line
from app.domain.times import format_time

if TYPE_CHECKING:
    from app.domain.delivery import Delivery

_ORIGIN: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)(?:[^/?#]*@)?([^/?#]*)")
COLUMNS: Final = (
    "created_at",
    "status",
    "status_reason",
    "entity",
    "function",
    "record_id",
    "record_version",
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


class ExportKind(StrEnum):
    """How the lines are written."""

    CSV = "csv"
    NDJSON = "ndjson"


def values_of(delivery: Delivery, listener_names: Mapping[str, str]) -> dict[str, Any]:
    """What is told of one delivery, in the contract's words; null where there is nothing."""
    told: dict[str, Any] = {
        name: getattr(delivery, name)
        for name in COLUMNS
        if name not in {"listener_name", "destination"}
    }
    told["listener_name"] = listener_names.get(delivery.listener_id)
    told["destination"] = origin_of(delivery.destination)
    return {name: _plain(told[name]) for name in COLUMNS}


def origin_of(destination: str) -> str:
    """`https://hooks.example.com` of an endpoint; a mailbox as it is."""
    found = _ORIGIN.match(destination)
    return destination if found is None else f"{found[1]}{found[2]}"


def head_of(kind: ExportKind) -> bytes:
    """What stands in front of all lines; the mark tells spreadsheets that it is UTF-8."""
    return b"" if kind is ExportKind.NDJSON else b"\xef\xbb\xbf" + csv_line(COLUMNS).encode()


def line_of(kind: ExportKind, values: Mapping[str, Any]) -> bytes:
    """One delivery."""
    if kind is ExportKind.NDJSON:
        return strict_json.dumps(values) + b"\n"
    cells = ("" if values[name] is None else str(values[name]) for name in COLUMNS)
    return csv_line(cells).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, StrEnum):
        return value.value
    return value
