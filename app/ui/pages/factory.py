"""Every page of an open connection, by the name that `Shell.open_page` knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages.credentials.page import build as build_credentials
from app.ui.pages.deliveries.page import build as build_deliveries
from app.ui.pages.listener_form.page import build as build_listener_form
from app.ui.pages.listeners.page import build as build_listeners
from app.ui.pages.sandbox_records.page import build as build_sandbox_records
from app.ui.pages.test_result.page import build as build_test_result
from app.ui.workbench import PageFactory


def pages_of(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    dialogs: Dialogs,
    request_sync: Callable[[], None],
) -> Mapping[str, PageFactory]:
    """How to make each page; none is made before it is first shown."""
    raise RuntimeError("wired when all pages are in the tree")
