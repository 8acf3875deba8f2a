"""Wires the Deliveries page to an open connection."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.away import Away
from app.ui.dialogs import Dialogs
from app.ui.pages import delivery_access
from app.ui.pages.deliveries import exporting
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.replay_dialog import ReplayDialog
from app.ui.pages.deliveries.replay_presenter import Around, Choice, ReplayManyPresenter
from app.ui.pages.deliveries.view import DeliveriesPage
from app.ui.shell import Shell


def build(
    workspace: Workspace, runner: TaskRunner, events: AppEvents, shell: Shell, dialogs: Dialogs
) -> DeliveriesPage:
    """The page with its presenters, which live as long as it does."""
    deliveries = DeliveryListPresenter(
        workspace.deliveries, workspace.listeners, runner, events, former=workspace.former
    )
    detail = DeliveryDetailPresenter(workspace.deliveries, runner)
    may = delivery_access.of(workspace.me, workspace.connection)
    away = Away(events)
    deliveries.refreshed.connect(away.heard)
    actions = DeliveryActions(workspace.deliveries, runner, may, away=away)

    def make_replay(around: Around, choice: Choice, parent: QWidget) -> ReplayDialog:
        replay = ReplayManyPresenter(workspace.replays, runner, around, choice)
        replay.count()
        return ReplayDialog(replay, parent)

    export = exporting.make(workspace.exports, deliveries, runner)
    page = DeliveriesPage(deliveries, detail, actions, make_replay, export, shell, dialogs)
    page.take_standing(workspace.connection, workspace.me)
    for presenter in (deliveries, detail, actions, export):
        presenter.setParent(page)
    kept = runner.submit(
        lambda _control: workspace.catalog.cached(), name="deliveries.catalog", owner=page
    )
    kept.succeeded.connect(page.show_catalog)
    return page
