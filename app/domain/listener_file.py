"""Listeners in a file, as `listeners list --json` writes them: read strictly, judged as a whole.

The file comes from elsewhere (T39).  What it says beyond the settings of listeners is left out
where it is ours, and refused where it is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from app.domain.listener import Kind, Mode
from app.domain.listener_draft import ListenerDraft
from app.domain.strict_json import JsonRefused, loads

E = TypeVar("E", bound=StrEnum)

SIZE_LIMIT: Final = 10 * 2**20  # bytes
COUNT_LIMIT: Final = 10_000

_LIST: Final = frozenset({"items", "synced_at", "online"})
_OF_THE_PLATFORM: Final = frozenset(
    {"id", "status", "status_reason", "health", "version", "etag", "local"}
    | {f"{done}_{what}" for done in ("created", "updated") for what in ("at", "by")}
)
_SETTINGS: Final = frozenset(
    {"name", "entity", "function", "channel_id", "destination", "mode", "signing"}
)
_OF_KIND: Final[Mapping[str, frozenset[str]]] = {
    Kind.ENDPOINT: frozenset({"kind", "url", "auth_type", "credential_id"}),
    Kind.EMAIL: frozenset({"kind", "address"}),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not accepted.

    Attributes:
        item: Which listener of the file, from 1; 0 for the file itself.
        field: Dotted, as the file has it; empty for all of it.
        words: What is wrong; the value is never in it.
    """

    item: int
    field: str
    words: str

    def __str__(self) -> str:
        where = f"listener {self.item}" if self.item else "the file"
        return f"{where}, {self.field}: {self.words}" if self.field else f"{where}: {self.words}"


class FileRefused(ValueError):
    """A file of listeners that is not accepted, with all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(str(faults[0]))
        self.faults = faults


def read_listeners(data: bytes) -> list[ListenerDraft]:
    """The listeners of a file, each as somebody would have typed it.

    Raises:
        FileRefused: It is too large, no JSON, or not made of listeners.
    """
    if len(data) > SIZE_LIMIT:
        raise _refused(f"it is larger than {SIZE_LIMIT // 2**20} MiB")
    try:
        value = loads(data)
    except JsonRefused as error:
        raise _refused(f"this is not the JSON that is accepted: {error}") from None
    items = _items(value)
    if len(items) > COUNT_LIMIT:
        raise _refused(f"it has more than {COUNT_LIMIT} listeners")
    faults: list[Fault] = []
    drafts = [
        _draft(_Members(number, "", item, faults)) for number, item in enumerate(items, start=1)
    ]
    if faults:
        raise FileRefused(tuple(faults))
    return drafts


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict) and "items" in value:
        unknown = sorted(value.keys() - _LIST)
        if unknown:
            raise _refused(f"{_shown(unknown[0])} is not known")
        value = value["items"]
    if not isinstance(value, list):
        raise _refused("it is a list of listeners, or what `listeners list --json` writes")
    return value


def _draft(members: _Members) -> ListenerDraft:
    members.refuse_others(_SETTINGS | _OF_THE_PLATFORM)
    to = members.inner("destination")
    kind = to.choice("kind", Kind, Kind.ENDPOINT)
    to.refuse_others(_OF_KIND[kind])
    draft = ListenerDraft(
        entity=members.text("entity"),
        function=members.text("function"),
        kind=kind,
        name=members.text("name", ""),
        channel_id=members.text_or_none("channel_id"),
        mode=members.choice("mode", Mode, Mode.ENABLED),
        signing=members.flag("signing", is_usual=True),
    )
    if kind is Kind.EMAIL:
        return replace(draft, address=to.text("address"))
    return replace(
        draft,
        url=to.text("url"),
        auth_type=to.text("auth_type", "none"),
        credential_id=to.text_or_none("credential_id"),
    )


class _Members:
    """One object of the file; what is wrong with it is noted, and something usual taken instead."""

    def __init__(self, item: int, path: str, value: Any, faults: list[Fault]) -> None:
        self._item = item
        self._path = path
        self._faults = faults
        self._value: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self._note("", "an object is needed")

    def refuse_others(self, known: frozenset[str]) -> None:
        for name in self._others(known):
            self._note("", f"{_shown(name)} is not known")

    def inner(self, name: str) -> _Members:
        return _Members(self._item, f"{name}.", self._value.get(name), self._faults)

    def text(self, name: str, usual: str | None = None) -> str:
        value = self._value.get(name, usual)
        if isinstance(value, str):
            return value
        self._note(name, "a text is needed")
        return ""

    def text_or_none(self, name: str) -> str | None:
        return None if self._value.get(name) is None else self.text(name)

    def flag(self, name: str, *, is_usual: bool) -> bool:
        value = self._value.get(name, is_usual)
        if isinstance(value, bool):
            return value
        self._note(name, "true or false is needed")
        return is_usual

    def choice(self, name: str, kind: type[E], usual: E) -> E:
        value = self._value.get(name, usual.value)
        found = next((one for one in kind if one.value == value), None)
        if found is None:
            self._note(name, f"one of {', '.join(one.value for one in kind)} is needed")
        return found or usual

    def _others(self, known: frozenset[str]) -> Iterator[str]:
        return (name for name in self._value if name not in known)

    def _note(self, name: str, words: str) -> None:
        field = f"{self._path}{name}".rstrip(".")
        self._faults.append(Fault(self._item, field, words))


def _shown(name: str) -> str:
    """A name out of the file: short, and on one line."""
    return ascii(name if len(name) <= 40 else f"{name[:40]}...")


def _refused(words: str) -> FileRefused:
    return FileRefused((Fault(0, "", words),))
