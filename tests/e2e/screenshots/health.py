"""Health: figures and charts."""

from __future__ import annotations

from app.ui.charts.lines import LineChart
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
