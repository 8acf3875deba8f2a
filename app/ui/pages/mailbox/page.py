"""Wires the Mailbox page to an open connection."""

from __future__ import annotations

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages.mailbox.presenter import MailboxPresenter
from app.ui.pages.mailbox.view import MailboxPage
from app.ui.shell import Shell


def build(
    workspace: Workspace, runner: TaskRunner, events: AppEvents, shell: Shell, dialogs: Dialogs
) -> MailboxPage:
    """The page with its presenter, which lives as long as it does.

    Raises:
        LookupError: This platform is not the embedded one, which alone has a mailbox.
    """
    if workspace.mailbox is None:
        raise LookupError("this platform has no mailbox")
    presenter = MailboxPresenter(workspace.mailbox, runner, events)
    page = MailboxPage(presenter, shell, dialogs)
    presenter.setParent(page)
    return page
