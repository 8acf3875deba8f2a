"""What makes a listener, and what it becomes (contract section 4)."""

from __future__ import annotations

import pytest

from tests.support.platform import running_platform

URL = "https://hooks.example.com/in"


def endpoint(**members):
    return {"kind": "endpoint", "url": URL, **members}


def listener(**members):
    return {"entity": "clients", "function": "create", "destination": endpoint(), **members}


def refusals(answer):
    assert answer.status_code == 422, answer.text
    return {(one["pointer"], one["code"]) for one in answer.json()["errors"]}


def test_defaults(platform):
    made = platform.post("/listeners", listener()).json()
    assert (made["name"], made["channel_id"], made["mode"]) == ("", None, "enabled")
    assert (made["signing"], made["status"], made["version"]) == (True, "active", 1)
    assert made["destination"] == {"kind": "endpoint", "url": URL, "auth_type": "none"}
    assert made["created_by"] == made["updated_by"] == platform.get("/me").json()["user"]["id"]
    assert made["health"]["state"] == "unknown"
    assert made["health"]["hours"] == [[0, 0]] * 24


def test_what_is_required(platform):
    expected = {(f"/{name}", "required") for name in ("entity", "function", "destination")}
    assert refusals(platform.post("/listeners", {})) == expected


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("HTTPS://Hooks.Example.COM", "https://hooks.example.com/"),
        ("https://hooks.example.com:443/a", "https://hooks.example.com/a"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_T08_the_url_is_stored_in_canonical_form(platform, typed, stored):
    made = platform.post("/listeners", listener(destination=endpoint(url=typed))).json()
    assert made["destination"]["url"] == stored


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://hooks.example.com/", "https_required"),
        ("http://localhost:8080/", "https_required"),
        ("https://user:pw@hooks.example.com/", "invalid_url"),
        ("https://hooks.example.com/#part", "invalid_url"),
        ("https://hooks.example.com\\@evil.example/", "invalid_url"),
        ("https://hooks.example.com/\n", "invalid_url"),
        ("https://hooks.example.com/" + "x" * 2048, "invalid_url"),
        ("hooks.example.com", "invalid_url"),
        ("https://169.254.169.254/latest", "address_blocked"),
        ("https://10.0.0.1/", "address_blocked"),
        ("https://192.168.1.1/", "address_blocked"),
        ("https://[fd00:ec2::254]/", "address_blocked"),
        ("", "required"),
    ],
)
def test_T08_T26_urls_that_are_refused(platform, url, code):
    answer = platform.post("/listeners", listener(destination=endpoint(url=url)))
    assert refusals(answer) == {("/destination/url", code)}


def test_email_destinations(platform):
    made = platform.post(
        "/listeners", listener(destination={"kind": "email", "address": "ops@EXAMPLE.com"})
    )
    assert made.json()["destination"] == {"kind": "email", "address": "ops@example.com"}
    for bad in ("ops", "a@b@c.example", "ops@example.com\nBcc: x@y.example", "a@localhost"):
        body = listener(destination={"kind": "email", "address": bad})
        assert refusals(platform.post("/listeners", body)) == {
            ("/destination/address", "invalid_email")
        }


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ({"kind": "pigeon"}, ("/destination/kind", "invalid_value")),
        ({}, ("/destination/kind", "required")),
        ({"kind": "endpoint"}, ("/destination/url", "required")),
        ({"kind": "email"}, ("/destination/address", "required")),
        ({"kind": "email", "address": "a@b.example", "url": URL},
         ("/destination/url", "unknown_field")),
        (endpoint(url=5), ("/destination/url", "wrong_type")),
        ("https://x.example", ("/destination", "wrong_type")),
        (endpoint(auth_type="kerberos"), ("/destination/auth_type", "unknown_auth_type")),
        (endpoint(auth_type="basic"), ("/destination/credential_id", "credential_required")),
        (endpoint(auth_type="basic", credential_id="crd_x"),
         ("/destination/credential_id", "credential_not_found")),
    ],
)  # fmt: skip
def test_destinations_that_are_refused(platform, destination, expected):
    assert refusals(platform.post("/listeners", listener(destination=destination))) == {expected}


