"""Every page of an open connection, by the name that `Shell.open_page` knows.

A page's modules are imported when it is first made: at the start nobody waits for what is not
shown.  `import_pages` has a worker read them before a person goes there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from app.runtime.plain_imports import read_module
from app.ui.reading_entrance import read_entrance

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.runtime.events import AppEvents
    from app.runtime.tasks import Task, TaskRunner
    from app.services.receiver import ReceiverService
    from app.services.workspace import Workspace
    from app.ui.dialogs import Dialogs
    from app.ui.shell import Page, Shell
    from app.ui.tables import TableView
    from app.ui.test_sends.presenter import SendTestPresenter
    from app.ui.workbench import PageFactory

    ResetSandbox = Callable[[str, bool], Task[Any]]

_FIRST: Final = "listeners"
# What a connection makes when a page first asks for it, on the GUI thread, which reads no disk.
_SERVICES: Final = (
    *("audit", "audit_exports", "client_tokens", "delivery_exports", "endpoint_checks"),
    *("explanations", "health"),
    *("mailbox", "pull", "push", "receiver", "records", "replays", "resending", "samples"),
    *("side_rounds", "signing"),
    *("stream", "test_sends", "upkeep"),
)
# What comes up beside the pages.
_BESIDE: Final = (
    *("app.ui.sign_in_dialog", "app.ui.palette.opening", "app.ui.text.repairs"),
    *("app.ui.pages.listeners.panel", "app.ui.pages.listeners.bulk_bar"),
    *("app.ui.pages.listeners.conflict_dialog", "app.ui.pages.listeners.bulk_report"),
    *("app.ui.pages.listeners.placeholders", "app.ui.draft_offer", "app.ui.text.errors"),
    *("app.ui.widgets.code_view", "app.services.connection_check"),
    *("app.ui.preferences.dialog", "app.ui.manage.opening", "app.ui.help.dialog"),
)
_OTHERS: Final = (
    *("listener_form", "test_result", "deliveries", "pending", "health", "credentials"),
    *("changes", "receiver", "sandbox_records", "mailbox", "why"),
)


def import_first_page() -> None:
    """Import what the first page of a connection needs; for a worker that has the time."""
    read_module("app.ui.workbench")
    _import(_FIRST)
    read_module("app.services.deliveries")  # its panel is made with them, by the GUI thread


def import_pages(control: JobControl) -> None:
    """Import what the other pages need, so that going to one reads no file.

    First of all what is in their place when the connection is closed.
    """
    read_entrance()
    for name in _OTHERS:
        control.check()
        _import(name)
    for module in (*_BESIDE, *(f"app.services.{name}" for name in _SERVICES)):
        control.check()
        read_module(module)


def pages_of(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    dialogs: Dialogs,
    request_sync: Callable[[], None],
    sync_now: Callable[[], None],
    receiver: Callable[[], ReceiverService],
    reset_sandbox: ResetSandbox,
    first: Callable[[str], TableView | None] = lambda _connection_id: None,
) -> Mapping[str, PageFactory]:
    """How to make each page; none is made, nor its modules imported, before it is first shown.

    Args:
        workspace: The services of the open connection.
        runner: Runs the jobs.
        events: Tells what changed.
        dialogs: Asks a person.
        request_sync: Has the schedule send what waits, soon.
        sync_now: The same, because a person asks for it.
        receiver: Has the receiver on this computer.
        reset_sandbox: Has the practice platform be as it was at first, by its connection's id;
            its listeners go, too, or stay.
        first: Hands out the list of a connection that is on the screen already, once.
    """
    pages = _Pages(
        workspace, runner, events, dialogs, request_sync, sync_now, receiver, reset_sandbox, first
    )
    return {
        "listeners": pages.listeners,
        "listener_form": pages.listener_form,
        "test_result": pages.test_result,
        "deliveries": pages.deliveries,
        "why": pages.why,
        "pending": pages.pending,
        "health": pages.health,
        "credentials": pages.credentials,
        "changes": pages.changes,
        "receiver": pages.receiver,
        "sandbox_records": pages.sandbox_records,
        "mailbox": pages.mailbox,
    }


def _import(name: str) -> None:
    read_module(f"app.ui.pages.{name}.page")


@dataclass(frozen=True)
class _Pages:
    """One method a page, called as the page is."""

    workspace: Workspace
    runner: TaskRunner
    events: AppEvents
    dialogs: Dialogs
    request_sync: Callable[[], None]
    sync_now: Callable[[], None]
    on_computer: Callable[[], ReceiverService]
    reset_sandbox_of: ResetSandbox
    first: Callable[[str], TableView | None]

    @property
    def _common(self) -> tuple[Workspace, TaskRunner, AppEvents]:
        return self.workspace, self.runner, self.events

    @cached_property
    def _tests(self) -> SendTestPresenter:
        """The form and the full page show the same tests."""
        from app.ui.pages.test_result.page import make_presenter

        return make_presenter(self.workspace, self.runner)

    def listeners(self, shell: Shell) -> Page:
        from app.ui.pages.listeners.page import build

        return build(
            *self._common,
            shell,
            dialogs=self.dialogs,
            request_sync=self.request_sync,
            remember_tests=lambda tested: self._tests.remember(tested),
            first=self.first(self.workspace.connection.id),
        )

    def listener_form(self, shell: Shell) -> Page:
        from app.ui.pages.listener_form.page import build

        return build(
            *self._common,
            shell,
            tests=self._tests,
            dialogs=self.dialogs,
            request_sync=self.request_sync,
            receiver=self.on_computer(),
        )

    def test_result(self, shell: Shell) -> Page:
        from app.ui.pages.test_result.page import build

        return build(self._tests, shell, has_mailbox=self.workspace.mailbox is not None)

    def deliveries(self, shell: Shell) -> Page:
        from app.ui.pages.deliveries.page import build

        return build(*self._common, shell, self.dialogs)

    def why(self, shell: Shell) -> Page:
        from app.ui.pages.why.page import build

        return build(*self._common, shell, self.dialogs)

    def pending(self, shell: Shell) -> Page:
        from app.ui.pages.pending.page import build

        return build(*self._common, shell, dialogs=self.dialogs, request_sync=self.sync_now)

    def health(self, shell: Shell) -> Page:
        from app.ui.pages.health.page import build

        return build(*self._common, shell)

    def credentials(self, shell: Shell) -> Page:
        from app.ui.pages.credentials.page import build

        return build(*self._common, shell, self.dialogs)

    def changes(self, shell: Shell) -> Page:
        from app.ui.pages.changes.page import build

        return build(*self._common, shell, self.dialogs, request_sync=self.request_sync)

    def receiver(self, shell: Shell) -> Page:
        from app.ui.pages.receiver.page import build

        return build(*self._common, shell, self.on_computer(), self.dialogs)

    def sandbox_records(self, shell: Shell) -> Page:
        from app.ui.pages.sandbox_records.page import build

        return build(*self._common, shell, self.on_computer(), self.reset_sandbox_of)

    def mailbox(self, shell: Shell) -> Page:
        from app.ui.pages.mailbox.page import build

        return build(*self._common, shell, self.dialogs)
