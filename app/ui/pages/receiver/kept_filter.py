"""Which kind of event the list is narrowed down to, for the next start.

The names come from whoever called: only what looks like one of an entity and of a function is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

Event = tuple[str, str]  # entity and function
_NAMES: Final = re.compile(r"([a-z][a-z0-9_]{0,39}):([a-z][a-z0-9_]{0,19})")


def to_keep(event: Event | None) -> Mapping[str, str]:
    """What is remembered of it; nothing where every event is shown."""
    names = ":".join(event) if event is not None else ""
    return {"event": names} if _NAMES.fullmatch(names) else {}


def recalled(kept: Mapping[str, str]) -> Event | None:
    """The choice of the last time; None where there was none, or no such thing is meant."""
    found = _NAMES.fullmatch(kept.get("event", ""))
    return (found[1], found[2]) if found is not None else None
