"""Wires the Changes page to an open connection."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.domain.times import Clock, utc_now
from app.domain.workspace import Me
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages.changes import exporting
from app.ui.pages.changes.detail_presenter import Access, ChangeDetailPresenter
from app.ui.pages.changes.known import Known, known
from app.ui.pages.changes.list_presenter import Body, ChangeListPresenter
from app.ui.pages.changes.view import ChangesPage
from app.ui.shell import Shell

translate = QCoreApplication.translate


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
        access=_access(workspace),
        environment=workspace.connection.environment,
    )
    export = exporting.make(workspace.audit_exports, changes, know, runner)
    page = ChangesPage(changes, detail, export, shell, dialogs, me=me, clock=clock)
    for presenter in (changes, detail, export):
        presenter.setParent(page)
    detail.sync_wanted.connect(request_sync)
    return page


def _why_not(me: Me | None) -> Body | None:
    """Why the platform is not asked at all; it decides itself where that is not known."""
    if me is None:
        return None
    return None if "audit" in me.capabilities else Body.NOT_KEPT


def _access(workspace: Workspace) -> Access:
    if workspace.connection.read_only:
        words = translate("changes", "This connection is read only.")
        return Access(words, words)
    words = translate("changes", "Your account may not change this: {permission} is missing.")

    def reason(permission: str) -> str:
        may = workspace.me is None or workspace.me.may(permission)
        return "" if may else words.format(permission=permission)

    return Access(reason("listeners:write"), reason("credentials:write"))
