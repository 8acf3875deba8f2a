"""Lists: limits, cursors, filters, gzip (contract section 1)."""

from __future__ import annotations

import gzip
import http.client

import pytest

from tests.support.platform import TestClock, running_platform


def add_notes(platform, count, start=0):
    for number in range(start, start + count):
        note = {"subject": f"n{number}", "text": "t"}
        assert platform.post("/records/notes", note).status_code == 201


def read_all(platform, path, *, limit, **params):
    items, cursor = [], None
    while True:
        query = {**params, "limit": limit, **({} if cursor is None else {"cursor": cursor})}
        page = platform.get(path, params=query).json()
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/listeners", "status"),
        ("/listeners", "kind"),
        ("/deliveries", "status"),
        ("/events", "outcome"),
    ],
)
def test_a_filter_that_can_match_nothing_is_a_mistake(platform, path, name):
    answer = platform.get(path, params={name: "actve"})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")
    assert answer.json()["parameter"] == name


@pytest.mark.parametrize("limit", ["0", "501", "-1", "abc", "1.5", "", "٣", "99999999999"])
def test_a_bad_limit_is_400(platform, limit):
    assert platform.get("/listeners", params={"limit": limit}).status_code == 400


def test_a_limit_given_twice_is_400(platform):
    assert platform.get("/listeners", params=[("limit", 1), ("limit", 2)]).status_code == 400


def test_pages_hold_everything_once_and_in_order(platform, new_listener):
    made = [new_listener(entity="quotes")["id"] for _ in range(7)]
    seen = [one["id"] for one in read_all(platform, "/listeners", limit=3, entity="quotes")]
    assert seen == made  # oldest first
    add_notes(platform, 5)
    notes = read_all(platform, "/records/notes", limit=2)
    times = [note["created_at"] for note in notes]
    assert times == sorted(times, reverse=True)  # newest first
    assert len({note["id"] for note in notes}) == len(notes)


def test_rows_that_come_and_go_disturb_no_page(platform, new_listener):
    made = [new_listener(entity="policies") for _ in range(6)]
    query = {"entity": "policies", "limit": 2}
    first = platform.get("/listeners", params=query).json()
    for gone in (made[0], made[1], made[4]):  # two that were shown, one that was not
        platform.delete(f"/listeners/{gone['id']}", gone["etag"])
    new_listener(entity="policies")
    rest = read_from(platform, query, first["next_cursor"])
    assert rest[:3] == [made[2]["id"], made[3]["id"], made[5]["id"]]


def read_from(platform, query, cursor):
    found = []
    while cursor is not None:
        page = platform.get("/listeners", params={**query, "cursor": cursor}).json()
        found += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
    return found


def test_a_full_last_page_has_no_cursor(tmp_path):
    with running_platform(tmp_path) as platform:
        total = len(platform.get("/records/advisers").json()["items"])
        page = platform.get("/records/advisers", params={"limit": total}).json()
        assert (len(page["items"]), page["next_cursor"]) == (total, None)


def test_a_cursor_is_bound_to_its_list_and_filters(platform, new_listener):
    for _ in range(2):
        new_listener(entity="payments")
    query = {"entity": "payments", "limit": 1}
    cursor = platform.get("/listeners", params=query).json()["next_cursor"]
    assert platform.get("/listeners", params={**query, "cursor": cursor}).status_code == 200
    more = {**query, "limit": 5, "cursor": cursor}
    assert platform.get("/listeners", params=more).status_code == 200
    for path, params in [
        ("/listeners", {"cursor": cursor}),
        ("/listeners", {**query, "entity": "tasks", "cursor": cursor}),
        ("/listeners", {**query, "q": "x", "cursor": cursor}),
        ("/credentials", {"cursor": cursor}),
        ("/records/tasks", {"cursor": cursor}),
    ]:
        answer = platform.get(path, params=params)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_a_forged_cursor_is_400(platform, new_listener):
    for _ in range(2):
        new_listener()
    cursor = platform.get("/listeners", params={"limit": 1}).json()["next_cursor"]
    content, _, signature = cursor.partition(".")
    for bad in ("", "x", ".", cursor[:-1], f"{content}A.{signature}", f"{content}.é", "é.x"):
        answer = platform.get("/listeners", params={"limit": 1, "cursor": bad})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_a_cursor_lives_for_a_day(tmp_path):
    clock = TestClock()
    with running_platform(tmp_path, clock=clock) as platform:
        query = {"limit": 1}
        cursor = platform.get("/records/clients", params=query).json()["next_cursor"]
        clock.move(hours=23, minutes=59)
        path, params = "/records/clients", {**query, "cursor": cursor}
        assert platform.get(path, params=params).status_code == 200
        clock.move(minutes=1)
        assert platform.get(path, params=params).json()["code"] == "invalid_cursor"


def test_a_parameter_given_twice_means_or(platform, new_listener):
    one = new_listener(entity="advisers", function="create")["id"]
    two = new_listener(entity="advisers", function="update")["id"]
    other = new_listener(entity="advisers", function="delete")["id"]

    def found(*functions):
        params = [("entity", "advisers"), *(("function", name) for name in functions)]
        items = platform.get("/listeners", params=params).json()["items"]
        return {item["id"] for item in items}

    assert found("create", "update") >= {one, two}
    assert other not in found("create", "update")
    assert other in found("delete")


def raw_get(platform, path, **headers):
    """A GET whose body is not decoded on the way."""
    connection = http.client.HTTPConnection(*platform.address, timeout=10)
    try:
        token = {"Authorization": f"Bearer {platform.token.reveal()}"}
        connection.request("GET", f"/api/v1{path}", headers={**token, **headers})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_gzip_when_asked_and_only_then(platform):
    plain, body = raw_get(platform, "/catalog")
    packed, packed_body = raw_get(platform, "/catalog", **{"Accept-Encoding": "gzip"})
    assert plain.getheader("content-encoding") is None
    assert packed.getheader("content-encoding") == "gzip"
    assert gzip.decompress(packed_body) == body
    assert len(packed_body) < len(body)
