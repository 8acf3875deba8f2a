"""The Idempotency-Key of the batch that is under way, kept until its answer is known.

What was sent and not answered may still be on its way, and arrive after what was done since:
an edit that was taken back, a deletion that was undone.  The platform does one body under
one key and refuses every other (contract section 1).  So the next batch leaves under the key
of the one that was not answered: whichever of the two arrives first, the other does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from app.domain.ports import LocalStore

Document = tuple[str, Mapping[str, Any]]

REUSED: Final = "idempotency_key_reused"  # the other one was first
_NAME: Final = "unanswered_batch"


class BatchKey:
    """The key of one connection's batches; to be used in its turn to sync."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store

    def next(self) -> str:
        """The key to send under: that of the last batch, unless that was answered."""
        kept = (self._store.document(_NAME) or {}).get("key")
        if isinstance(kept, str) and kept:
            return kept
        import uuid  # the window's start asks for none

        return str(uuid.uuid4())

    @staticmethod
    def leaving(key: str) -> Document:
        """To be kept before a batch leaves under it."""
        return _NAME, {"key": key}

    @staticmethod
    def answered() -> Document:
        """To be kept once it is known what became of the batch."""
        return _NAME, {}
