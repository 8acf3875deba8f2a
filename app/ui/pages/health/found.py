"""The listeners that this computer knows: read by a worker, which thousands keep busy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.name_order import name_order
from app.domain.sync_state import LocalListener
from app.ui.pages.health.words import name_of

Names = tuple[tuple[str, str], ...]  # id and name


@dataclass(frozen=True, slots=True)
class Found:
    """The listeners, and what they are called, in the order of the names."""

    listeners: tuple[LocalListener, ...]
    offered: Names

    @classmethod
    def of(cls, listeners: Iterable[LocalListener]) -> Found:
        """Put the names in order."""
        known = tuple(listeners)
        names = ((one.id, name_of(one)) for one in known)
        return cls(known, tuple(sorted(names, key=lambda name: name_order(name[1]))))
