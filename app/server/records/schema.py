"""Judging a record by its entity's JSON Schema, with the contract's codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from app.domain.validation import Code
from app.server.api.problems import ERRORS_LIMIT, FieldError, pointer_of
from app.server.records.catalog import PlatformCatalog

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


_CODES: Final = {
    "required": Code.REQUIRED,
    "additionalProperties": Code.UNKNOWN_FIELD,
    "minLength": Code.TOO_SHORT,
    "maxLength": Code.TOO_LONG,
    "maxItems": Code.TOO_MANY,
    "minimum": Code.OUT_OF_RANGE,
    "maximum": Code.OUT_OF_RANGE,
}


def writable_members(catalog: PlatformCatalog, entity: str) -> tuple[str, ...]:
    """The members of a record that clients write, in the order they are written."""
    properties: Mapping[str, Any] = catalog.schema(entity)["properties"]
    return tuple(name for name, one in properties.items() if not one.get("readOnly", False))


def read_only_members(catalog: PlatformCatalog, entity: str) -> tuple[str, ...]:
    """The members of a record that only the platform writes."""
    properties: Mapping[str, Any] = catalog.schema(entity)["properties"]
    return tuple(name for name, one in properties.items() if one.get("readOnly", False))


def errors_in(catalog: PlatformCatalog, entity: str, record: Mapping[str, Any]) -> list[FieldError]:
    """Every reason why a whole record does not follow its schema."""
    found: list[FieldError] = []
    from jsonschema import Draft202012Validator  # late: 60 ms that only a write needs

    for error in Draft202012Validator(catalog.schema(entity)).iter_errors(record):
        found += _field_errors(error)
        if len(found) >= ERRORS_LIMIT:
            break
    return sorted(found[:ERRORS_LIMIT], key=lambda one: (one.pointer, one.code))


def _field_errors(error: ValidationError) -> list[FieldError]:
    where = [str(part) for part in error.absolute_path]
    rule = str(error.validator)
    limit: Any = error.validator_value
    value: Any = error.instance
    schema: Any = error.schema
    if rule == "required":  # one error for each missing member; the message alone says which
        return [
            FieldError(pointer_of([*where, name]), Code.REQUIRED, "a value is needed")
            for name in limit
            if name not in value and error.message.startswith(f"{name!r} ")
        ]
    if rule == "additionalProperties":
        return [
            FieldError(pointer_of([*where, name]), Code.UNKNOWN_FIELD, "there is no such member")
            for name in value
            if name not in schema["properties"]
        ]
    if rule == "type":
        words = limit if isinstance(limit, str) else " or ".join(limit)
        return [FieldError(pointer_of(where), "wrong_type", f"must be of type {words}")]
    code = _CODES.get(rule, Code.INVALID_VALUE)
    return [FieldError(pointer_of(where), str(code), _words(rule, limit))]


def _words(rule: str, limit: Any) -> str:
    match rule:
        case "enum":
            return "must be one of " + ", ".join(str(one) for one in limit)
        case "minLength" | "minimum":
            return f"must be at least {limit}"
        case "maxLength" | "maximum" | "maxItems":
            return f"must be at most {limit}"
        case "pattern":
            return "does not have the right form"
        case _:
            return f"breaks the rule {rule}"


def prefix_of(catalog: PlatformCatalog, entity: str) -> str:
    """The prefix of the ids of an entity's records."""
    pattern: str = catalog.schema(entity)["properties"]["id"]["pattern"]
    return pattern.removeprefix("^").partition("_")[0]
