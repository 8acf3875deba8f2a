"""Creating exactly once by PUT, and Idempotency-Key (contract section 1)."""

from __future__ import annotations

import itertools
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from app.server.store.tables import audit, idempotency, used_ids
from tests.support.platform import TestClock, running_platform

CLAIM = {
    "entity": "claims",
    "function": "create",
    "destination": {"kind": "email", "address": "ops@example.com"},
}
TASK = {"subject": "Call back"}
numbers = itertools.count()


def fresh_id(prefix="lst"):
    return f"{prefix}_{secrets.token_hex(13)}"


def fresh_key():
    return f"key-{next(numbers)}-{secrets.token_hex(4)}"


def keyed(key):
    return {"Idempotency-Key": key}


def test_put_creates_with_the_clients_id(platform):
    listener_id = fresh_id()
    answer = platform.put(f"/listeners/{listener_id}", CLAIM)
    assert (answer.status_code, answer.json()["id"]) == (201, listener_id)
    assert answer.headers["location"] == f"/api/v1/listeners/{listener_id}"
    assert "idempotent-replayed" not in answer.headers


def test_put_again_is_compared_with_the_first_body_not_with_the_state(platform):
    path = f"/listeners/{fresh_id()}"
    first = platform.put(path, CLAIM)
    platform.patch(path, {"name": "changed since"}, first.headers["etag"])
    reordered = dict(reversed(CLAIM.items()))
    again = platform.put(path, reordered)
    assert (again.status_code, again.json()["name"]) == (200, "changed since")
    assert again.headers["idempotent-replayed"] == "true"
    now = platform.put(path, {**CLAIM, "name": "changed since"})
    assert (now.status_code, now.json()["current"]["name"]) == (412, "changed since")


def test_put_of_a_deleted_id_never_brings_it_back(platform):
    path = f"/listeners/{fresh_id()}"
    first = platform.put(path, CLAIM)
    platform.delete(path, first.headers["etag"])
    for body in (CLAIM, {**CLAIM, "name": "other"}):
        answer = platform.put(path, body)
        assert (answer.status_code, answer.json()["code"]) == (412, "id_deleted")
        assert answer.json()["current"] is None


def test_put_on_an_id_that_the_platform_chose_is_412(platform, new_listener):
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    assert platform.put(path, CLAIM).status_code == 412
    platform.delete(path, listener["etag"])
    assert platform.put(path, CLAIM).json()["code"] == "id_deleted"


@pytest.mark.parametrize("header", [{"If-None-Match": '"x"'}, {"If-None-Match": ""}])
def test_F26_put_without_its_precondition_is_428(platform, header):
    path = f"/listeners/{fresh_id()}"
    assert platform.put(path, CLAIM, headers=header).status_code == 428
    assert platform.call("PUT", path, CLAIM).status_code == 428
    assert platform.get(path).status_code == 404


@pytest.mark.parametrize(
    "bad", ["lst_short", "crd_00000000000000000000", "lst_" + "0" * 41, "lst_ABCDEFGHIJKLMNOPQRSTU"]
)
def test_put_takes_only_ids_of_the_contract(platform, bad):
    answer = platform.put(f"/listeners/{bad}", CLAIM)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_id")


def test_a_refused_put_leaves_the_id_free(platform):
    path = f"/listeners/{fresh_id()}"
    assert platform.put(path, {**CLAIM, "entity": "nope"}).status_code == 422
    assert platform.put(path, CLAIM).status_code == 201


def test_credentials_are_put_the_same_way(platform):
    path = f"/credentials/{fresh_id('crd')}"
    body = {"name": "x", "auth_type": "bearer", "secrets": {"token": "abcdefghijklmnop"}}
    assert platform.put(path, body).status_code == 201
    assert platform.put(path, body).headers["idempotent-replayed"] == "true"
    other = {**body, "secrets": {"token": "another-token-0000"}}
    assert platform.put(path, other).status_code == 412


def test_the_first_body_is_kept_only_as_a_keyed_hash(platform):
    listener_id = fresh_id()
    platform.put(f"/listeners/{listener_id}", CLAIM)
    row = platform.in_store(
        lambda tx: tx.execute(select(used_ids).where(used_ids.c.id == listener_id)).one()
    )
    assert len(row.body_hash) == 64


def test_F53_the_same_key_and_body_is_answered_again_and_done_once(platform):
    key = fresh_key()
    first = platform.post("/records/tasks", TASK, headers=keyed(key))
    again = platform.post("/records/tasks", TASK, headers=keyed(key))
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    made = platform.get("/events", params={"record_id": first.json()["id"]}).json()["items"]
    assert len(made) == 1


def test_F53_another_body_under_the_same_key_is_422(platform):
    key = fresh_key()
    platform.post("/records/tasks", TASK, headers=keyed(key))
    answer = platform.post("/records/tasks", {"subject": "Other"}, headers=keyed(key))
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


def test_a_key_is_scoped_to_caller_method_and_path(platform):
    key = fresh_key()
    platform.post("/records/tasks", TASK, headers=keyed(key))
    note = {"subject": "Call back", "text": "x"}
    other_path = platform.post("/records/notes", note, headers=keyed(key))
    assert "idempotent-replayed" not in other_path.headers
    assert other_path.status_code == 201


