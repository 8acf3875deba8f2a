"""The steps of the purge, and one person's data, on both databases."""

from __future__ import annotations

from functools import partial

from sqlalchemy import insert, select, update

from app.server.retention import person, person_export, purge
from app.server.retention.mentions import Mention
from app.server.store import records
from app.server.store.tables import attempts, deliveries, events, idempotency, tokens, used_ids
from app.server.store.tables import records as record_rows

DETAIL = {
    "timings_ms": {},
    "request": {"method": "POST", "url": "https://a.example/", "headers": [["a", "b"]]},
    "response": {"status": 200, "headers": [["c", "d"]], "truncated": False, "body": "canary"},
    "error": None,
}


def fill(tx, *, count=3, status="delivered"):
    """Events with a delivery and a try each, a second apart."""
    for number in range(count):
        what = {
            "entity": "leads",
            "function": "create",
            "record_id": f"lea_{number}",
            "record_version": 1,
            "record_number": "canary",
        }
        tx.execute(
            insert(events).values(
                **what,
                id=f"evt_{number}",
                seq=number,
                record_label="canary",
                occurred_ms=1000 * number,
                payload=b'{"name": "canary"}',
            )
        )
        finished_ms = 1 if status == "delivered" else None
        tx.execute(
            insert(deliveries).values(
                **what,
                id=f"dlv_{number}",
                seq=number,
                event_id=f"evt_{number}",
                listener_id="lst_1",
                destination="https://a.example/",
                status=status,
                attempts=1,
                schedule_step=1,
                trigger="automatic",
                first_try_done=True,
                created_ms=0,
                finished_ms=finished_ms,
            )
        )
        tx.execute(
            insert(attempts).values(
                id=f"att_{number}",
                delivery_id=f"dlv_{number}",
                listener_id=f"lst_{number % 2}",
                number=1,
                trigger="automatic",
                started_ms=1000 * number,
                duration_ms=1,
                succeeded=True,
                detail=DETAIL,
            )
        )


def payloads(tx):
    return [
        one is not None
        for one in tx.execute(select(events.c.payload).order_by(events.c.seq)).scalars()
    ]


def numbers(tx):
    """The records' numbers that are left, with events and with deliveries."""
    return [
        tx.execute(select(table.c.record_number).order_by(table.c.seq)).scalars().all()
        for table in (events, deliveries)
    ]


def expire(before_ms, unfinished_before_ms=10**9):
    return partial(
        purge.expire_payloads,
        before_ms=before_ms,
        unfinished_before_ms=unfinished_before_ms,
        now_ms=10**9,
    )


def test_a_payload_goes_when_it_is_older_and_not_when_it_is_as_old(database):
    database.run_sync(fill)
    assert database.run_sync(expire(1000)) is False
    assert database.run_sync(payloads) == [False, True, True]
    assert database.run_sync(numbers) == [[None, "canary", "canary"]] * 2
    details = database.run_sync(
        lambda tx: tx.execute(select(attempts.c.detail).order_by(attempts.c.id)).scalars().all()
    )
    assert details[0]["response"] == {
        "status": 200,
        "headers": [],
        "truncated": False,
        "body": None,
    }
    assert details[1] == DETAIL


def test_what_is_unfinished_stays_as_long_as_tries_take(database):
    database.run_sync(partial(fill, status="held"))
    database.run_sync(expire(10**6, unfinished_before_ms=1500))
    assert database.run_sync(payloads) == [False, False, True]
    statuses = database.run_sync(
        lambda tx: tx.execute(
            select(deliveries.c.status, deliveries.c.status_reason).order_by(deliveries.c.seq)
        ).all()
    )
    assert [tuple(one) for one in statuses] == [("cancelled", "expired")] * 2 + [("held", None)]


def test_a_claimed_delivery_is_left_alone(database):
    database.run_sync(fill)
    database.run_sync(lambda tx: tx.execute(update(deliveries).values(claimed_by="wrk_1")))
    database.run_sync(expire(10**6))
    assert database.run_sync(payloads) == [True] * 3


def test_tries_go_by_their_age_whatever_listener_they_were_for(database):
    database.run_sync(partial(fill, count=450))
    steps = 1
    while database.run_sync(partial(purge.remove_tries, before_ms=440_000)):
        steps += 1
    left = database.run_sync(lambda tx: tx.execute(select(attempts.c.started_ms)).scalars().all())
    assert sorted(left) == [1000 * number for number in range(440, 450)]
    assert steps == 4  # 200, 200, 40, and nothing


def test_the_small_steps(database):
    def old(tx):
        tx.execute(
            insert(used_ids).values(id="lst_1", kind="listener", deleted_ms=0, feed_position=1)
        )
        tx.execute(insert(idempotency).values(scope_hash="a", body_hash="b", started_ms=0))
        from app.server.store.tables import users

        tx.execute(insert(users).values(id="usr_1", name="a", email="a", role="member"))
        for name, expires_ms in (("old", 0), ("young", 100), ("for good", None)):
            tx.execute(
                insert(tokens).values(
                    hash=name, user_id="usr_1", label="", created_ms=0, expires_ms=expires_ms
                )
            )

    database.run_sync(old)
    for step in (purge.forget_deletions, purge.remove_kept_answers, purge.remove_ended_tokens):
        assert database.run_sync(partial(step, before_ms=1)) is False
    ids, kept, left = database.run_sync(
        lambda tx: (
            tx.execute(select(used_ids.c.id, used_ids.c.feed_position)).all(),
            tx.execute(select(idempotency)).all(),
            set(tx.execute(select(tokens.c.hash)).scalars()),
        )
    )
    assert [tuple(one) for one in ids] == [("lst_1", None)]
    assert kept == []
    assert left == {"young", "for good"}


def test_one_person_is_found_handed_out_and_forgotten(database, tmp_path):
    database.run_sync(partial(fill, count=120))

    def record(tx):
        records.add(
            tx,
            record_id="lea_x",
            entity="leads",
            channel_id=None,
            body=b'{"email": "canary@example.com"}',
            created_ms=0,
        )

    database.run_sync(record)
    mention = Mention.of("canary")
    found = person.find(database, tmp_path, mention)
    assert found.counts() == {
        "records": 1, "payloads": 120, "attempts": 120, "kept_answers": 0, "mails": 0,
    }  # fmt: skip
    document = person_export.export(database, found)
    assert [len(document[name]) for name in ("records", "events", "attempts")] == [1, 120, 120]
    person.forget(database, found, mention, now_ms=1)
    assert not any(person.find(database, tmp_path, mention).counts().values())
    assert database.run_sync(lambda tx: tx.execute(select(record_rows)).all()) == []
    rows = database.run_sync(lambda tx: tx.execute(select(deliveries)).all())
    assert len(rows) == 120
