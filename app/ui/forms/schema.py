"""A record's JSON Schema as a flat list of fields that a form can show.

The schema comes from a platform: whatever this app cannot make a field of becomes a
JSON text field rather than a refusal, and the platform has the last word on a value.
Regular expressions of the schema are not run here: a hostile or clumsy one would
freeze the window.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeGuard

_DEPTH: Final = 2  # objects in objects; deeper ones are edited as JSON
_PLATFORMS_OWN: Final = frozenset({"id", "version", "created_at", "updated_at"})


class FieldKind(StrEnum):
    """Which editor a field gets."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    EMAIL = "email"
    DATE = "date"
    TIME = "date-time"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class SchemaField:
    """One property of a record, as far as a form needs to know it.

    Attributes:
        name: Unique in the form; the parts of `path` with dots.
        path: Where the value stands in the record; empty means `name` itself.
        choice_labels: What the choices are called, where their values do not say it.
    """

    name: str
    title: str
    kind: FieldKind
    required: bool = False
    nullable: bool = False
    choices: tuple[Any, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None
    min_length: int = 0
    max_length: int | None = None
    has_pattern: bool = False
    step: float | None = None
    default: Any = None
    description: str = ""
    path: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()

    @property
    def may_be_empty(self) -> bool:
        """Whether the field can be left without a value."""
        return self.nullable or not self.required


def fields_of(schema: Mapping[str, Any]) -> tuple[SchemaField, ...]:
    """The fields a person can fill in, in the schema's order.

    The members of an object stand as fields of their own: `address.city`.
    """
    found = {one.name: one for one in _fields(schema, schema, (), "")}
    return tuple(one for one in found.values() if one.name not in _PLATFORMS_OWN)


def _fields(
    schema: Mapping[str, Any], root: Mapping[str, Any], path: tuple[str, ...], title: str
) -> Iterator[SchemaField]:
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return
    required = schema.get("required")
    names = {one for one in required if isinstance(one, str)} if _is_list(required) else set()
    for name, given in properties.items():
        prop = _resolved(root, given)
        if prop.get("readOnly") is True or "const" in prop:
            continue
        one = _field((*path, name), prop, required=name in names and not path, root=root)
        one = replace(one, title=f"{title}: {one.title}") if title else one
        inner, _nullable = _without_null(prop, root)
        members = list(_fields(inner, root, one.path, one.title)) if len(path) < _DEPTH else []
        if members:
            yield from members
        else:
            yield one


def _field(
    path: tuple[str, ...], prop: Mapping[str, Any], *, required: bool, root: Mapping[str, Any]
) -> SchemaField:
    prop, nullable = _without_null(prop, root)
    kind = _kind(prop)
    choices = tuple(one for one in prop["enum"] if one is not None) if _has_choices(prop) else ()
    title, description = prop.get("title"), prop.get("description")
    return SchemaField(
        name=".".join(path),
        title=title if isinstance(title, str) and title.strip() else _title(path[-1]),
        kind=kind,
        required=required,
        nullable=nullable,
        choices=choices,
        minimum=_number(prop, "minimum"),
        maximum=_number(prop, "maximum"),
        exclusive_minimum=_number(prop, "exclusiveMinimum"),
        exclusive_maximum=_number(prop, "exclusiveMaximum"),
        min_length=_length(prop, "minLength") or 0,
        max_length=_length(prop, "maxLength"),
        has_pattern=isinstance(prop.get("pattern"), str),
        step=_number(prop, "multipleOf"),
        default=prop.get("default"),
        description=description if isinstance(description, str) else "",
        path=path,
    )


def _kind(prop: Mapping[str, Any]) -> FieldKind:
    if _has_choices(prop):
        return FieldKind.CHOICE
    match prop.get("type"):
        case "boolean":
            return FieldKind.BOOLEAN
        case "integer":
            return FieldKind.INTEGER
        case "number":
            return FieldKind.NUMBER
        case "string":
            return _text_kind(prop)
        case _:
            return FieldKind.JSON


def _text_kind(prop: Mapping[str, Any]) -> FieldKind:
    match prop.get("format"):
        case "email":
            return FieldKind.EMAIL
        case "date":
            return FieldKind.DATE
        case "date-time":
            return FieldKind.TIME
        case _:
            is_long = (_length(prop, "maxLength") or 0) > 500
            return FieldKind.LONG_TEXT if is_long else FieldKind.TEXT


def _without_null(
    prop: Mapping[str, Any], root: Mapping[str, Any]
) -> tuple[Mapping[str, Any], bool]:
    """The schema for a value that is there, and whether null may stand in its place."""
    kinds = prop.get("type")
    if _is_list(kinds):
        others = [one for one in kinds if one != "null"]
        merged = {**prop, "type": others[0] if len(others) == 1 else others}
        return merged, "null" in kinds
    for word in ("anyOf", "oneOf"):
        options = prop.get(word)
        if _is_list(options):
            resolved = [_resolved(root, one) for one in options]
            others = [one for one in resolved if one.get("type") != "null"]
            if len(others) == 1 and len(others) < len(resolved):
                outer = {key: value for key, value in prop.items() if key != word}
                return {**others[0], **outer}, True
    if _has_choices(prop) and None in prop.get("enum", ()):
        return prop, True
    return prop, False


def _has_choices(prop: Mapping[str, Any]) -> bool:
    options = prop.get("enum")
    return _is_list(options) and all(
        one is None or isinstance(one, str | int | float) for one in options
    )


def _resolved(root: Mapping[str, Any], prop: Any) -> Mapping[str, Any]:
    """Follow `$ref` into this schema's own `$defs`; anything else stays as it is."""
    for _hop in range(8):
        if not isinstance(prop, Mapping):
            return {}
        ref = prop.get("$ref")
        if not isinstance(ref, str) or not ref.startswith("#/"):
            return prop
        beside = {key: value for key, value in prop.items() if key != "$ref"}
        target: Any = root
        for part in _parts(ref):
            target = target.get(part) if isinstance(target, Mapping) else None
        prop = {**target, **beside} if isinstance(target, Mapping) else beside
    return {}


def _parts(ref: str) -> Iterator[str]:
    return (part.replace("~1", "/").replace("~0", "~") for part in ref[2:].split("/"))


def _title(name: str) -> str:
    return name.replace("_", " ").strip().capitalize() or name


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _number(prop: Mapping[str, Any], key: str) -> float | None:
    value = prop.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _length(prop: Mapping[str, Any], key: str) -> int | None:
    value = prop.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
