"""The Mailbox page over a real folder that the platform's own code fills."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.adapters.maildir import MaildirMailbox
from app.ui.pages.mailbox.presenter import MailboxPresenter
from app.ui.pages.mailbox.view import MailboxPage
from app.ui.theme import Theme
from tests.support.mails import AT
from tests.support.page_world import PageWorld

SOON_MS = 20


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mailbox"


@pytest.fixture
def mail_server():
    """Where e-mail goes instead, as the settings say."""
    return []


@pytest.fixture
def world(qtbot, runner, theme, folder, mail_server):
    mailbox = MaildirMailbox(folder, lambda: "".join(mail_server))
    return PageWorld(qtbot, runner, mailbox=mailbox)


@pytest.fixture
def show(qtbot, world, runner):
    """Opens the workspace and shows the page, which looks again all the time."""

    def show(*, size=(1068, 740), **context):
        workspace = world.open()
        now = lambda: AT + timedelta(hours=1)  # noqa: E731
        presenter = MailboxPresenter(
            workspace.mailbox, runner, world.events, clock=now, every_ms=SOON_MS
        )
        page = MailboxPage(presenter, world.shell, world.dialogs, clock=now)
        presenter.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        page.enter(**context)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show
