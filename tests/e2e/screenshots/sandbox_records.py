"""Records of the sandbox and what a change sets off."""

from __future__ import annotations

from app.ui.pages.sandbox_records.resetting import ResetDialog
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.meanwhile import failing


def records(camera: Camera) -> None:
    """A record that was changed, and what that set off; none that is found."""
    do = camera.driver
    do.click("page_sandbox_records")
    do.wait("records", lambda: camera.rows("record_table") > 5)
    do.click_row("record_table", 0)
    camera.pause()
    do.click("change_at_random")
    do.click("save")
    do.appear("what_happened")
    camera.pause()
    camera.shoot("14-sandbox-records")
    do.click("change_at_random")
    with failing("/events"):
        do.click("save")
        do.appear("story_error", timeout_s=20)
        camera.pause()
        camera.shoot("14-part-failed")
    do.type_into("search", "no such record")
    camera.pause()
    camera.shoot("14-no-match")
    do.type_into("search", "")
    camera.shoot_new_dialog("14-sandbox-reset", lambda: ResetDialog(do.window))
