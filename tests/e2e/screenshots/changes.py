"""What was changed, by whom."""

from __future__ import annotations

from app.ui.exports.button import ExportButton
from tests.e2e.screenshots.camera import Camera


def changes(camera: Camera) -> None:
    """The audit log by day, with one change and what it changed."""
    do = camera.driver
    feed = next(one for one in camera.witness.listeners() if one["name"] == "Compliance archive")
    path = f"/listeners/{feed['id']}"
    url = str(feed["destination"]["url"]).replace("/v2/", "/v3/")
    camera.witness.patch(path, {"mode": "paused"})
    camera.witness.patch(path, {"mode": "enabled"})
    camera.witness.patch(path, {"destination": {"url": url}})
    do.click("page_changes")
    do.wait("changes", lambda: camera.rows("change_table") > 5)
    do.click_row("change_table", 1)
    do.appear("undo_change")
    camera.pause()
    camera.shoot("13-changes")
    do.type_into("search", "no such change")
    camera.pause()
    camera.shoot("13-no-match")
    do.type_into("search", "")
    save = do.find("export_changes", ExportButton)
    save.export.start(camera.out / "changes-2026-11-26.csv")
    do.appear("close_export")
    camera.shoot("13-export")
    do.click("close_export")
    (camera.out / "changes-2026-11-26.csv").unlink()
