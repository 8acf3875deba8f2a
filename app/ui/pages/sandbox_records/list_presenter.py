"""Which entity and which records the Sandbox records page lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import Catalog, Entity
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.record import Record, RecordPage
from app.domain.workspace import Channel
from app.ui.forms.record_values import values_of
from app.ui.forms.schema import SchemaField, fields_of
from app.ui.pages.sandbox_records.channel_field import with_channels
from app.ui.pages.sandbox_records.columns import make_model

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

_PAGES_WHILE_SEARCHING: Final = 20


class Records(Protocol):
    """What listing needs from the record service."""

    def list(self, control: JobControl, entity: str, cursor: str | None = None) -> RecordPage: ...


class Schemas(Protocol):
    """What listing needs from the catalog service."""

    def cached(self) -> Catalog | None: ...
    def refresh(self, control: JobControl) -> Catalog: ...
    def schema(self, control: JobControl, entity: str) -> Mapping[str, Any]: ...


class Phase(Enum):
    """What the list is doing."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ListStatus:
    """The entity chooser and the list below it.

    Attributes:
        has_opened: Records were read once; before that there is nothing on the whole page.
    """

    phase: Phase = Phase.LOADING
    error: AppError | None = None
    entities: tuple[Entity, ...] = ()
    entity: Entity | None = None
    is_empty: bool = True
    is_filtered: bool = False
    has_opened: bool = False

    @property
    def is_page_failing(self) -> bool:
        """Whether what went wrong is said in the middle of the page."""
        return self.error is not None and not self.has_opened


@dataclass(frozen=True, slots=True)
class Opened:
    """An entity whose records can be edited from now on.

    Attributes:
        entity: Which.
        fields: Those of its form.
        examples: Values of some of its records.
    """

    entity: Entity
    fields: tuple[SchemaField, ...]
    examples: tuple[Mapping[str, Any], ...] = ()


