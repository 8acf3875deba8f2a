"""Deliveries, why one did not arrive, and a replay of many."""

from __future__ import annotations

from app.ui.exports.button import ExportButton
from tests.e2e.screenshots.camera import Camera


def deliveries(camera: Camera) -> None:
    """The list with an attempt beside it."""
    do = camera.driver
    do.click("page_deliveries")
    do.wait("deliveries", lambda: camera.rows("delivery_table") > 5)
    do.click_row("delivery_table", 1)
    do.appear("attempts")
    camera.pause()
    camera.shoot("04-deliveries")
    do.type_into("search", "C-000")
    do.appear("search_contents")
    camera.pause()
    camera.shoot("04-no-match")
    do.type_into("search", "")
    do.wait("all", lambda: camera.rows("delivery_table") > 9)
    do.click("in_contents")
    do.type_into("search", "unavailable")
    do.wait("matches", lambda: 0 < camera.rows("delivery_table") < 9)
    camera.pause()
    camera.shoot("04-in-contents")
    do.type_into("search", "")
    do.click("in_contents")
    do.wait("all", lambda: camera.rows("delivery_table") > 9)
    do.click_row("delivery_table", 1)
    camera.pause()
    do.click("follow")
    client = camera.witness.json("/records/clients?limit=1")["items"][0]
    camera.witness.patch(f"/records/clients/{client['id']}", {"phone": "+27 21 555 0177"})
    do.appear("new_deliveries", timeout_s=20)
    camera.shoot("04-new-ones-wait")
    do.click("follow")
    do.wait("it to be shown", lambda: not do.look_for("new_deliveries"))
    save = do.find("export_deliveries", ExportButton)
    save.export.start(camera.out / "deliveries-2026-11-26.csv")
    do.appear("close_export")
    camera.shoot("04-export")
    do.click("close_export")
    (camera.out / "deliveries-2026-11-26.csv").unlink()
    do.click("ask_why")
    do.wait("a finding", lambda: camera.rows("why_table") > 0)
    tried = camera.witness.json("/deliveries?entity=clients&limit=1")["items"][0]
    do.type_into("why_subject", tried["record_id"])
    do.click("why_ask")
    do.wait("findings", lambda: camera.rows("why_table") > 2)
    camera.pause()
    camera.shoot("04-why")
    do.type_into("why_subject", "webhook-id: evt_mistyped")
    do.click("why_ask")
    camera.pause()
    camera.shoot("04-why-nothing")
    do.click("leave_why")
    camera.shoot_dialog("04-replay", "replay_failed", "replay_dialog", "close_replay")
    do.click("replay_failed")
    do.appear("replay_dialog")
    do.click("replay_delivered")
    do.click("start_replay")
    do.appear("show_replayed", timeout_s=20)
    camera.shoot_open_dialog("04-replay-over", "replay_dialog")
    do.click("close_replay")
