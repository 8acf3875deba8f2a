"""Which credentials there are, who uses them, and whether one can be deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.credential_state import Checked, judge
from app.domain.endpoint_check import Finding
from app.domain.errors import AppError, PermissionMissing
from app.domain.sync_state import LocalListener
from app.domain.times import Clock, utc_now
from app.domain.token_call import AUTH_TYPE
from app.domain.waiting_credential import WaitingCredential
from app.ui.pages.credentials.columns import CredentialRow, make_model, waiting_words
from app.ui.pages.credentials.list_status import ListStatus, Phase

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import Task, TaskRunner


READ = "listeners:read"


class Credentials(Protocol):
    """What the list needs from the credential service."""

    def cached(self) -> list[Credential]: ...
    def waiting(self) -> Mapping[str, WaitingCredential]: ...
    def ends(self) -> Mapping[str, datetime]: ...
    def refresh(self, control: JobControl) -> list[Credential]: ...
    def delete(self, control: JobControl, credential_id: str) -> None: ...


class Catalogs(Protocol):
    """Where the names of the types are read from."""

    def cached(self) -> Catalog | None: ...
    def refresh(self, control: JobControl) -> Catalog: ...


class Listeners(Protocol):
    """Who uses a credential."""

    def cached(self) -> list[LocalListener]: ...


@dataclass(frozen=True, slots=True)
class _News:
    credentials: list[Credential]
    listeners: list[LocalListener]
    catalog: Catalog | None
    waiting: Mapping[str, WaitingCredential]
    ends: Mapping[str, datetime]


class CredentialsPresenter(QObject):
    """Shows the kept credentials at once, then the platform's."""

    status_changed = Signal(object)  # ListStatus
    selected_changed = Signal(object)  # CredentialRow | None
    listed = Signal(str)  # the id that was waited for
    deleted = Signal(str)  # the name

    def __init__(
        self,
        credentials: Credentials,
        catalog: Catalogs,
        listeners: Listeners,
        runner: TaskRunner,
        events: AppEvents,
        *,
        is_forbidden: bool = False,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._credentials = credentials
        self._catalog = catalog
        self._listeners = listeners
        self._runner = runner
        self.model = make_model(clock, parent=self)
        self.status = ListStatus(is_forbidden=is_forbidden)
        self.selected: CredentialRow | None = None
        self._searched, self.type_name = "", ""
        self._awaited = ""
        self._clock = clock
        self._news: _News | None = None
        self._checked: dict[str, Checked] = {}
        self._events = events
        self._told_at: datetime | None = None
        for signal in (events.credentials_changed, events.listeners_changed):
            signal.connect(self.show_kept)
        events.catalog_changed.connect(self.show_kept)

    @Slot()
    def start(self) -> None:
        """Show what is kept, then ask the platform."""
        self._set(replace(self.status, phase=Phase.LOADING, error=None))
        self._submit(self._kept, "credentials.kept", self._take_kept).finished.connect(self.refresh)

    @Slot()
    def show_kept(self) -> None:
        """Show what is kept on this computer, without asking the platform."""
        self._submit(self._kept, "credentials.kept", self._take_kept)

    @Slot()
    def refresh(self) -> None:
        """Ask the platform."""
        self._set(replace(self.status, phase=Phase.LOADING, error=None))

        def job(control: JobControl) -> _News:
            catalog = self._catalog.cached() or self._catalog.refresh(control)
            self._credentials.refresh(control)
            return replace(self._kept(control), catalog=catalog)

        self._submit(job, "credentials.refresh", self._take).succeeded.connect(self._note_when)

    def search(self, text: str) -> None:
        """Only names that contain `text`."""
        self._searched = text.strip()
        self._filter()

    def choose_type(self, name: str) -> None:
        """Only credentials of one type; "" for all."""
        self.type_name = name
        self._filter()

    @property
    def to_keep(self) -> Mapping[str, str]:
        """The filters, for the next start; what was typed is not among them."""
        return {"type": self.type_name} if self.type_name else {}

    def select(self, credential_id: str | None) -> None:
        """Show one credential in detail; None shows none."""
        at = self.model.row_number(credential_id) if credential_id is not None else None
        self._set_selected(None if at is None else self.model.row(at))

    def select_when_listed(self, credential_id: str) -> None:
        """Tell `listed` as soon as a new or changed credential is in the list."""
        self._awaited = credential_id
        self.show_kept()

    @Slot()
    def delete(self) -> None:
        """Delete the selected credential, which must not be in use."""
        row = self.selected
        if row is None or row.used_by:
            return
        credential = row.credential
        self._set(replace(self.status, error=None))  # of the last one that could not be deleted
        task = self._runner.submit(
            lambda control: self._credentials.delete(control, credential.id),
            name="credentials.delete",
            owner=self,
        )
        task.succeeded.connect(lambda _none: self.deleted.emit(credential.name))
        task.failed.connect(self._explain_deletion)

    @property
    def clients(self) -> list[Credential]:
        """Those that can be checked without sending anything: they get a token."""
        known = self._news.credentials if self._news is not None else []
        return [one for one in known if one.auth_type == AUTH_TYPE]

    @Slot(str, object)
    def take_check(self, credential_id: str, found: Finding) -> None:
        """A check of this computer has found something."""
        self._checked[credential_id] = Checked(found, self._clock())
        if self._news is not None:
            self._show(self._news)

    def _kept(self, _control: JobControl) -> _News:
        credentials = self._credentials
        return _News(
            credentials.cached(),
            self._listeners.cached(),
            self._catalog.cached(),
            credentials.waiting(),
            credentials.ends(),
        )

    def _submit(
        self, job: Callable[[JobControl], _News], name: str, take: Callable[[_News], None]
    ) -> Task[_News]:
        task = self._runner.submit(job, name=name, key=name, owner=self)
        task.succeeded.connect(take)
        task.failed.connect(self._explain)
        return task

    @Slot(object)
    def _take_kept(self, news: _News) -> None:
        if not self.status.is_forbidden:
            self._take(news)

    @Slot(object)
    def _take(self, news: _News) -> None:
        self._news = news
        self._show(news)
        if self._awaited and self.model.row_number(self._awaited) is not None:
            awaited, self._awaited = self._awaited, ""
            self.listed.emit(awaited)

    def _show(self, news: _News) -> None:
        types = news.catalog.auth_types if news.catalog is not None else self.status.auth_types
        kinds = {one.name: one for one in types}
        by_id = {one.id: one for one in news.listeners}
        rows = []
        for one in news.credentials:
            users = tuple(by_id[listener] for listener in one.used_by if listener in by_id)
            there = (user.base for user in users if user.base is not None)
            rows.append(
                CredentialRow(
                    one,
                    kinds.get(one.auth_type),
                    users,
                    len(one.used_by),
                    waiting_words(news.waiting.get(one.id)),
                    judge(one, there, self._checked.get(one.id), ends_at=news.ends.get(one.id)),
                )
            )
        self.model.sync(rows)
        # What is kept says nothing of a platform that could not be asked.
        phase = Phase.READY if self.status.error is None else Phase.FAILED
        self._set(replace(self._counted(phase), auth_types=types, is_forbidden=False))
        if self.selected is not None:
            self.select(self.selected.credential.id)

    @Slot(object)
    def _note_when(self, _news: _News) -> None:
        self._told_at = self._clock()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        is_hidden = isinstance(error, PermissionMissing) and error.permission == READ
        if is_hidden:
            self._news = None
            self.model.sync(())
            self._set_selected(None)
        as_of = self._told_at or self._events.overview.synced_at  # the sync lists them, too
        failed = replace(self._counted(Phase.FAILED), as_of=as_of)
        is_forbidden = is_hidden or self.status.is_forbidden
        self._set(replace(failed, error=error, is_forbidden=is_forbidden))

    @Slot(object)
    def _explain_deletion(self, error: AppError) -> None:
        self._set(replace(self.status, phase=Phase.FAILED, error=error, as_of=None))

    def _filter(self) -> None:
        text, kind = self._searched.casefold(), self.type_name

        def keep(row: CredentialRow) -> bool:
            return text in row.credential.name.casefold() and kind in {
                "",
                row.credential.auth_type,
            }

        self.model.set_filter(keep if text or kind else None)
        self._set(self._counted(self.status.phase))

    def _counted(self, phase: Phase) -> ListStatus:
        is_empty = self.model.rowCount() == 0
        is_filtered = bool(self._searched or self.type_name)
        error = None if phase is Phase.READY else self.status.error
        return replace(
            self.status,
            phase=phase,
            error=error,
            is_empty=is_empty,
            is_filtered=is_filtered,
            searched=self._searched,
        )

    def _set(self, status: ListStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)

    def _set_selected(self, row: CredentialRow | None) -> None:
        if row != self.selected:
            self.selected = row
            self.selected_changed.emit(row)
