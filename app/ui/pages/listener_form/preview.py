"""What the draft would send, before anything is sent: the exact bytes, secrets masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.errors import AppError, NetworkError
from app.domain.listener_draft import ListenerDraft
from app.domain.record import Record, RecordPage, record_label
from app.domain.workspace import Me
from app.ui.pages.listener_form import payload_edit
from app.ui.pages.listener_form.preview_text import Preview, Tests, Wanted, made
from app.ui.pages.listener_form.saved_samples import SavedSamples
from app.ui.test_sends.trials import SAMPLE, Payload
from app.ui.text import messages

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

_RECENT: Final = 5
AT_ONCE_BYTES: Final = 64 * 1024  # more than that would hold up the window (D12)


class CatalogSource(Protocol):
    """What is needed from the catalog service."""

    def sample(self, control: JobControl, entity: str) -> bytes: ...


class Records(Protocol):
    """What is needed from the record service."""

    def list(self, control: JobControl, entity: str, cursor: str | None = None) -> RecordPage: ...


@dataclass(frozen=True, slots=True)
class _Material:
    entity: str
    sample: bytes
    records: tuple[Record, ...]


class PreviewPresenter(QObject):
    """Follows the draft; asks for a payload once per entity."""

    preview_changed = Signal(object)  # Preview

    def __init__(
        self,
        tests: Tests,
        catalog: CatalogSource,
        records: Records,
        saved: SavedSamples,
        runner: TaskRunner,
        *,
        me: Me | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tests = tests
        self._catalog = catalog
        self._records = records
        self.saved = saved
        saved.setParent(self)
        saved.changed.connect(self._settle)
        self._runner = runner
        self.take_me(me)
        self._draft = ListenerDraft()
        self._credential: Credential | None = None
        self._material: _Material | None = None
        self._asked = ""
        self._edited: str | None = None
        self._wants_edit = False
        self._limit_bytes = 0
        self._body = b""
        self.edit_error = ""  # why what a person made of the payload cannot be sent
        self.preview = Preview(missing="")

    def take_me(self, me: Me | None) -> None:
        """Who one is there: real records are offered to those only who may read them."""
        self._may_read_records = me is not None and (
            "records" in me.capabilities and me.may("deliveries:read")
        )

    def show(
        self, draft: ListenerDraft, catalog: Catalog, credentials: Sequence[Credential]
    ) -> None:
        """Show what this draft would send."""
        wanted = draft.credential_id
        credential = next((one for one in credentials if one.id == wanted), None)
        if (draft, credential) == (self._draft, self._credential) and self._asked:
            return
        self._draft, self._credential = draft, credential
        self._limit_bytes = catalog.limits.payload_bytes
        entity = catalog.entity(draft.entity)
        if entity is None or not entity.listenable:
            self._asked = ""
            self.saved.show("")
            self._material = None
            self._body = b""
            self._set(Preview(missing=entity.name if entity is not None else ""))
            return
        if self._asked != draft.entity:
            self._ask(draft.entity)
        self._settle()

    def choose(self, record_id: str) -> None:
        """Look at a record, or at a sample that is kept; "" is the catalog's sample."""
        self._edited = None
        self._set(replace(self.preview, chosen=record_id))
        self._settle()

    @Slot()
    def try_again(self) -> None:
        """Ask for the payload once more."""
        if self._draft.entity:
            self._ask(self._draft.entity)
            self._settle()

    @Slot()
    def begin_edit(self) -> None:
        """Make something else of the payload, for the test only; waits until there is one."""
        self._wants_edit = True
        self._settle()

    def edit(self, text: str) -> None:
        """Take over what was typed."""
        if self._edited is not None:
            self._edited = text
            self._settle()

    @Slot()
    def end_edit(self) -> None:
        """Send what is looked at, after all."""
        self._edited, self._wants_edit = None, False
        self._settle()

    @property
    def payload(self) -> Payload:
        """What a test sends: what is looked at, or what a person made of it."""
        if self._edited is not None:
            return Payload(None, self._body, is_edited=True)
        record, kept = self._chosen_record(), self.saved.find(self.preview.chosen)
        if kept is not None:
            return Payload(None, kept.body, is_edited=True)
        return SAMPLE if record is None else Payload(record.id, record.body)

    # Inside -------------------------------------------------------------------

    def _ask(self, entity: str) -> None:
        self._asked = entity
        self.saved.show(entity)
        self._material = None
        self._edited = None
        self._body = b""
        self._set(Preview(is_loading=True))
        with_records = self._may_read_records

        def job(control: JobControl) -> _Material:
            sample = self._catalog.sample(control, entity)
            return _Material(entity, sample, self._recent(control, entity) if with_records else ())

        task = self._runner.submit(
            job, name="form.sample", key=("form.sample", id(self)), owner=self
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)

    def _recent(self, control: JobControl, entity: str) -> tuple[Record, ...]:
        """The newest records; none while the platform is away, for the sample is kept."""
        try:
            return tuple(self._records.list(control, entity).items[:_RECENT])
        except NetworkError:
            return ()

    @Slot(object)
    def _take(self, material: _Material) -> None:
        if material.entity == self._asked:
            self._material = material
            self._settle()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._set(replace(self.preview, error=error, is_loading=False))

    def _chosen_record(self) -> Record | None:
        if self._material is None:
            return None
        chosen = self.preview.chosen
        return next((one for one in self._material.records if one.id == chosen), None)

    @Slot()
    def _settle(self) -> None:
        material = self._material
        if material is None:
            return
        looked_at = self.saved.find(self.preview.chosen) or self._chosen_record()
        body = looked_at.body if looked_at is not None else material.sample
        why_no_edit = payload_edit.why_not(body)
        if self._wants_edit and not why_no_edit:
            self._edited = messages.indented(body.decode("utf-8", "replace"))
        self._wants_edit = False
        self._body, self.edit_error = (
            (body, "") if self._edited is None else payload_edit.as_sent(self._edited)
        )
        chosen = self.preview.chosen if looked_at is not None else ""
        wanted = Wanted(
            self._draft, self._credential, self._body, self._edited, self.edit_error, chosen
        )
        tests, limit = self._tests, self._limit_bytes
        kept = ((one.id, one.name) for one in self.saved.items)
        records = ((one.id, record_label(one.fields)) for one in material.records)
        with_samples = partial(
            replace,
            why_no_edit=why_no_edit,
            samples=(("", self.tr("Sample record")), *kept, *records),
        )
        if len(self._body) <= AT_ONCE_BYTES:
            self._set(with_samples(made(tests, wanted, limit)))
            return
        task = self._runner.submit(
            lambda _control: with_samples(made(tests, wanted, limit)),
            name="form.preview",
            key=("form.preview", id(self)),
            owner=self,
        )
        task.succeeded.connect(self._show_made)

    @Slot(object)
    def _show_made(self, preview: Preview) -> None:
        if preview.sent is self._body and preview.edited == self._edited:  # else typed on
            self._set(preview)

    def _set(self, preview: Preview) -> None:
        if preview != self.preview:
            self.preview = preview
            self.preview_changed.emit(preview)
