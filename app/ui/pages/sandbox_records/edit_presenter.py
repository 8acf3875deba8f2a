"""Which record is being edited, and what Save writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import Entity
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.record import Record, record_label, record_number
from app.domain.sync_state import LocalListener
from app.domain.times import Clock, utc_now
from app.ui.forms.random_change import random_change
from app.ui.forms.random_fill import random_fill
from app.ui.forms.record_values import blank, body_of, changed, later, patch_of, values_of
from app.ui.forms.schema import SchemaField
from app.ui.forms.schema_values import problems
from app.ui.pages.sandbox_records.list_presenter import Opened
from app.ui.pages.sandbox_records.reach import Reach, reach_of
from app.ui.pages.sandbox_records.watched import Saved

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner

NEW: Final = ""  # the key of a record that is not on the platform yet


class Records(Protocol):
    """What editing needs from the record service."""

    def get(self, control: JobControl, entity: str, record_id: str) -> Record: ...
    def create(self, control: JobControl, entity: str, fields: Mapping[str, Any]) -> Record: ...
    def update(self, control: JobControl, record: Record, changes: Mapping[str, Any]) -> Record: ...


class Listeners(Protocol):
    """Whom a save would reach."""

    def cached(self) -> list[LocalListener]: ...


@dataclass(frozen=True, slots=True)
class Editing:
    """The record in the form: as the platform last gave it, and the changes on top.

    Attributes:
        record: None for a new one.
        changes: What differs from `original`, by field.
        error: Why the last save did not work.
        reach: Whom a save concerns; None while that is not known.
    """

    entity: Entity
    fields: tuple[SchemaField, ...]
    record: Record | None
    changes: Mapping[str, Any]
    is_saving: bool = False
    error: AppError | None = None
    reach: Reach | None = None

    @property
    def key(self) -> str:
        """The record's id, or `NEW`."""
        return self.record.id if self.record is not None else NEW

    @property
    def is_saved(self) -> bool:
        """Whether the platform has what the form shows."""
        return self.record is not None and not self.is_dirty

    @property
    def place(self) -> tuple[str, str]:
        """What it is, among the records of all kinds."""
        return self.entity.name, self.key

    @property
    def original(self) -> dict[str, Any]:
        """The values before any change."""
        if self.record is None:
            return blank(self.fields)
        return values_of(self.fields, self.record.fields)

    @property
    def values(self) -> Mapping[str, Any]:
        """What the form shows."""
        return {**self.original, **self.changes}

    @property
    def is_dirty(self) -> bool:
        """Whether there is something to save or to revert."""
        return bool(self.changes)


