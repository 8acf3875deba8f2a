"""Wires the Sandbox records page to an open connection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.runtime.events import AppEvents
from app.runtime.tasks import Task, TaskRunner
from app.services.receiver import ReceiverService
from app.services.workspace import Workspace
from app.ui.away import Away
from app.ui.pages.sandbox_records.edit_presenter import RecordEditPresenter
from app.ui.pages.sandbox_records.list_presenter import RecordListPresenter
from app.ui.pages.sandbox_records.on_computer import OnThisComputer
from app.ui.pages.sandbox_records.reading import why_only_read
from app.ui.pages.sandbox_records.resetting import ResetButton
from app.ui.pages.sandbox_records.view import SandboxRecordsPage
from app.ui.pages.sandbox_records.watch_presenter import WatchPresenter
from app.ui.shell import Shell

translate = QCoreApplication.translate


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    receiver: ReceiverService,
    reset_sandbox: Callable[[str, bool], Task[Any]],
) -> SandboxRecordsPage:
    """The page with its presenters, which live as long as it does."""
    channels = workspace.me.channels if workspace.me is not None else ()
    records = RecordListPresenter(workspace.records, workspace.catalog, runner, channels=channels)
    edit = RecordEditPresenter(workspace.records, workspace.listeners, runner, events)
    watch = WatchPresenter(workspace.deliveries, workspace.listeners, runner)
    away = Away(events)
    records.opened.connect(away.heard)
    page = SandboxRecordsPage(
        records,
        edit,
        watch,
        shell,
        reason_to_only_read=why_only_read(workspace.connection, workspace.me),
        me=workspace.me,
        away=away,
        reset=_reset_button(workspace, reset_sandbox),
        on_computer=OnThisComputer(
            lambda: receiver.state().base_url, has_mailbox=workspace.mailbox is not None
        ),
    )
    for presenter in (records, edit, watch):
        presenter.setParent(page)
    return page


def _reset_button(
    workspace: Workspace, reset_sandbox: Callable[[str, bool], Task[Any]]
) -> ResetButton | None:
    """Only the practice platform of this computer can be put back."""
    connection = workspace.connection
    if not connection.is_sandbox:
        return None
    reason = translate("sandbox", "This connection only reads") if connection.read_only else ""
    return ResetButton(partial(reset_sandbox, connection.id), reason)
