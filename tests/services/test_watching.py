"""A connection that is watched is in step: after an edit, on the stream's word, after an outage."""

from __future__ import annotations

import threading
from queue import Queue

import pytest

from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.errors import AppError, Busy, NetworkError, NotAuthorised
from app.domain.listener import Mode
from app.domain.sync_state import SyncReport
from app.services.watching import Watch
from tests.support.builders import a_listener, settings
from tests.support.fakes import FakePlatform, a_workspace

LIMIT_S = 20.0
CONTROL = JobControl()


class Watched:
    """A watch on a fake platform, on a thread of its own; nothing happens by time in it."""

    def __init__(
        self, platform: FakePlatform, failure: AppError | None = None, **how: float
    ) -> None:
        self.told: Queue[SyncReport | AppError] = Queue()
        self.ended: Queue[BaseException] = Queue()
        self.platform = platform
        never = {"interval_s": 10_000.0, "streaming_interval_s": 10_000.0}
        self.watch = Watch(tell=self.told.put, jitter=lambda: 0.5, **{**never, **how})
        self.workspace = a_workspace(platform=platform, announce=self.watch.hear)
        if failure is not None:
            platform.fail("changes", failure)
        self.control = JobControl()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.control.cancel()
        self._thread.join(LIMIT_S)
        assert not self._thread.is_alive()
        self.workspace.close()

    def _run(self) -> None:
        try:
            self.watch.run(self.control, self.workspace)
        except BaseException as exc:
            self.ended.put(exc)

    def next(self) -> SyncReport | AppError:
        return self.told.get(timeout=LIMIT_S)

    def until_sent(self) -> SyncReport:
        while True:
            report = self.next()
            if isinstance(report, SyncReport) and report.sent:
                return report


@pytest.fixture
def platform():
    return FakePlatform()


def test_an_edit_is_sent_at_once_and_the_end_is_a_cancellation(platform):
    with Watched(platform) as watched:
        watched.next()
        row = watched.workspace.listeners.create(CONTROL, settings(name="new"))
        assert watched.until_sent().waiting == 0
        assert row.id in platform.there
        watched.workspace.listeners.set_mode(CONTROL, [row.id], Mode.PAUSED)
        watched.until_sent()
        assert platform.there[row.id].settings.mode is Mode.PAUSED
    assert isinstance(watched.ended.get(timeout=LIMIT_S), Cancelled)


def test_what_others_do_arrives_when_the_platform_says_so(platform):
    with Watched(platform) as watched:
        watched.next()
        theirs = platform.put(a_listener())
        watched.watch.hear(Changed.PLATFORM)
        while watched.workspace.listeners.get(theirs.id) is None:
            watched.next()


def test_F54_an_outage_is_told_and_got_over(platform):
    with Watched(platform, NetworkError("down")) as watched:
        assert isinstance(watched.next(), NetworkError)
        watched.workspace.listeners.create(CONTROL, settings())  # gives a reason to try again
        assert watched.until_sent().waiting == 0


def test_F38_a_busy_platform_is_left_alone_as_long_as_it_asks(platform):
    with Watched(platform, Busy("later", status=503, retry_after_s=10_000.0)) as watched:
        assert isinstance(watched.next(), Busy)
        watched.workspace.listeners.create(CONTROL, settings())
        watched.control.cancel()
    assert watched.told.empty()


def test_F37_an_ended_token_ends_the_watch(platform):
    with Watched(platform, NotAuthorised("ended", status=401)) as watched:
        assert isinstance(watched.ended.get(timeout=LIMIT_S), NotAuthorised)


def test_without_a_reason_it_asks_every_minute(platform):
    with Watched(platform, interval_s=0.05) as watched:
        for _ in range(3):
            assert isinstance(watched.next(), SyncReport)
