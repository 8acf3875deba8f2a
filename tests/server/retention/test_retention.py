"""What is too old goes from every file, and deliveries can still be read (T46)."""

from __future__ import annotations

import asyncio
import os
import shutil

import pytest
from sqlalchemy import insert, select

from app.domain.retry import RetrySchedule
from app.domain.times import utc_now
from app.server.deliveries.senders import mailbox
from app.server.retention.keeper import Keeper
from app.server.store import changes, counters
from app.server.store.tables import attempts, audit, deliveries, events, idempotency, used_ids
from tests.support.kept_data import delivered_to, delivery_of, files_with, new_listener
from tests.support.platform import TestClock, running_platform
from tests.support.receivers import HttpReceiver, Reply

CANARY = "canary-4f1d7c"
LEAD = {"full_name": f"Thandi {CANARY}", "email": f"{CANARY}@example.com"}


def purge(platform):
    """A thorough look, as the platform takes one by itself."""
    state = platform.server.application.state
    loop = state.keeper._task.get_loop()
    asyncio.run_coroutine_threadsafe(state.keeper.purge(), loop).result(30)


def to(url):
    return {"kind": "endpoint", "url": url, "auth_type": "none"}


def test_T46_after_a_month_no_file_holds_what_was_sent(tmp_path):
    clock, folder = TestClock(utc_now()), tmp_path / "data"  # files are dated by the system
    waits = RetrySchedule(waits_s=(5.0,) * 3, jitter=0.0)
    with (
        running_platform(folder, clock=clock, retry=waits) as platform,
        HttpReceiver() as good,
        HttpReceiver() as bad,
    ):
        good.answer(Reply(body=f"Thank you, {CANARY}".encode()))
        bad.answer(Reply(status=500, body=f"Who is {CANARY}?".encode()))
        sent = new_listener(platform, to(good.url))
        failing = new_listener(platform, to(bad.url))
        mailed = new_listener(platform, {"kind": "email", "address": "ops@example.com"})
        held = new_listener(platform, to(good.url), mode="paused")
        made = platform.post("/records/leads", LEAD, headers={"Idempotency-Key": "1"})
        record = made.json()
        delivered_to(platform, sent)
        delivered_to(platform, mailed)
        while not delivery_of(platform, failing)["attempt_log"]:
            pass
        path = f"/records/leads/{record['id']}"
        etag = platform.get(path).headers["etag"]
        changed = {"full_name": "Nobody", "email": "nobody@example.com"}
        assert platform.patch(path, changed, etag).status_code == 200
        backups = folder / "backups"
        backups.mkdir(exist_ok=True)
        shutil.copy(folder / "platform.sqlite3-wal", backups / "before-schema-9-from-8.sqlite3")
        purge(platform)
        assert files_with(folder, CANARY), "the test looks in the wrong place"

        clock.move(days=29)
        purge(platform)
        assert CANARY in delivery_of(platform, sent)["payload"]

        clock.move(days=2)
        purge(platform)
        assert files_with(folder, CANARY) == []
        assert list((folder / "mailbox" / "new").iterdir()) == []

        kept = delivery_of(platform, sent)
        assert (kept["status"], kept["payload"], kept["record_label"]) == ("delivered", None, None)
        (attempt,) = kept["attempt_log"]
        assert attempt["request"]["body"] is attempt["response"]["body"] is None
        assert attempt["response"]["status"] == 200
        for one in (held, failing):
            expired = delivery_of(platform, one)
            assert (expired["status"], expired["status_reason"]) == ("cancelled", "expired")
        for one in (sent, held):
            answer = platform.post(f"/deliveries/{delivery_of(platform, one)['id']}/replay")
            assert (answer.status_code, answer.json()["code"]) == (409, "payload_expired")
        until = f"{clock.now:%Y-%m-%dT%H:%M:%SZ}"
        body = {"since": "2026-01-01T00:00:00Z", "until": until, "dry_run": True}
        body |= {"statuses": ["delivered", "failed", "cancelled"]}
        assert platform.post(f"/listeners/{sent}/replay", body).json() == {"count": 0}
    assert files_with(folder, CANARY) == []


