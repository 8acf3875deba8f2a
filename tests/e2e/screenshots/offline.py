"""The platform is away, and what waits for it."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn
from unittest.mock import patch

from app.adapters.platform_process import PlatformProcess
from app.domain.control import JobControl
from app.domain.errors import NetworkError
from app.domain.listener import Mode
from tests.e2e.screenshots.camera import Camera


def offline(camera: Camera) -> None:
    """The platform is away."""
    do = camera.driver
    do.click("page_listeners")
    with patch.object(PlatformProcess, "start", _away):  # whoever asks it would start it again
        camera.app.stop_sandbox()
        do.window.actions_.sync_now.trigger()
        do.appear("state_banner", timeout_s=60)
        do.click_row("listener_table", 1)
        camera.pause()
        camera.shoot("10-offline")
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


def _away(*_given: object) -> NoReturn:
    raise NetworkError("nobody is there", code="connection_refused")
