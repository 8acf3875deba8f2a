"""The listeners that this computer knows, for names: read off the GUI thread, told when new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.audit import LastSeen
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.name_order import name_order
from app.domain.sync_state import LocalListener
from app.ui.text.names import former_name, listener_words

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner

Names = tuple[tuple[str, str], ...]  # id and name


class Listeners(Protocol):
    """What the names are read from."""

    def cached(self) -> list[LocalListener]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """The listeners, and what they are called, in the order of the names."""

    by_id: Mapping[str, LocalListener] = field(default_factory=dict)
    names: Names = ()

    @classmethod
    def of(cls, listeners: Iterable[LocalListener]) -> Known:
        """Made on a worker: thousands of names take a while."""
        by_id = {one.id: one for one in listeners}
        names = ((one.id, listener_words(one)) for one in by_id.values())
        return cls(by_id, tuple(sorted(names, key=lambda name: name_order(name[1]))))


class Former(Protocol):
    """Where the names of those that are gone are asked for."""

    def of(self, control: JobControl, listener_ids: Iterable[str]) -> Mapping[str, LastSeen]: ...


class KnownListeners(QObject):
    """Follows the local copy; only other names are news here, other health is not."""

    changed = Signal(object)  # Names
    failed = Signal(object)  # AppError

    def __init__(
        self,
        listeners: Listeners,
        runner: TaskRunner,
        events: AppEvents,
        former: Former | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._listeners = listeners
        self._former = former
        self._runner = runner
        self._known = Known()
        self._gone: Mapping[str, LastSeen] = {}
        self.is_read = False
        events.listeners_changed.connect(self.read)

    @property
    def names(self) -> Names:
        """Every listener's id and name; last those that are gone and were asked about."""
        gone = (one for one in self._gone.items() if one[0] not in self._known.by_id)
        return (*self._known.names, *((key, former_name(seen)) for key, seen in gone))

    def find(self, listener_id: str) -> LocalListener | None:
        """One of them; None also before they were read, see `is_read`."""
        return self._known.by_id.get(listener_id)

    def ask_about(self, listener_id: str) -> None:
        """Look for the name of one that may be gone."""
        former = self._former
        if former is None or listener_id in self._known.by_id:
            return
        task = self._runner.submit(
            lambda control: former.of(control, [listener_id]),
            name="deliveries.former",
            key="deliveries.former",
            owner=self,
        )
        task.succeeded.connect(self._take_gone)
        task.failed.connect(self._explain)

    @Slot()
    def read(self) -> None:
        """Look into the local copy."""
        listeners = self._listeners
        task = self._runner.submit(
            lambda _control: Known.of(listeners.cached()),
            name="deliveries.listeners",
            key="deliveries.listeners",
            owner=self,
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take(self, known: Known) -> None:
        has_changed = known.names != self._known.names or not self.is_read
        self._known = known
        self.is_read = True
        if has_changed:
            self.changed.emit(self.names)

    @Slot(object)
    def _take_gone(self, found: Mapping[str, LastSeen]) -> None:
        if found:
            self._gone = {**self._gone, **found}
            self.changed.emit(self.names)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self.failed.emit(error)
