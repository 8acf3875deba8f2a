"""`GET /stream` over real connections (contract section 7)."""

from __future__ import annotations

import asyncio
import socket
import time
from itertools import pairwise

import pytest
from sqlalchemy import update

from app.server.api import stream_hub
from app.server.api.stream_feed import HEARTBEAT, Event
from app.server.store import stream_log
from app.server.store.tables import stream_log as log
from tests.support.event_stream import EventStream
from tests.support.platform import running_platform

LISTENER = {
    "entity": "leads",
    "function": "create",
    "destination": {"kind": "email", "address": "ops@example.com"},
}
LEAD = {"full_name": "Palesa Mokoena"}


@pytest.fixture
def platform(tmp_path):
    with running_platform(tmp_path / "data") as running:
        yield running


def new_listener(platform, **members):
    return platform.post("/listeners", LISTENER | members).json()


def place(event_id):
    """An id as numbers that can be compared."""
    return tuple(int(part) for part in event_id.split(".")[:3])


def test_every_kind_comes_with_ids_of_one_sequence(platform):
    with EventStream(platform) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"] == "text/event-stream"
        assert stream.headers["cache-control"] == "no-store"
        first = stream.read()
        assert (first.kind, first.data) == ("heartbeat", {})
        listener = new_listener(platform, mode="paused")
        made = stream.next("listener")
        assert made.data == platform.get(f"/listeners/{listener['id']}").json()
        platform.post("/records/leads", LEAD)
        delivery = stream.next("delivery")
        (listed,) = platform.get("/deliveries").json()["items"]
        assert delivery.data == listed
        assert listed["status"] == "held"
        assert platform.delete(f"/listeners/{listener['id']}", listener["etag"]).status_code == 204
        gone = stream.next("listener")
        assert gone.data == {"id": listener["id"], "deleted": True}
        cancelled = stream.next("delivery")
        assert (cancelled.data["id"], cancelled.data["status"]) == (listed["id"], "cancelled")
        places = [place(one.id) for one in (first, made, delivery, gone, cancelled)]
        assert places == sorted(set(places))


def test_a_delivery_is_told_at_most_once_a_second_and_last_as_it_ended(platform, monkeypatch):
    new_listener(platform)
    look, told_s = stream_hub.StreamHub._look, []

    async def watched(self):
        """When it was told, which a busy client cannot measure."""
        more = await look(self)
        told_s.extend(one for one in self._told_s.values() if one not in told_s)
        return more

    monkeypatch.setattr(stream_hub.StreamHub, "_look", watched)
    with EventStream(platform) as stream:
        stream.read()
        platform.post("/records/leads", LEAD)
        told = [stream.next("delivery")]
        while told[-1].data["status"] != "delivered":
            told.append(stream.next("delivery"))
    assert len({one.data["id"] for one in told}) == 1
    assert all(after - before >= stream_hub._BETWEEN_S for before, after in pairwise(told_s))
    assert len(told) - 1 <= len(told_s) <= len(told)  # of the last it may not be noted yet


def test_it_resumes_after_the_last_id_even_across_a_restart(tmp_path):
    folder = tmp_path / "data"
    with running_platform(folder) as platform:
        listener = new_listener(platform, mode="paused")
        with EventStream(platform) as stream:
            last = stream.read().id
        new_listener(platform, name="missed", mode="paused")
        platform.post("/records/leads", LEAD)
    with running_platform(folder) as platform:
        with EventStream(platform, after=last) as stream:
            assert stream.read().data["name"] == "missed"
            missed = [stream.read(), stream.read()]
            assert {one.kind for one in missed} == {"delivery"}
            then = stream.read()
            assert then.kind == "heartbeat"
        with EventStream(platform, after=missed[0].id) as stream:  # in the middle of a batch
            assert stream.read() == missed[1]
            assert stream.read().kind == "heartbeat"
        with EventStream(platform, after=then.id) as stream:
            assert stream.read().id == then.id
            platform.delete(f"/listeners/{listener['id']}", listener["etag"])
            assert stream.next("listener").data["deleted"]


def test_an_id_that_is_too_old_or_of_another_life_is_410(platform):
    new_listener(platform, mode="paused")
    with EventStream(platform) as stream:
        last = stream.read().id
    for _ in range(3):
        platform.post("/records/leads", LEAD)

    def age(tx):
        tx.execute(update(log).values(at_ms=0))
        while stream_log.purge(tx, now_ms=platform.platform.now_ms()):
            pass

    platform.in_store(age)
    epoch = platform.get("/listeners/changes").json()["epoch"]
    newer = f"999.{last.split('.', 1)[1]}"  # of a life that was undone by a restore
    for text in (last, last.replace(epoch, "epo_other"), newer):
        with EventStream(platform, after=text) as stream:
            assert stream.status == 410, text
            problem = stream.problem()
            assert (problem["code"], problem["epoch"]) == ("token_expired", epoch)
    for text in ("7", "nonsense", "1.2.3", f"{last}\x7f", "1" * 5000):
        with EventStream(platform, after=text) as stream:
            assert stream.status == 400, text


