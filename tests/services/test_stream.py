"""Who listens to the stream hears of changes, and is back whenever it breaks."""

import threading

import pytest

from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.errors import (
    ApiError,
    Busy,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
)
from app.domain.stream import StreamEvent
from app.services.stream import StreamService
from tests.support.fakes import Announcements, FakePlatform

CONTROL = JobControl()
HEARTBEAT = StreamEvent("heartbeat", "e:1")
LISTENER = StreamEvent("listener", "e:2")


class Waits(JobControl):
    """Sleeps no moment, remembers how long it was to, and is cancelled after some waits."""

    def __init__(self, count):
        super().__init__()
        self.asked_s, self._count = [], count

    def sleep(self, seconds):
        self.asked_s.append(seconds)
        if len(self.asked_s) == self._count:
            self.cancel()
        self.check()


class Stage:
    def __init__(self):
        self.platform = FakePlatform()
        self.heard = Announcements()
        self.service = StreamService(self.platform, announce=self.heard, jitter=lambda: 0.5)

    def follow(self, waits):
        control = Waits(waits)
        with pytest.raises(Cancelled):
            self.service.follow(control)
        return control.asked_s


@pytest.fixture
def stage():
    return Stage()


def test_it_tells_that_it_listens_and_what_it_hears(stage):
    stage.platform.streams = [[HEARTBEAT, LISTENER, StreamEvent("delivery", "e:3")]]
    assert stage.follow(1) == [0.0]
    assert stage.heard.heard == [
        (Changed.STREAM, True),
        (Changed.PLATFORM, None),  # it begins: something may have been missed
        (Changed.PLATFORM, None),
        (Changed.DELIVERIES, None),
        (Changed.STREAM, False),
    ]


def test_it_goes_on_after_the_last_event(stage):
    stage.platform.streams = [[HEARTBEAT, LISTENER], [HEARTBEAT], [LISTENER]]
    stage.follow(3)
    assert stage.platform.listened == ["", "e:2", "e:1"]


def test_while_it_cannot_connect_it_tries_ever_more_rarely(stage):
    for _n in range(4):
        stage.platform.fail("stream", NetworkError("no"))
    assert stage.follow(4) == [5, 10, 20, 40]
    assert stage.heard.heard == []


def test_one_that_broke_is_soon_there_again(stage):
    for _n in range(3):
        stage.platform.fail("stream", NetworkError("no"))
    stage.platform.fail("stream", NetworkError("broke"), after_effect=True)
    stage.platform.streams = [[HEARTBEAT]]
    assert stage.follow(4) == [5, 10, 20, 5]


def test_one_that_ends_at_once_without_a_word_is_not_asked_in_a_loop(stage):
    stage.platform.streams = [[], [], []]
    assert stage.follow(3) == [5, 10, 20]


def test_a_place_that_is_not_kept_any_more_is_forgotten(stage):
    stage.platform.streams = [[LISTENER]]
    stage.follow(1)
    stage.platform.fail("stream", ApiError("old", status=410, code="token_expired"))
    stage.platform.streams = [[HEARTBEAT]]
    stage.follow(2)
    assert stage.platform.listened == ["", ""]


def test_F38_the_platform_may_ask_for_more_time(stage):
    stage.platform.fail("stream", Busy("later", status=503, retry_after_s=90.0))
    assert stage.follow(1) == [90]


@pytest.mark.parametrize(
    "error",
    [
        NotFound("no", status=404, code="capability_missing"),
        PermissionMissing("no", status=403),
    ],
)
def test_where_there_is_nothing_to_hear_it_ends(stage, error):
    stage.platform.fail("stream", error)
    stage.service.follow(CONTROL)
    assert stage.platform.calls == ["stream"]


def test_F37_a_token_that_is_not_taken_ends_it(stage):
    stage.platform.fail("stream", NotAuthorised("no", status=401))
    with pytest.raises(NotAuthorised):
        stage.service.follow(CONTROL)


def test_cancelling_ends_the_wait_for_events(stage):
    control, ended = JobControl(), threading.Event()

    def job():
        with pytest.raises(Cancelled):
            stage.service.follow(control)
        ended.set()

    thread = threading.Thread(target=job)
    thread.start()
    control.cancel()
    assert ended.wait(20)
    thread.join(20)


def test_deliveries_are_told_of_at_most_every_two_seconds():
    times = iter([10.0, 10.5, 11.9, 12.0, 13.9, 14.1])
    stage = Stage()
    stage.service = StreamService(
        stage.platform, announce=stage.heard, jitter=lambda: 0.5, monotonic=lambda: next(times)
    )
    stage.platform.streams = [[StreamEvent("delivery", f"e:{at}") for at in range(6)]]
    stage.follow(1)
    assert stage.heard.kinds.count(Changed.DELIVERIES) == 3  # at 10.0, 12.0 and 14.1
