"""The list of listeners without its page, for tests of what works on it."""

from __future__ import annotations

from app.ui.pages.listeners.presenter import ListenersPresenter
from tests.support.page_world import PageWorld


def list_presenter(world: PageWorld) -> ListenersPresenter:
    """The list over what the world has open."""
    workspace = world.workspace
    assert workspace is not None
    return ListenersPresenter(
        workspace.listeners,
        workspace.sync,
        workspace.catalog,
        workspace.credentials,
        world.runner,
        world.events,
        connection=workspace.connection,
        me=workspace.me,
    )
