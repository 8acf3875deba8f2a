"""Many changes in one call, each exactly like its single call (contract section 4)."""

from __future__ import annotations

import secrets

import pytest
from sqlalchemy import event as sql_event
from sqlalchemy.exc import OperationalError

from app.server.api import listeners as listener_calls
from app.server.store import listeners as listener_rows
from tests.support.platform import running_platform, sqlite_only

MAIL = {"kind": "email", "address": "ops@example.com"}
BODY = {"entity": "advisers", "function": "create", "destination": MAIL}


def fresh_id():
    return f"lst_{secrets.token_hex(13)}"


def create(**more):
    return {"op": "create", "body": BODY, **more}


def update(listener, **members):
    return {"op": "update", "id": listener["id"], "if_match": listener["etag"], "body": members}


def delete(listener):
    return {"op": "delete", "id": listener["id"], "if_match": listener["etag"]}


def batch(platform, *operations, **more):
    answer = platform.post("/listeners/batch", {"operations": list(operations)}, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def refusals(answer):
    assert answer.status_code == 422, answer.text
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


def test_every_operation_is_done_in_order(platform, new_listener):
    old, gone = new_listener(), new_listener()
    chosen = fresh_id()
    made, put, changed, deleted = batch(
        platform, create(), create(id=chosen), update(old, name="new"), delete(gone)
    )
    assert [one["status"] for one in (made, put, changed, deleted)] == [201, 201, 200, 204]
    assert put["body"]["id"] == chosen
    assert (changed["body"]["name"], changed["body"]["version"]) == ("new", 2)
    assert (deleted["etag"], deleted["body"]) == (None, None)
    for one in (made, put, changed):
        now = platform.get(f"/listeners/{one['body']['id']}")
        assert now.json() == one["body"]
        assert now.headers["etag"] == one["etag"] == one["body"]["etag"]
    assert platform.get(f"/listeners/{gone['id']}").status_code == 404


def test_a_failed_one_stops_nothing_and_says_what_the_single_call_says(platform, new_listener):
    old = new_listener()
    path = f"/listeners/{old['id']}"
    stale = {"op": "update", "id": old["id"], "if_match": '"stale"', "body": {"name": "x"}}
    bare = {"op": "update", "id": new_listener()["id"], "body": {"name": "x"}}
    unknown = {"op": "delete", "id": fresh_id(), "if_match": '"x"'}
    refused = create(body={**BODY, "entity": "nope"})
    bad_id = create(id="lst_short")
    results = batch(platform, stale, bare, unknown, refused, bad_id, create())
    assert [one["status"] for one in results] == [412, 428, 404, 422, 422, 201]
    single = [
        platform.patch(path, {"name": "x"}, '"stale"'),
        platform.call("PATCH", f"/listeners/{bare['id']}", {"name": "x"}),
        platform.delete(f"/listeners/{unknown['id']}", '"x"'),
        platform.post("/listeners", refused["body"]),
        platform.put("/listeners/lst_short", BODY),
    ]
    assert [one["body"] for one in results[:5]] == [one.json() for one in single]
    assert all(one["etag"] is None for one in results[:5])
    assert results[0]["body"]["current"] == platform.get(path).json()


def test_create_with_an_id_is_the_put(platform):
    chosen = fresh_id()
    (first,) = batch(platform, create(id=chosen))
    (again,) = batch(platform, create(id=chosen))
    assert (first["status"], again["status"]) == (201, 200)
    assert platform.put(f"/listeners/{chosen}", BODY).status_code == 200
    (other,) = batch(platform, create(id=chosen, body={**BODY, "name": "other"}))
    assert (other["status"], other["body"]["code"]) == (412, "id_taken")
    batch(platform, delete(again["body"]))
    (dead,) = batch(platform, create(id=chosen))
    assert (dead["status"], dead["body"]["code"]) == (412, "id_deleted")
    assert dead["body"]["current"] is None


def test_a_stale_update_that_is_already_so_is_200(platform, new_listener):
    old = new_listener()
    batch(platform, update(old, name="done"))
    (again,) = batch(platform, update(old, name="done"))
    assert (again["status"], again["body"]["version"]) == (200, 2)


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([{"op": "create"}], [("/operations/0/body", "required")]),
        ([{"op": "update", "body": {}}], [("/operations/0/id", "required")]),
        ([{"op": "delete"}], [("/operations/0/id", "required")]),
        ([{"op": "upsert", "body": {}}], [("/operations/0/op", "invalid_value")]),
        ([{"body": {}}], [("/operations/0/op", "required")]),
        ([{"op": "delete", "id": 5}], [("/operations/0/id", "wrong_type")]),
        ([{"op": "create", "body": []}], [("/operations/0/body", "wrong_type")]),
        ([{"op": "create", "body": {}, "x": 1}], [("/operations/0/x", "unknown_field")]),
        (["create"], [("/operations/0", "wrong_type")]),
        ({}, [("/operations", "wrong_type")]),
        ([create(id="lst_a"), create(), {"op": "delete", "id": "lst_a"}],
         [("/operations/2/id", "duplicate_id")]),
        ([create()] * 201, [("/operations", "too_many")]),
    ],
)  # fmt: skip
def test_a_batch_that_is_none_does_nothing(platform, operations, expected):
    before = len(platform.get("/listeners", params={"entity": "advisers"}).json()["items"])
    answer = platform.post("/listeners/batch", {"operations": operations})
    assert refusals(answer) == expected
    after = len(platform.get("/listeners", params={"entity": "advisers"}).json()["items"])
    assert after == before


