"""One click in the form: the receiver of this computer becomes the endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Slot

from app.domain.errors import AppError
from app.domain.workspace import Connection
from app.services.receiver import ReceiverService, ReceiverState
from app.ui.pages.listener_form.presenter import ListenerFormPresenter
from app.ui.shell import Shell
from app.ui.text import errors
from app.ui.widgets import Button

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def reaches_here(connection: Connection) -> bool:
    """Whether what the platform calls loopback is this computer, too."""
    return connection.is_sandbox or urlsplit(connection.base_url).hostname in _HERE


class ReceiverLink(QObject):
    """Starts the receiver, if need be, and enters its address."""

    def __init__(
        self,
        button: Button,
        receiver: ReceiverService,
        form: ListenerFormPresenter,
        runner: TaskRunner,
        shell: Shell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._button, self._receiver, self._form = button, receiver, form
        self._runner, self._shell = runner, shell
        button.setVisible(reaches_here(form.rights.connection))
        button.clicked.connect(self._use)

    @Slot()
    def _use(self) -> None:
        task = self._runner.submit(
            self._receiver.start, name="receiver.start", key="receiver.start", owner=self
        )
        task.succeeded.connect(self._enter)
        task.failed.connect(self._explain)

    @Slot(object)
    def _enter(self, state: ReceiverState) -> None:
        self._form.edit(url=state.url_for(self._form.state.draft.entity))
        self._form.leave("url")
        self._shell.announce(self.tr("The receiver listens, and its address is entered"))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._shell.announce(errors.of(error).title, assertive=True)
