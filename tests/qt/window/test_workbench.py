"""Sidebar and pages: the way between them, and what a page may hold up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from app.domain.control import Progress
from app.domain.workspace import Environment, SyncOverview
from app.runtime.turns import next_turn
from app.ui.text import times
from app.ui.text.zone import ZONE
from app.ui.workbench import Workbench
from tests.support.a_window import PAGE_NAMES, FakeForm, FakePage
from tests.support.builders import NOW, a_connection
from tests.support.payloads import UI_PAYLOADS

SANDBOX = a_connection(
    id="sandbox",
    name="Practice platform",
    base_url="",
    environment=Environment.SANDBOX,
    is_sandbox=True,
)
REMOTE = a_connection(id="con_1", name="Northwind", environment=Environment.PRODUCTION)


class Bench:
    """A workbench over fake pages."""

    def __init__(self, qtbot, connection=SANDBOX, others=(REMOTE,)):
        self.qtbot = qtbot
        self.pages: dict[str, FakePage] = {}
        self.shown: list[str] = []
        self.widget = Workbench(
            connection, [connection, *others], {name: self._maker(name) for name in PAGE_NAMES}
        )
        self.widget.page_shown.connect(self.shown.append)
        self.widget.resize(1280, 760)
        qtbot.addWidget(self.widget)
        self.widget.show()

    def _maker(self, name):
        def make(shell):
            assert shell is self.widget
            self.pages[name] = FakePage(name, shell)
            return self.pages[name]

        return make

    def choose(self, name):
        item = self.widget.sidebar.nav.item(name)
        self.qtbot.mouseClick(item, Qt.MouseButton.LeftButton)

    @property
    def marked(self):
        nav = self.widget.sidebar.nav
        return [key for key in nav.keys if nav.item(key).isChecked()]


@pytest.fixture
def bench(qtbot, light):
    made = Bench(qtbot)
    made.widget.open_page("listeners")
    return made


def test_whoever_goes_to_a_page_has_the_keys_there(qtbot, bench):
    pages = bench.pages
    bench.widget.activateWindow()
    qtbot.waitUntil(bench.widget.isActiveWindow)
    bench.choose("deliveries")
    assert pages["deliveries"].times_focused == 1
    bench.widget.open_page("pending")
    assert pages["pending"].times_focused == 1
    bench.widget.go_back()
    assert pages["deliveries"].times_focused == 2


def test_whoever_walks_along_the_sidebar_with_the_arrows_stays_there(qtbot, bench):
    nav = bench.widget.sidebar.nav
    bench.widget.activateWindow()
    qtbot.waitUntil(bench.widget.isActiveWindow)
    nav.item("listeners").setFocus()
    qtbot.waitUntil(nav.item("listeners").hasFocus)
    for name in ("deliveries", "health"):
        qtbot.keyClick(bench.widget.focusWidget(), Qt.Key.Key_Down)
        qtbot.waitUntil(nav.item(name).hasFocus)
        assert bench.widget.current_name == name
        assert bench.pages[name].times_focused == 0


def test_the_first_page_is_made_in_one_turn_and_shown_in_the_next(qtbot, light):
    bench = Bench(qtbot)
    bench.widget.open_first_page()
    assert list(bench.pages) == ["listeners"]
    assert bench.shown == []
    qtbot.waitUntil(lambda: bench.shown == ["listeners"])
    assert bench.pages["listeners"].calls == [{}]


def test_whoever_asks_for_another_page_before_the_first_is_shown_gets_that(qtbot, light):
    bench = Bench(qtbot)
    bench.widget.open_first_page()
    bench.widget.open_page("deliveries")
    seen = []
    next_turn(bench.widget, lambda: seen.append(True))
    qtbot.waitUntil(lambda: bool(seen))
    assert bench.shown == ["deliveries"]


class ReadingPage(FakePage):
    """One that still reads what is kept here."""

    is_settled = False


def test_the_rest_of_the_work_waits_for_what_is_here_to_be_painted(qtbot, light):
    bench, painted = Bench(qtbot), []
    bench.widget.painted.connect(lambda: painted.append(bench.shown[-1]))
    bench.widget._factories = {"listeners": lambda shell: ReadingPage("listeners", shell)}
    bench.widget.open_page("listeners")
    turns = []
    next_turn(bench.widget, lambda: next_turn(bench.widget, lambda: turns.append(2)))
    qtbot.waitUntil(lambda: bool(turns))
    assert painted == []
    bench.widget.page.settled.emit()
    assert painted == []  # it is shown, and not yet painted
    qtbot.waitUntil(lambda: painted == ["listeners"])


def test_a_page_that_reads_nothing_here_is_not_waited_for_and_no_page_twice(qtbot, light):
    bench, painted = Bench(qtbot), []
    bench.widget.painted.connect(lambda: painted.append(True))
    bench.widget.open_page("listeners")
    qtbot.waitUntil(lambda: bool(painted))
    bench.choose("deliveries")
    turns = []
    next_turn(bench.widget, lambda: next_turn(bench.widget, lambda: turns.append(2)))
    qtbot.waitUntil(lambda: bool(turns))
    assert painted == [True]


def test_pages_are_made_when_they_are_first_shown(bench):
    assert list(bench.pages) == ["listeners"]
    bench.choose("deliveries")
    bench.choose("listeners")
    bench.choose("deliveries")
    assert list(bench.pages) == ["listeners", "deliveries"]
    assert bench.shown == ["listeners", "deliveries", "listeners", "deliveries"]
    assert bench.pages["deliveries"].isVisible()
    assert not bench.pages["listeners"].isVisible()


@pytest.mark.parametrize("name", ["deliveries", "credentials", "sandbox_records"])
def test_choosing_a_page_marks_and_shows_it(bench, name):
    bench.choose(name)
    assert bench.widget.current_name == name
    assert bench.marked == [name]


def test_arrow_keys_walk_through_the_pages(bench):
    nav = bench.widget.sidebar.nav
    nav.item("listeners").setFocus()
    bench.qtbot.keyClick(nav.item("listeners"), Qt.Key.Key_Down)
    assert bench.widget.current_name == "deliveries"


@pytest.mark.parametrize("name", ["listener_form", "test_result"])
def test_a_page_within_listeners_marks_listeners(bench, name):
    bench.choose("deliveries")
    bench.widget.open_page(name, listener_id="lst_1")
    assert bench.marked == ["listeners"]
    assert bench.pages[name].calls == [{"listener_id": "lst_1"}]
    bench.choose("listeners")  # marked already, and still a way back to the list
    assert bench.widget.current_name == "listeners"


def test_choosing_the_page_that_is_shown_does_nothing(bench):
    bench.choose("listeners")
    assert bench.pages["listeners"].calls == [{}]


# --- unsaved work ------------------------------------------------


def test_a_page_that_refuses_to_be_left_stays_and_stays_marked(bench):
    bench.pages["listeners"].holds = True
    bench.choose("deliveries")
    assert bench.widget.current_name == "listeners"
    assert bench.marked == ["listeners"]
    assert bench.pages["listeners"].isVisible()
    assert "deliveries" not in bench.pages


def test_a_page_that_lets_go_later_is_left_then(bench):
    page = bench.pages["listeners"]
    page.holds = True
    bench.choose("deliveries")
    (proceed,) = page.kept
    proceed()
    assert bench.widget.current_name == "deliveries"
    assert bench.marked == ["deliveries"]


@pytest.mark.parametrize(
    "leave",
    [
        lambda bench: bench.widget.open_page("credentials"),
        lambda bench: bench.widget.go_back(),
        lambda bench: bench.widget.confirm_leave(lambda: bench.shown.append("left")),
    ],
)
def test_every_way_out_asks_the_page(bench, leave):
    bench.choose("deliveries")
    bench.pages["deliveries"].holds = True
    shown = list(bench.shown)
    leave(bench)
    assert bench.widget.current_name == "deliveries"
    assert bench.shown == shown
    bench.pages["deliveries"].kept[0]()
    assert bench.shown != shown


def test_a_refused_way_out_is_not_remembered(bench):
    bench.choose("deliveries")
    bench.pages["deliveries"].holds = True
    bench.choose("credentials")
    bench.pages["deliveries"].holds = False
    bench.widget.go_back()
    assert bench.widget.current_name == "listeners"


# --- back ---------------------------------------------------------


def test_back_goes_the_way_one_came_and_ends_at_the_list(bench):
    bench.choose("deliveries")
    bench.choose("credentials")
    bench.widget.go_back()
    bench.widget.go_back()
    assert bench.widget.current_name == "listeners"
    bench.choose("deliveries")
    bench.widget.go_back()
    bench.widget.go_back()
    bench.widget.go_back()
    assert bench.widget.current_name == "listeners"


def test_back_opens_a_page_with_what_it_was_opened_with(bench):
    bench.widget.open_page("listener_form", listener_id="lst_7")
    bench.widget.open_page("test_result", attempt=1)
    bench.widget.go_back()
    assert bench.pages["listener_form"].calls == [{"listener_id": "lst_7"}] * 2


def test_back_brings_a_page_what_it_says_to_come_back_with(bench):
    bench.widget.open_page("test_result", listener_id="lst_7")  # which sends something
    bench.pages["test_result"].way_back_is = {"attempt": 3}
    bench.widget.open_page("listener_form", listener_id="lst_7")
    bench.widget.go_back()
    assert bench.pages["test_result"].calls[1:] == [{"attempt": 3}]


def test_back_after_a_page_was_opened_anew_knows_the_latter(bench):
    bench.widget.open_page("deliveries", listener_id="lst_1")
    bench.widget.open_page("deliveries", listener_id="lst_2")
    bench.widget.open_page("credentials")
    bench.widget.go_back()
    assert bench.pages["deliveries"].calls[-1] == {"listener_id": "lst_2"}
    bench.widget.go_back()
    assert bench.widget.current_name == "listeners"


def test_the_way_back_does_not_grow_for_ever(bench):
    for _round in range(50):
        bench.choose("deliveries")
        bench.choose("credentials")
    assert len(bench.widget._history) <= 20


# --- the sidebar -----------------------------------------------------


@pytest.mark.parametrize(("width", "compact"), [(1280, False), (960, False), (959, True)])
def test_a_narrow_window_shows_icons_only(bench, width, compact):
    bench.widget.resize(width, 700)
    sidebar = bench.widget.sidebar
    assert (sidebar.width() < 100) is compact
    item = sidebar.nav.item("deliveries")
    assert item.toolTip() == ("Deliveries" if compact else "")
    assert bench.widget.findChild(type(sidebar._running), "sandbox_running").isVisible() is (
        not compact
    )
    assert item.accessibleName() or item.text() == "Deliveries"


def test_getting_wide_again_brings_the_cards_back(bench):
    bench.widget.show_sync(SyncOverview(online=True, waiting=2, synced_at=NOW))
    sidebar = bench.widget.sidebar
    assert sidebar._sync.isVisible()
    bench.widget.resize(900, 700)
    bench.widget.show_sync(SyncOverview(online=True, waiting=3, synced_at=NOW))
    assert not sidebar._sync.isVisible()
    bench.widget.resize(1280, 700)
    assert sidebar._sync.isVisible()
    assert sidebar._running.isVisible()


def test_a_larger_text_makes_the_sidebar_give_way_sooner(bench, light):
    bench.widget.resize(1200, 700)
    assert bench.widget.sidebar.width() > 100
    light.apply("light", text_scale=1.5)
    try:
        assert bench.widget.sidebar.width() < 120
        bench.widget.resize(1500, 700)
        assert bench.widget.sidebar.width() > 300
    finally:
        light.apply("light")


def test_the_sync_card_is_away_until_something_waited(bench):
    card = bench.widget.sidebar._sync
    bench.widget.show_sync(SyncOverview(online=True, synced_at=NOW))
    assert not card.isVisible()
    bench.widget.show_sync(SyncOverview(online=True, conflicts=1, synced_at=NOW))
    assert card.isVisible()
    bench.widget.show_sync(SyncOverview(online=True, synced_at=NOW))
    assert card.isVisible()  # "Everything is synced"


def test_how_far_a_long_push_is_stands_in_the_card_and_it_can_be_stopped(qtbot, bench):
    sidebar = bench.widget.sidebar
    progress = sidebar.findChild(QLabel, "sending_progress")
    bench.widget.show_sync(SyncOverview(online=True, waiting=1000, synced_at=NOW))
    bench.widget.show_progress(Progress(400, 1000))
    assert progress.isVisible()
    assert progress.text() == f"Sending 400 of {times.number(1000)}"
    cancel = sidebar.findChild(QPushButton, "cancel_sending")
    with qtbot.waitSignal(sidebar.cancel_wanted):
        cancel.click()
    for quick in (Progress(0, 3), None):
        bench.widget.show_progress(quick)
        assert not progress.isVisible()
        assert not cancel.isVisible()


def test_sandbox_records_belong_to_sandboxes(qtbot, light):
    remote = Bench(qtbot, REMOTE)
    assert not remote.widget.sidebar.nav.item("sandbox_records").isVisible()
    assert not remote.widget.offers("sandbox_records")
    assert not remote.widget.sidebar._running.isVisible()
    assert Bench(qtbot).widget.offers("sandbox_records")


def test_the_mailbox_belongs_to_the_practice_platform(qtbot, light):
    elsewhere = replace(REMOTE, environment=Environment.SANDBOX)
    remote = Bench(qtbot, elsewhere).widget
    assert remote.offers("sandbox_records")
    assert not remote.offers("mailbox")
    assert Bench(qtbot).widget.offers("mailbox")


def opened_menu(bench):
    sidebar = bench.widget.sidebar
    bench.qtbot.mouseClick(sidebar.switcher, Qt.MouseButton.LeftButton)
    return sidebar.findChildren(QMenu)[-1]


def test_the_switcher_offers_every_connection(bench):
    menu = opened_menu(bench)
    names = [action.text() for action in menu.actions() if action.data()]
    assert names == ["Practice platform · Sandbox", "Northwind · Production"]
    assert [action.isChecked() for action in menu.actions() if action.data()] == [True, False]
    chosen = []
    bench.widget.sidebar.connection_chosen.connect(chosen.append)
    menu.actions()[0].trigger()  # the one that is open
    menu.actions()[1].trigger()
    assert chosen == ["con_1"]
    menu.close()


def test_T35_a_connections_name_is_plain_in_sidebar_and_menu(qtbot, light):
    for payload in UI_PAYLOADS:
        named = a_connection(name=payload, base_url="https://h.example")
        bench = Bench(qtbot, named, ())
        switcher = bench.widget.sidebar.switcher
        assert f"Connection: {payload}, " in switcher.accessibleName()
        assert switcher.shortcut().isEmpty()
        menu = opened_menu(bench)
        shown = menu.actions()[0].text()
        assert "&" not in shown.replace("&&", "")
        assert "\t" not in shown
        shown = shown.removesuffix(" · Production").replace("&&", "&")
        assert shown[:20] == payload.replace("\t", " ")[:20]
        menu.close()
        QCoreApplication.sendPostedEvents()


def test_in_another_time_zone_pages_are_made_anew(qtbot):
    bench = Bench(qtbot)
    bench.widget.open_page("deliveries", listener_id="lst_1")
    bench.widget.open_page("health")
    before = dict(bench.pages)
    try:
        ZONE.choose("Asia/Kathmandu")
    finally:
        ZONE.choose("")
    assert bench.widget.page is bench.pages["health"] is not before["health"]
    bench.widget.go_back()
    assert bench.widget.page is bench.pages["deliveries"] is not before["deliveries"]
    assert bench.pages["deliveries"].calls[-1] == {"listener_id": "lst_1"}


def test_a_page_made_anew_is_given_what_it_says_to_come_back_with(bench):
    bench.widget.open_page("test_result", listener_id="lst_7")  # which sends something
    bench.pages["test_result"].way_back_is = {"attempt": 3}
    try:
        ZONE.choose("Asia/Kathmandu")
        assert bench.pages["test_result"].calls == [{"attempt": 3}]
    finally:
        ZONE.choose("")


@pytest.fixture
def with_form(qtbot):
    """A bench that shows a form, and the forms it has made."""
    bench, made = Bench(qtbot), []

    def make(shell):
        made.append(FakeForm("listener_form", shell))
        return made[-1]

    bench.widget._factories = {**bench.widget._factories, "listener_form": make}
    bench.widget.open_page("listener_form", listener_id="lst_1")
    yield bench, made
    ZONE.choose("")


def test_a_form_without_unsaved_work_is_made_anew_too(with_form):
    bench, made = with_form
    ZONE.choose("Asia/Kathmandu")
    assert bench.widget.page is made[1]
    assert made[1].calls[-1] == {"listener_id": "lst_1"}


def test_unsaved_work_stays_until_it_is_saved_or_given_up(with_form):
    bench, made = with_form
    made[0].has_work = True
    ZONE.choose("Asia/Kathmandu")
    assert bench.widget.page is made[0]
    assert made[0].isVisible()
    bench.widget.open_page("health")
    bench.widget.go_back()
    assert bench.widget.page is made[0]
    made[0].has_work = False
    bench.widget.open_page("health")
    bench.widget.open_page("listener_form")
    assert bench.widget.page is made[1]
