"""Versions, ETags and preconditions (contract section 1)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from app.server.store.tables import listeners

GONE = "lst_00000000000000000000000000"


def suspend(platform, listener_id):
    def work(tx):
        tx.execute(
            update(listeners)
            .where(listeners.c.id == listener_id)
            .values(
                suspended_reason="endpoint_failing",
                status="suspended",
                status_reason="endpoint_failing",
                failing_since_ms=1,
            )
        )

    platform.in_store(work)


def test_the_etag_is_strong_and_stands_in_header_and_body(platform, new_listener):
    listener = new_listener()
    answer = platform.get(f"/listeners/{listener['id']}")
    assert answer.headers["etag"] == answer.json()["etag"] == listener["etag"]
    assert answer.headers["etag"].startswith('"')


def test_a_change_raises_the_version_and_changes_the_etag(platform, new_listener):
    before = new_listener()
    after = platform.patch(f"/listeners/{before['id']}", {"name": "New"}, before["etag"]).json()
    assert (before["version"], after["version"]) == (1, 2)
    assert before["etag"] != after["etag"]
    assert before["created_at"] == after["created_at"]


def test_going_back_never_brings_an_old_etag_back(platform, new_listener):
    listener = new_listener(name="first")
    path, seen = f"/listeners/{listener['id']}", [listener["etag"]]
    for name in ("second", "first", "second", "first"):
        listener = platform.patch(path, {"name": name}, listener["etag"]).json()
        seen.append(listener["etag"])
    assert len(set(seen)) == 5


@pytest.mark.parametrize("patch", [{}, {"name": "same"}, {"version": 99, "etag": "x", "id": "y"}])
def test_a_patch_that_changes_nothing_keeps_the_version(platform, new_listener, patch):
    listener = new_listener(name="same")
    answer = platform.patch(f"/listeners/{listener['id']}", patch, listener["etag"])
    assert answer.status_code == 200
    assert (answer.json()["version"], answer.headers["etag"]) == (1, listener["etag"])


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("header", [{}, {"If-Match": "*"}, {"If-Match": "*  "}])
def test_F26_without_a_version_it_is_428(platform, new_listener, method, header):
    path = f"/listeners/{new_listener()['id']}"
    body = {"name": "x"} if method == "PATCH" else None
    answer = platform.call(method, path, body, headers=header)
    assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")


@pytest.mark.parametrize(
    ("kind", "method"),
    [("credentials", "PATCH"), ("credentials", "DELETE"), ("records/tasks", "PATCH")],
)
def test_F26_of_whatever_has_a_version(platform, new_credential, kind, method):
    if kind == "credentials":
        path = f"/{kind}/{new_credential()['id']}"
    else:
        path = f"/{kind}/{platform.post(f'/{kind}', {'subject': 'x'}).json()['id']}"
    before = platform.get(path).json()
    body = {"name": "changed", "subject": "changed"} if method == "PATCH" else None
    for headers in ({}, {"If-Match": "*"}):
        answer = platform.call(method, path, body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")
    assert platform.get(path).json() == before


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("make_tag", [
    lambda tag: '"other"',
    lambda tag: f"W/{tag}",
    lambda tag: tag.strip('"'),
    lambda tag: "",
    lambda tag: tag[:-1],
])  # fmt: skip
def test_a_stale_or_weak_version_is_412_with_current(platform, new_listener, method, make_tag):
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    body = {"name": "x"} if method == "PATCH" else None
    headers = {"If-Match": make_tag(listener["etag"])}
    answer = platform.call(method, path, body, headers=headers)
    assert answer.status_code == 412
    assert answer.json()["current"] == platform.get(path).json()


def test_a_list_of_versions_matches_with_any(platform, new_listener):
    listener = new_listener()
    tags = f'"other", {listener["etag"]}'
    assert platform.patch(f"/listeners/{listener['id']}", {"name": "x"}, tags).status_code == 200


def test_a_stale_patch_that_is_already_so_is_200(platform, new_listener):
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    done = platform.patch(path, {"name": "done", "mode": "paused"}, listener["etag"])
    again = platform.patch(path, {"name": "done", "mode": "paused"}, listener["etag"])
    assert (again.status_code, again.headers["etag"]) == (200, done.headers["etag"])
    half = platform.patch(path, {"name": "done", "mode": "disabled"}, listener["etag"])
    assert half.status_code == 412


def test_already_so_is_judged_in_canonical_form(platform, new_listener):
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    same = {"destination": {"url": "HTTPS://HOOKS.example.com:443/claims"}}
    assert platform.patch(path, same, '"stale"').status_code == 200


def test_a_stale_patch_that_lifts_a_suspension_is_412(platform, new_listener):
    listener = new_listener()
    suspend(platform, listener["id"])
    path = f"/listeners/{listener['id']}"
    assert platform.patch(path, {"mode": "enabled"}, '"stale"').status_code == 412
    assert platform.get(path).json()["status"] == "suspended"


def test_enabling_lifts_a_suspension_though_the_mode_is_the_same(platform, new_listener):
    listener = new_listener()
    suspend(platform, listener["id"])
    path = f"/listeners/{listener['id']}"
    renamed = platform.patch(path, {"name": "renamed"}, listener["etag"]).json()
    assert (renamed["status"], renamed["status_reason"]) == ("suspended", "endpoint_failing")
    lifted = platform.patch(path, {"mode": "enabled"}, renamed["etag"]).json()
    assert (lifted["status"], lifted["status_reason"]) == ("active", None)
    assert (lifted["version"], lifted["health"]["failing_since"]) == (3, None)
    query = {"resource_id": listener["id"], "limit": 1}
    (line,) = platform.get("/audit", params=query).json()["items"]
    assert line["after"] == {**line["before"], "lifted": "endpoint_failing"}


def test_a_stale_patch_that_holds_secrets_is_412(platform, new_credential):
    credential = new_credential()
    path = f"/credentials/{credential['id']}"
    same = {"secrets": {"password": "correct horse battery"}}
    assert platform.patch(path, same, '"stale"').status_code == 412
    assert platform.patch(path, {"name": "CRM"}, '"stale"').status_code == 200


def test_derived_fields_change_no_version_and_are_never_304(platform, new_listener, new_credential):
    credential = new_credential()
    path = f"/credentials/{credential['id']}"
    listener = new_listener(
        destination={
            "kind": "endpoint",
            "url": "https://hooks.example.com/x",
            "auth_type": "basic",
            "credential_id": credential["id"],
        }
    )
    used = platform.get(path, headers={"If-None-Match": credential["etag"]})
    assert (used.status_code, used.json()["used_by"]) == (200, [listener["id"]])
    for member in ("version", "etag", "updated_at"):
        assert used.json()[member] == credential[member]


def test_a_deleted_id_is_404_for_good(platform, new_listener):
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    assert platform.delete(path, listener["etag"]).status_code == 204
    for answer in (
        platform.get(path),
        platform.delete(path, listener["etag"]),
        platform.patch(path, {"name": "x"}, listener["etag"]),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/me", "/catalog", "/catalog/entities/clients/schema"])
def test_documents_can_be_304(platform, path):
    first = platform.get(path)
    again = platform.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("form", ["W/{0}", '"other", {0}', "*", '"with,comma",{0}'])
def test_documents_are_compared_as_http_says(platform, form):
    tag = platform.get("/catalog").headers["etag"]
    again = platform.get("/catalog", headers={"If-None-Match": form.format(tag)})
    assert (again.status_code, again.headers["etag"]) == (304, tag)
    fresh = platform.get("/catalog", headers={"If-None-Match": f'"{tag[1:-1]}x"'})
    assert fresh.status_code == 200


def at_once(*calls):
    """Run calls in threads that start together; their answers in order."""
    start = threading.Barrier(len(calls))
    with ThreadPoolExecutor(len(calls)) as pool:
        waiting = [pool.submit(lambda call=call: (start.wait(10), call())[1]) for call in calls]
        return [one.result() for one in waiting]


def test_T17_of_changes_from_one_version_exactly_one_wins(platform, new_listener):
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    answers = at_once(
        *(
            lambda name=name: platform.patch(path, {"name": name}, listener["etag"])
            for name in "abcdefgh"
        )
    )
    won = [one for one in answers if one.status_code == 200]
    assert [one.status_code for one in answers].count(412) == 7
    now = platform.get(path).json()
    assert [one.json() for one in won] == [now]
    assert now["version"] == 2
    for lost in answers:
        if lost.status_code == 412:
            assert lost.json()["current"] == now


def test_T17_a_change_and_a_deletion_never_both_win(platform, new_listener, new_credential):
    for kind, make in (("listeners", new_listener), ("credentials", new_credential)):
        made = make()
        path = f"/{kind}/{made['id']}"
        changed, deleted = at_once(
            lambda path=path, made=made: platform.patch(path, {"name": "x"}, made["etag"]),
            lambda path=path, made=made: platform.delete(path, made["etag"]),
        )
        assert (changed.status_code, deleted.status_code) in ((200, 412), (404, 204))


def test_T17_of_two_changes_of_a_record_one_is_an_event(platform):
    made = platform.post("/records/tasks", {"subject": "x"})
    path = f"/records/tasks/{made.json()['id']}"
    etag = made.headers["etag"]
    answers = at_once(
        *(lambda s=s: platform.patch(path, {"subject": s}, etag) for s in ("one", "two"))
    )
    assert sorted(one.status_code for one in answers) == [200, 412]
    query = {"record_id": made.json()["id"]}
    versions = [
        one["record_version"] for one in platform.get("/events", params=query).json()["items"]
    ]
    assert versions == [2, 1]


def test_T17_a_batch_is_as_careful(platform, new_listener):
    listener = new_listener()
    update_one = {"op": "update", "id": listener["id"], "if_match": listener["etag"]}

    def batch(name):
        body = {"operations": [{**update_one, "body": {"name": name}}]}
        return platform.post("/listeners/batch", body).json()["results"][0]["status"]

    assert sorted(at_once(lambda: batch("a"), lambda: batch("b"))) == [200, 412]
