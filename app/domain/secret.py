"""A secret that cannot leak by accident.

Logs, tracebacks, `repr` of whatever holds it, JSON and pickles see the mask or
fail; only an explicit `reveal()` gives the text, so every use can be found by
searching for that word (T10).
"""

from __future__ import annotations

from typing import Any, Final, NoReturn

MASK: Final = "•••"


class Secret:
    """Wraps one secret text."""

    __slots__ = ("_value",)

    _value: str

    def __init__(self, value: str) -> None:
        object.__setattr__(self, "_value", value)

    def reveal(self) -> str:
        """The secret itself; the caller must not log, store or show it."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        import hmac  # brings OpenSSL along, and the window's start compares nothing

        return hmac.compare_digest(_bytes(self._value), _bytes(other._value))

    __hash__ = None  # type: ignore[assignment]  # a hash would say something about the text

    def __repr__(self) -> str:
        return MASK

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return MASK

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Secret cannot be changed")

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Secret:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def looks_masked(text: str) -> bool:
    """Whether `text` is what a masked secret or a hint looks like (contract section 5)."""
    return "•" in text or text.startswith("…")
