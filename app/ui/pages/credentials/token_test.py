"""Whether an OAuth2 client gets a token, asked from this computer when a person wants to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import AuthType
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.endpoint_check import CheckCode, Finding
from app.domain.errors import AppError
from app.domain.listener import Destination, Kind
from app.domain.secret import Secret
from app.ui.test_sends.trials import SecretsPurpose, SecretsRequest

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner


class Checks(Protocol):
    """What is needed from the check service."""

    def credential(
        self,
        control: JobControl,
        to: Destination,
        given: Mapping[str, Secret] | None = None,
    ) -> Finding: ...


class KnownSecrets(Protocol):
    """Where a typed secret can be kept."""

    def keep(self, credential: Credential, secrets: Mapping[str, Secret]) -> object: ...


class TokenTest(QObject):
    """Asks with the secret that this computer knows, else with one that a person types.

    Signals:
        found: The credential's id, and a `Finding`.
        all_checked: How many were granted, how many refused, how many secrets are not here.
        failed: An `AppError`.
        secrets_wanted: A `SecretsRequest`.
    """

    found = Signal(str, object)
    all_checked = Signal(int, int, int)
    failed = Signal(object)
    secrets_wanted = Signal(object)

    def __init__(
        self, checks: Checks, known: KnownSecrets, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._checks = checks
        self._known = known
        self._runner = runner
        self._asked: tuple[Credential, AuthType] | None = None

    def run(self, credential: Credential, auth_type: AuthType) -> None:
        """Ask for a token; what is known of the secret decides whether a person is asked first."""
        self._asked = (credential, auth_type)
        self._submit(credential, None, is_kept=False)

    def run_all(self, credentials: Sequence[Credential]) -> None:
        """Ask for a token for each whose secret this computer knows; nobody is asked for one."""
        self._asked = None

        def job(control: JobControl) -> list[tuple[str, Finding]]:
            found = []
            for at, one in enumerate(credentials):
                control.progress(at, len(credentials))
                found.append((one.id, self._checks.credential(control, _place(one))))
            return found

        task = self._runner.submit(
            job, name="credentials.token", key=("credentials.token", id(self)), owner=self
        )
        task.succeeded.connect(self._take_all)
        task.failed.connect(self._fail)

    @Slot(object)
    def _take_all(self, found: Sequence[tuple[str, Finding]]) -> None:
        codes = [finding.code for _one, finding in found]
        for credential_id, finding in found:
            if finding.code is not CheckCode.SECRET_NOT_HERE:
                self.found.emit(credential_id, finding)
        granted = codes.count(CheckCode.TOKEN_GRANTED)
        unknown = codes.count(CheckCode.SECRET_NOT_HERE)
        self.all_checked.emit(granted, len(codes) - granted - unknown, unknown)

    def _submit(
        self, credential: Credential, secrets: Mapping[str, Secret] | None, *, is_kept: bool
    ) -> None:
        def job(control: JobControl) -> Finding:
            if secrets is not None and is_kept:
                self._known.keep(credential, secrets)
            return self._checks.credential(control, _place(credential), secrets)

        task = self._runner.submit(
            job, name="credentials.token", key=("credentials.token", id(self)), owner=self
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._fail)

    @Slot(object)
    def _take(self, finding: Finding) -> None:
        if self._asked is None:
            return
        credential, auth_type = self._asked
        if finding.code is not CheckCode.SECRET_NOT_HERE:
            self.found.emit(credential.id, finding)
            return

        def give(secrets: Mapping[str, Secret], is_kept: bool) -> None:
            self._submit(credential, secrets, is_kept=is_kept)

        self.secrets_wanted.emit(SecretsRequest(auth_type, credential, give, SecretsPurpose.CHECK))

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self.failed.emit(error)


def _place(credential: Credential) -> Destination:
    """Where nothing is sent to: only whom the credential is for."""
    return Destination(Kind.ENDPOINT, auth_type=credential.auth_type, credential_id=credential.id)