class RecordListPresenter(QObject):
    """Reads entities, schemas and records; decides what is listed."""

    status_changed = Signal(object)  # ListStatus
    opened = Signal(object)  # Opened

    def __init__(
        self,
        records: Records,
        catalog: Schemas,
        runner: TaskRunner,
        *,
        channels: Sequence[Channel] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._catalog = catalog
        self._runner = runner
        self._channels = tuple(channels)
        self.model = make_model(parent=self)
        self.status = ListStatus()
        self._items: tuple[Record, ...] = ()
        self._cursor: str | None = None
        self._text = ""
        self._is_reading_more = False
        self._wanted = ""  # the entity to begin with

    @property
    def to_keep(self) -> Mapping[str, str]:
        """Which entity a person has chosen, for the next start; nothing for the first."""
        entities, entity = self.status.entities, self.status.entity
        if entity is None:
            return {"entity": self._wanted} if self._wanted else {}
        return {} if entity == entities[0] else {"entity": entity.name}

    def begin_with(self, entity: str) -> None:
        """Open this one of the entities, if it is there, before any other."""
        self._wanted = entity

    @Slot()
    def start(self) -> None:
        """Read the entities once, then the records of one: the first that can be listened to."""
        if self.status.entities:
            return
        self._set_status(replace(self.status, phase=Phase.LOADING, error=None))

        def job(control: JobControl) -> Catalog:
            return self._catalog.cached() or self._catalog.refresh(control)

        task = self._runner.submit(job, name="records.catalog", key="records.catalog", owner=self)
        task.succeeded.connect(self._take_catalog)
        task.failed.connect(self._explain)

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        if self.status.entity is None:
            self.start()
        else:
            self._open(self.status.entity)

    def choose_entity(self, name: str) -> None:
        """List the records of another entity."""
        entity = next((one for one in self.status.entities if one.name == name), None)
        if entity is not None and entity != self.status.entity:
            self._items, self._cursor = (), None
            self.model.sync(())
            self.status = replace(self.status, is_empty=True)
            self._open(entity)

    def search(self, text: str) -> None:
        """Narrow the list down to records whose name or id contains `text`."""
        self._text = text.strip()
        self.model.set_search(self._text)
        self._tell()
        if self._text:
            self.load_more()

    @Slot()
    def load_more(self) -> None:
        """Read the next page of older records; while searching, all that is left."""
        entity, cursor = self.status.entity, self._cursor
        if entity is None or cursor is None or self._is_reading_more:
            return
        pages = _PAGES_WHILE_SEARCHING if self._text else 1
        self._is_reading_more = True
        task = self._runner.submit(
            lambda control: self._read(control, entity.name, pages, cursor),
            name="records.more",
            key="records.list",
            owner=self,
        )
        task.succeeded.connect(self._take_more)
        task.failed.connect(self._explain)
        task.finished.connect(self._more_is_read)

    def record(self, record_id: str) -> Record | None:
        """A listed record."""
        at = self.model.row_number(record_id)
        return None if at is None else self.model.row(at)

    def put(self, record: Record) -> None:
        """A record was written: show it as it is now, a new one on top."""
        if self.status.entity is None or self.status.entity.name != record.entity:
            return
        if any(one.id == record.id for one in self._items):
            items = tuple(record if one.id == record.id else one for one in self._items)
        else:
            items = (record, *self._items)
        self._show(items)

    def _open(self, entity: Entity) -> None:
        self._set_status(replace(self.status, phase=Phase.LOADING, error=None, entity=entity))
        self._is_reading_more = False

        def job(control: JobControl) -> tuple[Opened, RecordPage]:
            schema = self._catalog.schema(control, entity.name)
            fields = with_channels(fields_of(schema), self._channels)
            page = self._read(control, entity.name, 1, None)
            examples = tuple(values_of(fields, one.fields) for one in page.items)
            return Opened(entity, fields, examples), page

        task = self._runner.submit(job, name="records.open", key="records.list", owner=self)
        task.succeeded.connect(self._take_opened)
        task.failed.connect(self._explain)

    def _read(self, control: JobControl, entity: str, pages: int, cursor: str | None) -> RecordPage:
        found: list[Record] = []
        for _page in range(pages):
            page = self._records.list(control, entity, cursor)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return RecordPage(tuple(found), cursor)

    @Slot(object)
    def _take_catalog(self, catalog: Catalog) -> None:
        entities = tuple(sorted(catalog.entities, key=lambda one: not one.listenable))
        self.status = replace(self.status, entities=entities)
        if entities:
            wanted = (one for one in entities if one.name == self._wanted)
            self._open(next(wanted, entities[0]))
        else:
            self._set_status(replace(self.status, phase=Phase.READY))

    @Slot(object)
    def _take_opened(self, news: tuple[Opened, RecordPage]) -> None:
        opened, page = news
        self._cursor = page.next_cursor
        self.status = replace(self.status, has_opened=True)
        self._show(page.items)
        self.opened.emit(opened)

    @Slot(object)
    def _take_more(self, page: RecordPage) -> None:
        known = {one.id for one in self._items}
        self._cursor = page.next_cursor
        self._show((*self._items, *(one for one in page.items if one.id not in known)))

    @Slot()
    def _more_is_read(self) -> None:
        self._is_reading_more = False

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._set_status(replace(self.status, phase=Phase.FAILED, error=error))

    def _show(self, items: tuple[Record, ...]) -> None:
        self._items = items
        self.model.sync(items)
        self.status = replace(self.status, phase=Phase.READY, error=None)
        self._tell(always=True)

    def _tell(self, *, always: bool = False) -> None:
        status = replace(
            self.status, is_empty=self.model.rowCount() == 0, is_filtered=bool(self._text)
        )
        if always or status != self.status:
            self.status = status
            self.status_changed.emit(status)

    def _set_status(self, status: ListStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
