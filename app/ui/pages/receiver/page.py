"""Wires the Receiver page to the receiver of the app and to an open connection."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.receiver import ReceiverService
from app.services.workspace import Workspace
from app.ui.pages.receiver.checker import SignatureChecker
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
) -> ReceiverPage:
    """The page with its presenters, which live as long as it does."""
    checker = SignatureChecker(workspace.listeners, workspace.signing, runner, events)
    presenter = ReceiverPresenter(receiver, checker, runner, events)
    page = ReceiverPage(presenter, checker, shell, why_no_listener=_why_no_listener(workspace))
    presenter.setParent(page)
    checker.setParent(page)
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
