"""Health: figures and charts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.charts.lines import LineChart
from app.ui.charts.ranked import RankedBars
from app.ui.tables import TableView
from tests.e2e.screenshots.camera import Camera


def health(camera: Camera) -> None:
    """Figures and charts of the day, and the same as a table."""
    do = camera.driver
    do.click("page_health")
    do.appear("figure_0", timeout_s=20)
    do.click("window_day")
    camera.pause()
    chart = do.find("success_chart", LineChart)
    chart.setFocus()
    chart.look_at(len(chart.plot.words) - 1)
    camera.shoot("05-health")
    do.click("volume_toggle")
    camera.pause()
    camera.shoot("05-health-table")
    _of_a_deleted_listener(camera)


def _of_a_deleted_listener(camera: Camera) -> None:
    """What a listener had that is not there any more, and its deliveries."""
    do, witness = camera.driver, camera.witness
    gone = {
        "name": "Old adviser feed",
        "entity": "advisers",
        "function": "create",
        "destination": {"kind": "email", "address": "ops@example.com"},
    }
    made = witness.post("/listeners", gone)
    adviser = {
        "first_name": "Lerato",
        "last_name": "Nkosi",
        "email": "lerato@example-advisors.example",
        "fsp_number": "41207",
    }
    witness.post("/records/advisers", adviser)
    sent = f"/deliveries?listener_id={made['id']}&status=delivered"
    do.wait("a message", lambda: bool(witness.json(sent)["items"]))
    witness.delete(f"/listeners/{made['id']}")
    do.click("window_week")
    table = do.find("volume_table", TableView).model()
    # As the language of the pictures has it.
    last = QCoreApplication.translate("names", "{name} (deleted)").format(name=gone["name"])

    def is_told() -> bool:
        said = [str(table.index(row, 0).data()) for row in range(table.rowCount())]
        return any(one.endswith(last) for one in said)

    do.wait("the deleted listener", is_told)
    camera.shoot("05-health-deleted")
    do.click("volume_toggle")
    camera.pause()
    camera.shoot("05-health-deleted-chart")
    bars = do.find("volume_chart", RankedBars)
    bars.opened.emit(made["id"])
    do.wait("its deliveries", lambda: camera.rows("delivery_table") == 1)
    camera.pause()
    camera.shoot("04-of-a-deleted-listener")
    do.click("page_health")