def test_T46_after_ninety_days_the_tries_are_gone_and_the_delivery_stays(tmp_path):
    clock = TestClock()
    with running_platform(tmp_path / "data", clock=clock) as platform, HttpReceiver() as receiver:
        target = new_listener(platform, to(receiver.url))
        platform.post("/records/leads", LEAD)
        delivered_to(platform, target)
        clock.move(days=89)
        purge(platform)
        assert len(delivery_of(platform, target)["attempt_log"]) == 1
        clock.move(days=2)
        purge(platform)
        kept = delivery_of(platform, target)
        assert (kept["status"], kept["attempts"], kept["attempt_log"]) == ("delivered", 1, [])


@pytest.mark.parametrize("days", [0, 365])
def test_how_long_is_a_setting(tmp_path, days):
    clock = TestClock()
    settings = {"payload_retention_days": days, "attempt_retention_days": days, "clock": clock}
    with running_platform(tmp_path / "data", **settings) as platform, HttpReceiver() as receiver:
        limits = platform.get("/catalog").json()["limits"]
        assert limits["payload_retention_days"] == limits["attempt_retention_days"] == days
        sent = new_listener(platform, to(receiver.url))
        held = new_listener(platform, to(receiver.url), mode="paused")
        platform.post("/records/leads", LEAD)
        delivered_to(platform, sent)
        clock.move(days=days, seconds=1)
        purge(platform)
        if days == 0:  # what is still to be sent keeps its payload as long as tries take
            assert delivery_of(platform, held)["status"] == "held"
            clock.move(days=9)
            purge(platform)
        assert delivery_of(platform, sent)["payload"] is None
        assert delivery_of(platform, sent)["attempt_log"] == []
        assert delivery_of(platform, held)["status_reason"] == "expired"


@pytest.mark.parametrize("limit", [{"mailbox_messages": 2}, {"mailbox_bytes": 250}])
def test_T46_the_oldest_mail_goes_where_there_is_too_much_of_it(tmp_path, limit):
    folder = tmp_path / "data"
    with running_platform(folder, **limit) as platform:
        new = [folder / "mailbox" / "new" / f"evt_{number}.lst_1" for number in range(4)]
        for number, path in enumerate(new):
            mailbox.deliver(folder / "mailbox", name=path.name, data=b"x" * 100)
            os.utime(path, (number + 1, number + 1))
        state = platform.server.application.state
        loop = state.keeper._task.get_loop()
        quick = state.keeper.purge(is_thorough=False)
        asyncio.run_coroutine_threadsafe(quick, loop).result(30)
        assert [path.exists() for path in new] == [False, False, True, True]


def test_a_purge_is_many_short_steps(tmp_path, monkeypatch):
    """Fifty events at most in one transaction, however many are too old."""
    clock = TestClock()
    with running_platform(tmp_path / "data", clock=clock) as platform:
        new_listener(platform, to("https://hooks.example.com/"), mode="disabled")

        def many(tx):
            for number in range(130):
                tx.execute(
                    insert(events).values(
                        id=f"evt_{number:03}",
                        seq=10_000 + number,
                        entity="leads",
                        function="create",
                        record_id=f"lea_{number}",
                        record_version=1,
                        record_label="someone",
                        occurred_ms=0,
                        payload=b"{}",
                    )
                )

        platform.in_store(many)
        sizes = []
        known = platform.platform.database.run

        async def watched(work):
            def counted(tx):
                left = select(events.c.id).where(events.c.payload.is_not(None))
                before = len(tx.execute(left).all())
                result = work(tx)
                sizes.append(before - len(tx.execute(left).all()))
                return result

            return await known(counted)

        monkeypatch.setattr(platform.platform.database, "run", watched)
        purge(platform)
        assert sum(sizes) == 130
        assert max(sizes) == 50


def test_a_try_that_runs_is_waited_for(tmp_path):
    """What comes of it would be written behind the purge."""
    clock = TestClock()
    with running_platform(tmp_path / "data", clock=clock) as platform, HttpReceiver() as receiver:
        target = new_listener(platform, to(receiver.url))
        platform.post("/records/leads", LEAD)
        done = delivered_to(platform, target)

        def claim(tx, worker):
            tx.execute(deliveries.update().values(claimed_by=worker))

        platform.in_store(lambda tx: claim(tx, "wrk_1"))
        clock.move(days=31)
        purge(platform)
        assert delivery_of(platform, target)["payload"] == done["payload"]
        platform.in_store(lambda tx: claim(tx, None))
        purge(platform)
        assert delivery_of(platform, target)["payload"] is None


