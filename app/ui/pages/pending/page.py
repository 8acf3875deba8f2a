"""Builds the page of waiting changes for one open connection."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.catalog import Catalog
from app.domain.credential import Credential
from app.domain.sync_state import LocalListener
from app.domain.times import Clock, utc_now
from app.domain.workspace import SyncOverview
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages.pending.presenter import PendingPresenter
from app.ui.pages.pending.view import PendingPage
from app.ui.shell import Shell


class _Sources:
    """Satisfies `Sources` from the services of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def listener(self, listener_id: str) -> LocalListener | None:
        return self._workspace.listeners.get(listener_id)

    def catalog(self) -> Catalog | None:
        return self._workspace.catalog.cached()

    def credentials(self) -> list[Credential]:
        return self._workspace.credentials.cached()

    def overview(self) -> SyncOverview:
        return self._workspace.sync.overview()


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    *,
    dialogs: Dialogs,
    request_sync: Callable[[], None],
    clock: Clock = utc_now,
) -> PendingPage:
    """The page; nothing is read before it is entered."""
    presenter = PendingPresenter(
        workspace.pending,
        _Sources(workspace),
        runner,
        events,
        connection=workspace.connection,
        me=workspace.me,
        request_sync=request_sync,
        clock=clock,
    )
    page = PendingPage(presenter, dialogs, shell, clock=clock)
    presenter.setParent(page)
    return page
