"""No text breaks the store or comes back as another one (T24)."""

from __future__ import annotations

import json
import unicodedata
from urllib.parse import quote

import pytest
import requests
from sqlalchemy import text as sql

from tests.support.naughty import NAUGHTY
from tests.support.platform import running_platform

MAIL = {"kind": "email", "address": "ops@example.com"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("naughty")) as running:
        yield running
        if running.platform.settings.database is None:
            tables = running.in_store(lambda tx: tx.execute(sql("PRAGMA integrity_check")).scalar())
            assert tables == "ok"


@pytest.fixture(scope="module")
def send(platform):
    """One call on a connection that is kept: there are many."""
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {platform.token.reveal()}"

        def call(method, path, **more):
            answer = session.request(method, platform.api_url + path, timeout=20, **more)
            assert answer.status_code < 500, (path, more, answer.text)
            return answer

        yield call


def stored_name(text):
    """What a name is stored as; None if no name may hold this."""
    if any(
        unicodedata.category(char) in ("Cc", "Co", "Cs") or char in BIDI or char in "\u2028\u2029"
        for char in text
    ):
        return None
    name = unicodedata.normalize("NFC", text.strip(" "))
    return name if len(name) <= 200 else None


def batches(operations):
    return [operations[start : start + 200] for start in range(0, len(operations), 200)]


def create_all(send, bodies):
    operations = [{"op": "create", "body": body} for body in bodies]
    results = []
    for some in batches(operations):
        results += send("POST", "/listeners/batch", json={"operations": some}).json()["results"]
    return results


def test_there_are_many_of_many_kinds():
    assert len(NAUGHTY) > 260
    assert {unicodedata.category(one) for one in NAUGHTY if len(one) == 1} >= {"Cc", "Cf", "Co"}


def test_T24_records_keep_every_text_byte_by_byte(send):
    for text in NAUGHTY:
        body = {"subject": "s" + text[:199], "text": text}
        made = send("POST", "/records/notes", json=body)
        assert made.status_code == 201, (text, made.text)
        assert json.dumps(text, ensure_ascii=False).encode() in made.content
        assert {name: made.json()[name] for name in body} == body
    listed = send("GET", "/records/notes", params={"limit": 500}).json()["items"]
    assert {one["text"] for one in listed} >= set(NAUGHTY)


def test_T24_names_of_listeners_come_back_as_they_are_stored_or_are_refused(send):
    bodies = [
        {"name": one, "entity": "quotes", "function": "create", "destination": MAIL}
        for one in NAUGHTY
    ]
    kept = 0
    for text, result in zip(NAUGHTY, create_all(send, bodies), strict=True):
        name = stored_name(text)
        if name is None:
            assert result["status"] == 422, text
            (error,) = result["body"]["errors"]
            assert error["pointer"] == "/name"
            assert error["code"] in ("invalid_text", "too_long")
            continue
        kept += 1
        assert (result["status"], result["body"]["name"]) == (201, name)
        found = send("GET", "/listeners", params={"q": name, "entity": "quotes", "limit": 500})
        assert result["body"]["id"] in [one["id"] for one in found.json()["items"]], name
    assert kept > 150


def test_T24_credentials_keep_every_text_that_may_travel(send):
    kept = 0
    for text in NAUGHTY:
        body = {
            "name": text,
            "auth_type": "basic",
            "fields": {"username": text},
            "secrets": {"password": text},
        }
        made = send("POST", "/credentials", json=body)
        if made.status_code == 422:
            pointers = {one["pointer"] for one in made.json()["errors"]}
            assert pointers <= {"/name", "/fields/username", "/secrets/password"}
            continue
        kept += 1
        if kept % 2:
            continue
        assert made.json()["name"] == stored_name(text)
        assert made.json()["fields"] == {"username": text}
        same = send(
            "PATCH",
            f"/credentials/{made.json()['id']}",
            json={"secrets": {"password": text}},
            headers={"If-Match": made.headers["etag"]},
        )
        assert (same.status_code, same.json()["version"]) == (200, 1), text  # the very same secret
    assert kept > 150


def test_T24_destinations_are_canonical_ascii_or_refused(send):
    urls = [{"kind": "endpoint", "url": f"https://hooks.example.com/{one}"} for one in NAUGHTY]
    addresses = [{"kind": "email", "address": f"{one}@example.com"} for one in NAUGHTY]
    hosts = [{"kind": "endpoint", "url": f"https://{one}.example.com/"} for one in NAUGHTY]
    bodies = [
        {"entity": "quotes", "function": "create", "destination": to}
        for to in (*urls, *addresses, *hosts)
    ]
    kept = 0
    for body, result in zip(bodies, create_all(send, bodies), strict=True):
        if result["status"] == 201:
            kept += 1
            to = result["body"]["destination"]
            assert all("!" <= char <= "~" for char in to.get("url", "") + to.get("address", ""))
        else:
            assert {one["pointer"] for one in result["body"]["errors"]} <= {
                "/destination/url", "/destination/address",
            }, body  # fmt: skip
    assert kept > 100


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/listeners", "q"),
        ("/listeners", "channel_id"),
        ("/listeners", "status"),
        ("/deliveries", "q"),
        ("/deliveries", "record_id"),
        ("/deliveries", "since"),
        ("/events", "listener_id"),
        ("/audit", "actor_id"),
        ("/credentials", "cursor"),
        ("/listeners/changes", "since"),
    ],
)
def test_T24_filters_take_any_text(send, path, name):
    for text in NAUGHTY[::4]:
        answer = send("GET", path, params={name: text})
        assert answer.status_code in (200, 400), text


def test_T24_only_known_names_filter_or_sort(send):
    names = ["sort", "order", "order_by", "fields", "id); DROP TABLE listeners; --", *NAUGHTY[::4]]
    for name in names:
        answer = send("GET", "/listeners", params={name: "x"})
        assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter"), name


def test_T24_ids_of_any_text_name_nothing(send):
    for text in NAUGHTY[::4]:
        for kind in ("listeners", "credentials", "deliveries", "events", "records/clients"):
            part = quote(text, safe="")
            if part.strip("."):
                assert send("GET", f"/{kind}/{part}").status_code in (404, 400), text


def test_T24_keys_of_any_text(send):
    for text in NAUGHTY:
        if not text.isascii() or any(char in text for char in "\r\n\0"):
            continue
        try:
            answer = send(
                "POST", "/records/tasks", json={"subject": "x"}, headers={"Idempotency-Key": text}
            )
        except requests.exceptions.InvalidHeader:
            continue  # not even sent
        is_key = 1 <= len(text) <= 255 and all("!" <= char <= "~" for char in text)
        # Spaces around a value are no part of it; a control character ends the request.
        assert answer.status_code in ((201,) if is_key else (201, 400)), text


def test_values_of_one_parameter_are_limited(send):
    for path, name in (("/listeners", "q"), ("/deliveries", "q"), ("/events", "record_id")):
        many = [(name, str(number)) for number in range(100)]
        assert send("GET", path, params=many).status_code == 200
        answer = send("GET", path, params=[*many, (name, "x")])
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")
