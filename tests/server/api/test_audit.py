"""The audit log: every change and every look at a secret, and no secret in it (section 7)."""

from __future__ import annotations

import pytest

from tests.support.platform import TestClock, running_platform

MAIL = {"kind": "email", "address": "ops@example.com"}
LISTENER = {"entity": "tasks", "function": "create", "destination": MAIL, "mode": "paused"}
SECRET = "correct horse battery"
CREDENTIAL = {
    "name": "CRM",
    "auth_type": "basic",
    "fields": {"username": "svc"},
    "secrets": {"password": SECRET},
}


@pytest.fixture(scope="module")
def clock():
    return TestClock()


@pytest.fixture(scope="module")
def platform(tmp_path_factory, clock):
    with running_platform(tmp_path_factory.mktemp("audit"), clock=clock) as running:
        yield running


def entries(platform, resource_id):
    """What was done to something, oldest first."""
    page = platform.get("/audit", params={"resource_id": resource_id}).json()
    assert page["next_cursor"] is None
    return page["items"][::-1]


def actions(platform, resource_id):
    return [one["action"] for one in entries(platform, resource_id)]


def test_the_life_of_a_listener(platform):
    made = platform.post("/listeners", LISTENER).json()
    path = f"/listeners/{made['id']}"
    named = platform.patch(path, {"name": "Tasks"}, made["etag"])
    platform.patch(path, {"name": "Tasks"}, named.headers["etag"])  # changes nothing
    platform.patch(path, {"name": "x"}, '"stale"')
    platform.post(f"{path}/secret/reveal")
    platform.post(f"{path}/secret/rotate")
    platform.post(f"{path}/test")
    platform.post(f"{path}/replay", {"dry_run": True})
    platform.post(f"{path}/replay", {"dry_run": False})
    platform.delete(path, named.headers["etag"])
    assert actions(platform, made["id"]) == [
        "created", "updated", "secret_revealed", "secret_rotated", "tested", "replayed", "deleted",
    ]  # fmt: skip
    created, updated, *_, deleted = entries(platform, made["id"])
    me = platform.get("/me").json()["user"]
    assert created["actor"] == {"id": me["id"], "name": me["name"]}
    assert created["resource"] == {"type": "listener", "id": made["id"]}
    assert created["before"] is None
    assert created["after"]["destination"] == MAIL
    assert (updated["before"]["name"], updated["after"]["name"]) == ("", "Tasks")
    assert deleted["before"] == updated["after"]
    assert deleted["after"] is None
    assert created["at"] == made["created_at"]


def test_T15_the_life_of_a_credential_without_its_secrets(platform):
    made = platform.post("/credentials", CREDENTIAL).json()
    path = f"/credentials/{made['id']}"
    other = {"secrets": {"password": "another secret altogether"}}
    changed = platform.patch(path, other, made["etag"])
    platform.delete(path, changed.headers["etag"])
    assert actions(platform, made["id"]) == ["created", "updated", "deleted"]
    updated = entries(platform, made["id"])[1]
    assert updated["after"] == {**updated["before"], "secrets_changed": ["password"]}
    text = platform.get("/audit", params={"limit": 500}).text
    assert SECRET not in text
    assert "another secret" not in text
    assert "whsec_" not in text


def test_records_are_named_by_version_never_by_what_is_in_them(platform):
    made = platform.post("/records/tasks", {"subject": "Call Palesa back"}).json()
    path = f"/records/tasks/{made['id']}"
    platform.patch(path, {"subject": "x"}, platform.get(path).headers["etag"])
    created, updated = entries(platform, made["id"])
    assert (created["resource"]["type"], created["action"]) == ("record", "created")
    assert (updated["before"], updated["after"]) == (
        {"entity": "tasks", "version": 1}, {"entity": "tasks", "version": 2},
    )  # fmt: skip
    assert "Call Palesa back" not in platform.get("/audit", params={"limit": 500}).text


def test_filters_and_pages(platform, clock):
    made = []
    for _ in range(3):
        clock.move(minutes=1)
        made.append(platform.post("/listeners", LISTENER).json())
    ids = [one["id"] for one in made]
    times = [one["created_at"] for one in made]
    user = platform.get("/me").json()["user"]["id"]

    def found(**params):
        page = platform.get("/audit", params={"limit": 500, **params}).json()
        return [one["resource"]["id"] for one in page["items"]]

    assert found()[:3] == ids[::-1]  # newest first
    assert found(resource_id=ids[1]) == [ids[1]]
    assert found(resource_id=ids[:2]) == ids[1::-1]
    assert found(since=times[1]) == ids[:0:-1]
    assert found(since=times[0], until=times[2]) == ids[1::-1]
    assert found(actor_id=user, since=times[2]) == [ids[2]]
    assert found(actor_id=["nobody", "system"], since=times[2]) == []

    seen, cursor = [], None
    while True:
        params = {"since": times[0], "limit": 2, **({"cursor": cursor} if cursor else {})}
        page = platform.get("/audit", params=params).json()
        seen += [one["resource"]["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ids[::-1]


@pytest.mark.parametrize("params", [{"action": "created"}, {"since": "today"}, {"limit": "0"}])
def test_bad_queries_are_400(platform, params):
    assert platform.get("/audit", params=params).status_code == 400


@pytest.mark.parametrize(("role", "status"), [("read_only", 200), ("member", 403)])
def test_who_may_read_it(platform, role, status):
    answer = platform.get("/audit", token=platform.token_of(role))
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["permission"] == "audit:read"
