"""Wires the Deliveries page to an open connection."""

from __future__ import annotations

from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.dialogs import Dialogs
from app.ui.pages.deliveries import access
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.view import DeliveriesPage
from app.ui.shell import Shell


def build(
    workspace: Workspace, runner: TaskRunner, events: AppEvents, shell: Shell, dialogs: Dialogs
) -> DeliveriesPage:
    """The page with its presenters, which live as long as it does."""
    deliveries = DeliveryListPresenter(workspace.deliveries, workspace.listeners, runner, events)
    detail = DeliveryDetailPresenter(workspace.deliveries, runner)
    may = access.of(workspace.me, workspace.connection)
    actions = DeliveryActions(workspace.deliveries, runner, may)
    page = DeliveriesPage(deliveries, detail, actions, shell, dialogs)
    for presenter in (deliveries, detail, actions):
        presenter.setParent(page)
    return page
