"""What every test of the Deliveries page needs."""

from __future__ import annotations

import pytest

from app.adapters.private_files import whole_file
from app.runtime.events import AppEvents
from app.services.delivery_exports import DeliveryExportService
from app.services.former_listeners import FormerListeners
from app.services.replays import ReplayService
from app.ui.pages.deliveries import exporting
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.replay_dialog import ReplayDialog
from app.ui.pages.deliveries.replay_presenter import ReplayManyPresenter
from app.ui.pages.deliveries.view import DeliveriesPage
from app.ui.pages.delivery_access import Access
from app.ui.theme import Theme
from tests.support.builders import NOW
from tests.support.dialogs import ScriptedDialogs
from tests.support.fake_platform import FakePlatform
from tests.support.scripted_deliveries import Kept
from tests.support.scripted_shell import ScriptedShell


@pytest.fixture
def events(qtbot):
    return AppEvents()


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def shell():
    return ScriptedShell()


@pytest.fixture
def dialogs():
    return ScriptedDialogs()


@pytest.fixture
def platform():
    """What replays of many are asked of."""
    return FakePlatform()


@pytest.fixture
def build(qtbot, runner, events, shell, dialogs, platform, theme):
    """Makes the page on a scripted delivery service, and shows it."""

    def build(service, *, listeners=(), size=(1068, 740), typing_ms=0, access=None, away=None):
        kept = Kept(*listeners)
        presenter = DeliveryListPresenter(
            service,
            kept,
            runner,
            events,
            former=FormerListeners(platform, kept),
            clock=lambda: NOW,
            every_ms=3_600_000,
            typing_ms=typing_ms,
        )
        detail = DeliveryDetailPresenter(service, runner)
        actions = DeliveryActions(service, runner, access or Access(), away=away)
        exports = DeliveryExportService(platform, Kept(*listeners), whole_file)
        export = exporting.make(exports, presenter, runner)
        page = DeliveriesPage(
            presenter, detail, actions, make_replay, export, shell, dialogs, clock=lambda: NOW
        )
        for one in (presenter, detail, actions, export):
            one.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        page.enter()
        with qtbot.waitExposed(page):
            page.show()
        return page

    def make_replay(around, choice, parent):
        service = ReplayService(platform)
        replay = ReplayManyPresenter(service, runner, around, choice, clock=lambda: NOW)
        replay.count()
        return ReplayDialog(replay, parent, clock=lambda: NOW)

    return build
