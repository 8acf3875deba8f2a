"""From a record to the flat values of a form, and from there to what is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.ui.forms.schema import FieldKind, SchemaField


def blank(fields: tuple[SchemaField, ...]) -> dict[str, Any]:
    """The values a new record starts with: defaults, and nothing where there are none."""
    values: dict[str, Any] = {}
    for one in fields:
        if one.default is not None:
            values[one.name] = one.default
        elif one.kind is FieldKind.BOOLEAN and not one.nullable:
            values[one.name] = False
        else:
            values[one.name] = None
    return values


def values_of(fields: tuple[SchemaField, ...], record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record holds for these fields; None where it has none."""
    return {one.name: _dig(record, one) for one in fields}


def body_of(fields: tuple[SchemaField, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """A new record as it is sent: empty values are left out unless null is asked for."""
    kept = {
        one.name: values.get(one.name)
        for one in fields
        if values.get(one.name) is not None or (one.required and one.nullable)
    }
    return nested(fields, kept)


def changed(
    fields: tuple[SchemaField, ...], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """The values that differ, by field; None clears a value."""
    return {
        one.name: after.get(one.name)
        for one in fields
        if not _same(before.get(one.name), after.get(one.name))
    }


def patch_of(
    fields: tuple[SchemaField, ...], before: Mapping[str, Any], changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Changed values as a merge patch (RFC 7396): members that went from an object are null."""
    return nested(fields, {name: _patch(before.get(name), to) for name, to in changes.items()})


def later(
    before: Mapping[str, Any], saved: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    """The values that were changed after a save began, by field.

    Args:
        before: The values before any change.
        saved: The changes that were saved.
        now: The changes by now; a field that is missing was put back.
    """
    names = dict.fromkeys((*saved, *now))
    was, by_now = {**before, **saved}, {**before, **now}
    return {name: by_now.get(name) for name in names if not _same(was.get(name), by_now.get(name))}


def nested(fields: tuple[SchemaField, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """Flat values as a body, each in its place."""
    body: dict[str, Any] = {}
    for one in fields:
        if one.name in values:
            *parents, last = one.path or (one.name,)
            place = body
            for parent in parents:
                place = place.setdefault(parent, {})
            place[last] = values[one.name]
    return body


def _dig(record: Mapping[str, Any], one: SchemaField) -> Any:
    value: Any = record
    for part in one.path or (one.name,):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _patch(before: Any, after: Any) -> Any:
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return after
    gone = {name: None for name in before if name not in after}
    new = {name: one for name, one in after.items() if not _same(before.get(name), one)}
    return gone | {name: _patch(before.get(name), one) for name, one in new.items()}


def _same(left: Any, right: Any) -> bool:
    """Equal as JSON: true is not 1, but 1.0 is 1."""
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)
