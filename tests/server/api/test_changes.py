"""The changes feed: nothing is missed, nothing is named twice (contract section 4)."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.server.store import facts
from app.server.store.listeners import change_secret
from app.server.store.tables import listeners
from tests.support.platform import TestClock, running_platform

BODY = {
    "entity": "clients",
    "function": "create",
    "destination": {"kind": "email", "address": "ops@example.com"},
}


@pytest.fixture
def clock():
    return TestClock()


@pytest.fixture
def platform(tmp_path, clock):
    with running_platform(tmp_path, clock=clock) as running:
        yield running


def read(platform, since=None, **params):
    query = {**params, **({} if since is None else {"since": since})}
    answer = platform.get("/listeners/changes", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def create(platform, **members):
    return platform.post("/listeners", {**BODY, **members}).json()


def ids(page):
    return [one["id"] for one in page["changed"]]


def test_an_empty_platform_has_a_token_too(platform):
    page = read(platform)
    assert (page["changed"], page["deleted"], page["more"]) == ([], [], False)
    again = read(platform, page["next"])
    assert (again["changed"], again["deleted"]) == ([], [])


def test_a_full_pass_names_all_that_exist_once(platform):
    made = [create(platform) for _ in range(5)]
    platform.delete(f"/listeners/{made[0]['id']}", made[0]["etag"])
    seen, since, more = [], None, True
    while more:
        page = read(platform, since, limit=2)
        assert page["deleted"] == []  # deleted before the pass began: never named
        seen += ids(page)
        since, more = page["next"], page["more"]
    assert seen == [one["id"] for one in made[1:]]


def test_a_change_names_the_listener_as_it_is_now(platform):
    one = create(platform)
    token = read(platform)["next"]
    changed = platform.patch(f"/listeners/{one['id']}", {"name": "a"}, one["etag"]).json()
    platform.patch(f"/listeners/{one['id']}", {"name": "b"}, changed["etag"])
    page = read(platform, token)
    assert [(item["id"], item["name"]) for item in page["changed"]] == [(one["id"], "b")]
    assert read(platform, token)["changed"] == page["changed"]  # reading again is harmless
    assert read(platform, page["next"])["changed"] == []


def test_a_deletion_is_named_once_and_instead_of_the_change(platform):
    one, two = create(platform), create(platform)
    token = read(platform)["next"]
    changed = platform.patch(f"/listeners/{one['id']}", {"name": "a"}, one["etag"])
    platform.delete(f"/listeners/{one['id']}", changed.headers["etag"])
    platform.patch(f"/listeners/{two['id']}", {"name": "a"}, two["etag"])
    page = read(platform, token)
    assert (ids(page), page["deleted"]) == ([two["id"]], [one["id"]])
    assert read(platform, page["next"])["deleted"] == []


def test_a_deletion_during_a_full_pass_is_named(platform):
    made = [create(platform) for _ in range(4)]
    first = read(platform, limit=2)
    platform.delete(f"/listeners/{made[0]['id']}", made[0]["etag"])
    rest = read(platform, first["next"], limit=10)
    assert rest["deleted"] == [made[0]["id"]]
    assert ids(rest) == [made[2]["id"], made[3]["id"]]


def test_a_change_during_a_full_pass_is_not_missed(platform):
    made = [create(platform) for _ in range(4)]
    first = read(platform, limit=2)
    platform.patch(f"/listeners/{made[0]['id']}", {"name": "late"}, made[0]["etag"])
    rest = read(platform, first["next"], limit=10)
    assert ids(rest) == [made[2]["id"], made[3]["id"], made[0]["id"]]
    assert rest["changed"][-1]["name"] == "late"


def test_pages_split_changes_and_deletions_in_commit_order(platform):
    made = [create(platform) for _ in range(6)]
    token = read(platform)["next"]
    for number, one in enumerate(made):
        if number % 2:
            platform.delete(f"/listeners/{one['id']}", one["etag"])
        else:
            platform.patch(f"/listeners/{one['id']}", {"name": "x"}, one["etag"])
    changed, deleted, more = [], [], True
    while more:
        page = read(platform, token, limit=2)
        assert len(page["changed"]) + len(page["deleted"]) <= 2
        changed += ids(page)
        deleted += page["deleted"]
        token, more = page["next"], page["more"]
    assert changed == [made[0]["id"], made[2]["id"], made[4]["id"]]
    assert deleted == [made[1]["id"], made[3]["id"], made[5]["id"]]


def test_other_health_numbers_and_secrets_put_nothing_into_the_feed(platform):
    one = create(platform)
    token = read(platform)["next"]
    platform.post(f"/listeners/{one['id']}/secret/rotate")
    platform.in_store(lambda tx: change_secret(tx, one["id"], {"last_attempt_ms": 1}))
    platform.patch(f"/listeners/{one['id']}", {"name": ""}, one["etag"])  # changes nothing
    assert read(platform, token)["changed"] == []


def test_a_token_of_another_epoch_is_410_with_the_present_one(platform):
    token = read(platform)["next"]
    platform.in_store(lambda tx: facts.write(tx, facts.EPOCH, "epo_restored"))
    answer = platform.get("/listeners/changes", params={"since": token})
    assert (answer.status_code, answer.json()["code"]) == (410, "token_expired")
    assert answer.json()["epoch"] == "epo_restored"


def test_tokens_live_90_days(platform, clock):
    token = read(platform)["next"]
    clock.move(days=89, hours=23)
    read(platform, token)
    clock.move(hours=1)
    answer = platform.get("/listeners/changes", params={"since": token})
    assert (answer.status_code, answer.json()["code"]) == (410, "token_expired")


def test_a_token_beyond_what_was_committed_is_410(platform):
    """A backup was put back without telling the platform: better read all than miss some."""
    for _ in range(3):
        create(platform)
    token = read(platform)["next"]
    platform.in_store(
        lambda tx: tx.exec_driver_sql("UPDATE counters SET value = 1 WHERE name = 'feed'")
    )
    assert platform.get("/listeners/changes", params={"since": token}).status_code == 410


@pytest.mark.parametrize("token", ["x", "", "W10", "bnVsbA", "WzEsMiwzLDRd", "é"])
def test_what_is_no_token_is_400(platform, token):
    assert platform.get("/listeners/changes", params={"since": token}).status_code == 400


def test_epochs_of_two_platforms_differ(platform, tmp_path):
    with running_platform(tmp_path / "other") as other:
        assert read(other)["epoch"] != read(platform)["epoch"]
        answer = other.get("/listeners/changes", params={"since": read(platform)["next"]})
        assert answer.status_code == 410


def test_the_channel_of_a_listener_is_kept_when_the_channel_goes(platform):
    channel = platform.get("/me").json()["channels"][0]["id"]
    one = create(platform, channel_id=channel)
    platform.in_store(lambda tx: tx.exec_driver_sql("DELETE FROM channels"))
    assert platform.get(f"/listeners/{one['id']}").json()["channel_id"] == channel


def test_suspending_puts_a_listener_into_the_feed(platform):
    """The engine writes the columns; the feed shows what the row says."""
    from app.server.store import counters

    one = create(platform)
    token = read(platform)["next"]

    def suspend(tx):
        tx.execute(
            update(listeners).values(
                suspended_reason="endpoint_gone",
                status="suspended",
                status_reason="endpoint_gone",
                feed_position=counters.next_value(tx, counters.FEED),
            )
        )

    platform.in_store(suspend)
    (seen,) = read(platform, token)["changed"]
    assert (seen["status"], seen["version"]) == ("suspended", one["version"])
