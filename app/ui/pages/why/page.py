"""Wires the page "Why did it not arrive?" to an open connection."""

from __future__ import annotations

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages import delivery_access
from app.ui.pages.why.presenter import WhyPresenter
from app.ui.pages.why.view import WhyPage
from app.ui.shell import Shell


def build(
    workspace: Workspace, runner: TaskRunner, events: AppEvents, shell: Shell, dialogs: Dialogs
) -> WhyPage:
    """The page with its presenter, which lives as long as it does."""
    may = delivery_access.of(workspace.me, workspace.connection)
    why = WhyPresenter(workspace.explanations, runner, events, may)
    page = WhyPage(why, shell, dialogs)
    page.take_standing(workspace.connection, workspace.me)
    why.setParent(page)
    return page
