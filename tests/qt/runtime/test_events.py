"""Facts announced on any thread arrive on the GUI thread."""

import threading

import pytest

from app.domain.announce import Changed
from app.domain.workspace import SyncOverview
from app.runtime.events import AppEvents

SIGNALS = {
    Changed.LISTENERS: "listeners_changed",
    Changed.LISTENER_WAITING: "listener_waiting",
    Changed.CREDENTIALS: "credentials_changed",
    Changed.CATALOG: "catalog_changed",
    Changed.STANDING: "standing_changed",
    Changed.DELIVERIES: "deliveries_changed",
    Changed.PLATFORM: "platform_moved",
    Changed.STREAM: "stream_changed",
    Changed.DRAFT: "draft_forgotten",
    Changed.SYNC: "sync_changed",
    Changed.CONNECTIONS: "connections_written",
    Changed.SIDE: "side_changed",
    Changed.SIDE_WAITING: "side_waiting",
    Changed.RECEIVED: "received_changed",
    Changed.SAMPLES: "samples_changed",
    Changed.NOTICE: "notice",
}


def test_every_fact_has_a_signal():
    assert set(SIGNALS) == set(Changed)


@pytest.mark.parametrize("what", Changed)
def test_a_fact_told_by_a_worker_arrives_on_the_gui_thread(qtbot, what):
    events, heard = AppEvents(), []
    signal = getattr(events, SIGNALS[what])
    signal.connect(lambda *_args: heard.append(threading.current_thread()))
    with qtbot.waitSignal(signal):
        worker = threading.Thread(target=events.announce, args=(what, SyncOverview()))
        worker.start()
        worker.join()
        assert heard == []  # queued, never direct
    assert heard == [threading.main_thread()]


def test_the_overview_travels_along(qtbot):
    events = AppEvents()
    overview = SyncOverview(online=True, waiting=2)
    with qtbot.waitSignal(events.sync_changed) as heard:
        events.announce(Changed.SYNC, overview)
    assert heard.args == [overview]
