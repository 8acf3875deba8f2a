"""Records: exact bytes, versions, and one event for each change (contract section 6)."""

from __future__ import annotations

import http.client
import json

import jsonschema
import pytest

from tests.support.platform import running_platform

CLIENT = {"first_name": "Nomvula", "last_name": "Khumalo", "email": "nomvula@mail.example"}


def events_of(platform, record_id):
    found = platform.get("/events", params={"record_id": record_id}).json()["items"]
    return [(one["function"], one["record_version"]) for one in reversed(found)]


def refusals(answer):
    assert answer.status_code == 422, answer.text
    return {(one["pointer"], one["code"]) for one in answer.json()["errors"]}


def raw_get(platform, path, **headers):
    connection = http.client.HTTPConnection(*platform.address, timeout=10)
    try:
        token = {"Authorization": f"Bearer {platform.token.reveal()}"}
        connection.request("GET", f"/api/v1{path}", headers={**token, **headers})
        return connection.getresponse().read()
    finally:
        connection.close()


def test_every_entity_has_a_schema_a_sample_and_seeded_records(platform):
    for entity in platform.get("/catalog").json()["entities"]:
        base = f"/catalog/entities/{entity['name']}"
        schema = platform.get(f"{base}/schema").json()
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        validator.validate(platform.get(f"{base}/sample").json())
        for record in platform.get(f"/records/{entity['name']}").json()["items"]:
            validator.validate(record)
        assert all("title" in one for one in schema["properties"].values())


def test_unknown_entities_are_404(platform):
    for path in ("/records/nope", "/catalog/entities/nope/schema", "/catalog/entities/nope/sample"):
        assert platform.get(path).status_code == 404
    assert platform.post("/records/nope", CLIENT).status_code == 404


def test_seeding_makes_no_event_and_no_delivery(tmp_path):
    with running_platform(tmp_path) as platform:
        assert platform.get("/events").json()["items"] == []
        assert platform.get("/deliveries").json()["items"] == []
        total = sum(
            len(platform.get(f"/records/{one['name']}").json()["items"])
            for one in platform.get("/catalog").json()["entities"]
        )
        assert 36 <= total <= 120  # a few dozen
        me = platform.get("/me").json()
        assert (me["instance"]["plan"], len(me["channels"])) == ("plan_pro", 2)


def test_a_new_record_is_whole_and_makes_one_event(platform):
    answer = platform.post("/records/clients", CLIENT)
    record = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/records/clients/{record['id']}"
    assert (record["version"], record["channel_id"]) == (1, None)
    assert record["created_at"] == record["updated_at"]
    assert "etag" not in record
    assert events_of(platform, record["id"]) == [("create", 1)]


def test_get_answers_the_exact_bytes_to_everyone_also_in_a_list(platform):
    made = platform.post("/records/clients", {**CLIENT, "last_name": "Zoë 🦓 <&>"})
    path = f"/records/clients/{made.json()['id']}"
    reader = platform.token_of("read_only")
    assert platform.get(path).content == made.content
    assert platform.get(path, token=reader).content == made.content
    assert raw_get(platform, path) == made.content
    assert made.content in platform.get("/records/clients", params={"limit": 500}).content
    assert json.loads(made.content)["last_name"] == "Zoë 🦓 <&>"


def test_the_payload_of_the_event_is_those_bytes(platform, new_listener):
    new_listener(entity="leads", mode="paused")
    made = platform.post("/records/leads", {"full_name": "Palesa"})
    query = {"record_id": made.json()["id"]}
    (held,) = platform.get("/deliveries", params=query).json()["items"]
    before = made.content
    platform.patch(f"/records/leads/{made.json()['id']}", {"stage": "won"}, made.headers["etag"])
    assert platform.get(f"/deliveries/{held['id']}").json()["payload"].encode() == before


def test_a_change_is_the_next_version_and_one_more_event(platform):
    made = platform.post("/records/clients", CLIENT)
    path = f"/records/clients/{made.json()['id']}"
    changed = platform.patch(path, {"status": "lapsed"}, made.headers["etag"])
    assert (changed.json()["version"], changed.json()["status"]) == (2, "lapsed")
    assert changed.headers["etag"] != made.headers["etag"]
    assert platform.get(path).content == changed.content
    assert events_of(platform, made.json()["id"]) == [("create", 1), ("update", 2)]


