"""How a person had the list of each page, by connection; kept between starts.

What was typed into a search is not kept: it may be the name of a person or a secret, and a list
that comes back nearly empty for a word of yesterday looks as if its rows were gone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.window_memory import AS_MADE, ListMemory, is_keepable


class KeptLists(QObject):
    """What is remembered of lists.

    Signals:
        changed: A list is sorted or filtered otherwise, or another row is selected; all that is
            remembered, by connection and page.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, dict[str, ListMemory]] = {}

    def recall(self, known: Mapping[str, Mapping[str, ListMemory]]) -> None:
        """Those of the last time."""
        self._known = {connection_id: dict(lists) for connection_id, lists in known.items()}

    def of(self, connection_id: str, page: str) -> ListMemory:
        """How a list was; as it is made where nothing is known."""
        return self._known.get(connection_id, {}).get(page, AS_MADE)

    def put(self, connection_id: str, page: str, memory: ListMemory) -> None:
        """A person has a list like this now; what may not be kept of it is left out."""
        memory = _without_words(memory)
        if memory == self.of(connection_id, page):
            return
        lists = self._known.setdefault(connection_id, {})
        lists.pop(page, None)
        if memory != AS_MADE:
            lists[page] = memory
        self._tell()

    def keep_only(self, connection_ids: Collection[str]) -> None:
        """There are no other connections any more."""
        gone = [one for one in self._known if one not in connection_ids]
        for one in gone:
            del self._known[one]
        if gone:
            self._tell()

    def _tell(self) -> None:
        self.changed.emit({one: dict(lists) for one, lists in self._known.items() if lists})


def _without_words(memory: ListMemory) -> ListMemory:
    filters = {name: value for name, value in memory.filters.items() if is_keepable(value)}
    selected_id = memory.selected_id if is_keepable(memory.selected_id) else ""
    return replace(memory, filters=filters, selected_id=selected_id)
