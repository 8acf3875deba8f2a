"""Keeping what a person typed for a test, and saying it where that is remembered only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.errors import AppError, SecretStoreError
from app.domain.secret import Secret
from app.domain.workspace import SecretStorage
from app.ui.text import errors
from app.ui.theme import Tone
from app.ui.widgets import Hint

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner
    from app.ui.test_sends.sources import KnownSecrets


class SecretKeeping(QObject):
    """Puts secrets into the keyring, beside whatever is done with them now.

    Signals:
        not_kept: The `AppError` that kept one out of the keyring.
    """

    not_kept = Signal(object)

    def __init__(
        self, known: KnownSecrets, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._known = known
        self._runner = runner

    def keep(self, credential: Credential, secrets: Mapping[str, Secret]) -> None:
        """Keep them in the keyring; with none, what is there is wrong and goes."""

        def job(_control: JobControl) -> object:
            if not secrets:
                return self._known.forget(credential.id)
            return self._known.keep(credential, secrets)

        task = self._runner.submit(job, name="tests.keep", owner=self)
        task.succeeded.connect(self._look_where)
        task.failed.connect(self.not_kept.emit)

    @Slot(object)
    def _look_where(self, kept: object) -> None:
        """What was to be kept and is only remembered is no secret of whoever wanted it kept."""
        if kept is SecretStorage.SESSION_ONLY:
            self.not_kept.emit(SecretStoreError("kept in memory only", reason="session_only"))


class NotKeptHint(Hint):
    """Says beside what was done with a secret that it was not kept, until another is asked for.

    What is announced of it is gone from the status bar with the next result.
    """

    def __init__(self) -> None:
        super().__init__("", Tone.WARN)
        self.setObjectName("secret_not_kept")
        self.hide()

    @Slot(object)
    def tell(self, error: AppError) -> None:
        """It was not kept, for this reason."""
        said = errors.of(error)
        self.set_message(f"{said.title}. {said.text}", Tone.WARN)
        self.show()

    @Slot()
    def clear(self) -> None:
        """It is about another secret."""
        self.hide()
