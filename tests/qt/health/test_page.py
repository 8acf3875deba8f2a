"""The Health page, used by keys and clicks, on numbers whose sums are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from app.domain.errors import NetworkError, NotAuthorised, PermissionMissing
from app.domain.listener import Health, HealthState, Status
from app.domain.stats import Stats, StatsBucket, Step
from app.domain.window_memory import AS_MADE, ListMemory
from app.ui.charts.lines import LineChart
from app.ui.charts.ranked import RankedBars
from app.ui.pages.health.page import build
from app.ui.pages.health.presenter import Window
from app.ui.tables import TableView
from app.ui.text import times
from app.ui.theme import Theme
from app.ui.widgets import Banner, ComboBox, Placeholder, Segmented
from tests.support.audit_entries import an_entry
from tests.support.builders import CAPABILITIES, NOW, a_listener, a_me, settings
from tests.support.page_world import PageWorld, click, find, fits, nameless
from tests.support.payloads import UI_PAYLOADS


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def world(qtbot, runner, theme):
    world = PageWorld(qtbot, runner)
    world.platform.put(a_listener(id="lst_ok", settings=settings(name="CRM feed")))
    bad = Health(state=HealthState.FAILING, delivered_24h=1, failed_24h=9)
    world.platform.put(a_listener(id="lst_bad", settings=settings(name="Old CRM"), health=bad))
    world.platform.put(
        a_listener(
            id="lst_stopped",
            settings=settings(name="Bridge"),
            status=Status.SUSPENDED,
            status_reason="endpoint_gone",
        )
    )
    world.platform.stats_ = numbers
    return world


def numbers(query):
    """Every bucket 9 of 10, the newest 5 of 10; the time before 10 of 10; two listeners."""
    if query.by_listener:
        return (
            StatsBucket(query.since, 200, 0, listener_id="lst_ok"),
            StatsBucket(query.since, 12, 4, listener_id="lst_gone"),
        )
    step = timedelta(days=1) if query.step is Step.DAY else timedelta(hours=1)
    count = round((query.until - query.since) / step)
    is_before = query.until < NOW
    return tuple(
        StatsBucket(
            query.since + at * step,
            10 if is_before else (5 if at == count - 1 else 9),
            0 if is_before else (5 if at == count - 1 else 1),
            0,
            80,
            400,
            900,
        )
        for at in range(count)
    )


@pytest.fixture
def show(qtbot, world, runner):
    def show(*, size=(1068, 740), capabilities=CAPABILITIES | {"stats"}):
        me = a_me(capabilities=frozenset(capabilities))
        workspace = world.open(me=me)
        page = build(workspace, runner, world.events, world.shell, clock=lambda: NOW)
        qtbot.addWidget(page)
        page.resize(*size)
        page.enter()
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


def loaded(qtbot, page):
    figure = find(page, QWidget, "figure_0")
    qtbot.waitUntil(lambda: figure.isVisible() and figure.accessibleName().endswith("%"))
    return page


def figures(page):
    cards = [find(page, QWidget, f"figure_{at}") for at in range(4)]
    return [(one.accessibleName(), one.accessibleDescription()) for one in cards]


def table(page, name):
    model = find(page, TableView, f"{name}_table").model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_four_figures_are_the_sums_of_the_buckets(qtbot, show):
    page = loaded(qtbot, show())
    qtbot.waitUntil(lambda: "of 3" in figures(page)[3][0])
    # 168 hours: 167 times 9 of 10, once 5 of 10: 1508 of 1680; before: all of 1680.
    assert figures(page) == [
        ("Success rate: 89.7%", "10.2 points below the time before"),
        (f"Deliveries: {times.number(1508)}", "10% fewer than the time before"),
        ("95th percentile: 400 ms", "In a typical hour, 400 ms before"),
        ("Active listeners: 2 of 3", "1 stopped"),
    ]


@pytest.mark.parametrize(
    ("now_ms", "before_ms", "value", "note"),
    [
        (402, 300, "402 ms", "Of all answers, 300 ms before"),
        (402, 402, "402 ms", "Of all answers, 402 ms before"),
        (402, None, "402 ms", "Of all answers"),
        (None, 402, "None", "No answers were measured"),
    ],
)
def test_the_percentile_is_that_of_all_answers_where_the_platform_tells_it(
    qtbot, show, world, now_ms, before_ms, value, note
):
    def told(query):
        p95_ms = now_ms if query.until > NOW else before_ms
        return Stats(numbers(query), StatsBucket(query.since, 9, 1, p95_ms=p95_ms))

    world.platform.stats_ = told
    page = loaded(qtbot, show())
    assert figures(page)[2] == (f"95th percentile: {value}", note)


def test_other_times_and_listeners_are_asked_for(qtbot, show, world):
    asked = []
    world.platform.stats_ = lambda query: asked.append(query) or numbers(query)
    page = loaded(qtbot, show())
    click(qtbot, page, "window_month")
    chart = find(page, LineChart, "success_chart")
    qtbot.waitUntil(lambda: len(chart.plot.words) == 30)
    click(qtbot, page, "window_day")
    qtbot.waitUntil(lambda: len(chart.plot.words) == 24)
    combo = find(page, QComboBox, "listener_filter")
    offered = [combo.itemText(at) for at in range(1, combo.count())]
    assert offered == sorted(offered, key=str.casefold)
    assert len(offered) > 1
    at = combo.findText("CRM feed")
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
    qtbot.waitUntil(lambda: asked[-1].listener_id == "lst_ok")


def test_the_chart_says_its_lowest_point_and_its_table_has_every_one(qtbot, show):
    page = loaded(qtbot, show())
    chart = find(page, LineChart, "success_chart")
    assert chart.accessibleDescription().startswith("89.7% in all; lowest 50.0%, ")
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription().startswith("50.0%, ")
    assert chart.accessibleDescription().endswith("5 of 10 failed")
    qtbot.keyClick(chart, Qt.Key.Key_T)
    view = find(page, TableView, "success_table")
    qtbot.waitUntil(view.isVisible)
    qtbot.waitUntil(view.hasFocus)
    rows = table(page, "success")
    assert len(rows) == 168
    assert rows[0][1:] == ["50.0%", "5", "5"]
    assert rows[1][1:] == ["90.0%", "9", "1"]
    qtbot.keyClick(view, Qt.Key.Key_T)
    qtbot.waitUntil(chart.isVisible)
    qtbot.waitUntil(chart.hasFocus)
    assert table(page, "answer_time")[0][1:] == ["80 ms", "400 ms", "900 ms"]


def test_the_tables_run_under_qts_tester(qtbot, show, qtmodeltester):
    page = loaded(qtbot, show())
    qtmodeltester.check(find(page, TableView, "success_table").model())
    click(qtbot, page, "window_day")
    qtbot.waitUntil(lambda: len(table(page, "success")) == 24)


def test_volume_names_the_busiest_and_those_that_are_gone(qtbot, show, world):
    page = loaded(qtbot, show())
    qtbot.waitUntil(lambda: table(page, "volume")[0][0].startswith("clients"))
    assert table(page, "volume") == [
        ["clients Create  ·  CRM feed", "200", "0", "100%"],
        ["lst_gone deleted", "16", "4", "75.0%"],
    ]
    bars = find(page, RankedBars, "volume_chart")
    assert bars.accessibleDescription() == "2 listeners; CRM feed: 200 tries, 0 failed"
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert world.shell.opened == [("listeners", {"listener_id": "lst_ok"})]


def test_the_busiest_have_a_table_of_their_values_too(qtbot, show):
    page = loaded(qtbot, show())
    bars = find(page, RankedBars, "volume_chart")
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_T)
    view = find(page, TableView, "volume_table")
    qtbot.waitUntil(view.isVisible)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_T)
    qtbot.waitUntil(bars.isVisible)
    qtbot.waitUntil(bars.hasFocus)


def test_a_deleted_listener_is_told_by_its_name_and_leads_to_its_deliveries(qtbot, show, world):
    world.platform.audit_ = [
        an_entry("deleted", of="lst_gone", before=settings(name="Old <b>CRM</b>"))
    ]
    page = loaded(qtbot, show())
    qtbot.waitUntil(lambda: table(page, "volume")[0][0].startswith("clients"))
    name = "Old <b>CRM</b> (deleted)"
    assert table(page, "volume")[1] == [f"clients Create  ·  {name}", "16", "4", "75.0%"]
    bars = find(page, RankedBars, "volume_chart")
    bars.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(bars, key)
    assert world.shell.opened == [("deliveries", {"listener_id": "lst_gone"})]
    page.enter(listener_id="lst_gone")
    combo = find(page, QComboBox, "listener_filter")
    qtbot.waitUntil(lambda: combo.currentText() == name)


def test_what_needs_attention_is_one_click_away(qtbot, show, world):
    page = loaded(qtbot, show())
    card = find(page, QWidget, "attention")
    expected = {
        *("Needs attention", "2", "Bridge is stopped", "The endpoint answered 410 Gone"),
        *("Old CRM is failing", "90% failed in 24 h"),
    }
    qtbot.waitUntil(lambda: {one.text() for one in card.findChildren(QLabel)} >= expected)
    click(qtbot, page, "show_lst_stopped")
    assert world.shell.opened == [("listeners", {"listener_id": "lst_stopped"})]


def test_a_fresh_platform_has_nothing_to_show_and_says_so(qtbot, show, world):
    world.platform.stats_ = lambda query: tuple(
        replace(one, delivered=0, failed=0, p50_ms=None, p95_ms=None, p99_ms=None)
        for one in numbers(replace(query, by_listener=False))
        if not query.by_listener
    )
    page = show()
    qtbot.waitUntil(lambda: figures(page)[0][0] == "Success rate: None")
    for name in ("success_chart", "answer_time_chart", "volume_chart"):
        assert find(page, QWidget, name).accessibleDescription() == "No deliveries"
    find(page, QWidget, "success_chart").grab()


# -- states ---------------------------------------------------------------------------------


def test_the_keys_go_to_the_charts_so_that_t_shows_their_values(qtbot, show):
    """They went to the choice of a listener, where T chose one that begins with it."""
    page = show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    loaded(qtbot, page)
    chart = find(page, LineChart, "success_chart")
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_T)
    values = find(page, TableView, "success_table")
    qtbot.waitUntil(values.hasFocus)
    page.take_focus()  # come back to the page: to what is shown now
    qtbot.waitUntil(values.hasFocus)


def test_whoever_went_elsewhere_while_it_was_read_is_left_there(qtbot, show):
    page = show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    page.focus_search()
    chosen = find(page, QComboBox, "listener_filter")
    qtbot.waitUntil(chosen.hasFocus)
    loaded(qtbot, page)
    assert chosen.hasFocus()


def test_a_first_load_that_fails_can_be_tried_again(qtbot, show, world):
    world.platform.fail("stats", NetworkError("away", host="p.example"))
    page = show()
    placeholder = find(page, Placeholder, "health_placeholder")
    qtbot.waitUntil(lambda: placeholder.isVisible() and "p.example" in placeholder.title)
    click(qtbot, page, "try_again")
    loaded(qtbot, page)


def test_offline_keeps_the_figures_and_says_as_of_when(qtbot, show, world):
    page = loaded(qtbot, show())
    world.platform.fail("stats", NetworkError("away", host="p.example"))
    page.refresh()
    banner = find(page, Banner, "health_error")
    qtbot.waitUntil(banner.isVisible)
    assert banner.text.startswith("As of ")
    assert figures(page)[0][0] == "Success rate: 89.7%"
    page.refresh()
    qtbot.waitUntil(lambda: not banner.isVisible())


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (NotAuthorised("ended", status=401), "The platform did not accept the credential"),
        (
            PermissionMissing("no", status=403, permission="deliveries:read"),
            "You cannot view deliveries here",
        ),
    ],
)
def test_who_may_not_look_is_told(qtbot, show, world, error, title):
    world.platform.fail("stats", error)
    page = show()
    placeholder = find(page, Placeholder, "health_placeholder")
    qtbot.waitUntil(lambda: placeholder.title == title)
    if isinstance(error, PermissionMissing):
        click(qtbot, page, "copy_request")
        assert "deliveries:read" in QGuiApplication.clipboard().text()


def test_a_platform_without_statistics_is_not_asked(show, world):
    page = show(capabilities=CAPABILITIES)
    placeholder = find(page, Placeholder, "health_placeholder")
    assert placeholder.title == "This platform tells no statistics"
    page.refresh()
    assert "stats" not in world.platform.calls


def test_nobody_asks_while_the_page_is_not_seen(qtbot, show, world):
    page = loaded(qtbot, show())
    assert page._health._again.isActive()
    page.hide()
    assert not page._health._again.isActive()


# -- look and reach ---------------------------------------------------------------------------


def test_everything_that_takes_the_focus_has_a_name(qtbot, show):
    page = loaded(qtbot, show())
    assert nameless(page) == []


@pytest.mark.parametrize(
    ("scale", "size"), [(1.0, (1068, 740)), (1.0, (844, 520)), (1.5, (1190, 740))]
)
def test_nothing_is_cut_off(qtbot, show, theme, scale, size):
    theme.apply("dark" if scale > 1 else "light", text_scale=scale)
    page = loaded(qtbot, show(size=size))
    qtbot.waitUntil(lambda: fits(page) is None)
    find(page, QWidget, "success_chart").grab()


def test_T35_foreign_words_are_only_text(qtbot, show, world):
    for number, payload in enumerate(UI_PAYLOADS):
        world.platform.put(
            a_listener(
                id=f"lst_x{number}", settings=settings(name=payload), status=Status.SUSPENDED
            )
        )
    page = loaded(qtbot, show())
    card = find(page, QWidget, "attention")
    wanted = f"{UI_PAYLOADS[0]} is stopped"
    qtbot.waitUntil(lambda: wanted in {one.text() for one in card.findChildren(QLabel)})
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_it_comes_back_as_it_was_left(qtbot, show, world):
    page = loaded(qtbot, show())
    click(qtbot, page, "window_month")
    page.enter(listener_id="lst_bad")
    left = ListMemory(filters={"listener": "lst_bad", "time": "month"})
    assert world.shell.lists["health"] == left
    again = loaded(qtbot, show())
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    assert find(again, Segmented, "window").value is Window.MONTH
    assert find(again, ComboBox, "listener_filter").value == "lst_bad"
    assert world.shell.lists["health"] == left
    click(qtbot, again, "window_week")
    assert world.shell.lists["health"] == ListMemory(filters={"listener": "lst_bad"})


def test_a_listener_that_is_gone_falls_away(qtbot, show, world):
    world.shell.lists["health"] = ListMemory(filters={"listener": "lst_gone", "time": "never"})
    page = loaded(qtbot, show())
    combo = find(page, ComboBox, "listener_filter")
    qtbot.waitUntil(lambda: combo.value is None and combo.count() == 4)
    assert find(page, Segmented, "window").value is Window.WEEK
    assert world.shell.lists["health"] == AS_MADE
    page.enter(listener_id="lst_gone")  # one has come for it: its past is shown
    page._health._read_listeners()
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    assert combo.value == "lst_gone"
