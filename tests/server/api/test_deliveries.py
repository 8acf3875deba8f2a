"""Events and deliveries as clients read them (contract section 7)."""

from __future__ import annotations

import pytest

from tests.support.platform import running_platform

LEAD = {"full_name": "Palesa Mokoena"}
MAIL = {"kind": "email", "address": "ops@example.com"}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("deliveries")) as running:
        yield running


@pytest.fixture(scope="module")
def story(platform):
    """One lead, and a listener for every outcome that it can have."""
    channel = platform.get("/me").json()["channels"][0]["id"]

    def listener(**members):
        body = {"entity": "leads", "function": "create", "destination": MAIL, **members}
        return platform.post("/listeners", body).json()["id"]

    made = {
        "held": listener(mode="paused"),
        "unsupported": listener(function="delete"),
        "function_mismatch": listener(function="update"),
        "other_channel": listener(channel_id=channel),
        "disabled": listener(mode="disabled"),
    }
    listener(entity="clients")  # of another entity: not named
    lead = platform.post("/records/leads", LEAD).json()
    return made, lead


def test_an_event_names_every_listener_of_its_entity_and_why_not(platform, story):
    made, lead = story
    (listed,) = platform.get("/events", params={"record_id": lead["id"]}).json()["items"]
    event = platform.get(f"/events/{listed['id']}").json()
    assert event == listed
    assert (event["entity"], event["function"], event["record_version"]) == ("leads", "create", 1)
    outcomes = {one["listener_id"]: one for one in event["outcomes"]}
    assert outcomes.keys() == set(made.values())
    assert outcomes[made["held"]]["outcome"] == "delivery"
    assert outcomes[made["held"]]["delivery_id"].startswith("dlv_")
    for reason in ("unsupported", "function_mismatch", "other_channel", "disabled"):
        assert outcomes[made[reason]] == {
            "listener_id": made[reason],
            "outcome": "skipped",
            "reason": reason,
        }


def test_a_list_shows_outcomes_only_when_they_are_asked_for(platform, story):
    made, lead = story
    assert all("outcomes" not in one for one in platform.get("/events").json()["items"])
    query = {"listener_id": made["disabled"], "record_id": lead["id"]}
    (event,) = platform.get("/events", params=query).json()["items"]
    assert [one["listener_id"] for one in event["outcomes"]] == [made["disabled"]]


def test_event_filters(platform, story):
    made, lead = story

    def count(**params):
        return len(platform.get("/events", params=params).json()["items"])

    at = platform.get("/events", params={"record_id": lead["id"]}).json()["items"][0]["occurred_at"]
    assert count(record_id=lead["id"], outcome="delivery") == 1
    assert count(listener_id=made["disabled"], outcome="delivery") == 0
    assert count(listener_id=made["disabled"], outcome="skipped") == 1
    assert count(listener_id=made["disabled"], outcome=["skipped", "delivery"]) == 1
    assert count(record_id=lead["id"], since=at) == 1  # since is part of the range
    assert count(record_id=lead["id"], until=at) == 0  # until is not
    assert count(entity="payments") == 0
    assert platform.get("/events", params={"outcome": "lost"}).status_code == 400


def test_a_held_delivery(platform, story):
    made, lead = story
    (held,) = platform.get("/deliveries", params={"record_id": lead["id"]}).json()["items"]
    assert held["listener_id"] == made["held"]
    assert (held["status"], held["status_reason"], held["attempts"]) == ("held", "paused", 0)
    assert (held["destination"], held["next_attempt_at"]) == (MAIL["address"], None)
    one = platform.get(f"/deliveries/{held['id']}").json()
    assert {name: one[name] for name in held} == held
    body = platform.get(f"/records/leads/{lead['id']}").text
    assert (one["payload"], one["attempt_log"]) == (body, [])


def test_delivery_filters_and_counts(platform, story):
    made, lead = story
    (held,) = platform.get("/deliveries", params={"record_id": lead["id"]}).json()["items"]

    def found(**params):
        return [one["id"] for one in platform.get("/deliveries", params=params).json()["items"]]

    mine = {"listener_id": made["held"]}
    assert found(**mine) == [held["id"]]
    assert found(**mine, status="held") == [held["id"]]
    assert found(**mine, status="failed") == []
    assert found(**mine, status=["failed", "held"]) == [held["id"]]
    assert found(**mine, entity="leads") == [held["id"]]
    assert found(**mine, entity="clients") == []
    for part in (held["id"][6:], held["event_id"].upper(), lead["id"][4:20], made["held"]):
        assert held["id"] in found(q=part)
    assert found(**mine, q="nothing like it") == []
    assert found(**mine, since=held["created_at"]) == [held["id"]]
    assert found(**mine, until=held["created_at"]) == []
    answer = platform.get("/deliveries", params={**mine, "status": "failed", "counts": "true"})
    assert answer.json()["counts"] == {
        "pending": 0, "held": 1, "delivered": 0, "failed": 0, "cancelled": 0,
    }  # fmt: skip
    assert "counts" not in platform.get("/deliveries", params=mine).json()


