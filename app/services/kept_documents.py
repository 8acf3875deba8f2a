"""What the documents of a local copy say, and None where another version has written them.

They are read again soon, from the platform.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from app.domain.catalog import Catalog
from app.domain.plain import PlainRefused, from_plain
from app.domain.workspace import Me

T = TypeVar("T")

CATALOG: Final = "catalog"
ME: Final = "me"
_Kept = Mapping[str, Any] | None


def catalog_of(kept: _Kept) -> Catalog | None:
    """What the platform can do, as it last said."""
    return _read(Catalog, kept)


def me_of(kept: _Kept) -> Me | None:
    """Who one is there, as the platform last said."""
    return _read(Me, kept)


def _read(kind: type[T], kept: _Kept) -> T | None:
    try:
        return None if kept is None else from_plain(kind, kept)
    except PlainRefused:
        return None
