"""Wires tests to an open connection: one presenter, the page, and the form's Test tab."""

from __future__ import annotations

from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.pages.test_result.view import TestResultPage
from app.ui.shell import Shell
from app.ui.test_sends.presenter import SendTestPresenter


def make_presenter(workspace: Workspace, runner: TaskRunner) -> SendTestPresenter:
    """The presenter that the form and the page of one connection share."""
    return SendTestPresenter(
        workspace.tests,
        workspace.catalog,
        workspace.credentials,
        workspace.listeners,
        workspace.known_secrets,
        runner,
        me=workspace.me,
    )


def build(tests: SendTestPresenter, shell: Shell, *, has_mailbox: bool = False) -> TestResultPage:
    """The page over the shared presenter; a mailbox shows what tests sent by e-mail."""
    return TestResultPage(tests, shell, has_mailbox=has_mailbox)