def test_deletions_leave_the_feed_after_ninety_days_but_ids_stay_used(tmp_path):
    clock = TestClock()
    with running_platform(tmp_path / "data", clock=clock) as platform:
        listener_id = "lst_" + "a" * 26
        body = {"entity": "leads", "function": "create", "destination": to("https://a.example/")}
        made = platform.put(f"/listeners/{listener_id}", body)
        platform.delete(f"/listeners/{listener_id}", made.headers["etag"])

        def deleted():
            work = lambda tx: changes.deletions(tx, after=0, limit=10)  # noqa: E731
            return [row.id for row in platform.in_store(work)]

        clock.move(days=89)
        purge(platform)
        assert deleted() == [listener_id]
        clock.move(days=2)
        purge(platform)
        assert deleted() == []
        again = platform.put(f"/listeners/{listener_id}", body)
        assert (again.status_code, again.json()["code"]) == (412, "id_deleted")


def test_kept_answers_go_after_a_day_without_another_call(tmp_path):
    clock = TestClock()
    with running_platform(tmp_path / "data", clock=clock) as platform:
        platform.post("/records/leads", LEAD, headers={"Idempotency-Key": "1"})

        def kept():
            return len(platform.in_store(lambda tx: tx.execute(select(idempotency)).all()))

        clock.move(hours=23)
        purge(platform)
        assert kept() == 1
        clock.move(hours=2)
        purge(platform)
        assert kept() == 0


def test_a_fresh_folder_and_a_purge_twice_are_nothing_special(tmp_path):
    with running_platform(tmp_path / "data") as platform:
        purge(platform)
        purge(platform)
        empty = platform.in_store(
            lambda tx: [len(tx.execute(select(one)).all()) for one in (attempts, audit, used_ids)]
        )
        assert empty == [0, 0, 0]
        assert platform.in_store(lambda tx: counters.current_value(tx, "stream_floor")) == 0


def test_T46_the_keeper_looks_by_itself(tmp_path, monkeypatch):
    monkeypatch.setattr("app.server.retention.keeper._FIRST_S", 0.0)
    looked = []
    purge_all = Keeper.purge

    async def watched(self, **options):
        await purge_all(self, **options)
        looked.append(options)

    monkeypatch.setattr(Keeper, "purge", watched)
    with running_platform(tmp_path / "data") as platform:
        while not looked:
            platform.in_store(lambda _tx: None)
    assert looked[0] == {"is_thorough": True}


def test_a_clock_that_is_ahead_for_a_moment_costs_nothing(tmp_path, monkeypatch):
    """It is believed at the second look, as after a sleep."""
    monkeypatch.setattr("app.server.retention.keeper._FIRST_S", 0.0)
    monkeypatch.setattr("app.server.retention.keeper._LOOK_S", 0.0)
    clock, looked, jumped_at = TestClock(), [], []

    async def watched(_self, **_options):
        looked.append(clock.now)
        if len(looked) == 2:
            clock.move(days=400)
            jumped_at.append(clock.now)

    warned = []
    monkeypatch.setattr("app.server.retention.keeper._log.warning", warned.append)
    monkeypatch.setattr(Keeper, "purge", watched)
    with running_platform(tmp_path / "data", clock=clock) as platform:
        while len(looked) < 4:
            platform.in_store(lambda _tx: None)
    assert len(warned) == 1
    assert looked[2] == jumped_at[0]


def test_old_copies_go_and_new_ones_stay(tmp_path):
    clock, folder = TestClock(), tmp_path / "data"
    with running_platform(folder, clock=clock) as platform:
        old, new = folder / "before-restore-1", folder / "before-restore-2"
        for one in (old, new):
            one.mkdir()
            (one / "platform.sqlite3").write_bytes(b"x")
        now_s = clock.now.timestamp()
        os.utime(old, (now_s - 31 * 86_400,) * 2)
        os.utime(new, (now_s - 29 * 86_400,) * 2)
        purge(platform)
        assert (old.exists(), new.exists()) == (False, True)
