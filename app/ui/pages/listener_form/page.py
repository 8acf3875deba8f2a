"""Wires the New and Edit form to an open connection."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.catalog import AuthType
from app.domain.credential import Credential
from app.domain.times import Clock, utc_now
from app.domain.workspace import Environment
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.receiver import ReceiverService
from app.services.workspace import Workspace
from app.ui.credential_dialog.dialog import CredentialDialog
from app.ui.dialogs import Dialogs
from app.ui.pages.listener_form.checks import ChecksPresenter
from app.ui.pages.listener_form.draft_keeper import DraftKeeper
from app.ui.pages.listener_form.presenter import ListenerFormPresenter
from app.ui.pages.listener_form.preview import PreviewPresenter
from app.ui.pages.listener_form.receiver_link import ReceiverLink
from app.ui.pages.listener_form.saved_samples import SavedSamples
from app.ui.pages.listener_form.view import ListenerFormPage
from app.ui.shell import Shell
from app.ui.signing_dialog import SigningDialog
from app.ui.test_sends.presenter import SendTestPresenter


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    *,
    tests: SendTestPresenter,
    dialogs: Dialogs,
    request_sync: Callable[[], None],
    receiver: ReceiverService | None = None,
    clock: Clock = utc_now,
) -> ListenerFormPage:
    """The page with its presenters, which live as long as it does.

    Args:
        workspace: The services of the open connection.
        runner: Runs the jobs.
        events: Tells what changed.
        shell: The window around the page.
        tests: The presenter that this page shares with the page of full results.
        dialogs: Asks a person.
        request_sync: Has the schedule send what waits, soon.
        receiver: The receiver on this computer, where there is one.
        clock: Tells the time.
    """
    form = ListenerFormPresenter(
        workspace.listeners,
        workspace.catalog,
        workspace.credentials,
        workspace.deliveries,
        runner,
        events,
        connection=workspace.connection,
        me=workspace.me,
        request_sync=request_sync,
        clock=clock,
    )
    saved = SavedSamples(workspace.samples, runner, events)
    preview = PreviewPresenter(
        workspace.tests, workspace.catalog, workspace.records, saved, runner, me=workspace.me
    )

    def ask_credential(
        auth_type: AuthType,
        credential: Credential | None,
        parent: QWidget,
        then: Callable[[Credential], None],
    ) -> None:
        dialog = CredentialDialog(
            workspace.credentials,
            (auth_type,),
            runner,
            credential=credential,
            fixed_type=auth_type.name,
            parent=parent,
        )
        dialog.credential_saved.connect(then)
        dialog.open()

    def show_secret(listener_id: str, name: str, parent: QWidget) -> None:
        asks = form.rights.environment is Environment.PRODUCTION
        SigningDialog(
            workspace.signing,
            listener_id,
            name,
            runner,
            asks_first=asks,
            clock=clock,
            parent=parent,
        ).open()

    checks = ChecksPresenter(workspace.checks, workspace.known_secrets, runner, clock=clock)
    keeper = DraftKeeper(form, workspace.drafts, runner)
    page = ListenerFormPage(
        form, preview, tests, checks, keeper, shell, dialogs, ask_credential, show_secret
    )
    if receiver is not None:
        ReceiverLink(page.destination.use_receiver, receiver, form, runner, shell, page)
    for presenter in (form, preview, checks, keeper):
        presenter.setParent(page)
    return page
