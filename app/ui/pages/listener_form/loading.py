"""What the form starts from, read on a worker thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import AuthType, Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.errors import NotFound
from app.domain.listener import ListenerSettings
from app.domain.listener_draft import ListenerDraft
from app.domain.sync_state import LocalListener, SyncState
from app.ui.pages.listener_form.sources import CatalogSource, Credentials, Listeners
from app.ui.pages.listener_form.state import FormState
from app.ui.test_sends.trials import Subject
from app.ui.text.names import catalog_label

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Source:
    """What a person wants to begin with: a listener, a copy of one, or a new one.

    `url` is where a new one is to send to; `kept` what had been typed of one that is gone.
    """

    listener_id: str | None = None
    copy_of: str | None = None
    url: str = ""
    kept: ListenerDraft | None = None

    @classmethod
    def of(cls, context: Mapping[str, object]) -> Source:
        """What the page was opened with."""
        given = [context.get(name) for name in ("listener_id", "copy_of", "url")]
        listener_id, copy_of, url = (one if isinstance(one, str) else None for one in given)
        return cls(listener_id, copy_of, url or "")


@dataclass(frozen=True, slots=True)
class Loaded:
    """One reading; `row` is what is edited or copied."""

    catalog: Catalog
    credentials: tuple[Credential, ...]
    listeners: tuple[LocalListener, ...]
    row: LocalListener | None = None
    is_copy: bool = False

    @property
    def draft(self) -> ListenerDraft:
        """What the form starts with; a new listener has the first supported function."""
        if self.row is not None:
            return ListenerDraft.of(self.row.settings)
        supported = next((one.name for one in self.catalog.functions if one.supported), "")
        return ListenerDraft(function=supported)

    def with_credential(self, credential: Credential) -> Loaded:
        """With this one among the credentials, in place of itself as it was before."""
        others = (one for one in self.credentials if one.id != credential.id)
        return replace(self, credentials=(*others, credential))

    def begun(self, source: Source) -> ListenerDraft:
        """What the form shows first: what it starts with, as the source wants it."""
        draft = self.draft
        if self.row is None and source.kept is not None:
            return source.kept
        if source.url:
            draft = replace(draft, url=source.url)
        if self.is_copy:
            name = translate("form", "{name} (copy)").format(name=draft.name)
            draft = replace(draft, name=name.strip())
        return draft

    def chosen(self, draft: ListenerDraft) -> tuple[AuthType | None, Credential | None]:
        """The type of the draft's authentication, and its credential where it is there."""
        known = (one for one in self.credentials if one.id == draft.credential_id)
        return self.catalog.auth_type(draft.auth_type), next(known, None)

    def holds(self, state: FormState) -> bool:
        """Whether what the form shows is kept already, and nothing about it waits for a person."""
        waits = self.row is not None and self.row.state in (SyncState.REFUSED, SyncState.CONFLICT)
        return state.listener_id is not None and not state.is_dirty and not waits

    def subject(self, settings: ListenerSettings, *, is_gone: bool = False) -> Subject:
        """These settings as something to be tested; of one that `is_gone`, as a new one's."""
        wanted = settings.destination.credential_id
        names = (one.name for one in self.credentials if one.id == wanted)
        is_saved = self.row is not None and self.row.is_created and not self.is_copy
        is_saved = is_saved and not is_gone
        return Subject(
            settings,
            self.row.id if self.row is not None and is_saved else None,
            catalog_label(settings.function, self.catalog),
            next(names, ""),
        )


class Loader:
    """Reads the local copy; the catalog from the platform where there is none yet."""

    def __init__(
        self, listeners: Listeners, catalog: CatalogSource, credentials: Credentials
    ) -> None:
        self._listeners = listeners
        self._catalog = catalog
        self._credentials = credentials

    def __call__(self, control: JobControl, source: Source) -> Loaded:
        """Read everything the form needs.

        Raises:
            NotFound: The listener is not here any more.
            AppError: There is no catalog yet, and it cannot be fetched.
        """
        listener_id = source.listener_id or source.copy_of
        row = self._listeners.get(listener_id) if listener_id is not None else None
        if listener_id is not None and row is None and source.kept is None:
            raise NotFound(f"{listener_id} is not here any more", status=404, code="not_found")
        return Loaded(
            self._catalog.cached() or self._catalog.refresh(control),
            tuple(self._credentials.cached()),
            tuple(self._listeners.cached()),
            row,
            source.copy_of is not None,
        )
