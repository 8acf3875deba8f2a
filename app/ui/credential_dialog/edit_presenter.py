"""What the credential dialog decides: which type, what is wrong, and what Save sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import AuthType
from app.domain.control import JobControl
from app.domain.credential import Credential, CredentialDraft
from app.domain.errors import AppError, FieldRefusal, Rejected
from app.domain.validation import Problems

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner


class Credentials(Protocol):
    """What the dialog needs from the credential service."""

    def create(self, control: JobControl, draft: CredentialDraft) -> Credential: ...
    def update(
        self, control: JobControl, credential_id: str, draft: CredentialDraft
    ) -> Credential: ...


@dataclass(frozen=True, slots=True)
class EditStatus:
    """What happens to the draft.

    Attributes:
        refusals: The platform's objections, by field.
        error: Why it could not be saved, where that is not about a field.
    """

    is_saving: bool = False
    refusals: Mapping[str, FieldRefusal] = field(default_factory=dict)
    error: AppError | None = None


class CredentialEditPresenter(QObject):
    """One credential being made, or changed; secrets live in the draft and nowhere else.

    Args:
        auth_types: The catalog's types; those without fields cannot have a credential.
        credential: The one to change; None to make one. Its type stays.
        fixed_type: The only type that can be chosen.
    """

    type_changed = Signal(object)  # AuthType
    status_changed = Signal(object)  # EditStatus
    saved = Signal(object)  # Credential

    def __init__(
        self,
        credentials: Credentials,
        auth_types: tuple[AuthType, ...],
        runner: TaskRunner,
        *,
        credential: Credential | None = None,
        fixed_type: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._credentials = credentials
        self._runner = runner
        self.credential = credential
        fixed = credential.auth_type if credential is not None else fixed_type
        self.auth_types = tuple(
            one for one in auth_types if one.fields and fixed in {None, one.name}
        )
        if not self.auth_types:
            raise ValueError(f"the catalog has no authentication type {fixed or 'with fields'}")
        self.auth_type = self.auth_types[0]
        self.status = EditStatus()
        self.draft = (
            CredentialDraft(self.auth_type.name)
            if credential is None
            else CredentialDraft(credential.auth_type, credential.name, dict(credential.fields))
        )

    @property
    def is_new(self) -> bool:
        """Whether a credential is made rather than changed."""
        return self.credential is None

    def choose_type(self, name: str) -> None:
        """Ask for the fields of another type; what both types ask for is kept."""
        found = next((one for one in self.auth_types if one.name == name), None)
        if found is None or found == self.auth_type:
            return
        self.auth_type = found
        wanted = {one.name: one.secret for one in found.fields}
        fields = {name: v for name, v in self.draft.fields.items() if wanted.get(name) is False}
        secrets = {name: v for name, v in self.draft.secrets.items() if wanted.get(name)}
        self.draft = CredentialDraft(found.name, self.draft.name, fields, secrets)
        self._set(EditStatus())
        self.type_changed.emit(found)

    def take(self, draft: CredentialDraft) -> None:
        """The person typed something."""
        self.draft = draft

    def problems(self, draft: CredentialDraft) -> Problems:
        """What is wrong with a draft; when changing, an empty secret keeps the old one."""
        return draft.problems(self.auth_type, replacing=not self.is_new)

    @Slot()
    def save(self) -> None:
        """Send the draft; nothing happens while it has problems or is on its way."""
        if self.status.is_saving or self.problems(self.draft):
            return
        draft, credentials, known = self.draft, self._credentials, self.credential

        def job(control: JobControl) -> Credential:
            if known is None:
                return credentials.create(control, draft)
            return credentials.update(control, known.id, draft)

        self._set(EditStatus(is_saving=True))
        task = self._runner.submit(job, name="credentials.save", owner=self)
        task.succeeded.connect(self._take_saved)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take_saved(self, credential: Credential) -> None:
        self._set(EditStatus())
        self.draft = replace(self.draft, secrets={})
        self.saved.emit(credential)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        refusals = _by_field(error, {one.name for one in self.auth_type.fields} | {"name"})
        is_all_told = (
            isinstance(error, Rejected)
            and bool(refusals)
            and len(refusals) == len({one.pointer for one in error.fields})
        )
        self._set(EditStatus(refusals=refusals, error=None if is_all_told else error))

    def _set(self, status: EditStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


def _by_field(error: AppError, known: set[str]) -> Mapping[str, FieldRefusal]:
    """The refusals of fields that the dialog shows: `/secrets/password` is `password`."""
    if not isinstance(error, Rejected):
        return {}
    named = {one.pointer.rsplit("/", 1)[-1]: one for one in reversed(error.fields)}
    return {name: one for name, one in named.items() if name in known}
