"""What whoever looks after a computer has set for everyone on it: an address, and preferences.

Each can be locked: then it is nobody else's to change.

A preset is written by a person into a file, so whatever is wrong in it is said by name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.domain.plain import PlainRefused, from_plain
from app.domain.preferences import Preferences

FORMAT: Final = 1
_MEMBERS: Final = frozenset({"format", "connection", "preferences", "locked"})
_ADDRESS: Final = "base_url"


class PresetRefused(ValueError):
    """A preset says something that cannot be meant; the text tells what."""


@dataclass(frozen=True, slots=True)
class Preset:
    """What is set; the empty one sets nothing.

    Attributes:
        connection_name: What a new connection is called, unless a person types another name.
        base_url: Where a new connection leads, likewise.
        preferences: The values; only those that are `given` mean anything.
        given: The preferences that have a value here.
        locked: Those of them that a person cannot change.
        is_address_locked: Whether connections may lead nowhere else.
    """

    connection_name: str = ""
    base_url: str = ""
    preferences: Preferences = field(default_factory=Preferences)
    given: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    is_address_locked: bool = False

    @property
    def only_base_url(self) -> str:
        """The one platform that may be connected to; "" where any may."""
        return self.base_url if self.is_address_locked else ""

    def is_locked(self, name: str) -> bool:
        """Whether a preference is not a person's to change."""
        return name in self.locked

    def over(self, kept: Preferences, *, is_new: bool) -> Preferences:
        """What is in force.

        Args:
            kept: What the person has chosen.
            is_new: Nothing was ever chosen: then all that is given counts, else what is locked.
        """
        names = self.given if is_new else self.locked
        return dataclasses.replace(
            kept, **{name: getattr(self.preferences, name) for name in names}
        )


def preset_from(data: Any) -> Preset:
    """The preset that a JSON value says.

    Raises:
        PresetRefused: It is none, or a part of it is wrong or unknown.
    """
    whole = _object(data, "the file")
    made_for = whole.get("format")
    if type(made_for) is not int or made_for != FORMAT:
        raise PresetRefused(f'"format" must be {FORMAT}')
    _known(whole, _MEMBERS, "the file")
    connection = _object(whole.get("connection", {}), '"connection"')
    _known(connection, {"name", _ADDRESS}, '"connection"')
    preferences = _object(whole.get("preferences", {}), '"preferences"')
    names = {one.name for one in dataclasses.fields(Preferences)}
    _known(preferences, names, '"preferences"')
    base_url = _address(connection)
    locked = _locked(whole.get("locked", []), preferences, base_url)
    return Preset(
        connection_name=_text(connection, "name"),
        base_url=base_url,
        preferences=_preferences(preferences),
        given=frozenset(preferences),
        locked=locked - {_ADDRESS},
        is_address_locked=_ADDRESS in locked,
    )


def _preferences(members: Mapping[str, Any]) -> Preferences:
    for name, value in members.items():
        try:
            from_plain(Preferences, {name: value})
        except PlainRefused as exc:
            raise PresetRefused(f'"preferences": "{name}" cannot be {value!r:.80}') from exc
    return from_plain(Preferences, members)


def _locked(names: Any, preferences: Mapping[str, Any], base_url: str) -> frozenset[str]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PresetRefused('"locked" must be a list of names')
    if _ADDRESS in names and not base_url:
        raise PresetRefused(f'"locked": "{_ADDRESS}" has no value in "connection"')
    for name in names:
        if name != _ADDRESS and name not in preferences:
            raise PresetRefused(f'"locked": "{name:.80}" has no value in "preferences"')
    return frozenset(names)


def _address(connection: Mapping[str, Any]) -> str:
    from app.domain.connect import parse_base_url  # few computers have a preset
    from app.domain.validation import Refused

    text = _text(connection, _ADDRESS)
    try:
        return parse_base_url(text).text.rstrip("/") if text else ""
    except Refused as exc:
        raise PresetRefused(f'"connection": "base_url" is no address: {text[:80]!r}') from exc


def _text(members: Mapping[str, Any], name: str) -> str:
    value = members.get(name, "")
    if not isinstance(value, str) or len(value) > 2048 or not value.isprintable():
        raise PresetRefused(f'"{name}" must be a text on one line')
    return value.strip()


def _object(data: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise PresetRefused(f"{what} must be an object in braces")
    return data


def _known(members: Mapping[str, Any], names: frozenset[str] | set[str], where: str) -> None:
    for name in members:
        if name not in names:
            raise PresetRefused(f'{where} has the unknown member "{name:.80}"')
