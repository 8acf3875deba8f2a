"""Text that a person types, as the value that a schema asks for, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from app.domain import strict_json
from app.domain.email_address import parse_email
from app.domain.times import format_time, parse_time
from app.domain.validation import Code, Problem, Problems, Refused
from app.ui.forms.schema import FieldKind, SchemaField
from app.ui.text.zone import ZONE

_LARGEST: Final = 2**53  # larger integers do not survive JSON readers


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was typed where a number, a date or JSON is wanted, and is none."""

    text: str


def parsed(one: SchemaField, text: str) -> Any:
    """The value that `text` stands for; None when it is empty, `Unreadable` when it is none."""
    stripped = text.strip()
    if not stripped:
        return None
    try:
        match one.kind:
            case FieldKind.INTEGER:
                return _integer(stripped)
            case FieldKind.NUMBER:
                return _decimal(stripped)
            case FieldKind.DATE:
                return date.fromisoformat(stripped).isoformat()
            case FieldKind.TIME:
                return _time(stripped)
            case FieldKind.JSON:
                return strict_json.loads(stripped.encode())
            case FieldKind.EMAIL:
                return stripped
            case _:
                return text
    except ValueError:
        return Unreadable(text)


def shown(one: SchemaField, value: Any) -> str:
    """A value as the text that `parsed` reads back."""
    if value is None:
        return ""
    if isinstance(value, Unreadable):
        return value.text
    if one.kind is FieldKind.JSON:
        return strict_json.dumps(value).decode()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def problems(fields: tuple[SchemaField, ...], values: Mapping[str, Any]) -> Problems:
    """Every reason these values cannot be saved, in field order."""
    found = (_problem(one, values.get(one.name)) for one in fields)
    return tuple(problem for problem in found if problem is not None)


def _problem(one: SchemaField, value: Any) -> Problem | None:
    if value is None:
        return None if one.may_be_empty else Problem(one.name, Code.REQUIRED)
    if isinstance(value, Unreadable):
        return Problem(one.name, Code.INVALID_VALUE, {"expected": one.kind})
    if one.kind is FieldKind.CHOICE and value not in one.choices:
        return Problem(one.name, Code.INVALID_VALUE, {"expected": one.kind})
    if isinstance(value, str):
        return _problem_of_text(one, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _problem_of_number(one, value)
    return None


def _problem_of_text(one: SchemaField, value: str) -> Problem | None:
    if not value.strip() and not one.may_be_empty:
        return Problem(one.name, Code.REQUIRED)
    if one.max_length is not None and len(value) > one.max_length:
        return Problem(one.name, Code.TOO_LONG, {"limit": one.max_length})
    if len(value) < one.min_length:
        return Problem(one.name, Code.TOO_SHORT, {"limit": one.min_length})
    if one.kind is FieldKind.EMAIL:
        try:
            parse_email(value, field=one.name)
        except Refused as refused:
            return refused.problem
    return None


def _problem_of_number(one: SchemaField, value: float) -> Problem | None:
    low = max((x for x in (one.minimum, one.exclusive_minimum) if x is not None), default=None)
    high = min((x for x in (one.maximum, one.exclusive_maximum) if x is not None), default=None)
    is_low = (one.minimum is not None and value < one.minimum) or (
        one.exclusive_minimum is not None and value <= one.exclusive_minimum
    )
    is_high = (one.maximum is not None and value > one.maximum) or (
        one.exclusive_maximum is not None and value >= one.exclusive_maximum
    )
    if is_low or is_high:
        return Problem(one.name, Code.OUT_OF_RANGE, {"low": low, "high": high})
    return None


def _integer(text: str) -> int:
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 16:
        raise ValueError("not a whole number")
    value = sign * int(digits)
    if abs(value) > _LARGEST:
        raise ValueError("too large for JSON")
    return value


def _decimal(text: str) -> float:
    if not text.isascii() or "_" in text:
        raise ValueError("not a number")
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    kept = int(value) if value.is_integer() and abs(value) <= _LARGEST else value
    if Decimal(text) not in (Decimal(str(kept)), Decimal(kept)):
        raise ValueError("more digits than JSON readers keep")
    return kept


def _time(text: str) -> str:
    """The contract's form as it is; a local time without a zone is taken as local."""
    try:
        return format_time(parse_time(text))
    except ValueError:
        return format_time(_moment(datetime.fromisoformat(text)))


def _moment(given: datetime) -> datetime:
    return given if given.tzinfo is not None else ZONE.moment(given)