def test_the_credential_must_be_of_exactly_that_type(platform, new_credential):
    credential_id = new_credential()["id"]
    for auth_type in ("bearer", "none"):
        to = endpoint(auth_type=auth_type, credential_id=credential_id)
        assert refusals(platform.post("/listeners", listener(destination=to))) == {
            ("/destination/credential_id", "credential_type_mismatch")
        }


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"channel_id": "chn_nope"}, ("/channel_id", "unknown_channel")),
        ({"mode": "on"}, ("/mode", "invalid_value")),
        ({"signing": "yes"}, ("/signing", "wrong_type")),
        ({"signing": 1}, ("/signing", "wrong_type")),
        ({"name": "a\u202eb"}, ("/name", "invalid_text")),
        ({"name": "a\x07b"}, ("/name", "invalid_text")),
        ({"entity": None}, ("/entity", "wrong_type")),
    ],
)
def test_members_that_are_refused(platform, members, expected):
    assert refusals(platform.post("/listeners", listener(**members))) == {expected}


def test_names_are_counted_in_code_points_and_need_not_be_unique(platform):
    name = "🦓" * 200
    for _ in range(2):
        assert platform.post("/listeners", listener(name=name)).json()["name"] == name
    assert platform.post("/listeners", listener(name=name + "x")).status_code == 422


@pytest.mark.parametrize(
    ("entity", "function", "reason"),
    [
        ("users", "create", "entity_not_listenable"),
        ("commission_runs", "update", "entity_not_listenable"),
        ("clients", "delete", "function_not_supported"),
        ("users", "delete", "entity_not_listenable"),
    ],
)
def test_what_cannot_be_listened_to_is_saved_and_says_why(platform, entity, function, reason):
    made = platform.post("/listeners", listener(entity=entity, function=function, mode="disabled"))
    assert (made.status_code, made.json()["status"]) == (201, "unsupported")
    assert made.json()["status_reason"] == reason


def test_the_status_follows_the_mode(platform, new_listener):
    made = new_listener()
    path, etag = f"/listeners/{made['id']}", made["etag"]
    for mode, status in (("paused", "paused"), ("disabled", "disabled"), ("enabled", "active")):
        answer = platform.patch(path, {"mode": mode}, etag)
        assert (answer.json()["mode"], answer.json()["status"]) == (mode, status)
        etag = answer.headers["etag"]


def test_a_patch_drops_what_does_not_belong_to_the_new_kind(platform, new_credential):
    to = endpoint(auth_type="basic", credential_id=new_credential()["id"])
    made = platform.post("/listeners", listener(destination=to)).json()
    path = f"/listeners/{made['id']}"
    mail = platform.patch(
        path, {"destination": {"kind": "email", "address": "a@b.example"}}, made["etag"]
    )
    assert mail.json()["destination"] == {"kind": "email", "address": "a@b.example"}
    back = platform.patch(
        path, {"destination": {"kind": "endpoint", "url": URL}}, mail.headers["etag"]
    )
    assert back.json()["destination"] == {"kind": "endpoint", "url": URL, "auth_type": "none"}


def test_a_patch_to_no_authentication_drops_the_credential(platform, new_credential):
    to = endpoint(auth_type="basic", credential_id=new_credential()["id"])
    made = platform.post("/listeners", listener(destination=to)).json()
    answer = platform.patch(
        f"/listeners/{made['id']}", {"destination": {"auth_type": "none"}}, made["etag"]
    )
    assert answer.json()["destination"] == {"kind": "endpoint", "url": URL, "auth_type": "none"}


def test_a_patch_that_leaves_an_unfit_credential_is_refused(platform, new_credential):
    to = endpoint(auth_type="basic", credential_id=new_credential()["id"])
    made = platform.post("/listeners", listener(destination=to)).json()
    path = f"/listeners/{made['id']}"
    bearer = platform.patch(path, {"destination": {"auth_type": "bearer"}}, made["etag"])
    assert refusals(bearer) == {("/destination/credential_id", "credential_type_mismatch")}
    unknown = platform.patch(path, {"destination": {"colour": "red"}}, made["etag"])
    assert refusals(unknown) == {("/destination/colour", "unknown_field")}


