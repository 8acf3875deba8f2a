"""A local copy's store, or a keyring, whose process may be killed or that may fail at any write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

WRITES: Final = frozenset(
    {
        "apply_changes",
        "apply_rows",
        "delete",
        "drop_if",
        "put_document",
        "put_listener",
        "replace_credentials",
        "replace_if",
        "set",
    }
)


class Killed(BaseException):
    """The process is no more: nothing of it runs on, not even its clean-up."""


class MortalStore:
    """Stands before a store; `before` and `after` each write may raise.

    Once `is_dead`, every call raises `Killed`: what was committed is all that is left.
    """

    def __init__(self, store: Any) -> None:
        self._store = store
        self.is_dead = False
        self.before: Callable[[], None] = lambda: None
        self.after: Callable[[], None] = lambda: None

    def die(self) -> None:
        """Be killed here."""
        self.is_dead = True
        raise Killed

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not callable(found):
            return found

        def call(*args: Any, **named: Any) -> Any:
            if self.is_dead and name != "close":
                raise Killed
            if name not in WRITES:
                return found(*args, **named)
            self.before()
            answer = found(*args, **named)
            self.after()
            return answer

        return call
