"""Wires the Credentials page to an open connection."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.credential import Credential
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.credential_dialog.dialog import CredentialDialog
from app.ui.dialogs import Dialogs
from app.ui.pages.credentials.presenter import READ, CredentialsPresenter
from app.ui.pages.credentials.token_test import TokenTest
from app.ui.pages.credentials.view import CredentialsPage
from app.ui.shell import Shell

translate = QCoreApplication.translate


def build(
    workspace: Workspace, runner: TaskRunner, events: AppEvents, shell: Shell, dialogs: Dialogs
) -> CredentialsPage:
    """The page with its presenter, which lives as long as it does."""
    me = workspace.me
    presenter = CredentialsPresenter(
        workspace.credentials,
        workspace.catalog,
        workspace.listeners,
        runner,
        events,
        is_forbidden=me is not None and not me.may(READ),
    )

    def make_dialog(credential: Credential | None, parent: QWidget) -> CredentialDialog:
        return CredentialDialog(
            workspace.credentials,
            presenter.status.auth_types,
            runner,
            credential=credential,
            parent=parent,
        )

    tokens = TokenTest(workspace.checks, workspace.known_secrets, runner)
    page = CredentialsPage(
        presenter,
        make_dialog,
        dialogs,
        shell,
        reason_to_only_read=_reason(workspace),
        me=me,
        tokens=tokens,
    )
    for one in (presenter, tokens):
        one.setParent(page)
    return page


def _reason(workspace: Workspace) -> str:
    """Why credentials cannot be changed over this connection, if so."""
    if workspace.connection.read_only:
        return translate("credentials", "This connection only reads")
    if workspace.me is not None and not workspace.me.may("credentials:write"):
        return translate(
            "credentials", "Your account may not change credentials: credentials:write is missing"
        )
    return ""
