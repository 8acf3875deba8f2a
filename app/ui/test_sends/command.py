"""A request as a command for a shell with its secrets, which the keyring or a person knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.control import JobControl
from app.domain.outbound import CredentialMaterial
from app.ui.test_sends.secret_source import SecretSource
from app.ui.test_sends.sources import Tests
from app.ui.test_sends.trials import SecretsPurpose, Trial
from app.ui.text import curl

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner


class CommandMaker(QObject):
    """Makes the command of one test.

    Signals:
        made: The command.
        failed: The `AppError` for which there is none.
    """

    made = Signal(str)
    failed = Signal(object)

    def __init__(
        self, tests: Tests, secrets: SecretSource, runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tests = tests
        self._secrets = secrets
        self._runner = runner

    def make(self, trial: Trial) -> None:
        """Make it as soon as the secrets are known."""
        request = trial.attempt.request

        def build(material: CredentialMaterial | None) -> None:
            if material is None:
                self.made.emit(curl.command(request))
                return

            def job(control: JobControl) -> str:
                return curl.command_with(request, self._tests.authentication(control, material))

            task = self._runner.submit(job, name="tests.command", owner=self)
            task.succeeded.connect(self.made.emit)
            task.failed.connect(self.failed.emit)

        self._secrets.use(trial.subject, SecretsPurpose.COPY, build)
