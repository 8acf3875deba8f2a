"""kill -9 at every point with a name (F07-F11): nothing is lost, repeats are the same event.

And at any statement at all, in the long form.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.server.store.tables import attempts, deliveries, events, listeners, outcomes
from tests.support.delivery_stage import Stage
from tests.support.dying_platform import LEASED, POINTS, ROTATIONS, stage_of
from tests.support.platform import running_platform
from tests.support.processes import killed, said_until_killed
from tests.support.receivers import HttpReceiver, Received, Reply
from tests.support.smtp_receiver import SmtpReceiver

RECORDS = 5
FINAL = {"delivered", "failed", "cancelled"}


class Story:
    """Endpoints that are well, that fail once, and that are gone."""

    def __init__(self, well: HttpReceiver, once: HttpReceiver, gone: HttpReceiver) -> None:
        self.well, self.once, self.gone = well, once, gone
        seen: set[str] = set()

        def first_fails(request: Received) -> Reply:
            event_id = request.header("webhook-id")
            is_new = event_id not in seen
            seen.add(event_id)
            return Reply(status=500) if is_new else Reply()

        once.always(first_fails)
        gone.always(Reply(status=410))

    def plan(self, point: str) -> dict[str, Any]:
        urls = [{"url": one.url} for one in (self.well, self.once, self.gone)]
        return {"point": point, "listeners": urls, "records": RECORDS}

    def tell(self, folder: Path, point: str, acked: set[str]) -> set[str]:
        """Start again after the kill, let everything end, and judge; what was cut short."""
        query = (
            select(deliveries.c.event_id)
            .join(attempts, attempts.c.delivery_id == deliveries.c.id)
            .where(attempts.c.duration_ms.is_(None))
        )
        with stage_of(folder, {}) as stage:
            stage.wait_until(lambda: statuses(stage) <= FINAL)
            self._judge(stage, point, acked)
            return stage.database.run_sync(lambda tx: set(tx.execute(query).scalars()))

    def _judge(self, stage: Stage, point: str, acked: set[str]) -> None:
        written = ids(stage, events.c.id)
        assert acked <= written
        assert len(written - acked) <= 1  # committed, and killed before it could be said
        if not written:  # killed before the first record was there
            return
        assert delivered_by(stage) == dict.fromkeys((self.well.url, self.once.url), written)
        for receiver in (self.well, self.once):
            came = Counter(one.header("webhook-id") for one in receiver.received)
            assert set(came) == written, point  # nothing is lost, nothing came that is not there
        assert set(Counter(one.header("webhook-id") for one in self.gone.received)) <= written
        suspended = [one for one in stage.audit() if one["action"] == "suspended"]
        assert len(suspended) == 1, point
        rows = stage.database.run_sync(
            lambda tx: tx.execute(select(listeners.c.url, listeners.c.suspended_reason)).all()
        )
        assert dict(map(tuple, rows)) == {
            self.well.url: None, self.once.url: None, self.gone.url: "endpoint_gone",
        }  # fmt: skip
        per_event = select(outcomes.c.event_id, func.count()).group_by(outcomes.c.event_id)
        of_event = stage.database.run_sync(lambda tx: dict(map(tuple, tx.execute(per_event))))
        assert of_event == dict.fromkeys(written, 3)  # F07: with its event, or not at all


def ids(stage: Stage, column: Any) -> set[str]:
    return stage.database.run_sync(lambda tx: set(tx.execute(select(column)).scalars()))


def statuses(stage: Stage) -> set[str]:
    return ids(stage, deliveries.c.status)


def delivered_by(stage: Stage) -> dict[str, set[str]]:
    """The events that were delivered, by URL."""
    query = (
        select(listeners.c.url, deliveries.c.event_id)
        .join(listeners, listeners.c.id == deliveries.c.listener_id)
        .where(deliveries.c.status == "delivered")
    )
    found: dict[str, set[str]] = {}
    for url, event_id in stage.database.run_sync(lambda tx: tx.execute(query).all()):
        found.setdefault(url, set()).add(event_id)
    return found


@pytest.fixture
def story() -> Any:
    with HttpReceiver() as well, HttpReceiver() as once, HttpReceiver() as gone:
        yield Story(well, once, gone)


@pytest.mark.parametrize("point", POINTS)
def test_F07_F08_F09_F11_killed_at_a_point(point: str, tmp_path: Path, story: Story) -> None:
    acked = killed(tmp_path / "data", story.plan(point))
    if point.startswith("F07"):
        assert len(acked) == 2
    cut_short = story.tell(tmp_path / "data", point, acked)
    again = Counter(one.header("webhook-id") for one in story.well.received)
    assert {event_id for event_id, count in again.items() if count > 1} <= cut_short
    if point == LEASED:
        assert max(again.values()) == 1  # it was never sent before
    assert max(again.values(), default=1) <= 2  # F09: at most once more for one kill
    if point.startswith("F09"):
        for event_id in [one for one, count in again.items() if count == 2]:
            first, second = [
                one for one in story.well.received if one.header("webhook-id") == event_id
            ]
            assert first.body == second.body
            at = [int(one.header("webhook-timestamp")) for one in (first, second)]
            assert at == sorted(at)
            assert second.header("picksmart-attempt") == "2"


def test_F11_a_kill_does_not_reset_the_schedule(tmp_path: Path, endpoint: HttpReceiver) -> None:
    endpoint.always(Reply(status=500))
    plan = {
        "point": "F11 schedule stored, not committed", "listeners": [{"url": endpoint.url}],
        "records": 1, "waits_s": [0.1, 0.1],
    }  # fmt: skip
    (event_id,) = killed(tmp_path / "data", plan)
    with stage_of(tmp_path / "data", plan) as stage:
        stage.wait_until(lambda: statuses(stage) == {"failed"})
        (delivery_id,) = ids(stage, deliveries.c.id)
        log = stage.attempts_of(delivery_id)
    # The first wait and the second, and the try whose end was lost.
    assert [one["duration_ms"] is None for one in log] == [True, False, False, False]
    assert {one.header("webhook-id") for one in endpoint.received} == {event_id}
    assert [one.header("picksmart-attempt") for one in endpoint.received] == list("1234")


@pytest.mark.parametrize("point", ROTATIONS)
def test_F11_a_rotation_happens_whole_or_not_at_all(point: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    lines = said_until_killed(folder, {"point": point})
    ((_, path, secret),) = [line.split() for line in lines if line.startswith("secret ")]
    with running_platform(folder) as platform:
        now = platform.post(f"{path}/reveal").json()
        assert now == {"secret": secret, "previous_valid_until": None}
        rotated = platform.post(f"{path}/rotate").json()
        assert rotated["secret"] != secret
        audit = platform.get("/audit", params={"resource_id": path.split("/")[2]}).json()["items"]
    assert len([one for one in audit if "rotate" in one["action"]]) == 1


def test_F10_killed_after_the_mail_server_took_it(tmp_path: Path) -> None:
    with SmtpReceiver() as server:
        plan = {
            "point": "F09 sent, result not stored", "records": 1, "smtp_port": server.port,
            "listeners": [{"address": "ops@example.com"}],
        }  # fmt: skip
        killed(tmp_path / "data", plan)
        assert len(server.mails) == 1
        with stage_of(tmp_path / "data", plan) as stage:
            stage.wait_until(lambda: statuses(stage) == {"delivered"})
            (delivery_id,) = ids(stage, deliveries.c.id)
            log = stage.attempts_of(delivery_id)
        mails = server.mails
    assert len(mails) == 2  # once more for one kill
    message_ids = [str(message_from_bytes(one.data)["Message-ID"]) for one in mails]
    assert message_ids[0] == message_ids[1] != "None"
    # The log shows which try may have been a repeat: nobody knows how it ended.
    assert [one["succeeded"] for one in log] == [None, True]


@pytest.mark.soak
def test_F07_F11_killed_before_every_single_statement(tmp_path: Path) -> None:
    number = 0
    while True:
        number += 1
        with HttpReceiver() as well, HttpReceiver() as once, HttpReceiver() as gone:
            here = Story(well, once, gone)
            folder = tmp_path / str(number)
            try:
                acked = killed(folder, here.plan(f"statement {number}"))
            except (AssertionError, subprocess.TimeoutExpired):
                break
            here.tell(folder, f"statement {number}", acked)
    print(f"{number - 1} statements")
    assert number > 50
