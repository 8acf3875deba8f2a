"""Which checks of the draft's destination ran, what they found, and which still run.

Nothing is checked by itself: the tab is opened, or a button pressed. What was found is about one
destination, and goes as soon as another one is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import AuthType
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.endpoint_check import CheckCode, CheckStep, Finding, Outcome
from app.domain.errors import AppError
from app.domain.listener import Destination, Kind, ListenerSettings
from app.domain.secret import Secret
from app.domain.times import Clock, utc_now
from app.ui.test_sends.keeping import SecretKeeping
from app.ui.test_sends.sources import KnownSecrets
from app.ui.test_sends.trials import SecretsPurpose, SecretsRequest

if TYPE_CHECKING:
    from app.runtime.tasks import Task, TaskRunner


class Checks(Protocol):
    """What is needed from the check service."""

    def name(self, control: JobControl, to: Destination) -> Finding: ...
    def certificate(self, control: JobControl, to: Destination) -> Finding: ...
    def redirect(self, control: JobControl, to: Destination) -> Finding: ...
    def credential(
        self,
        control: JobControl,
        to: Destination,
        given: Mapping[str, Secret] | None = None,
    ) -> Finding: ...
    def duplicates(
        self, control: JobControl, settings: ListenerSettings, own_id: str
    ) -> Finding: ...


@dataclass(frozen=True, slots=True)
class ChecksState:
    """What the tab shows.

    Attributes:
        subject: What was checked; None before the first time.
        running: The steps that are being looked at.
        finished_at: When the last of them ended; None while any runs.
    """

    subject: ListenerSettings | None = None
    findings: Mapping[CheckStep, Finding] = field(default_factory=dict)
    running: frozenset[CheckStep] = frozenset()
    finished_at: datetime | None = None
    error: AppError | None = None

    @property
    def worst(self) -> Outcome:
        """The outcome that sums the others up."""
        order = (Outcome.BAD, Outcome.WARNING, Outcome.OPEN)
        found = {one.outcome for one in self.findings.values()}
        return next((one for one in order if one in found), Outcome.FINE)


class ChecksPresenter(QObject):
    """Runs the checks, the network's one after the other, the others beside them."""

    state_changed = Signal(object)  # ChecksState
    secrets_wanted = Signal(object)  # SecretsRequest
    not_kept = Signal(object)  # AppError: why a secret is remembered only
    ended = Signal()

    def __init__(
        self,
        checks: Checks,
        known: KnownSecrets,
        runner: TaskRunner,
        *,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._checks = checks
        self._keeping = SecretKeeping(known, runner, self)
        self._keeping.not_kept.connect(self.not_kept)
        self._runner = runner
        self.clock = clock
        self._own_id = ""
        self._tasks: dict[CheckStep, Task[Finding]] = {}
        self.state = ChecksState()

    def is_about(self, settings: ListenerSettings | None) -> bool:
        """Whether what is shown, or being found, is about this."""
        subject = self.state.subject
        if settings is None or subject is None:
            return False
        return _what_counts(subject) == _what_counts(settings)

    def run(self, settings: ListenerSettings, own_id: str = "") -> None:
        """Look at all of it, from the start."""
        self.cancel()
        self._own_id = own_id
        steps = steps_of(settings)
        self._set(ChecksState(settings, running=frozenset(steps)))
        to, checks = settings.destination, self._checks
        self._submit(CheckStep.CREDENTIAL, lambda control: checks.credential(control, to))
        self._submit(
            CheckStep.DUPLICATES, lambda control: checks.duplicates(control, settings, own_id)
        )
        self._submit(CheckStep.NAME, lambda control: checks.name(control, to))

    @Slot()
    def cancel(self) -> None:
        """Stop what runs; what was found stays."""
        tasks, self._tasks = self._tasks, {}
        for task in tasks.values():
            task.cancel()
        if self.state.running:
            self._set(replace(self.state, running=frozenset(), finished_at=self.clock()))

    def forget(self) -> None:
        """Another destination is typed, or another listener looked at."""
        self.cancel()
        self._set(ChecksState())

    def ask_secret(self, auth_type: AuthType, credential: Credential) -> None:
        """Ask for what only a person knows, then check the credential with it."""

        def give(secrets: Mapping[str, Secret], is_kept: bool) -> None:
            subject = self.state.subject
            if subject is None or subject.destination.credential_id != credential.id:
                return
            to = subject.destination
            if is_kept:
                self._keeping.keep(credential, secrets)

            def job(control: JobControl) -> Finding:
                return self._checks.credential(control, to, secrets)

            step = CheckStep.CREDENTIAL
            self._set(replace(self.state, running=self.state.running | {step}, finished_at=None))
            self._submit(step, job)

        self.secrets_wanted.emit(SecretsRequest(auth_type, credential, give, SecretsPurpose.CHECK))

    # Inside -----------------------------------------------------------------------

    def _submit(self, step: CheckStep, job: Callable[[JobControl], Finding]) -> None:
        if step not in self.state.running:
            return
        task = self._runner.submit(
            job, name=f"checks.{step}", key=("checks", step, id(self)), owner=self
        )
        self._tasks[step] = task
        task.succeeded.connect(self._take)
        task.failed.connect(partial(self._fail, step))

    @Slot(object)
    def _take(self, found: Finding) -> None:
        """Note a result; what depends on it is looked at next, or not at all."""
        if found.step not in self.state.running:
            return
        self._tasks.pop(found.step, None)
        left = self.state.running - {found.step}
        findings = {**self.state.findings, found.step: found}
        if found.step in _NEXT and found.outcome is Outcome.BAD:
            for step in _after(found.step) & left:
                findings[step] = Finding(step, Outcome.OPEN, CheckCode.NOT_CHECKED)
                left -= {step}
        is_over = not left
        self._set(
            replace(
                self.state,
                findings=findings,
                running=left,
                finished_at=self.clock() if is_over else None,
            )
        )
        if is_over:
            self.ended.emit()
        elif found.step in _NEXT and found.outcome is not Outcome.BAD:
            self._go_on(_NEXT[found.step])

    def _go_on(self, step: CheckStep) -> None:
        subject, checks = self.state.subject, self._checks
        if subject is not None:
            to = subject.destination
            look = checks.certificate if step is CheckStep.CERTIFICATE else checks.redirect
            self._submit(step, lambda control: look(control, to))

    def _fail(self, step: CheckStep, error: AppError) -> None:
        self._take(Finding(step, Outcome.OPEN, CheckCode.NOT_CHECKED, error=error))

    def _set(self, state: ChecksState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


_NEXT: Mapping[CheckStep, CheckStep] = {
    CheckStep.NAME: CheckStep.CERTIFICATE,
    CheckStep.CERTIFICATE: CheckStep.REDIRECT,
}


def steps_of(settings: ListenerSettings) -> tuple[CheckStep, ...]:
    """What there is to look at: of an e-mail only whether it is sent twice."""
    if settings.destination.kind is Kind.EMAIL:
        return (CheckStep.DUPLICATES,)
    return tuple(CheckStep)


def _after(step: CheckStep) -> frozenset[CheckStep]:
    if step is CheckStep.NAME:
        return frozenset({CheckStep.CERTIFICATE, CheckStep.REDIRECT})
    return frozenset({CheckStep.REDIRECT})


def _what_counts(settings: ListenerSettings) -> tuple[object, ...]:
    """A label or a channel makes no difference to what was found."""
    return (settings.entity, settings.function, settings.destination)