def test_an_empty_batch_is_done(platform):
    assert batch(platform) == []
    assert refusals(platform.post("/listeners/batch", {})) == [("/operations", "required")]


@sqlite_only
def test_two_hundred_are_one_commit(tmp_path):
    with running_platform(tmp_path) as platform:
        commits = []

        def listen(tx):
            sql_event.listen(tx.engine, "commit", lambda _connection: commits.append(1))

        platform.in_store(listen)
        before = len(commits)
        results = batch(
            platform, *[create(body={**BODY, "name": str(number)}) for number in range(200)]
        )
        assert {one["status"] for one in results} == {201}
        assert len(commits) - before <= 3  # the batch; perhaps rounds of the engine beside it
        names = [one["name"] for one in platform.get("/listeners?limit=500").json()["items"]]
        assert names == [str(number) for number in range(200)]
        assert len({one["etag"] for one in results}) == 200


def test_the_key_is_for_the_whole(platform):
    headers = {"Idempotency-Key": f"batch-{secrets.token_hex(8)}"}
    body = {"operations": [create(), create(body={})]}
    first = platform.post("/listeners/batch", body, headers=headers)
    again = platform.post("/listeners/batch", body, headers=headers)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    other = platform.post("/listeners/batch", {"operations": []}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    made = first.json()["results"][0]["body"]["id"]
    log = platform.get("/audit", params={"resource_id": made}).json()["items"]
    assert [one["action"] for one in log] == ["created"]


def test_a_fault_of_ours_undoes_only_its_operation(platform, monkeypatch):
    real = listener_rows.add

    def add(tx, values):
        row = real(tx, values)
        if values["name"] == "boom":
            raise RuntimeError("Traceback /home/someone SELECT")
        return row

    monkeypatch.setattr(listener_rows, "add", add)
    chosen = fresh_id()
    bad, good = batch(platform, create(id=chosen, body={**BODY, "name": "boom"}), create())
    assert (bad["status"], bad["body"]["code"], good["status"]) == (500, "internal_error", 201)
    assert "SELECT" not in bad["body"]["detail"]
    assert platform.get(f"/listeners/{chosen}").status_code == 404


def test_a_store_that_fails_undoes_the_whole(platform, monkeypatch):
    chosen, calls = fresh_id(), []
    real = listener_calls.put_listener

    def fail_second(call):
        calls.append(1)
        if len(calls) == 2:
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))
        return real(call)

    monkeypatch.setattr(listener_calls, "put_listener", fail_second)
    operations = [create(id=chosen), create(id=fresh_id())]
    answer = platform.post("/listeners/batch", {"operations": operations})
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    monkeypatch.undo()
    assert platform.get(f"/listeners/{chosen}").status_code == 404


def test_a_reader_may_not(platform):
    answer = platform.post("/listeners/batch", {"x": 1}, token=platform.token_of("read_only"))
    assert (answer.status_code, answer.json()["permission"]) == (403, "listeners:write")


def test_the_backlog_follows(platform):
    """Disabling in a batch cancels what is unfinished, as the single call does."""
    body = {**BODY, "entity": "leads", "mode": "paused"}
    (made,) = batch(platform, create(body=body))
    lead = platform.post("/records/leads", {"full_name": "Palesa Mokoena"}).json()
    batch(platform, update(made["body"], mode="disabled"))
    query = {"record_id": lead["id"], "listener_id": made["body"]["id"]}
    (one,) = platform.get("/deliveries", params=query).json()["items"]
    assert (one["status"], one["status_reason"]) == ("cancelled", "listener_disabled")
