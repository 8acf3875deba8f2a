"""Whether an OAuth2 client gets a token, asked from this computer when a person wants to know."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import AuthType
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.endpoint_check import CheckCode, Finding
from app.domain.errors import AppError
from app.domain.listener import Destination, Kind
from app.domain.secret import Secret
from app.ui.test_sends.keeping import SecretKeeping
from app.ui.test_sends.sources import KnownSecrets
from app.ui.test_sends.trials import SecretsPurpose, SecretsRequest

if TYPE_CHECKING:
    from app.runtime.tasks import Task, TaskRunner


class Checks(Protocol):
    """What is needed from the check service."""

    def credential(
        self,
        control: JobControl,
        to: Destination,
        given: Mapping[str, Secret] | None = None,
    ) -> Finding: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """How the checks of many went.

    Attributes:
        granted: A token was granted.
        refused: The client is not known there, or its secret is another.
        unanswered: The token URL could not say.
        not_here: This computer does not know the secret.
        total: How many there are in all.
    """

    granted: int = 0
    refused: int = 0
    unanswered: int = 0
    not_here: int = 0
    total: int = 0

    @property
    def done(self) -> int:
        """How many were looked at so far."""
        return self.granted + self.refused + self.unanswered + self.not_here

    def and_one(self, code: CheckCode) -> Tally:
        """With one more."""
        match code:
            case CheckCode.TOKEN_GRANTED:
                return replace(self, granted=self.granted + 1)
            case CheckCode.TOKEN_REFUSED:
                return replace(self, refused=self.refused + 1)
            case CheckCode.SECRET_NOT_HERE:
                return replace(self, not_here=self.not_here + 1)
            case _:
                return replace(self, unanswered=self.unanswered + 1)


class TokenTest(QObject):
    """Asks with the secret that this computer knows, else with one that a person types.

    Attributes:
        tally: Of the checks of many that run; None while none do.
        asking: The ids of the credentials that are being checked one by one.

    Signals:
        tally_changed: Another `tally`.
        asking_changed: Another `asking`.
        found: The credential's id, and a `Finding`.
        all_checked: The `Tally` in the end, or as far as it went when it was stopped.
        failed: An `AppError`.
        secrets_wanted: A `SecretsRequest`.
    """

    tally_changed = Signal(object)
    asking_changed = Signal(object)
    found = Signal(str, object)
    all_checked = Signal(object)
    failed = Signal(object)
    secrets_wanted = Signal(object)
    not_kept = Signal(object)

    def __init__(
        self, checks: Checks, known: KnownSecrets, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._checks = checks
        self._keeping = SecretKeeping(known, runner, self)
        self._keeping.not_kept.connect(self.not_kept)
        self._runner = runner
        self._left: deque[Credential] = deque()
        self._one_of_all: Task[Finding] | None = None
        self.tally: Tally | None = None
        self.asking: frozenset[str] = frozenset()

    def run(self, credential: Credential, auth_type: AuthType) -> None:
        """Ask for a token; what is known of the secret decides whether a person is asked first."""
        self._ask(credential, auth_type, None, is_kept=False)

    def run_all(self, credentials: Sequence[Credential]) -> None:
        """Ask for a token for each whose secret this computer knows, one after the other.

        Nobody is asked for a secret.
        """
        self._left = deque(credentials)
        self.tally = Tally(total=len(self._left))
        self._next()

    @Slot()
    def stop_all(self) -> None:
        """Leave it at those that were checked so far."""
        task = self._one_of_all
        self._end()
        if task is not None:
            task.cancel()

    def _next(self) -> None:
        """Check the next of many, or tell how they went."""
        if not self._left:
            self._end()
            return
        one = self._left.popleft()
        task = self._runner.submit(
            lambda control: self._checks.credential(control, _place(one)),
            name="credentials.token",
            key="credentials.tokens",
            owner=self,
        )
        self._one_of_all = task
        task.succeeded.connect(lambda finding: self._take_next(one, finding))
        task.failed.connect(self._break_off)
        self.tally_changed.emit(self.tally)

    def _take_next(self, one: Credential, finding: Finding) -> None:
        if self.tally is not None:
            self.tally = self.tally.and_one(finding.code)
            if finding.code is not CheckCode.SECRET_NOT_HERE:
                self.found.emit(one.id, finding)
            self._next()

    @Slot(object)
    def _break_off(self, error: AppError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        tally, self.tally, self._one_of_all = self.tally, None, None
        self._left.clear()
        self.tally_changed.emit(None)
        if tally is not None:
            self.all_checked.emit(tally)

    def _ask(
        self,
        credential: Credential,
        auth_type: AuthType,
        secrets: Mapping[str, Secret] | None,
        *,
        is_kept: bool,
    ) -> None:
        if secrets is not None and is_kept:
            self._keeping.keep(credential, secrets)

        def job(control: JobControl) -> Finding:
            return self._checks.credential(control, _place(credential), secrets)

        task = self._runner.submit(
            job, name="credentials.token", key=("credentials.token", credential.id), owner=self
        )
        task.succeeded.connect(lambda finding: self._take(credential, auth_type, finding))
        task.failed.connect(self.failed.emit)
        task.finished.connect(lambda: self._set_asking(self.asking - {credential.id}))
        self._set_asking(self.asking | {credential.id})

    def _take(self, credential: Credential, auth_type: AuthType, finding: Finding) -> None:
        if finding.code is not CheckCode.SECRET_NOT_HERE:
            self.found.emit(credential.id, finding)
            return

        def give(secrets: Mapping[str, Secret], is_kept: bool) -> None:
            self._ask(credential, auth_type, secrets, is_kept=is_kept)

        self._set_asking(self.asking - {credential.id})  # before somebody is asked, and types
        self.secrets_wanted.emit(SecretsRequest(auth_type, credential, give, SecretsPurpose.CHECK))

    def _set_asking(self, asking: frozenset[str]) -> None:
        if asking != self.asking:
            self.asking = asking
            self.asking_changed.emit(asking)


def _place(credential: Credential) -> Destination:
    """Where nothing is sent to: only whom the credential is for."""
    return Destination(Kind.ENDPOINT, auth_type=credential.auth_type, credential_id=credential.id)
