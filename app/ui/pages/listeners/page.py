"""Wires the Listeners page to an open connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from app.domain.times import utc_now
from app.ui.access import may_ask_statistics
from app.ui.live_answer import LiveAnswer
from app.ui.pages.listeners.bulk_presenter import BulkPresenter
from app.ui.pages.listeners.changes import ListenerChanges
from app.ui.pages.listeners.draft_notice import DraftNotice
from app.ui.pages.listeners.panel_presenter import PanelPresenter
from app.ui.pages.listeners.presenter import ListenersPresenter
from app.ui.pages.listeners.view import ListenersPage
from app.ui.question import ask

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.stats import StatsBucket
    from app.domain.times import Clock
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.services.workspace import Workspace
    from app.ui.dialogs import Dialogs
    from app.ui.pages.listeners.bulk_words import Report
    from app.ui.pages.listeners.conflict_presenter import ConflictPresenter
    from app.ui.pages.listeners.rows import ListenerRow
    from app.ui.shell import Shell
    from app.ui.tables import KeyedTableModel, TableView
    from app.ui.test_sends.trials import Tested


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    *,
    dialogs: Dialogs,
    request_sync: Callable[[], None],
    remember_tests: Callable[[list[Tested]], None] = lambda _tested: None,
    first: TableView | None = None,
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
        remember_tests: Keeps tests of many listeners among those of the session.
        first: The list that is on the screen already; it becomes the page's.
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
        model=cast("KeyedTableModel[str, ListenerRow]", first.model()) if first else None,
    )
    changes = ListenerChanges(listeners, workspace.listeners, runner, request_sync=request_sync)
    details = PanelPresenter(listeners, workspace.deliveries, runner, clock=clock)
    notice = DraftNotice(workspace.drafts, runner, events, shell)
    figures = LiveAnswer(_question(workspace, clock), runner, events, name="listeners.figures")
    figures.answered.connect(listeners.take_figures)
    figures.due.connect(details.read_deliveries)
    bulk = BulkPresenter(
        listeners,
        workspace.listeners,
        lambda: workspace.tests,
        runner,
        request_sync=request_sync,
    )
    details.several_changed.connect(bulk.select)
    page = ListenersPage(
        listeners, changes, bulk, figures, details, notice, shell, first=first, clock=clock
    )
    for changing in (changes, bulk):
        changing.question_asked.connect(lambda question: ask(dialogs, question))
        changing.announced.connect(lambda text, loud: shell.announce(text, assertive=loud))
    changes.conflict_opened.connect(lambda conflict: _open_conflict(conflict, page))
    bulk.tested.connect(remember_tests)
    bulk.replay_wanted.connect(lambda names: shell.open_page("deliveries", replay_of=names))
    bulk.report_opened.connect(lambda report: _open_report(report, page))
    for presenter in (listeners, changes, bulk, figures, details):
        presenter.setParent(page)
    return page


def _question(
    workspace: Workspace, clock: Clock
) -> Callable[[JobControl], Mapping[str, StatsBucket]] | None:
    """What is asked about the last 24 hours of all listeners; None where it cannot be."""
    if not may_ask_statistics(workspace.me):
        return None
    return lambda control: workspace.health.last_day(control, now=clock())


def _open_conflict(conflict: ConflictPresenter, page: ListenersPage) -> None:
    from app.ui.pages.listeners.conflict_dialog import ConflictDialog

    ConflictDialog(conflict, page).open()


def _open_report(report: Report, page: ListenersPage) -> None:
    from app.ui.pages.listeners.bulk_report import BulkReportDialog

    dialog = BulkReportDialog(report, page)
    dialog.listener_wanted.connect(lambda listener_id: page.enter(listener_id=listener_id))
    dialog.open()
