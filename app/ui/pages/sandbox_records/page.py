"""Wires the Sandbox records page to an open connection."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.receiver import ReceiverService
from app.services.workspace import Workspace
from app.ui.pages.sandbox_records.edit_presenter import RecordEditPresenter
from app.ui.pages.sandbox_records.list_presenter import RecordListPresenter
from app.ui.pages.sandbox_records.on_computer import OnThisComputer
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
) -> SandboxRecordsPage:
    """The page with its presenters, which live as long as it does."""
    channels = workspace.me.channels if workspace.me is not None else ()
    records = RecordListPresenter(workspace.records, workspace.catalog, runner, channels=channels)
    edit = RecordEditPresenter(workspace.records, workspace.listeners, runner, events)
    watch = WatchPresenter(workspace.deliveries, workspace.listeners, runner)
    page = SandboxRecordsPage(
        records,
        edit,
        watch,
        shell,
        reason_to_only_read=_reason(workspace),
        on_computer=OnThisComputer(
            lambda: receiver.state().base_url, has_mailbox=workspace.mailbox is not None
        ),
    )
    for presenter in (records, edit, watch):
        presenter.setParent(page)
    return page


def _reason(workspace: Workspace) -> str:
    """Why records cannot be changed over this connection, if so."""
    if workspace.connection.read_only:
        return translate("sandbox", "This connection only reads")
    if workspace.me is not None and not workspace.me.may("records:write"):
        return translate("sandbox", "Your account may not change records: records:write is missing")
    return ""
