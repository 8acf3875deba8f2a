"""Wires the Health page to an open connection."""

from __future__ import annotations

from app.domain.times import Clock, utc_now
from app.domain.workspace import Me
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from app.ui.pages.health.presenter import Body, HealthPresenter
from app.ui.pages.health.view import HealthPage
from app.ui.shell import Shell


def build(
    workspace: Workspace,
    runner: TaskRunner,
    events: AppEvents,
    shell: Shell,
    *,
    clock: Clock = utc_now,
) -> HealthPage:
    """The page with its presenter, which lives as long as it does."""
    presenter = HealthPresenter(
        workspace.health,
        workspace.listeners,
        runner,
        events,
        why_not=_why_not(workspace.me),
        clock=clock,
    )
    page = HealthPage(presenter, shell, me=workspace.me, clock=clock)
    presenter.setParent(page)
    return page


def _why_not(me: Me | None) -> Body | None:
    """Why the platform is not asked at all; it decides itself where that is not known."""
    if me is None:
        return None
    return None if "stats" in me.capabilities else Body.NOT_KEPT
