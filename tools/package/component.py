"""One thing in the bundle that others made: what is said of it, in every document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Component:
    """Other people's work.

    Attributes:
        name: As its makers, or the system that packs it, call it.
        version: "" where nothing tells.
        licence: Their own words or an SPDX expression; "" where nothing tells.
        purl: A package URL, which tells it from all others of that name.
        texts: The files of its licence.
    """

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...] = ()
