"""The figures of the last 24 hours follow what happens, in one call for all."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.hours import Hours
from app.domain.listener import Health
from app.domain.stats import StatsBucket
from app.ui.charts import BarChart
from app.ui.pages.listeners.columns import columns
from app.ui.pages.listeners.day import Day, day_of, day_told
from app.ui.pages.listeners.rows import RowBuilder
from app.ui.tables import Role, TableView
from tests.support.builders import CAPABILITIES, NOW, a_delivery, a_listener, a_me, local
from tests.support.page_world import find

HOURS = Hours.of([*[(1, 0)] * 23, (2, 5)])


# What the numbers are of ------------------------------------------------------------------


def test_newer_news_replace_those_of_the_sync():
    health = Health(delivered_24h=9, failed_24h=1, hours=Hours.of([(9, 1)] * 24))
    row = local(a_listener(health=health))
    assert day_of(row) == Day(9, 1, health.hours)
    told = StatsBucket(NOW, 25, 5, p50_ms=184, p95_ms=412, hours=HOURS)
    assert day_told(row, told) == Day(25, 5, HOURS, 184, 412)
    assert day_told(row, StatsBucket(NOW, 25, 5)).hours == health.hours  # not told: as they were
    assert day_told(row, StatsBucket(NOW, 0, 0)) == Day()


def test_rows_of_which_nothing_changed_stay_the_same():
    builder, rows = RowBuilder(), [local(), local()]
    told = {rows[0].id: StatsBucket(NOW, 1, 0, hours=HOURS)}
    first = builder.build(rows, None, now=NOW, told=told)
    later = {rows[0].id: StatsBucket(NOW + timedelta(hours=1), 2, 0, hours=HOURS)}
    second = builder.build(rows, None, now=NOW, told=later)
    of_one, of_other = (one.id for one in rows)
    assert second[of_one].day.delivered == 2
    assert second[of_one].haystack is first[of_one].haystack
    assert second[of_other] is first[of_other]


def test_without_hours_there_are_numbers_and_no_bars():
    one = local()
    told = {one.id: StatsBucket(NOW, 3, 0)}
    [row] = RowBuilder().build([one], None, now=NOW, told=told).values()
    cell = columns()[3].cell(row)
    assert (cell.lines, cell.bars) == (("3 100%",), ())


# On the page ------------------------------------------------------------------------------


def test_the_column_and_the_panel_follow(qtbot, world, make):
    listener = world.platform.put(a_listener())
    world.platform.stats_ = lambda query: (
        StatsBucket(query.since, 25, 5, 0, 184, 412, 500, listener.id, HOURS),
    )
    page = make(me=a_me(capabilities=CAPABILITIES | {"stats"}))
    table = find(page, TableView, "listener_table")
    qtbot.waitUntil(lambda: table.model().index(0, 3).data() == "30 83.3%")
    bars = table.model().index(0, 3).data(Role.CELL).bars
    assert [(bar.total, bar.failed) for bar in bars] == [(1, 0)] * 23 + [(7, 5)]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.waitUntil(find(page, QWidget, "panel").isVisible)
    shown = {one.text() for one in page.findChildren(QLabel) if one.isVisible()}
    assert {"83.3%", "184 ms", "412 ms", "5 of 30 failed"} <= shown
    chart = find(page, BarChart, "last_day")
    assert chart.accessibleDescription() == "25 delivered, 5 failed"
    assert world.platform.calls.count("stats") == 1
    told = StatsBucket(NOW, 26, 5, listener_id=listener.id, hours=HOURS)
    world.platform.stats_ = lambda _query: (told,)
    world.platform.deliveries_ = [a_delivery(listener_id=listener.id)]
    page.refresh()
    qtbot.waitUntil(lambda: chart.accessibleDescription() == "26 delivered, 5 failed")
    shown = {one.text() for one in page.findChildren(QLabel) if one.isVisible()}
    assert "184 ms" not in shown  # nobody tells it any more
    qtbot.waitUntil(lambda: "Delivered" in {one.text() for one in page.findChildren(QLabel)})
    world.sync()  # a sync has older numbers, and they are not shown
    assert chart.accessibleDescription() == "26 delivered, 5 failed"


def test_the_platform_is_asked_once_the_list_is_shown(qtbot, world, make):
    world.platform.put(a_listener())
    happened, submit = [], world.runner.submit

    def watched(job, **how):
        task = submit(job, **how)
        happened.append(how["name"])
        task.succeeded.connect(lambda _value: happened.append(f"{how['name']} done"))
        return task

    world.runner.submit = watched
    make(me=a_me(capabilities=CAPABILITIES | {"stats"}))
    qtbot.waitUntil(lambda: "listeners.figures" in happened)
    assert happened.index("listeners.read done") < happened.index("listeners.figures")
