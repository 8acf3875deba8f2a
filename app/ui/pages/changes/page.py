"""Wires the Changes page to an open connection."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.times import Clock, utc_now
from app.domain.workspace import Me
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.away import Away
from app.ui.dialogs import Dialogs
from app.ui.pages.changes import exporting
from app.ui.pages.changes.access import access_of
from app.ui.pages.changes.detail_presenter import ChangeDetailPresenter
from app.ui.pages.changes.known import Known, known
from app.ui.pages.changes.list_presenter import Body, ChangeListPresenter
from app.ui.pages.changes.view import ChangesPage
from app.ui.shell import Shell


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    dialogs: Dialogs,
    *,
    request_sync: Callable[[], None],
    clock: Clock = utc_now,
) -> ChangesPage:
    """The page with its presenters, which live as long as it does."""
    me = workspace.me

    def know() -> Known:
        listeners, credentials = workspace.listeners.cached(), workspace.credentials.cached()
        return known(listeners, credentials, me, workspace.former.seen())

    changes = ChangeListPresenter(
        workspace.audit, know, runner, events, why_not=_why_not(me), clock=clock
    )
    detail = ChangeDetailPresenter(
        workspace.audit,
        know,
        runner,
        events,
        access=access_of(workspace.connection, me),
        environment=workspace.connection.environment,
    )
    export = exporting.make(workspace.audit_exports, changes, know, runner)
    away = Away(events)
    page = ChangesPage(changes, detail, export, shell, dialogs, me=me, away=away, clock=clock)
    for presenter in (changes, detail, export):
        presenter.setParent(page)
    detail.sync_wanted.connect(request_sync)
    return page


def _why_not(me: Me | None) -> Body | None:
    """Why the platform is not asked at all; it decides itself where that is not known."""
    if me is None:
        return None
    return None if "audit" in me.capabilities else Body.NOT_KEPT
