"""A record of the platform, with the exact bytes that are delivered (contract section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One version of a record; `body` is exactly what every delivery of it carries."""

    entity: str
    id: str
    version: int
    fields: Mapping[str, Any]
    body: bytes


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One page of records, newest first."""

    items: tuple[Record, ...]
    next_cursor: str | None


_NUMBER_FIELDS = ("client_number", "policy_number", "fsp_number", "reference", "number")
_LABEL_FIELDS = ("name", "full_name", "title", "subject", "reference", "policy_number", "number")


def record_label(fields: Mapping[str, Any]) -> str:
    """The words a person knows a record by, or its id."""
    first, last = fields.get("first_name"), fields.get("last_name")
    if isinstance(first, str) and isinstance(last, str):
        return f"{first} {last}".strip()
    return _first_of(_LABEL_FIELDS, fields) or str(fields.get("id", ""))


def record_number(fields: Mapping[str, Any]) -> str | None:
    """The number a person knows the record by, as on its papers; not every record has one."""
    return _first_of(_NUMBER_FIELDS, fields)


def record_version(fields: Mapping[str, Any]) -> int:
    """The version that a payload names, else 1: that of a test is free text."""
    version = fields.get("version")
    return version if isinstance(version, int) and not isinstance(version, bool) else 1


def id_in_test(fields: Mapping[str, Any]) -> str:
    """The id by which a test's message calls what it carries, which may name none."""
    given = fields.get("id")
    return given if isinstance(given, str) and given else "sample"


def _first_of(names: tuple[str, ...], fields: Mapping[str, Any]) -> str | None:
    values = (fields.get(name) for name in names)
    return next((one for one in values if isinstance(one, str) and one.strip()), None)
