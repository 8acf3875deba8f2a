"""One believable, valid change to a record: the quickest way to see an update arrive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from app.ui.forms.schema import FieldKind, SchemaField
from app.ui.forms.schema_values import problems

_PLAIN: Final = frozenset(
    {
        FieldKind.CHOICE,
        FieldKind.BOOLEAN,
        FieldKind.INTEGER,
        FieldKind.NUMBER,
        FieldKind.DATE,
    }
)
_WORDS: Final = " (changed)"


def random_change(
    fields: tuple[SchemaField, ...], values: Mapping[str, Any], chance: Random
) -> dict[str, Any]:
    """The values with one field changed; as they are when nothing can be.

    Choices, switches, numbers and dates are preferred: a name stays a name.
    """
    plain = [one for one in fields if one.kind in _PLAIN and not one.name.endswith("_id")]
    worded = [one for one in fields if one.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}]
    for group in (plain, worded):
        for one in chance.sample(group, len(group)):
            value = _other(one, values.get(one.name), chance)
            if value != values.get(one.name) and not problems((one,), {one.name: value}):
                return {**values, one.name: value}
    return dict(values)


def _other(one: SchemaField, value: Any, chance: Random) -> Any:
    match one.kind:
        case FieldKind.CHOICE:
            others = [choice for choice in one.choices if choice != value]
            return chance.choice(others) if others else value
        case FieldKind.BOOLEAN:
            return not value
        case FieldKind.INTEGER | FieldKind.NUMBER:
            return _other_number(one, value, chance)
        case FieldKind.DATE:
            return _other_date(value, chance)
        case _:
            return _other_words(one, value)


def _other_number(one: SchemaField, value: Any, chance: Random) -> Any:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    step = one.step or (1 if one.kind is FieldKind.INTEGER else _step_of(value))
    steps = max(1, round(abs(value) * 0.1 / step))
    change = chance.randint(1, steps) * step
    down_first = chance.random() < 0.5
    for direction in (-1, 1) if down_first else (1, -1):
        other = round(value + direction * change, 6)
        other = int(other) if float(other).is_integer() else other
        if not problems((one,), {one.name: other}):
            return other
    return value


def _step_of(value: float) -> float:
    """Money changes by whole units, a share by hundredths."""
    return 1 if abs(value) >= 10 else 0.01


def _other_date(value: Any, chance: Random) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return (date.fromisoformat(value) - timedelta(days=chance.randint(1, 28))).isoformat()
    except (ValueError, OverflowError):
        return value


def _other_words(one: SchemaField, value: Any) -> Any:
    """Text with a mark that the next change takes away again."""
    if not isinstance(value, str) or one.has_pattern or one.name.endswith("_id"):
        return value
    return value.removesuffix(_WORDS) if value.endswith(_WORDS) else value + _WORDS
