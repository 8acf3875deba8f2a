"""A part that is made when it is first asked for: once, whichever thread asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Owner = TypeVar("Owner")
T = TypeVar("T")


class Late(Generic[Owner, T]):
    """As `functools.cached_property`, and two threads that ask at once are given the same."""

    def __init__(self, make: Callable[[Owner], T]) -> None:
        self._make = make
        self._name = make.__name__
        self._lock = threading.RLock()
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Any]) -> Late[Owner, T]: ...
    @overload
    def __get__(self, owner: Owner, kind: type[Any]) -> T: ...
    def __get__(self, owner: Owner | None, kind: type[Any]) -> T | Late[Owner, T]:
        if owner is None:
            return self
        with self._lock:
            made: dict[str, T] = owner.__dict__  # found there from now on, without asking here
            if self._name not in made:
                made[self._name] = self._make(owner)
            return made[self._name]