def test_a_record_is_told_by_the_number_people_know_it_by(platform):
    body = {"entity": "clients", "function": "create", "destination": MAIL}
    paused = platform.post("/listeners", {**body, "mode": "paused"}).json()
    off = platform.post("/listeners", {**body, "mode": "disabled"}).json()
    client = {"first_name": "Amelia", "last_name": "Hart", "client_number": "C-20_18%"}
    client["email"] = "amelia@example.com"
    record = platform.post("/records/clients", client).json()

    def deliveries(listener=paused, **params):
        params["listener_id"] = listener["id"]
        return platform.get("/deliveries", params=params).json()["items"]

    (held,) = deliveries()
    assert (held["record_number"], held["record_label"]) == ("C-20_18%", "Amelia Hart")
    assert platform.get(f"/deliveries/{held['id']}").json()["record_number"] == "C-20_18%"
    for part in ("C-20_18%", "c-20_", " _18% ", ["nothing like it", "20_18"]):
        assert [one["id"] for one in deliveries(q=part)] == [held["id"]]
    assert deliveries(q="C-20418") == []  # what has a meaning to the database is text here
    (event,) = platform.get("/events", params={"record_id": record["id"]}).json()["items"]
    assert (event["record_number"], event["record_label"]) == ("C-20_18%", "Amelia Hart")
    assert platform.get(f"/events/{event['id']}").json() == event

    on = platform.patch(f"/listeners/{off['id']}", {"mode": "paused"}, off["etag"])
    assert on.status_code == 200
    replay = {"since": event["occurred_at"], "statuses": ["skipped"], "dry_run": False}
    assert platform.post(f"/listeners/{off['id']}/replay", replay).json() == {"count": 1}
    (made,) = deliveries(off)  # one that was skipped first
    assert (made["record_number"], made["record_label"]) == ("C-20_18%", "Amelia Hart")


def test_a_record_without_a_number_has_none(platform, story):
    _, lead = story
    (held,) = platform.get("/deliveries", params={"record_id": lead["id"]}).json()["items"]
    (event,) = platform.get("/events", params={"record_id": lead["id"]}).json()["items"]
    assert held["record_number"] is event["record_number"] is None


@pytest.mark.parametrize(
    "params",
    [{"status": "lost"}, {"counts": "yes"}, {"since": "yesterday"}, {"until": "2026-11-23"}],
)
def test_bad_filters_are_400(platform, params):
    assert platform.get("/deliveries", params=params).status_code == 400


@pytest.mark.parametrize("path", ["/events/evt_nope", "/deliveries/dlv_nope"])
def test_unknown_ids_are_404(platform, path):
    assert platform.get(path).status_code == 404


def test_deliveries_of_a_deleted_listener_stay_readable(platform):
    body = {"entity": "quotes", "function": "create", "destination": MAIL, "mode": "paused"}
    listener = platform.post("/listeners", body).json()
    quote = {"reference": "Q-1", "product": "life_cover", "monthly_premium_zar": 99.5}
    record = platform.post("/records/quotes", quote).json()
    platform.delete(f"/listeners/{listener['id']}", listener["etag"])
    (one,) = platform.get("/deliveries", params={"record_id": record["id"]}).json()["items"]
    assert (one["status"], one["status_reason"]) == ("cancelled", "listener_deleted")
    assert platform.get(f"/deliveries/{one['id']}").status_code == 200


def test_disabling_cancels_and_enabling_again_sends_nothing_old(platform):
    body = {"entity": "claims", "function": "create", "destination": MAIL, "mode": "paused"}
    listener = platform.post("/listeners", body).json()
    policy = platform.get("/records/policies").json()["items"][0]["id"]
    claim = {"reference": "CL-1", "policy_id": policy, "amount_zar": 10}
    record = platform.post("/records/claims", claim).json()
    path = f"/listeners/{listener['id']}"
    off = platform.patch(path, {"mode": "disabled"}, listener["etag"])
    platform.patch(path, {"mode": "enabled"}, off.headers["etag"])
    (one,) = platform.get("/deliveries", params={"record_id": record["id"]}).json()["items"]
    assert (one["status"], one["status_reason"]) == ("cancelled", "listener_disabled")
