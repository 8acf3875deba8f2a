"""What two sides want of one listener, setting by setting, and what stands in the end.

Used by the sync, which takes over by itself what only one side changed, and by the
person who decides the rest.  A destination is one setting: a credential must never
reach an address that it was not chosen for.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from app.domain.listener import ListenerSettings

if TYPE_CHECKING:
    from app.domain.sync_state import LocalListener

FIELDS: Final = tuple(field.name for field in dataclasses.fields(ListenerSettings))


class Side(StrEnum):
    """Whose value of a setting stands."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting that the two sides have differently.

    Attributes:
        before: What it was when both last agreed; None where they never did.
        side: Whose value stands by itself, as the other side did not touch it; None
            when both changed it, so that a person has to say.
    """

    name: str
    before: Any
    mine: Any
    theirs: Any
    side: Side | None


def differences(row: LocalListener, theirs: ListenerSettings) -> tuple[Difference, ...]:
    """Every setting in which what is wanted here differs from the platform's, in field order."""
    mine, base = row.settings, row.base.settings if row.base is not None else None
    agreed = (base,) if base is not None else row.sent
    known = (*row.sent, base) if base is not None else row.sent
    found = []
    for name in FIELDS:
        ours, other = getattr(mine, name), getattr(theirs, name)
        if ours == other:
            continue
        side = None
        if any(getattr(one, name) == other for one in known):
            side = Side.MINE  # the platform has what it had, or what we sent before
        elif any(getattr(one, name) == ours for one in agreed):
            side = Side.THEIRS
        before = getattr(agreed[0], name) if agreed else None
        found.append(Difference(name, before, ours, other, side))
    return tuple(found)


def on_top_of(
    now: ListenerSettings, wanted: ListenerSettings, began: ListenerSettings
) -> ListenerSettings:
    """What a person wants, on top of what became of a listener while they were at it.

    Args:
        now: As it is.
        wanted: As the person left it.
        began: As it was when they began; what they did not touch is as it is now.
    """
    untouched = (name for name in FIELDS if getattr(wanted, name) == getattr(began, name))
    return replace(wanted, **{name: getattr(now, name) for name in untouched})


def decided(
    mine: ListenerSettings, found: Iterable[Difference], choices: Mapping[str, Side]
) -> ListenerSettings:
    """The settings that come out; a choice goes before what would stand by itself.

    Raises:
        ValueError: A setting that both sides changed has no choice.
    """
    taken: dict[str, Any] = {}
    for one in found:
        side = choices.get(one.name, one.side)
        if side is None:
            raise ValueError(f"{one.name} was changed on both sides; one has to be chosen")
        if side is Side.THEIRS:
            taken[one.name] = one.theirs
    return replace(mine, **taken)
