"""What another process wrote into a local copy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoreNews:
    """What another process wrote into a local copy; facts may have changed in any case.

    Attributes:
        listeners: The ids to read again; None: too many to name, everything is.
        documents: The names of the documents to read again.
        credentials: Whether the credentials are to be read again.
    """

    listeners: frozenset[str] | None
    documents: frozenset[str] = frozenset()
    credentials: bool = False

    def __or__(self, other: StoreNews) -> StoreNews:
        """Both."""
        is_named = self.listeners is not None and other.listeners is not None
        return StoreNews(
            (self.listeners or frozenset()) | (other.listeners or frozenset())
            if is_named
            else None,
            self.documents | other.documents,
            self.credentials or other.credentials,
        )
