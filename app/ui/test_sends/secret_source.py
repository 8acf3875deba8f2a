"""The secrets for what leaves this computer: remembered, in the keyring, or asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.credential import Credential
from app.domain.errors import NotFound, SecretStoreError
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.ui.test_sends.keeping import SecretKeeping
from app.ui.test_sends.sources import CatalogSource, Credentials, KnownSecrets
from app.ui.test_sends.trials import SecretsPurpose, SecretsRequest, Subject

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

GoOn = Callable[[CredentialMaterial | None], None]


class SecretSource(QObject):
    """Finds the secrets of a subject's credential, and remembers what a person typed.

    Signals:
        wanted: A `SecretsRequest`: only a person knows them.
        not_kept: The `AppError` that kept one out of the keyring.
        failed: The `AppError` for which there is nothing to ask for.
    """

    wanted = Signal(object)
    not_kept = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        catalog: CatalogSource,
        credentials: Credentials,
        known: KnownSecrets,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._credentials = credentials
        self._known = known
        self._runner = runner
        self._keeping = SecretKeeping(known, runner, self)
        self._keeping.not_kept.connect(self.not_kept)
        self._typed: dict[tuple[str, int], CredentialMaterial] = {}

    def use(
        self, subject: Subject, purpose: SecretsPurpose, go_on: GoOn, *, anew: bool = False
    ) -> None:
        """Go on with the secrets as soon as they are known; with None where none are needed.

        With `anew` a person is asked for them even so: what is known here was not accepted.
        """
        if subject.settings.destination.auth_type == "none":
            go_on(None)
            return

        def take(found: CredentialMaterial | SecretsRequest) -> None:
            if isinstance(found, SecretsRequest):
                self.wanted.emit(found)
            else:
                go_on(found)

        task = self._runner.submit(
            lambda _control: self._find(subject, purpose, go_on, anew=anew),
            name="tests.credential",
            key=("tests.credential", id(self)),
            owner=self,
        )
        task.succeeded.connect(take)
        task.failed.connect(self.failed.emit)

    def _find(
        self, subject: Subject, purpose: SecretsPurpose, go_on: GoOn, *, anew: bool
    ) -> CredentialMaterial | SecretsRequest:
        to, catalog = subject.settings.destination, self._catalog.cached()
        auth_type = catalog.auth_type(to.auth_type) if catalog is not None else None
        found = next(
            (one for one in self._credentials.cached() if one.id == to.credential_id), None
        )
        if auth_type is None or found is None:
            raise NotFound("the credential is not here any more", status=404, code="not_found")
        known = None if anew else self._here(found)
        if known is not None:
            return known

        def give(secrets: Mapping[str, Secret], is_kept: bool) -> None:
            material = CredentialMaterial(found.auth_type, found.fields, secrets)
            self._typed[found.id, found.version] = material
            if is_kept or anew:
                self._keeping.keep(found, secrets if is_kept else {})
            go_on(material)

        return SecretsRequest(auth_type, found, give, purpose)

    def _here(self, credential: Credential) -> CredentialMaterial | None:
        """What was typed, else what the keyring has."""
        typed = self._typed.get((credential.id, credential.version))
        if typed is not None:
            return typed
        try:
            return self._known.find(credential)
        except SecretStoreError:  # a person knows it all the same
            return None