def test_null_in_a_patch_is_the_default_again(platform):
    channel = platform.get("/me").json()["channels"][0]["id"]
    made = platform.post("/listeners", listener(name="x", channel_id=channel)).json()
    assert made["channel_id"] == channel
    answer = platform.patch(
        f"/listeners/{made['id']}", {"name": None, "channel_id": None}, made["etag"]
    )
    assert (answer.json()["name"], answer.json()["channel_id"]) == ("", None)
    required = platform.patch(f"/listeners/{made['id']}", {"entity": None}, answer.headers["etag"])
    assert refusals(required) == {("/entity", "required")}


def test_filters(tmp_path):
    with running_platform(tmp_path) as platform:
        channel = platform.get("/me").json()["channels"][0]["id"]

        def make(**members):
            return platform.post("/listeners", listener(**members)).json()["id"]

        crm = make(name="CRM Straße", channel_id=channel)
        mail = make(name="Mail", destination={"kind": "email", "address": "ops@example.com"})
        off = make(name="Off", mode="disabled", entity="leads", function="update")

        def found(**params):
            return [one["id"] for one in platform.get("/listeners", params=params).json()["items"]]

        assert found() == [crm, mail, off]
        assert found(channel_id=channel) == [crm]
        assert found(channel_id="none") == [mail, off]
        assert found(channel_id=["none", channel]) == [crm, mail, off]
        assert found(entity="leads") == [off]
        assert found(function="update") == [off]
        assert found(status="disabled") == [off]
        assert found(status=["active", "disabled"]) == [crm, mail, off]
        assert found(kind="email") == [mail]
        assert found(q="STRASSE") == [crm]
        assert found(q="OPS@EX") == [mail]
        assert found(q="hooks.example") == [crm, off]
        assert found(q="%") == []
        assert found(q="_") == []
        assert found(entity="nope") == []


def test_channels_need_plan_pro(tmp_path):
    from app.server.store import facts

    with running_platform(tmp_path) as platform:
        channel = platform.get("/me").json()["channels"][0]["id"]

        def downgrade(tx):
            instance = facts.read(tx, facts.INSTANCE)
            facts.write(tx, facts.INSTANCE, {**instance, "plan": "plan"})

        platform.in_store(downgrade)
        answer = platform.post("/listeners", listener(channel_id=channel))
        assert refusals(answer) == {("/channel_id", "channels_not_in_plan")}
        assert platform.post("/listeners", listener()).status_code == 201


def test_the_limit_is_409_and_comes_after_422(tmp_path):
    with running_platform(tmp_path, listener_limit=1) as platform:
        assert platform.post("/listeners", listener()).status_code == 201
        full = platform.post("/listeners", listener())
        assert (full.status_code, full.json()["code"]) == (409, "listener_limit_reached")
        assert platform.post("/listeners", listener(entity="x")).status_code == 422
        assert platform.get("/catalog").json()["limits"]["listeners"] == 1


def test_the_signing_secret_is_revealed_and_rotated_without_a_new_version(platform, new_listener):
    made = new_listener()
    path = f"/listeners/{made['id']}"
    first = platform.post(f"{path}/secret/reveal")
    assert first.headers["cache-control"] == "no-store"
    assert first.json()["secret"].startswith("whsec_")
    assert first.json()["previous_valid_until"] is None
    rotated = platform.post(f"{path}/secret/rotate")
    assert rotated.headers["cache-control"] == "no-store"
    assert rotated.json()["secret"] != first.json()["secret"]
    assert rotated.json()["previous_valid_until"].endswith("Z")
    assert platform.post(f"{path}/secret/reveal").json() == rotated.json()
    assert platform.get(path).headers["etag"] == made["etag"]


def test_the_catalog_says_why_an_entity_cannot_be_listened_to(platform):
    catalog = platform.get("/catalog").json()
    entities = {one["name"]: one for one in catalog["entities"]}
    listenable = {name for name, one in entities.items() if one["listenable"]}
    assert listenable == {
        "clients", "policies", "quotes", "leads", "claims", "tasks", "notes", "payments",
        "advisers",
    }  # fmt: skip
    for name in ("commission_runs", "users", "audit_entries"):
        assert entities[name]["reason"]
    assert [one["name"] for one in catalog["auth_types"]] == [
        "none", "basic", "bearer", "api_key", "oauth2_client_credentials",
    ]  # fmt: skip