@pytest.mark.parametrize("patch", [{}, {"first_name": "Nomvula"}, {"version": 7, "id": "cli_x"}])
def test_a_patch_that_changes_nothing_makes_no_event(platform, patch):
    made = platform.post("/records/clients", CLIENT)
    path = f"/records/clients/{made.json()['id']}"
    answer = platform.patch(path, patch, made.headers["etag"])
    assert (answer.status_code, answer.content) == (200, made.content)
    assert events_of(platform, made.json()["id"]) == [("create", 1)]


def test_nested_members_are_merged_and_null_removes(platform):
    made = platform.post(
        "/records/clients", {**CLIENT, "address": {"city": "Durban", "suburb": "Berea"}}
    )
    path = f"/records/clients/{made.json()['id']}"
    changed = platform.patch(path, {"address": {"suburb": None}}, made.headers["etag"])
    assert changed.json()["address"] == {"city": "Durban"}
    required = platform.patch(path, {"email": None}, changed.headers["etag"])
    assert refusals(required) == {("/email", "required")}


def test_preconditions(platform):
    made = platform.post("/records/clients", CLIENT)
    path = f"/records/clients/{made.json()['id']}"
    assert platform.call("PATCH", path, {"status": "lapsed"}).status_code == 428
    stale = platform.patch(path, {"status": "lapsed"}, '"stale"')
    assert (stale.status_code, stale.json()["current"]) == (412, made.json())
    assert platform.patch(path, {"first_name": "Nomvula"}, '"stale"').status_code == 200
    assert platform.patch(path, {"status": "nope"}, '"stale"').status_code == 412
    unchanged = platform.get(path, headers={"If-None-Match": made.headers["etag"]})
    assert unchanged.status_code == 304


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"email": "nope"}, {("/email", "invalid_value")}),
        ({"email": 5}, {("/email", "wrong_type")}),
        ({"first_name": ""}, {("/first_name", "too_short")}),
        ({"first_name": "x" * 101}, {("/first_name", "too_long")}),
        ({"status": "gone"}, {("/status", "invalid_value")}),
        ({"colour": "red", "size": 1}, {("/colour", "unknown_field"), ("/size", "unknown_field")}),
        ({"address": {"planet": "x"}}, {("/address/planet", "unknown_field")}),
        ({"monthly_income_zar": -1}, {("/monthly_income_zar", "out_of_range")}),
        ({"channel_id": "chn_nope"}, {("/channel_id", "unknown_channel")}),
        ({"channel_id": 5}, {("/channel_id", "wrong_type")}),
    ],
)
def test_bodies_follow_the_schema(platform, members, expected):
    assert refusals(platform.post("/records/clients", {**CLIENT, **members})) == expected


def test_what_is_required_is_named_once_each(platform):
    expected = {(f"/{name}", "required") for name in ("first_name", "last_name", "email")}
    assert refusals(platform.post("/records/clients", {})) == expected


@pytest.mark.parametrize("entity", ["commission_runs", "users", "audit_entries"])
def test_what_cannot_be_listened_to_makes_events_too(platform, entity):
    sample = platform.get(f"/catalog/entities/{entity}/sample").json()
    made = platform.post(f"/records/{entity}", sample)
    assert made.status_code == 201
    assert made.json()["id"] != sample["id"]
    assert events_of(platform, made.json()["id"]) == [("create", 1)]


def test_naughty_strings_come_back_as_they_went_in(platform):
    naughty = [
        "'; DROP TABLE records; --", "\\\"\\n", "<script>", "‮rtl", "ﷺ", "\u00a0", "%s%n",
        "NaN", "null", "${7*7}", "é\u0301", "\U0001f993" * 50,
    ]  # fmt: skip
    for text in naughty:
        made = platform.post("/records/notes", {"subject": text, "text": text})
        assert made.status_code == 201, text
        again = platform.get(f"/records/notes/{made.json()['id']}").json()
        assert (again["subject"], again["text"]) == (text, text)
