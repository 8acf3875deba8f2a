"""Two servers on one PostgreSQL: what one has said binds the other (contract section 1)."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial

import pytest

from tests.support.event_stream import EventStream
from tests.support.platform import running_platform
from tests.support.postgres import running_cluster
from tests.support.receivers import HttpReceiver, Reply

LISTENER = {
    "entity": "claims",
    "function": "create",
    "destination": {"kind": "endpoint", "url": "https://hooks.example.com/claims"},
}


@pytest.fixture(scope="module")
def servers(cluster, migrated, tmp_path_factory):
    """Two servers of one database that share a folder, as on one computer."""
    del migrated
    address = cluster.new_database()
    folder = tmp_path_factory.mktemp("servers")
    with ExitStack() as stack:
        yield [
            stack.enter_context(running_platform(folder, database=address, tests_per_minute=10_000))
            for _ in range(2)
        ]


def at_once(*calls):
    """Run calls at the same moment; their answers."""
    ready = threading.Barrier(len(calls))

    def run(call):
        ready.wait(10)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(run, call) for call in calls]]


def test_of_two_changes_of_one_version_one_is_refused(servers):
    for number in range(5):
        made = servers[0].post("/listeners", LISTENER).json()
        path = f"/listeners/{made['id']}"
        answers = at_once(
            *(
                partial(server.patch, path, {"name": f"{word} {number}"}, made["etag"])
                for server, word in zip(servers, ("one", "other"), strict=True)
            )
        )
        assert sorted(one.status_code for one in answers) == [200, 412]
        (kept,) = [one for one in answers if one.status_code == 200]
        (refused,) = [one for one in answers if one.status_code == 412]
        assert servers[1].get(path).json()["version"] == 2
        assert refused.json()["current"]["name"] == kept.json()["name"]


def test_an_id_is_created_once(servers):
    for number in range(5):
        path = f"/listeners/lst_{'0' * 19}{number}"
        answers = at_once(*(partial(one.put, path, LISTENER) for one in servers * 2))
        assert Counter(one.status_code for one in answers) == {201: 1, 200: 3}
        assert len({one.headers["etag"] for one in answers}) == 1
    ids = [one["id"] for one in servers[0].get("/listeners?limit=500").json()["items"]]
    assert len(ids) == len(set(ids))


def test_a_key_in_flight_on_one_server_is_in_progress_on_the_other(servers):
    with HttpReceiver() as endpoint:
        endpoint.always(Reply(held=True))
        made = (
            servers[0]
            .post(
                "/listeners", {**LISTENER, "destination": {"kind": "endpoint", "url": endpoint.url}}
            )
            .json()
        )
        path, key = f"/listeners/{made['id']}/test", {"Idempotency-Key": "one"}
        with ThreadPoolExecutor() as pool:
            first = pool.submit(servers[0].post, path, {}, headers=key)
            endpoint.wait(1)
            second = servers[1].post(path, {}, headers=key)
            assert second.status_code == 409
            assert second.json()["code"] == "idempotency_in_progress"
            endpoint.let_go()
            assert first.result().status_code == 200
        again = servers[1].post(path, {}, headers=key)
        assert again.headers["idempotent-replayed"] == "true"
        assert again.json()["id"] == first.result().json()["id"]
        assert len(endpoint.received) == 1


def test_one_key_at_the_same_moment_does_one_thing(servers):
    for number in range(5):
        key = {"Idempotency-Key": f"same-{number}"}
        answers = at_once(
            *(partial(one.post, "/listeners", LISTENER, headers=key) for one in servers * 2)
        )
        assert {one.status_code for one in answers} == {201}
        assert len({one.json()["id"] for one in answers}) == 1


def test_versions_of_a_record_come_one_after_the_other(servers):
    made = servers[0].get("/catalog/entities/clients/sample").json()
    wanted = {
        name: value
        for name, value in made.items()
        if name not in ("id", "version", "created_at", "updated_at", "channel_id")
    }
    record = servers[0].post("/records/clients", wanted)
    assert record.status_code == 201, record.text
    path = f"/records/clients/{record.json()['id']}"

    def change(server, word):
        """Read, change, and try again when somebody was faster."""
        while True:
            now = server.get(path)
            said = server.patch(path, {"first_name": word}, now.headers["etag"])
            if said.status_code != 412:
                assert said.status_code == 200, said.text
                return said.json()["version"]

    given = at_once(
        *(
            partial(change, servers[number % 2], word)
            for number, word in enumerate(("Ada", "Bo", "Cy", "Di", "Eve", "Flo"))
        )
    )
    assert sorted(given) == [2, 3, 4, 5, 6, 7]
    events = servers[1].get(f"/events?record_id={record.json()['id']}").json()["items"]
    assert [one["record_version"] for one in events] == [7, 6, 5, 4, 3, 2, 1]


def test_the_feed_of_one_server_goes_on_at_the_other(servers):
    token = servers[0].get("/listeners/changes").json()["next"]
    made = servers[1].post("/listeners", LISTENER).json()
    page = servers[0].get("/listeners/changes", params={"since": token}).json()
    assert [one["id"] for one in page["changed"]] == [made["id"]]
    servers[1].delete(f"/listeners/{made['id']}", made["etag"])
    page = servers[0].get("/listeners/changes", params={"since": page["next"]}).json()
    assert page["deleted"] == [made["id"]]


def test_a_stream_of_one_server_tells_what_was_done_on_the_other(servers):
    with EventStream(servers[0]) as stream:
        last = stream.read().id
        made = servers[1].post("/listeners", LISTENER | {"mode": "paused"}).json()
        told = stream.next("listener")
        assert told.data["id"] == made["id"]
        servers[1].post("/records/claims", servers[1].get("/catalog/entities/claims/sample").json())
        while (delivery := stream.next("delivery")).data["listener_id"] != made["id"]:
            pass
    with EventStream(servers[1], after=last) as stream:  # and goes on there
        while stream.next("listener").data["id"] != made["id"]:
            pass
        while stream.next("delivery").data["id"] != delivery.data["id"]:
            pass


def test_F62_the_database_killed_under_a_server_makes_no_event_twice(tmp_path):
    with (
        running_cluster(durable=True) as cluster,
        running_platform(tmp_path, database=cluster.new_database()) as server,
    ):
        sample = server.get("/catalog/entities/clients/sample").json()
        fixed = ("id", "version", "created_at", "updated_at", "channel_id")
        wanted = {name: value for name, value in sample.items() if name not in fixed}
        before = len(server.get("/records/clients?limit=500").json()["items"])
        answers, halfway = [], threading.Event()

        def write():
            for number in range(24):
                answers.append(server.post("/records/clients", wanted))
                if number == 8:
                    halfway.set()

        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write)
            assert halfway.wait(60)
            cluster.kill()
            cluster.start()
            writing.result(120)
        assert [one.status_code for one in answers] == [201] * 24
        ids = {one.json()["id"] for one in answers}
        assert len(server.get("/records/clients?limit=500").json()["items"]) == before + 24
        for one in ids:
            events = server.get(f"/events?record_id={one}").json()["items"]
            assert [event["record_version"] for event in events] == [1]
