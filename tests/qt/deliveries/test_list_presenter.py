"""The list: pages, filters, quiet refreshes, and failures that keep what was there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.delivery import DeliveryStatus
from app.domain.errors import ApiError, TimedOut
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.list_status import Phase
from app.ui.pages.deliveries.wanted import Segment, Wanted, Window
from tests.support.builders import NOW, a_listener, local
from tests.support.scripted_deliveries import Kept, Scripted, made

NEVER_MS = 3_600_000


@pytest.fixture
def make(runner, events):
    def make(service, *, listeners=(), every_ms=NEVER_MS):
        return DeliveryListPresenter(
            service,
            Kept(*listeners),
            runner,
            events,
            clock=lambda: NOW,
            every_ms=every_ms,
            typing_ms=0,
        )

    return make


def ids(presenter):
    return [row.record_id for row in presenter.model]


def ready(status):
    return status.phase is Phase.READY


def failed(status):
    return status.phase is Phase.FAILED


@pytest.fixture
def opened(qtbot, make):
    def opened(service, **how):
        presenter = make(service, **how)
        with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
            presenter.set_active(is_active=True)
        return presenter

    return opened


def test_nothing_is_asked_before_it_is_looked_at(make):
    service = Scripted(made(1))
    make(service)
    assert service.asked == []


def test_shows_the_newest_first_with_counts(opened):
    service = Scripted(made(1), made(2, status=DeliveryStatus.FAILED), made(3), made(4))
    presenter = opened(service)
    assert ids(presenter) == ["cli_4", "cli_3", "cli_2"]
    assert presenter.status.has_more
    assert presenter.status.counts[Segment.ALL] == 4
    assert presenter.status.counts[Segment.FAILED] == 1
    assert presenter.status.as_of == NOW


def test_scrolling_reads_on_under_the_same_filter(qtbot, opened):
    service = Scripted(*(made(n) for n in range(1, 6)))
    presenter = opened(service)
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
        presenter.load_more()
    assert ids(presenter) == ["cli_5", "cli_4", "cli_3", "cli_2", "cli_1"]
    assert not presenter.status.has_more
    (first, _none), (second, cursor) = service.asked
    assert first == second
    assert cursor == "dlv_00003"
    presenter.load_more()
    assert len(service.asked) == 2


def test_choosing_a_state_asks_for_it(qtbot, opened):
    service = Scripted(made(1, status=DeliveryStatus.FAILED), made(2))
    presenter = opened(service)
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
        presenter.choose_segment(Segment.FAILED)
    assert ids(presenter) == ["cli_1"]
    assert presenter.status.is_filtered


def test_waiting_means_pending_and_held(qtbot, opened):
    service = Scripted(made(1, status=DeliveryStatus.HELD), made(2, status=DeliveryStatus.PENDING))
    presenter = opened(service)
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
        presenter.choose_segment(Segment.WAITING)
    assert ids(presenter) == ["cli_2", "cli_1"]
    assert presenter.status.counts[Segment.WAITING] == 2


def test_search_listener_and_time_travel_to_the_platform(qtbot, opened):
    service = Scripted(made(1), made(12))
    presenter = opened(service)
    for act in (
        lambda: presenter.search(" cli_12 "),
        lambda: presenter.choose_listener("lst_9"),
        lambda: presenter.choose_window(Window.DAY),
    ):
        with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
            act()
    wanted, cursor = service.asked[-1]
    assert (wanted.text, wanted.listener_id, cursor) == ("cli_12", "lst_9", None)
    assert wanted.since == NOW - Window.DAY.value
    assert presenter.status.is_empty


def test_clearing_the_filters_shows_everything(qtbot, opened):
    presenter = opened(Scripted(made(1)))
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
        presenter.choose_segment(Segment.FAILED)
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
        presenter.clear_filters()
    assert presenter.wanted == Wanted()
    assert ids(presenter) == ["cli_1"]


def test_a_new_filter_does_not_wait_for_the_old_answer(qtbot, opened, gate):
    service = Scripted(made(1), made(2, status=DeliveryStatus.FAILED))
    presenter = opened(service)
    service.hold = gate
    presenter.refresh()
    gate.wait_entered()
    service.hold = None
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
        presenter.choose_segment(Segment.FAILED)
    assert ids(presenter) == ["cli_2"]
    gate.opened.set()


def test_looks_again_by_itself_while_visible(qtbot, opened):
    service = Scripted(made(1))
    presenter = opened(service, every_ms=1)
    service.rows.append(made(2))
    qtbot.waitUntil(lambda: ids(presenter) == ["cli_2", "cli_1"])
    presenter.set_active(is_active=False)


def test_a_hidden_page_asks_nothing(qtbot, opened, events):
    service = Scripted(made(1))
    presenter = opened(service)
    presenter.set_active(is_active=False)
    asked = len(service.asked)
    events.deliveries_changed.emit()
    assert len(service.asked) == asked
    with qtbot.waitSignal(presenter.status_changed):
        service.rows.append(made(2))
        presenter.refresh()  # F5 asks, whatever else
        qtbot.waitUntil(lambda: len(ids(presenter)) == 2)


def test_news_of_deliveries_are_looked_at_at_once(qtbot, opened, events):
    service = Scripted(made(1))
    presenter = opened(service)
    service.rows.append(made(2))
    events.deliveries_changed.emit()
    qtbot.waitUntil(lambda: ids(presenter) == ["cli_2", "cli_1"])


def test_a_quiet_look_changes_rows_in_place(qtbot, opened, events):
    service = Scripted(made(1, status=DeliveryStatus.PENDING), made(2))
    presenter = opened(service)
    changed = []
    presenter.model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    service.rows[0] = replace(service.rows[0], status=DeliveryStatus.DELIVERED)
    events.deliveries_changed.emit()
    qtbot.waitUntil(lambda: changed == [1])


def test_a_failure_keeps_the_rows_and_is_told(qtbot, opened):
    service = Scripted(made(1))
    presenter = opened(service)
    error = TimedOut("30 s", host="p.example")
    service.faults.append(error)
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=failed):
        presenter.refresh()
    assert presenter.status.error is error
    assert ids(presenter) == ["cli_1"]
    assert not presenter.status.is_empty


def test_trying_again_clears_the_failure(qtbot, make):
    service = Scripted(made(1))
    service.faults.append(TimedOut("30 s"))
    presenter = make(service)
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=failed):
        presenter.set_active(is_active=True)
    assert presenter.status.as_of is None
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=ready):
        presenter.refresh()
    assert presenter.status.error is None
    assert ids(presenter) == ["cli_1"]


def test_it_goes_on_asking_after_a_failure_but_less_often(qtbot, make):
    service = Scripted(made(1))
    service.faults.extend([TimedOut("1"), TimedOut("2")])
    presenter = make(service, every_ms=1)
    presenter.set_active(is_active=True)
    qtbot.waitUntil(lambda: ids(presenter) == ["cli_1"])
    presenter.set_active(is_active=False)
    assert [cursor for _wanted, cursor in service.asked][:3] == [None] * 3


def test_an_old_cursor_means_reading_anew(qtbot, opened):
    service = Scripted(*(made(n) for n in range(1, 6)))
    presenter = opened(service)
    service.faults.append(ApiError("old", status=400, code="invalid_cursor"))
    presenter.load_more()
    qtbot.waitUntil(lambda: len(service.asked) == 3)
    qtbot.waitUntil(lambda: presenter.status.phase is Phase.READY)
    assert service.asked[-1][1] is None


def test_listeners_fill_the_filter_and_follow_changes(qtbot, make, events):
    mine = local(a_listener(id="lst_1"))
    kept = [mine]
    presenter = make(Scripted(), listeners=kept)
    with qtbot.waitSignal(presenter.listeners.changed):
        presenter.set_active(is_active=True)
    assert presenter.listeners.find("lst_1") == mine
    assert presenter.listeners.find("lst_2") is None
    other = local(a_listener(id="lst_2"))
    presenter.listeners._listeners.rows.append(other)
    with qtbot.waitSignal(presenter.listeners.changed):
        events.listeners_changed.emit()
    assert presenter.listeners.find("lst_2") == other


def test_the_model_keeps_its_promises(opened, qtmodeltester):
    presenter = opened(Scripted(*(made(n) for n in range(1, 4))))
    qtmodeltester.check(presenter.model)


def done_searching(status):
    return ready(status) and status.seen is not None


def test_a_search_in_contents_goes_on_until_there_is_enough(qtbot, opened):
    rows = [made(n, payload="needle" if n % 5 == 0 else "hay") for n in range(1, 31)]
    presenter = opened(Scripted(*rows))
    presenter.choose_contents(True)
    assert presenter.status.seen is None  # nothing is looked for yet
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=done_searching):
        presenter.search("needle")
    assert ids(presenter) == [f"cli_{n}" for n in (30, 25, 20, 15, 10, 5)]
    assert (presenter.status.seen, presenter.status.of) == (30, 30)
    assert presenter.status.counts == {}
    with qtbot.waitSignal(
        presenter.status_changed,
        check_params_cb=lambda status: ready(status) and status.seen is None,
    ):
        presenter.choose_contents(False)


def test_a_search_in_contents_can_be_stopped_and_keeps_what_it_found(qtbot, opened, gate):
    service = Scripted(*(made(n, payload="needle") for n in range(1, 31)))
    presenter = opened(service)
    presenter.choose_contents(True)

    def found_some(_status):
        return len(ids(presenter)) >= 3

    def hold_the_second_page():
        if len(service.asked) > 2:
            gate()

    service.hold = hold_the_second_page
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=found_some):
        presenter.search("needle")
    qtbot.waitUntil(gate.entered.is_set)
    presenter.stop_search()
    gate.opened.set()
    assert ready(presenter.status)
    assert ids(presenter) == ["cli_30", "cli_29", "cli_28"]
    asked = len(service.asked)
    presenter._look_again()
    assert len(service.asked) == asked  # no quiet look reads everything anew
    service.hold = None
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=done_searching):
        presenter.load_more()
    assert len(ids(presenter)) == 30


def test_a_failed_search_in_contents_can_be_tried_again(qtbot, opened):
    service = Scripted(made(1, payload="needle"))
    presenter = opened(service)
    presenter.choose_contents(True)
    service.faults.append(TimedOut("30 s"))
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=failed):
        presenter.search("needle")
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=done_searching):
        presenter.refresh()
    assert (ids(presenter), presenter.status.error) == (["cli_1"], None)


def looked(qtbot, presenter, events):
    """Waits until news from the stream have been looked up."""
    with qtbot.waitSignal(presenter.refreshed):
        events.deliveries_changed.emit()


def test_new_ones_are_only_counted_where_nobody_wants_them_to_come(qtbot, opened, events):
    service = Scripted(*(made(n) for n in range(1, 4)), page_size=10)
    presenter = opened(service)
    presenter.follow(False)
    service.rows[2] = replace(service.rows[2], status=DeliveryStatus.FAILED)
    service.rows += [made(4), made(5)]
    looked(qtbot, presenter, events)
    assert ids(presenter) == ["cli_3", "cli_2", "cli_1"]
    assert presenter.model.row(0).status is DeliveryStatus.FAILED  # what is shown stays true
    assert presenter.status.waiting == 2
    assert presenter.status.counts[Segment.ALL] == 5
    with qtbot.waitSignal(presenter.refreshed):
        presenter.follow(True)
    assert ids(presenter) == ["cli_5", "cli_4", "cli_3", "cli_2", "cli_1"]
    assert presenter.status.waiting == 0


def test_whoever_asks_gets_those_that_wait_and_the_next_wait_again(qtbot, opened, events):
    service = Scripted(made(1), made(2), page_size=10)
    presenter = opened(service)
    presenter.follow(False)
    service.rows.append(made(3))
    looked(qtbot, presenter, events)
    with qtbot.waitSignal(presenter.refreshed):
        presenter.refresh()
    assert ids(presenter) == ["cli_3", "cli_2", "cli_1"]
    service.rows.append(made(4))
    looked(qtbot, presenter, events)
    assert ids(presenter) == ["cli_3", "cli_2", "cli_1"]
    assert presenter.status.waiting == 1


def test_more_than_a_look_reaches_wait_and_older_ones_can_still_be_read(qtbot, opened, events):
    service = Scripted(*(made(n) for n in range(1, 6)))  # three a page
    presenter = opened(service)
    presenter.follow(False)
    service.rows += [made(n) for n in range(6, 12)]
    looked(qtbot, presenter, events)
    assert ids(presenter) == ["cli_5", "cli_4", "cli_3"]
    assert (presenter.status.waiting, presenter.status.more_wait) == (3, True)
    with qtbot.waitSignal(presenter.refreshed):
        presenter.load_more()
    assert ids(presenter) == ["cli_5", "cli_4", "cli_3", "cli_2", "cli_1"]
    assert presenter.status.waiting == 3


def test_the_first_deliveries_are_shown_whether_wanted_or_not(qtbot, opened, events):
    service = Scripted()
    presenter = opened(service)
    presenter.follow(False)
    service.rows.append(made(1))
    looked(qtbot, presenter, events)
    assert ids(presenter) == ["cli_1"]
