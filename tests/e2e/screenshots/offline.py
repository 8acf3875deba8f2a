"""The platform is away, and what waits for it."""

from __future__ import annotations

from dataclasses import replace

from app.domain.control import JobControl
from app.domain.listener import Mode
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.conditions import unreachable
from tests.e2e.screenshots.meanwhile import away


def offline(camera: Camera) -> None:
    """The platform is away."""
    do = camera.driver
    do.click("page_listeners")
    with away(camera):
        do.click_row("listener_table", 1)
        camera.pause()
        camera.shoot("10-offline")
        unreachable(camera)
        pending(camera)


def pending(camera: Camera) -> None:
    """What waits, while the platform is away: an edit, a new one, a conflict."""
    do = camera.driver
    workspace = camera.app.session.workspace
    assert workspace is not None
    known = {row.settings.name: row for row in workspace.listeners.cached()}
    edited = known["Insurer bridge"]
    to = replace(edited.settings.destination, url="https://bridge.insurer.example/v2/policies")
    wanted = replace(edited.settings, destination=to, mode=Mode.PAUSED)
    workspace.listeners.edit(JobControl(), edited.id, wanted)
    new = replace(edited.settings, name="E-signature trigger", entity="notes")
    workspace.listeners.create(JobControl(), new)
    workspace.listeners.delete(JobControl(), [known["Lead router"].id])
    do.appear("review_changes")
    do.click("review_changes")
    do.wait("what waits", lambda: camera.rows("pending_table") >= 3)
    do.click_row("pending_table", 1)
    do.appear("take_back")
    camera.pause()
    camera.shoot("10-pending")
