"""Wires the Listeners page to an open connection."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.times import Clock, utc_now
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages.listeners.changes import ListenerChanges
from app.ui.pages.listeners.conflict_dialog import ConflictDialog
from app.ui.pages.listeners.draft_notice import DraftNotice
from app.ui.pages.listeners.panel_presenter import PanelPresenter
from app.ui.pages.listeners.presenter import ListenersPresenter
from app.ui.pages.listeners.view import ListenersPage
from app.ui.shell import Shell


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    *,
    dialogs: Dialogs,
    request_sync: Callable[[], None],
    clock: Clock = utc_now,
) -> ListenersPage:
    """The page with its presenters, which live as long as it does.

    Args:
        workspace: The services of the open connection.
        runner: Runs the jobs.
        events: Tells what changed.
        shell: The window around the page.
        dialogs: Asks a person.
        request_sync: Has the schedule send what waits, soon.
        clock: Tells the time.
    """
    listeners = ListenersPresenter(
        workspace.listeners,
        workspace.sync,
        workspace.catalog,
        workspace.credentials,
        runner,
        events,
        connection=workspace.connection,
        me=workspace.me,
        clock=clock,
    )
    changes = ListenerChanges(listeners, workspace.listeners, runner, request_sync=request_sync)
    details = PanelPresenter(listeners, workspace.deliveries, runner, events, clock=clock)
    notice = DraftNotice(workspace.drafts, runner, shell)
    page = ListenersPage(listeners, changes, details, notice, shell, dialogs, clock=clock)
    changes.conflict_opened.connect(lambda conflict: ConflictDialog(conflict, page).open())
    for presenter in (listeners, changes, details):
        presenter.setParent(page)
    return page