class RecordEditPresenter(QObject):
    """Edits and saves one record at a time.

    Unsaved changes are kept per record while the app runs, so that choosing another
    record, entity or page loses nothing and asks nothing.
    """

    changed = Signal(object)  # Editing | None
    saved = Signal(object)  # Saved

    def __init__(
        self,
        records: Records,
        listeners: Listeners,
        runner: TaskRunner,
        events: AppEvents,
        *,
        clock: Clock = utc_now,
        chance: Random | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._listeners = listeners
        self._runner = runner
        self._clock = clock
        self._chance = chance or SystemRandom()
        self.editing: Editing | None = None
        self._opened: Opened | None = None
        self._drafts: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._saving: set[tuple[str, str]] = set()
        self._known: list[LocalListener] = []
        events.listeners_changed.connect(self.read_listeners)

    @Slot(object)
    def open(self, opened: Opened) -> None:
        """Records of this entity follow; one of another entity leaves the form."""
        self._opened = opened
        if self.editing is not None and self.editing.entity != opened.entity:
            self._set(None)
        self.read_listeners()

    def edit_record(self, record: Record) -> None:
        """Put a record into the form, with its unsaved changes if it has any."""
        if self.editing is None or self.editing.record != record:
            self._start(record)

    @Slot()
    def edit_new(self) -> None:
        """Put a record into the form that does not exist yet."""
        if self.editing is None or self.editing.record is not None:
            self._start(None)

    def take_values(self, values: Mapping[str, Any]) -> None:
        """The person changed something in the form."""
        editing = self.editing
        if editing is not None:
            changes = changed(editing.fields, editing.original, values)
            self._keep(replace(editing, changes=changes))

    @Slot()
    def revert(self) -> None:
        """Give up the unsaved changes of this record."""
        if self.editing is not None:
            self._keep(replace(self.editing, changes={}, error=None))

    @Slot()
    def change_at_random(self) -> None:
        """Change one field to another valid value; fill in all of a new record."""
        editing = self.editing
        if editing is None:
            return
        if editing.record is None and self._opened is not None and self._opened.examples:
            examples = self._opened.examples
            values = random_fill(editing.fields, editing.values, examples, self._chance)
        else:
            values = random_change(editing.fields, editing.values, self._chance)
        self.take_values(values)

    @Slot()
    def save(self) -> None:
        """Write the changes; without any, or with problems, nothing happens."""
        editing = self.editing
        if editing is None or editing.is_saving or problems(editing.fields, editing.values):
            return
        if editing.record is not None and not editing.is_dirty:
            return
        self._saving.add(editing.place)
        self._set(replace(editing, is_saving=True, error=None))
        task = self._runner.submit(self._job(editing), name="records.save", owner=self)
        task.finished.connect(lambda: self._saving.discard(editing.place))
        task.succeeded.connect(lambda record: self._take_saved(editing, record))
        task.failed.connect(lambda error: self._explain(editing, error))

    @Slot()
    def take_over_newer(self) -> None:
        """Someone else changed the record: read it again, keep the changes on top."""
        editing = self.editing
        if editing is None or editing.record is None:
            return
        entity, record_id = editing.entity.name, editing.record.id
        task = self._runner.submit(
            lambda control: self._records.get(control, entity, record_id),
            name="records.get",
            key="records.get",
            owner=self,
        )
        task.succeeded.connect(self._take_newer)
        task.failed.connect(lambda error: self._explain(editing, error))

    @Slot()
    def read_listeners(self) -> None:
        """Find out again whom a save would reach."""
        task = self._runner.submit(
            lambda _control: self._listeners.cached(),
            name="records.listeners",
            key="records.listeners",
            owner=self,
        )
        task.succeeded.connect(self._take_listeners)
        task.failed.connect(self._explain_listeners)

    def _job(self, editing: Editing) -> Any:
        entity, record = editing.entity.name, editing.record
        if record is None:
            body = body_of(editing.fields, editing.values)
            return lambda control: self._records.create(control, entity, body)
        changes = patch_of(editing.fields, editing.original, editing.changes)
        return lambda control: self._records.update(control, record, changes)

    def _start(self, record: Record | None) -> None:
        if self._opened is None:
            return
        started = Editing(self._opened.entity, self._opened.fields, record, {})
        changes, is_saving = self._drafts.get(started.place, {}), started.place in self._saving
        self._set(self._reached(replace(started, changes=changes, is_saving=is_saving)))

    def _keep(self, editing: Editing) -> None:
        self._keep_draft(editing)
        self._set(self._reached(editing))

    def _keep_draft(self, editing: Editing) -> None:
        if editing.changes:
            self._drafts[editing.place] = editing.changes
        else:
            self._drafts.pop(editing.place, None)

    def _take_saved(self, before: Editing, record: Record) -> None:
        typed = later(before.original, before.changes, self._drafts.pop(before.place, {}))
        titles = {one.name: one.title for one in before.fields}
        names = () if before.record is None else tuple(titles[name] for name in before.changes)
        function = "create" if before.record is None else "update"
        after = Editing(before.entity, before.fields, record, {})
        after = replace(
            after, changes=changed(after.fields, after.original, after.original | typed)
        )
        self._keep_draft(after)
        if self._is_shown(before):
            self._set(self._reached(after))
        label = record_number(record.fields) or record_label(record.fields)
        self.saved.emit(Saved(record, function, label, names, self._clock()))

    def _explain(self, before: Editing, error: AppError) -> None:
        if self.editing is not None and self._is_shown(before):
            self._set(replace(self.editing, is_saving=False, error=error))

    @Slot(object)
    def _take_newer(self, record: Record) -> None:
        editing = self.editing
        if editing is not None and editing.key == record.id:
            values = editing.values
            newer = replace(editing, record=record, error=None)
            mine = {name: values[name] for name in editing.changes}
            changes = changed(newer.fields, newer.original, newer.original | mine)
            self._keep(replace(newer, changes=changes))

    @Slot(object)
    def _take_listeners(self, listeners: list[LocalListener]) -> None:
        self._known = listeners
        if self.editing is not None:
            self._set(self._reached(self.editing))

    @Slot(object)
    def _explain_listeners(self, error: AppError) -> None:
        if self.editing is not None:
            self._set(replace(self.editing, error=error))

    def _is_shown(self, editing: Editing) -> bool:
        shown = self.editing
        return shown is not None and shown.place == editing.place

    def _reached(self, editing: Editing) -> Editing:
        function = "create" if editing.record is None else "update"
        channel_id = editing.values.get("channel_id")
        reach = reach_of(self._known, editing.entity.name, function, channel_id)
        return replace(editing, reach=reach)

    def _set(self, editing: Editing | None) -> None:
        if editing != self.editing:
            self.editing = editing
            self.changed.emit(editing)
