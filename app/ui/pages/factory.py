"""Every page of an open connection, by the name that `Shell.open_page` knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.receiver import ReceiverService
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages.changes.page import build as build_changes
from app.ui.pages.credentials.page import build as build_credentials
from app.ui.pages.deliveries.page import build as build_deliveries
from app.ui.pages.health.page import build as build_health
from app.ui.pages.listener_form.page import build as build_listener_form
from app.ui.pages.listeners.page import build as build_listeners
from app.ui.pages.pending.page import build as build_pending
from app.ui.pages.receiver.page import build as build_receiver
from app.ui.pages.sandbox_records.page import build as build_sandbox_records
from app.ui.pages.test_result.page import build as build_test_result
from app.ui.pages.test_result.page import make_presenter
from app.ui.pages.why.page import build as build_why
from app.ui.workbench import PageFactory


def pages_of(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    dialogs: Dialogs,
    request_sync: Callable[[], None],
    sync_now: Callable[[], None],
    receiver: ReceiverService,
) -> Mapping[str, PageFactory]:
    """How to make each page; none is made before it is first shown.

    Args:
        workspace: The services of the open connection.
        runner: Runs the jobs.
        events: Tells what changed.
        dialogs: Asks a person.
        request_sync: Has the schedule send what waits, soon.
        sync_now: The same, because a person asks for it.
        receiver: The receiver on this computer.
    """
    tests = make_presenter(workspace, runner)  # the form and the full page show the same tests
    common = (workspace, runner, events)
    return {
        "listeners": lambda shell: build_listeners(
            *common, shell, dialogs=dialogs, request_sync=request_sync
        ),
        "listener_form": lambda shell: build_listener_form(
            *common,
            shell,
            tests=tests,
            dialogs=dialogs,
            request_sync=request_sync,
            receiver=receiver,
        ),
        "test_result": partial(build_test_result, tests),
        "deliveries": lambda shell: build_deliveries(*common, shell, dialogs),
        "why": lambda shell: build_why(*common, shell, dialogs),
        "pending": lambda shell: build_pending(
            *common, shell, dialogs=dialogs, request_sync=sync_now
        ),
        "health": lambda shell: build_health(*common, shell),
        "credentials": lambda shell: build_credentials(*common, shell, dialogs),
        "changes": lambda shell: build_changes(*common, shell, dialogs, request_sync=request_sync),
        "receiver": lambda shell: build_receiver(*common, shell, receiver),
        "sandbox_records": lambda shell: build_sandbox_records(*common, shell),
    }
