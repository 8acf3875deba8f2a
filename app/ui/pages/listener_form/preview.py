"""What the draft would send, before anything is sent: the exact bytes, secrets masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.errors import AppError, Rejected
from app.domain.listener import Destination, Kind, ListenerDraft, ListenerSettings
from app.domain.outbound import OutboundRequest
from app.domain.record import Record, RecordPage, record_label
from app.domain.strict_json import JsonRefused, loads
from app.domain.validation import Refused
from app.domain.workspace import Me
from app.ui.pages.listener_form import payload_edit
from app.ui.test_sends.trials import SAMPLE, Payload
from app.ui.text import messages

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

_RECENT: Final = 5
# The platform's own words (contract section 8), whatever the language of this app.
_DONE: Final = {"create": "created", "update": "updated"}
_NO_ENDPOINT: Final = "https://no-endpoint-yet.example/"


class Tests(Protocol):
    """What is needed from the test service."""

    def preview(
        self, settings: ListenerSettings, *, body: bytes, credential: Credential | None
    ) -> OutboundRequest: ...


class CatalogSource(Protocol):
    """What is needed from the catalog service."""

    def sample(self, control: JobControl, entity: str) -> bytes: ...


class Records(Protocol):
    """What is needed from the record service."""

    def list(self, control: JobControl, entity: str, cursor: str | None = None) -> RecordPage: ...


@dataclass(frozen=True, slots=True)
class Message:
    """The e-mail for one event."""

    to: str
    subject: str
    attachment: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the Preview tab shows.

    Attributes:
        head: Request line and headers; empty for e-mail.
        body: The payload, indented for reading.
        sent: The payload exactly as it is sent.
        edited: What a person makes of it for the test; None while nobody does.
        edit_error: Why that cannot be sent; empty where it can.
        why_no_edit: Why it cannot be edited here; empty where it can.
        message: The e-mail, instead of `head`.
        missing: There is nothing to show, because of this entity; "" if none is chosen yet.
        samples: What can be looked at: "" is the sample, else a record's id.
    """

    head: str = ""
    body: str = ""
    sent: bytes = b""
    edited: str | None = None
    edit_error: str = ""
    why_no_edit: str = ""
    message: Message | None = None
    missing: str | None = None
    samples: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    is_loading: bool = False
    error: AppError | None = None


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
        runner: TaskRunner,
        *,
        me: Me | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tests = tests
        self._catalog = catalog
        self._records = records
        self._runner = runner
        self._may_read_records = me is not None and (
            "records" in me.capabilities and me.may("deliveries:read")
        )
        self._draft = ListenerDraft()
        self._credential: Credential | None = None
        self._material: _Material | None = None
        self._asked = ""
        self._edited: str | None = None
        self._wants_edit = False
        self.preview = Preview(missing="")

    def show(
        self, draft: ListenerDraft, catalog: Catalog, credentials: Sequence[Credential]
    ) -> None:
        """Show what this draft would send."""
        wanted = draft.credential_id
        credential = next((one for one in credentials if one.id == wanted), None)
        if (draft, credential) == (self._draft, self._credential) and self._asked:
            return
        self._draft, self._credential = draft, credential
        entity = catalog.entity(draft.entity)
        if entity is None or not entity.listenable:
            self._asked = ""
            self._material = None
            self._set(Preview(missing=entity.name if entity is not None else ""))
            return
        if self._asked != draft.entity:
            self._ask(draft.entity)
        self._settle()

    def choose(self, record_id: str) -> None:
        """Look at a record instead of the sample; "" is the sample."""
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
            return Payload(None, self.preview.sent, is_edited=True)
        record = self._chosen_record()
        return SAMPLE if record is None else Payload(record.id, record.body)

    # Inside -------------------------------------------------------------------

    def _ask(self, entity: str) -> None:
        self._asked = entity
        self._material = None
        self._edited = None
        self._set(Preview(is_loading=True))
        with_records = self._may_read_records

        def job(control: JobControl) -> _Material:
            sample = self._catalog.sample(control, entity)
            records = self._records.list(control, entity).items[:_RECENT] if with_records else ()
            return _Material(entity, sample, tuple(records))

        task = self._runner.submit(
            job, name="form.sample", key=("form.sample", id(self)), owner=self
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)

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

    def _settle(self) -> None:
        material = self._material
        if material is None:
            return
        record = self._chosen_record()
        body = record.body if record is not None else material.sample
        why_no_edit = payload_edit.why_not(body)
        if self._wants_edit and not why_no_edit:
            self._edited = messages.indented(body.decode("utf-8", "replace"))
        self._wants_edit = False
        body, edit_error = (
            (body, "") if self._edited is None else payload_edit.as_sent(self._edited)
        )
        samples = [("", self.tr("Sample record"))]
        samples += [(one.id, record_label(one.fields)) for one in material.records]
        is_email = self._draft.kind is Kind.EMAIL
        self._set(
            Preview(
                head="" if is_email else self._head(body),
                body=messages.indented(body.decode("utf-8", "replace")),
                sent=body,
                edited=self._edited,
                edit_error=edit_error,
                why_no_edit=why_no_edit,
                message=self._message(body) if is_email else None,
                samples=tuple(samples),
                chosen=self.preview.chosen if record is not None else "",
            )
        )

    def _head(self, body: bytes) -> str:
        draft = self._draft
        try:
            settings, is_whole = draft.settings(), True
        except Refused:
            to = Destination(Kind.ENDPOINT, url=_NO_ENDPOINT)
            settings = ListenerSettings(draft.entity, draft.function, to, signing=draft.signing)
            is_whole = False
        has_credential = is_whole and settings.destination.auth_type != "none"
        try:
            request = self._tests.preview(
                settings, body=body, credential=self._credential if has_credential else None
            )
        except (Refused, Rejected, ValueError):  # the credential cannot be shown as a header
            request = self._tests.preview(settings, body=body, credential=None)
        host, path = messages.split_url(settings.destination.url)
        lines = [messages.request_line("POST", path), f"host: {host}"]
        if not is_whole:
            lines = [messages.request_line("POST", self.tr("(no endpoint yet)"))]
        return "\n".join(lines + messages.header_lines(request.masked_headers()))

    def _message(self, body: bytes) -> Message:
        try:
            fields = loads(body)
        except JsonRefused:
            fields = {}
        fields = fields if isinstance(fields, dict) else {}
        function = _DONE.get(self._draft.function, self._draft.function)
        subject = f"{self._draft.entity} {function}: {record_label(fields)}"
        version = fields.get("version", 1)
        name = f"{self._draft.entity}-{fields.get('id', '')}-v{version}.json"
        return Message(self._draft.address.strip() or self.tr("(no address yet)"), subject, name)

    def _set(self, preview: Preview) -> None:
        if preview != self.preview:
            self.preview = preview
            self.preview_changed.emit(preview)
