"""Sending tests, for the form's Test tab and the page with the full result alike.

Nothing is saved by a test.  By the platform it is sent from the network that counts;
from this computer the same bytes and headers leave here, which finds out whether an
endpoint works at all while the platform cannot reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.delivery import Attempt
from app.domain.errors import AppError, is_not_offered
from app.domain.outbound import CredentialMaterial
from app.domain.workspace import Me
from app.ui.test_sends.command import CommandMaker
from app.ui.test_sends.kept_trials import KeptTrials
from app.ui.test_sends.secret_source import SecretSource
from app.ui.test_sends.senders import Senders
from app.ui.test_sends.sources import CatalogSource, Credentials, KnownSecrets, Listeners, Tests
from app.ui.test_sends.subjects import Subjects
from app.ui.test_sends.trials import (
    SAMPLE,
    Payload,
    Phase,
    SecretsPurpose,
    SecretsRequest,
    Sender,
    Subject,
    Tested,
    TestState,
    Trial,
)
from app.ui.text import states

if TYPE_CHECKING:
    from app.runtime.tasks import Task, TaskRunner


class SendTestPresenter(QObject):
    """Sends one test at a time and remembers those of this session."""

    state_changed = Signal(object)  # TestState
    secrets_wanted = Signal(object)  # SecretsRequest
    announced = Signal(str, bool)  # text, assertive
    not_kept = Signal(object)  # AppError: a secret could not be kept, or not be used
    command_made = Signal(str)  # with its secrets: for the clipboard, for a short while

    def __init__(
        self,
        tests: Tests,
        catalog: CatalogSource,
        credentials: Credentials,
        listeners: Listeners,
        known: KnownSecrets,
        runner: TaskRunner,
        *,
        me: Me | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tests = tests
        self._catalog = catalog
        self._subjects = Subjects(catalog, credentials, listeners)
        self._runner = runner
        self.senders = Senders(me)
        self._trials = KeptTrials()
        self._secrets = SecretSource(catalog, credentials, known, runner, parent=self)
        self._secrets.wanted.connect(self._ask)
        self._secrets.not_kept.connect(self.not_kept)
        self._secrets.failed.connect(self._explain)
        self._commands = CommandMaker(tests, self._secrets, runner, self)
        self._commands.made.connect(self.command_made)
        self._commands.failed.connect(self.not_kept)
        self._task: Task[Trial] | None = None
        self._payload = SAMPLE
        self.state = TestState(sender=self.senders.first)

    # What may be done -----------------------------------------------------------

    @property
    def other_sender(self) -> Sender | None:
        """Who else could send what is shown; None: nobody."""
        return self.senders.other(self.state.shown)

    def choose_sender(self, sender: Sender) -> None:
        """Who sends from now on."""
        self._set(replace(self.state, sender=sender))

    # Sending --------------------------------------------------------------------

    def send(self, subject: Subject, payload: Payload = SAMPLE, *, anew: bool = False) -> None:
        """Send one test with the chosen sender; `anew` from here, with secrets asked for again.

        The very same is not sent a second time while it is under way.
        """
        is_same = (subject, payload) == (self.state.subject, self._payload)
        if is_same and self.state.phase is Phase.SENDING and self._task is not None:
            return
        if anew:
            self.choose_sender(Sender.HERE)
        self._payload = payload
        earlier = self._trials.of(subject.listener_id)
        self._set(replace(self.state, subject=subject, earlier=earlier))
        sender = self.state.sender
        if sender is Sender.HERE:
            self._send_from_here(subject, payload, anew=anew)
            return
        settings, listener_id = subject.settings, subject.listener_id

        def job(control: JobControl) -> Attempt:
            return self._tests.by_platform(
                control,
                settings,
                listener_id=listener_id,
                payload=payload.body if payload.is_edited else None,
                record_id=payload.record_id,
            )

        self._submit(job, subject, payload, sender)

    @Slot()
    def send_otherwise(self) -> None:
        """The same once more, by whom it was not sent."""
        self._repeat(self.other_sender)

    @Slot()
    def send_again(self, *, anew: bool = False) -> None:
        """The same once more, by whom it was sent: what another was asked for may be given up."""
        shown = self.state.shown
        self._repeat(self.state.sender if shown is None else shown.sender, anew=anew)

    def _repeat(self, by: Sender | None, *, anew: bool = False) -> None:
        if self.state.subject is not None and by is not None:
            self.choose_sender(by)
            self.send(self.state.subject, self._payload, anew=anew)

    def send_saved(self, listener_id: str) -> None:
        """Test a listener of the list, by whom one is sent that nobody chose a sender for."""
        self._set(TestState(Phase.SENDING, self.senders.first))
        task = self._runner.submit(
            lambda _control: self._subjects.saved(listener_id),
            name="tests.read",
            key=("tests", id(self)),
            owner=self,
        )
        task.succeeded.connect(self.send)
        task.failed.connect(self._explain)

    @Slot()
    def cancel(self) -> None:
        """Stop waiting for the answer."""
        if self._task is not None:
            self._task.cancel()

    @Slot(object)
    def _ask(self, request: SecretsRequest) -> None:
        """Until a person has answered nothing is under way; and who asked may never know."""
        if self._task is None:
            self._settle()
        self.secrets_wanted.emit(request)

    def _send_from_here(self, subject: Subject, payload: Payload, *, anew: bool) -> None:
        def send(material: CredentialMaterial | None) -> None:
            self._submit_here(subject, payload, material)

        self._secrets.use(subject, SecretsPurpose.TEST, send, anew=anew)

    def _submit_here(
        self, subject: Subject, payload: Payload, credential: CredentialMaterial | None
    ) -> None:
        settings = subject.settings

        def job(control: JobControl) -> Attempt:
            body = payload.body
            if body is None:
                body = self._catalog.sample(control, settings.entity)
            return self._tests.from_here(
                control,
                settings,
                listener_id=subject.listener_id,
                body=body,
                credential=credential,
            )

        self._submit(job, subject, payload, Sender.HERE)

    def _submit(
        self, job: Callable[[JobControl], Attempt], subject: Subject, payload: Payload, by: Sender
    ) -> None:
        self._set(replace(self.state, phase=Phase.SENDING, subject=subject, error=None))
        number = self._trials.next_number()

        def numbered(control: JobControl) -> Trial:
            return Trial(number, subject, by, payload, job(control))

        task = self._runner.submit(numbered, name="tests.send", key=("tests", id(self)), owner=self)
        self._task = task
        task.succeeded.connect(self._show)
        task.failed.connect(self._explain)
        task.cancelled.connect(self._stopped)

    @Slot(object)
    def _show(self, trial: Trial) -> None:
        self._task = None
        before = self.state.shown if self.state.compared is not None else None
        self._trials.add([trial])
        self._open(trial, compared=before)
        status = states.of_attempt(trial.attempt)
        words = ", ".join(part for part in (status.word, status.detail) if part)
        self.announced.emit(
            self.tr("Test: {result}").format(result=words), trial.attempt.error is not None
        )

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._task, sender = None, self.state.sender
        if sender is Sender.PLATFORM and is_not_offered(error):
            self.senders.miss_tests()
            sender = Sender.HERE
        self._set(replace(self.state, phase=Phase.FAILED, error=error, sender=sender))

    @Slot()
    def _stopped(self) -> None:
        if self.state.phase is Phase.SENDING and self._task is not None:
            self._task = None
            self._settle()

    def _settle(self) -> None:
        """Show the last test again, if there is one."""
        if self.state.phase is Phase.SENDING:
            phase = Phase.DONE if self.state.shown is not None else Phase.IDLE
            self._set(replace(self.state, phase=phase))

    # With its secrets -----------------------------------------------------------------

    @Slot()
    def ask_for_command(self) -> None:
        """The request shown as a command with its secrets, which the keyring or a person knows."""
        if self.state.shown is not None:
            self._commands.make(self.state.shown)

    # Choosing among those that were sent -------------------------------------------

    def show(self, number: int) -> None:
        """Show an earlier test of this session."""
        trial = self._trials.find(number)
        if trial is not None:
            self._payload = trial.payload
            self._open(trial, compared=self.state.compared)

    def compare(self, number: int | None) -> None:
        """Put this test beside the one that is shown; None ends it."""
        shown, compared = self.state.shown, self._trials.find(number)
        if shown is not None:
            self._open(shown, compared=compared)

    def remember(self, tested: Sequence[Tested]) -> None:
        """Keep what else was tested by the platform, such as many listeners at once."""

        def trial(one: Tested) -> Trial:
            subject = self._subjects.of(one.settings, one.listener_id)
            return Trial(self._trials.next_number(), subject, Sender.PLATFORM, SAMPLE, one.attempt)

        task = self._runner.submit(
            lambda _control: [trial(one) for one in tested], name="tests.remember", owner=self
        )
        task.succeeded.connect(self._keep)

    @Slot(object)
    def _keep(self, trials: list[Trial]) -> None:
        self._trials.add(trials)
        if self.state.subject is not None:
            earlier = self._trials.of(self.state.subject.listener_id)
            self._set(replace(self.state, earlier=earlier))

    def forget(self) -> None:
        """Start over with nothing shown: another listener is looked at."""
        if self._task is not None:
            self._task.cancel()
        self._set(TestState(Phase.IDLE, self.senders.first))

    def _open(self, trial: Trial, *, compared: Trial | None) -> None:
        """Show a test, beside another one of the same listener if there is one."""
        earlier = self._trials.of(trial.subject.listener_id)
        state = TestState(Phase.DONE, self.state.sender, trial.subject, trial, earlier)
        is_other = compared in earlier and compared != trial
        self._set(replace(state, compared=compared if is_other else None))

    def _set(self, state: TestState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