def test_who_may_listen_and_how_it_is_asked_for(platform):
    with EventStream(platform, token=platform.token_of("member")) as stream:
        assert stream.status == 403
        assert stream.problem()["code"] == "administrator_required"
    with EventStream(platform, token=platform.token_of("read_only")) as stream:
        assert stream.status == 200
    assert platform.get("/stream", token="").status_code == 401
    assert platform.get("/stream", params={"since": "1"}).status_code == 400
    assert platform.get("/stream", headers={"Accept": "application/json"}).status_code == 406
    head = platform.call("HEAD", "/stream")
    assert (head.status_code, head.headers["content-type"]) == (200, "text/event-stream")


def test_gzip_does_not_hold_events_back(platform):
    with EventStream(platform, headers={"Accept-Encoding": "gzip"}) as stream:
        assert stream.headers.get("content-encoding") is None
        stream.read()
        new_listener(platform)
        assert stream.next("listener").data["entity"] == "leads"


def test_a_token_that_ends_ends_its_stream(platform, monkeypatch):
    monkeypatch.setattr(stream_hub, "_TOKENS_S", 0.0)
    token = platform.token_of("read_only")
    with EventStream(platform, token=token) as stream, EventStream(platform) as other:
        stream.read()
        from app.server.store.access import revoke, token_id

        now_ms = platform.platform.now_ms()
        platform.in_store(lambda tx: revoke(tx, token_id(token.reveal()), now_ms=now_ms))
        while stream.read() is not None:
            pass
        other.read()
        new_listener(platform)
        assert other.next("listener")


def test_streams_end_with_the_server_within_its_grace(tmp_path):
    with running_platform(tmp_path / "data") as platform:
        streams = [EventStream(platform) for _ in range(5)]
        for stream in streams:
            stream.read()
        began_s = time.monotonic()
    ended_s = time.monotonic() - began_s
    for stream in streams:
        assert stream.read() is None  # in good order, not cut
        stream.__exit__(None, None, None)
    assert ended_s < 20  # on a busy machine; were they waited for, it would be forever


def test_two_hundred_clients_have_one_reader(platform, monkeypatch):
    """They all hear the same, and the database is asked as often as for one."""
    looks = []
    seen = stream_hub.StreamHub._seen

    def watched(self, *arguments):
        looks.append(arguments)
        return seen(self, *arguments)

    monkeypatch.setattr(stream_hub.StreamHub, "_seen", watched)
    streams = [EventStream(platform) for _ in range(200)]
    try:
        for stream in streams:
            assert stream.read().kind == "heartbeat"
        looks.clear()
        began_s = time.monotonic()
        listener = new_listener(platform)
        told = {stream.next("listener").data["id"] for stream in streams}
        assert told == {listener["id"]}
        assert len(looks) <= 2 + (time.monotonic() - began_s) / stream_hub._LOOK_S
    finally:
        for stream in streams:
            stream.__exit__(None, None, None)


def test_a_client_that_never_reads_is_cut_off_and_holds_up_nobody(platform, monkeypatch):
    monkeypatch.setattr("app.server.api.stream_client._BEHIND_LIMIT", 3)
    with (
        socket.create_connection(platform.address) as lazy,
        EventStream(platform) as other,
    ):
        host, port = platform.address
        lazy.sendall(
            f"GET /api/v1/stream HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Authorization: Bearer {platform.token.reveal()}\r\n\r\n".encode()
        )
        assert lazy.recv(12) == b"HTTP/1.1 200"  # and not a byte more
        hub = platform.server.application.state.stream
        other.read()
        assert len(hub._clients) == 2
        comment = Event(HEARTBEAT, b": " + b"x" * 1_000_000 + b"\n\n")
        loop = hub._reader.get_loop()
        for _ in range(30):  # more than the system's own buffers hold
            in_time = asyncio.run_coroutine_threadsafe(_tell(hub, comment), loop)
            in_time.result(20)
            listener = new_listener(platform)
            assert other.next("listener").data["id"] == listener["id"]
            if len(hub._clients) == 1:
                break
        assert len(hub._clients) == 1
        lazy.settimeout(20)
        with pytest.raises(ConnectionResetError):
            _read_to_the_end(lazy)


async def _tell(hub, event):
    hub._tell([event])


def _read_to_the_end(sock):
    while sock.recv(65_536):
        pass


def test_nothing_is_read_when_nobody_listens(platform):
    hub = platform.server.application.state.stream
    with EventStream(platform) as stream:
        stream.read()
        reader = hub._reader
        assert reader is not None
    while not reader.done():
        platform.in_store(lambda _tx: None)  # a turn of the database, not a pause
    assert hub._reader is None
