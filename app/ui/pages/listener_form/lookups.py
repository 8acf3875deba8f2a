"""What the form asks for while it is filled in; the newest question wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import Catalog
from app.domain.credential import Credential
from app.domain.errors import AppError
from app.domain.listener import Kind
from app.domain.listener_draft import ListenerDraft
from app.domain.times import Clock
from app.domain.workspace import Me
from app.ui.pages.listener_form.sources import Credentials
from app.ui.pages.listener_form.volume import Deliveries, Expected, expected

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner


class Lookups(QObject):
    """Reads credentials when they change, and the expected volume when asked."""

    credentials_read = Signal(object)  # tuple[Credential, ...]
    volume_found = Signal(object)  # Expected | None: None where nothing is known
    failed = Signal(object)  # AppError

    def __init__(
        self,
        credentials: Credentials,
        deliveries: Deliveries,
        runner: TaskRunner,
        events: AppEvents,
        *,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._credentials = credentials
        self._deliveries = deliveries
        self._runner = runner
        self._clock = clock
        events.credentials_changed.connect(self._read_credentials)

    def look_up_volume(self, draft: ListenerDraft, catalog: Catalog, me: Me | None) -> None:
        """Ask how many events a day would be sent as messages, where that may be asked."""
        entity = catalog.entity(draft.entity)
        may = me is None or me.may("deliveries:read")
        if draft.kind is Kind.EMAIL and entity is not None and may:
            has_events = me is not None and "trace" in me.capabilities
            self._ask_for_volume(entity.name, draft.function, has_events=has_events)
        else:
            self.volume_found.emit(None)

    def _ask_for_volume(self, entity: str, function: str, *, has_events: bool) -> None:
        """The platform may list events, or not."""
        deliveries, clock = self._deliveries, self._clock
        task = self._runner.submit(
            lambda control: expected(
                control,
                deliveries,
                entity=entity,
                function=function,
                clock=clock,
                has_events=has_events,
            ),
            name="form.volume",
            key=("form.volume", id(self)),
            owner=self,
        )
        task.succeeded.connect(self._known)
        task.failed.connect(self._not_known)

    @Slot(object)
    def _known(self, found: Expected | None) -> None:
        self.volume_found.emit(found)

    @Slot(object)
    def _not_known(self, _error: AppError) -> None:
        self.volume_found.emit(None)  # the neutral warning stands

    @Slot()
    def _read_credentials(self) -> None:
        credentials = self._credentials
        task = self._runner.submit(
            lambda _control: tuple(credentials.cached()),
            name="form.credentials",
            key=("form.credentials", id(self)),
            owner=self,
        )
        task.succeeded.connect(self._read)
        task.failed.connect(self._explain)

    @Slot(object)
    def _read(self, credentials: tuple[Credential, ...]) -> None:
        self.credentials_read.emit(credentials)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self.failed.emit(error)
