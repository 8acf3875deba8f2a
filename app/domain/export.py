"""Lines of an exported file: CSV for spreadsheets, or one JSON object a line.

The same members in the same order, whichever is chosen.  The address of an endpoint
often is a secret by itself (a token in its path or query), so only its origin is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from app.domain import strict_json
from app.domain.csv_text import csv_line
from app.domain.times import format_time

_ORIGIN: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)(?:[^/?#]*@)?([^/?#]*)")
_UTF8_MARK: Final = b"\xef\xbb\xbf"  # tells spreadsheets which encoding it is

Row = Mapping[str, Any]


class ExportKind(StrEnum):
    """How the lines are written."""

    CSV = "csv"
    NDJSON = "ndjson"


def head_of(kind: ExportKind, columns: Sequence[str]) -> bytes:
    """What stands in front of all lines."""
    return b"" if kind is ExportKind.NDJSON else _UTF8_MARK + csv_line(columns).encode()


def line_of(kind: ExportKind, columns: Sequence[str], row: Row) -> bytes:
    """One line: exactly these columns, null or empty where there is nothing."""
    told = {name: _plain(row[name]) for name in columns}
    if kind is ExportKind.NDJSON:
        return strict_json.dumps(told) + b"\n"
    return csv_line(map(_cell, told.values())).encode("utf-8", "replace")


def origin_of(address: str) -> str:
    """`https://hooks.example.com` of an endpoint; a mailbox as it is."""
    found = _ORIGIN.match(address)
    return address if found is None else f"{found[1]}{found[2]}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, StrEnum):
        return value.value
    return value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping | list):
        return strict_json.dumps(value).decode()
    return str(value)
