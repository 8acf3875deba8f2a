"""What is wrong with a draft, and what of it may be said already.

Nothing is said while a person types: a problem is shown once its field was left or
Save was tried.  What the platform refused is shown at once and goes when its field
is edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import Catalog
from app.domain.credential import Credential
from app.domain.errors import FieldRefusal
from app.domain.listener import Kind
from app.domain.listener_draft import ListenerDraft
from app.ui.pages.listener_form.loading import Loaded
from app.ui.pages.listener_form.state import Volume
from app.ui.text import problems, times

translate = QCoreApplication.translate

# The order of the form: the summary and the focus follow it.
FIELDS: Final = (
    "entity",
    "function",
    "url",
    "auth_type",
    "credential_id",
    "address",
    "volume",
    "name",
    "channel_id",
)

_OF_A_TEST: Final = ("payload", "record_id")  # what was sent, not what is edited


class Checking:
    """Remembers which fields were visited and what the platform refused."""

    def __init__(self) -> None:
        self._visited: set[str] = set()
        self._refused: dict[str, str] = {}
        self.was_tried = False

    def visit(self, field: str) -> None:
        """A field was left."""
        self._visited.add(field)

    def try_all(self) -> None:
        """Save was tried: every problem may be said."""
        self.was_tried = True

    def refuse(self, refusals: Iterable[FieldRefusal]) -> tuple[str, ...]:
        """The platform's reasons, beside their fields, which are returned."""
        said = {
            field if field in FIELDS else "name": problems.of_refusal(one)
            for one in refusals
            if (field := one.pointer.rpartition("/")[2]) not in _OF_A_TEST
        }
        self._refused |= said
        return tuple(field for field in FIELDS if field in said)

    def edited(self, fields: Iterable[str]) -> None:
        """What the platform said of these no longer stands."""
        for field in fields:
            self._refused.pop(field, None)

    def found(
        self,
        draft: ListenerDraft,
        catalog: Catalog,
        credentials: Iterable[Credential],
        volume: Volume,
    ) -> Mapping[str, str]:
        """Every problem in words, by field, in the order of the form."""
        words = {one.field: problems.of(one) for one in draft.problems(catalog, tuple(credentials))}
        if draft.kind is Kind.EMAIL and volume.must_confirm and not volume.is_confirmed:
            text = translate("form", "Confirm that this mailbox can take about {count} a day.")
            words["volume"] = text.format(count=times.number(volume.about))
        for field, text in self._refused.items():
            words.setdefault(field, text)
        return {field: words[field] for field in FIELDS if field in words}

    def needed_for_test(self, draft: ListenerDraft, loaded: Loaded) -> tuple[str, ...]:
        """The fields that keep a test from being sent."""
        found = {one.field for one in draft.problems(loaded.catalog, loaded.credentials)}
        return tuple(field for field in FIELDS if field in found)

    def sayable(self, found: Mapping[str, str]) -> Mapping[str, str]:
        """Those of the problems found that may be shown now."""
        if self.was_tried:
            return found
        return {
            field: text
            for field, text in found.items()
            if field in self._visited or field in self._refused
        }
