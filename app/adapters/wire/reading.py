"""Reads members of a JSON object, and says which one was wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from enum import Enum
from functools import cache, lru_cache
from itertools import chain
from sys import intern
from typing import Any, TypeVar

from app.domain.errors import ProtocolError
from app.domain.hours import Hours
from app.domain.times import parse_time

E = TypeVar("E", bound=Enum)

_REQUIRED: Any = object()
_ETAG = re.compile(r'"[!#-~]{0,254}"')


class Members:
    """A JSON object whose members are read by type; `where` is for messages."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise ProtocolError(f"{where}: expected an object, got {_name(value)}")
        self._value = value
        self._where = where

    def text(self, name: str, default: str = _REQUIRED) -> str:
        """A text; null counts as absent where there is a default."""
        value = self._value.get(name)
        if type(value) is str:  # nearly always; a list of listeners has hundreds of thousands
            return value
        return str(self._typed(name, str, default))

    def text_or_none(self, name: str) -> str | None:
        """A text, or None when null or absent."""
        return None if self._value.get(name) is None else self.text(name)

    def word(self, name: str, default: str = _REQUIRED) -> str:
        """A text that thousands of objects have in common, and that is kept once for them all."""
        return intern(self.text(name, default))

    def word_or_none(self, name: str) -> str | None:
        """Such a text, or None when null or absent."""
        return None if self._value.get(name) is None else self.word(name)

    def etag(self) -> str:
        """The version's tag: strong, and sendable as it is in a header."""
        text = self.text("etag")
        if not _ETAG.fullmatch(text):
            raise ProtocolError(f"{self._where}.etag: no strong tag")
        return text

    def integer(self, name: str, default: int = _REQUIRED) -> int:
        """A whole number."""
        value = self._value.get(name)
        if type(value) is int:
            return value
        return int(self._typed(name, int, default))

    def integer_or_none(self, name: str) -> int | None:
        """A whole number, or None when null or absent."""
        value = self._typed(name, int, None)
        return None if value is None else int(value)

    def number_or_none(self, name: str) -> float | None:
        """A number, or None when null or absent."""
        value = self._typed(name, (int, float), None)
        return None if value is None else float(value)

    def number(self, name: str, default: float = _REQUIRED) -> float:
        """A number."""
        return float(self._typed(name, (int, float), default))

    def flag(self, name: str, default: bool = _REQUIRED) -> bool:
        """True or false."""
        value: bool = self._typed(name, bool, default)
        return value

    def time(self, name: str) -> datetime:
        """A time."""
        try:
            return parse_time(self.text(name))
        except ValueError:
            raise ProtocolError(f"{self._where}.{name}: no time") from None

    def time_or_none(self, name: str) -> datetime | None:
        """A time, or None when null or absent."""
        return None if self._value.get(name) is None else self.time(name)

    def choice(self, name: str, kind: type[E], unknown: E) -> E:
        """A member of an enum; `unknown` for a value newer than this app."""
        found: E = _by_value(kind).get(self.text(name), unknown)
        return found

    def inner(self, name: str) -> Members:
        """An object."""
        return Members(self._value.get(name), f"{self._where}.{name}")

    def inner_or_none(self, name: str) -> Members | None:
        """An object, or None when null or absent."""
        return None if self._value.get(name) is None else self.inner(name)

    def objects(self, name: str) -> tuple[Members, ...]:
        """A list of objects; absent is empty."""
        return tuple(
            Members(one, f"{self._where}.{name}[{n}]") for n, one in enumerate(self.items(name))
        )

    def items(self, name: str, *, required: bool = False) -> list[Any]:
        """A list of anything."""
        value: list[Any] = self._typed(name, list, _REQUIRED if required else [])
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; absent is empty."""
        return tuple(self._check(one, str, name) for one in self.items(name))

    def hours(self, name: str) -> Hours:
        """A list of pairs of whole numbers; absent is empty.

        All at once: ten thousand listeners have a quarter of a million.
        """
        pairs = self.items(name)
        if set(map(type, pairs)) <= {list} and set(map(len, pairs)) <= {2}:
            flat = tuple(chain.from_iterable(pairs))
            if set(map(type, flat)) <= {int}:
                with suppress(ValueError):
                    return _hours(flat)
        raise ProtocolError(f"{self._where}.{name}: expected pairs of whole numbers")

    def text_map(self, name: str) -> Mapping[str, str]:
        """An object of texts; absent is empty, and so are its nulls."""
        value = self._typed(name, dict, {})
        return {
            key: "" if one is None else self._check(one, str, f"{name}.{key}")
            for key, one in value.items()
        }

    def _typed(self, name: str, kind: Any, default: Any) -> Any:
        value = self._value.get(name)
        if value is None:
            if default is _REQUIRED:
                raise ProtocolError(f"{self._where}.{name}: missing")
            return default
        return self._check(value, kind, name)

    def _check(self, value: Any, kind: Any, name: str) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ProtocolError(f"{self._where}.{name}: unexpected {_name(value)}")
        return value


@cache
def _by_value(kind: type[E]) -> Mapping[str, E]:
    return {one.value: one for one in kind}


_hours = lru_cache(maxsize=256)(Hours.in_turn)  # most listeners had the same quiet day


def _name(value: Any) -> str:
    return "null" if value is None else type(value).__name__