def test_a_refused_call_leaves_its_key_free(platform):
    key = fresh_key()
    assert platform.post("/records/tasks", {}, headers=keyed(key)).status_code == 422
    assert platform.post("/records/tasks", TASK, headers=keyed(key)).status_code == 201


def test_a_delete_is_answered_again_only_while_it_exists(platform, new_listener):
    """404 comes before a kept answer: to a repeated DELETE it means done."""
    listener = new_listener()
    key, path = fresh_key(), f"/listeners/{listener['id']}"
    assert platform.delete(path, listener["etag"], headers=keyed(key)).status_code == 204
    assert platform.delete(path, listener["etag"], headers=keyed(key)).status_code == 404


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "ü", "a\tb"])
def test_a_key_that_is_none_is_refused(platform, key):
    answer = platform.post("/records/tasks", TASK, headers=keyed(key.encode("latin-1")))
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_idempotency_key")


def test_the_longest_key_is_taken(platform):
    key = fresh_key().ljust(255, "~")
    assert platform.post("/records/tasks", TASK, headers=keyed(key)).status_code == 201


def test_F53_a_running_call_is_409_and_a_dead_one_frees_its_key(tmp_path):
    clock = TestClock()
    with running_platform(tmp_path, clock=clock) as platform:
        first = platform.post("/records/tasks", TASK, headers=keyed("k"))
        assert first.status_code == 201
        platform.in_store(  # as it stands while the first call still runs
            lambda tx: tx.execute(update(idempotency).values(status=None, body=None))
        )
        running = platform.post("/records/tasks", TASK, headers=keyed("k"))
        assert (running.status_code, running.json()["code"]) == (409, "idempotency_in_progress")
        assert int(running.headers["retry-after"]) >= 1
        clock.move(seconds=60)
        freed = platform.post("/records/tasks", TASK, headers=keyed("k"))
        assert freed.status_code == 201
        assert freed.json()["id"] != first.json()["id"]


def test_a_key_is_kept_for_a_day(tmp_path):
    clock = TestClock()
    with running_platform(tmp_path, clock=clock) as platform:
        first = platform.post("/records/tasks", TASK, headers=keyed("k")).json()["id"]
        clock.move(hours=23, minutes=59)
        assert platform.post("/records/tasks", TASK, headers=keyed("k")).json()["id"] == first
        clock.move(minutes=2)
        assert platform.post("/records/tasks", TASK, headers=keyed("k")).json()["id"] != first


def test_a_key_survives_a_restart(tmp_path):
    with running_platform(tmp_path) as platform:
        first = platform.post("/records/tasks", TASK, headers=keyed("k"))
    with running_platform(tmp_path) as platform:
        again = platform.post("/records/tasks", TASK, headers=keyed("k"))
    assert again.content == first.content


def test_a_repeated_rotate_does_not_rotate_again_and_its_answer_is_not_kept(platform, new_listener):
    path, key = f"/listeners/{new_listener()['id']}/secret", fresh_key()
    first = platform.post(f"{path}/rotate", headers=keyed(key))
    again = platform.post(f"{path}/rotate", headers=keyed(key))
    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert platform.post(f"{path}/reveal").json()["secret"] == first.json()["secret"]
    other = platform.post(f"{path}/rotate", headers=keyed(fresh_key()))
    assert other.json()["secret"] != first.json()["secret"]

    def kept(tx):
        return [row.body for row in tx.execute(select(idempotency.c.body)) if row.body]

    secret = first.json()["secret"].encode()
    assert not [body for body in platform.in_store(kept) if secret in body]


def test_a_replayed_call_writes_no_second_audit_entry(platform):
    key = fresh_key()
    made = platform.post("/listeners", CLAIM, headers=keyed(key)).json()["id"]
    platform.post("/listeners", CLAIM, headers=keyed(key))
    entries = platform.in_store(
        lambda tx: tx.execute(select(audit).where(audit.c.resource_id == made)).all()
    )
    assert [entry.action for entry in entries] == ["created"]


def test_F53_one_key_sent_many_times_at_once_is_done_once(platform):
    key, body = fresh_key(), {"subject": f"once {next(numbers)}"}
    start = threading.Barrier(8)

    def send():
        start.wait(10)
        return platform.post("/records/tasks", body, headers=keyed(key))

    with ThreadPoolExecutor(8) as pool:
        answers = [one.result() for one in [pool.submit(send) for _ in range(8)]]
    assert {one.status_code for one in answers} <= {201, 409}
    made = [one for one in answers if one.status_code == 201]
    assert len({one.content for one in made}) == 1
    assert sum("idempotent-replayed" not in one.headers for one in made) == 1
    for running in answers:
        if running.status_code == 409:
            assert running.headers["retry-after"]
    tasks = platform.get("/records/tasks", params={"limit": 500}).json()["items"]
    assert [one["subject"] for one in tasks].count(body["subject"]) == 1


def test_F53_one_id_put_many_times_at_once_is_made_once(platform):
    path, start = f"/listeners/{fresh_id()}", threading.Barrier(8)

    def send():
        start.wait(10)
        return platform.put(path, CLAIM)

    with ThreadPoolExecutor(8) as pool:
        answers = [one.result() for one in [pool.submit(send) for _ in range(8)]]
    assert sorted(one.status_code for one in answers) == [200] * 7 + [201]
    assert len({one.content for one in answers}) == 1
