"""Domain values as plain JSON values and back, for what the app keeps on its own disk.

This is our own file format, not the contract's: names are those of the dataclasses.
Reading is forgiving where that is safe (an unknown member is ignored, a missing one
takes its default, as a newer or older version of the app may have written it) and
strict where it is not: a wrong type is a `PlainRefused`, never a guess.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.domain.hours import Hours

T = TypeVar("T")
_Reader = Callable[[Any], Any]
_SCALARS = frozenset({str, int, float, bool, type(None)})


class PlainRefused(ValueError):
    """Kept data does not have the shape that it should have."""


def to_plain(value: object) -> Any:
    """A JSON value that `from_plain` turns back into an equal one."""
    if type(value) in _SCALARS:  # first: most values are, and there are many of them
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(one) for one in value]
    if isinstance(value, Hours):
        return [list(pair) for pair in value.pairs]
    if isinstance(value, frozenset):
        return sorted(to_plain(one) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}
    # A `Secret` ends here on purpose: nothing that holds one may reach the disk.
    raise PlainRefused(f"{type(value).__name__} cannot be kept")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def from_plain(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `to_plain` was given.

    Raises:
        PlainRefused: The data has another shape.
    """
    return cast("T", _reader(cast("Any", kind))(data))


def salvage(kind: type[T], data: Any) -> tuple[T, tuple[str, ...]]:
    """As much of a dataclass as can be read: a refused member takes its default.

    Every member must have one. Returns the value, and what was refused ("outer.inner").

    Raises:
        PlainRefused: The data is no object at all.
    """
    members = _expect(dict, data)
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    refused: list[str] = []
    for name in hints:
        if name not in members:
            continue
        inner = hints[name]
        try:
            if dataclasses.is_dataclass(inner):
                values[name], below = salvage(cast("type[Any]", inner), members[name])
                refused += [f"{name}.{one}" for one in below]
            else:
                values[name] = _reader(inner)(members[name])
        except PlainRefused:
            refused.append(name)
    return kind(**values), tuple(refused)


@cache
def _reader(hint: Any) -> _Reader:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (one for one in args if one is not type(None))
        read = _reader(inner)
        return lambda data: None if data is None else read(data)
    if origin is tuple:
        return _tuple_reader(args)
    if hint is Hours:
        return _hours_reader()
    if origin is frozenset:
        read = _reader(args[0])
        return lambda data: frozenset(read(one) for one in _expect(list, data))
    if origin is collections.abc.Mapping:
        read = _reader(args[1])
        return lambda data: {key: read(one) for key, one in _expect(dict, data).items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _guarded(hint)
    if hint is datetime:
        return _guarded(datetime.fromisoformat)
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(cast("type[Any]", hint))
    if hint is float:
        return lambda data: float(_expect((int, float), data))
    if hint in (str, int, bool):
        return _scalar_reader(hint)
    raise TypeError(f"no way to read {hint!r}")


def _scalar_reader(kind: type[Any]) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is kind:  # exactly: True is no number here
            return data
        raise PlainRefused(f"expected {kind.__name__}, got {type(data).__name__}")

    return read


def _tuple_reader(args: tuple[Any, ...]) -> _Reader:
    if len(args) == 2 and args[1] is Ellipsis:
        read = _reader(args[0])
        return lambda data: tuple([read(one) for one in _expect(list, data)])
    readers = tuple(_reader(one) for one in args)

    def fixed(data: Any) -> tuple[Any, ...]:
        if len(_expect(list, data)) != len(readers):
            raise PlainRefused(f"expected {len(readers)} items, got {len(data)}")
        return tuple([read(one) for read, one in zip(readers, data, strict=True)])

    return fixed


def _hours_reader() -> _Reader:
    read = _tuple_reader((tuple[int, int], Ellipsis))

    def hours(data: Any) -> Hours:
        try:
            return Hours.of(read(data))
        except ValueError as exc:
            raise PlainRefused(str(exc)) from exc

    return hours


def _dataclass_reader(kind: type[Any]) -> _Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(data: Any) -> Any:
        members = _expect(dict, data)
        values = {name: one(members[name]) for name, one in readers.items() if name in members}
        try:
            return kind(**values)
        except TypeError as exc:  # a member without a default is missing
            raise PlainRefused(f"{kind.__name__}: {exc}") from exc

    return read


def _guarded(make: Callable[[Any], Any]) -> _Reader:
    def read(data: Any) -> Any:
        try:
            return make(_expect(str, data))
        except ValueError as exc:
            raise PlainRefused(str(exc)) from exc

    return read


def _expect(kind: type[Any] | tuple[type[Any], ...], data: Any) -> Any:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise PlainRefused(f"expected {kind}, got {type(data).__name__}")
    return data
