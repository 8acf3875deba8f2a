"""Wires the Receiver page to the receiver of the app and to an open connection."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from app.domain.received import ReceivedRequest
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.receiver import ReceiverService
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages import delivery_access
from app.ui.pages.receiver.again_presenter import AgainPresenter
from app.ui.pages.receiver.checker import SignatureChecker
from app.ui.pages.receiver.commands import Commands
from app.ui.pages.receiver.keeping import KeepingPresenter
from app.ui.pages.receiver.presenter import ReceiverPresenter
from app.ui.pages.receiver.view import ReceiverPage
from app.ui.shell import Shell

translate = QCoreApplication.translate
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    receiver: ReceiverService,
    dialogs: Dialogs,
) -> ReceiverPage:
    """The page with its presenters, which live as long as it does."""
    checker = SignatureChecker(workspace.listeners, workspace.signing, runner, events)
    presenter = ReceiverPresenter(receiver, checker, runner, events)
    keeping = KeepingPresenter(workspace.samples, runner)

    def make_again(request: ReceivedRequest, url: str) -> AgainPresenter:
        access = delivery_access.of(workspace.me, workspace.connection)
        secrets = checker.revealed()
        return AgainPresenter(
            workspace.resending,
            workspace.listeners,
            runner,
            request,
            access,
            url=url,
            signing_secrets=secrets,
        )

    commands = Commands(presenter, keeping, make_again, shell, dialogs)
    why = _why_no_listener(workspace)
    page = ReceiverPage(presenter, checker, commands, shell, why_no_listener=why)
    for one in (presenter, checker, keeping, commands):
        one.setParent(page)
    return page


def _why_no_listener(workspace: Workspace) -> str:
    """Why no listener of this connection can send here, if so."""
    connection = workspace.connection
    if not connection.is_sandbox and urlsplit(connection.base_url).hostname not in _HERE:
        return translate("receiver", "This platform runs elsewhere and cannot reach this computer")
    if connection.read_only:
        return translate("receiver", "This connection is read only")
    if workspace.me is not None and not workspace.me.may("listeners:write"):
        return translate("receiver", "Your account may look at listeners only")
    return ""
