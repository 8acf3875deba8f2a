"""The Receiver page over a real receiver on a real port, and a fake platform."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.adapters.local_receiver import LocalReceiver
from app.domain.secret import Secret
from app.services.receiver import ReceiverService
from app.ui.pages.receiver.page import build
from app.ui.theme import Theme
from tests.support.builders import ALL_PERMISSIONS, a_me
from tests.support.page_world import PageWorld
from tests.support.webhook_calls import SECRET


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def world(qtbot, runner, theme):
    """Real services over a fake platform, whose listeners sign with `SECRET`."""
    made = PageWorld(qtbot, runner)
    made.platform.signing_secret = Secret(SECRET)
    return made


class AnyPort:
    """A real receiver that takes whatever port is free: tests run side by side."""

    def __init__(self, take, plan):
        self._real = LocalReceiver(take, plan)

    def open(self, port):
        return self._real.open(0)

    def close(self):
        self._real.close()


@pytest.fixture
def receiver(world):
    """The receiver of the app; ended with the test, whatever became of it."""
    service = ReceiverService(AnyPort, announce=world.events.announce)
    yield service
    service.stop()


@pytest.fixture
def show(qtbot, world, runner, receiver):
    """Opens the workspace and shows the page."""

    def show(*, size=(1068, 740), read_only=False, without=(), remote=False):
        me = replace(a_me(), permissions=ALL_PERMISSIONS - frozenset(without))
        workspace = world.open(me=me, read_only=read_only)
        if remote:
            workspace.connection = replace(
                workspace.connection, is_sandbox=False, base_url="https://p.example"
            )
        page = build(workspace, runner, world.events, world.shell, receiver, world.dialogs)
        qtbot.addWidget(page)
        page.resize(*size)
        page.enter()
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show
