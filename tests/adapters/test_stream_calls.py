"""The stream over real HTTP: the embedded platform's, and those of servers that mean no good."""

import threading

import pytest

from app.adapters import calls
from app.adapters.rest_api import RestApi
from app.domain.control import Cancelled, JobControl
from app.domain.errors import AppError, NetworkError, NotAuthorised, ProtocolError, TimedOut
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from tests.support.http_servers import HttpServer, answer
from tests.support.platform import running_platform

WAIT_S = 20


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("platform")) as platform:
        yield platform


class Listening:
    """A thread that listens, and what it heard."""

    def __init__(self, api, after=""):
        self.events, self.error = [], None
        self.control = JobControl()
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._run, args=(api, after))
        self._thread.start()

    def _run(self, api, after):
        try:
            api.stream(self.control, after, self._hear)
        except (AppError, Cancelled) as exc:
            self.error = exc

    def _hear(self, event):
        with self._came:
            self.events.append(event)
            self._came.notify_all()

    def wait_for(self, kind):
        with self._came:
            assert self._came.wait_for(lambda: any(e.kind == kind for e in self.events), WAIT_S)

    def end(self):
        self._thread.join(WAIT_S)
        assert not self._thread.is_alive()
        return self.error

    def cancel(self):
        self.control.cancel()
        return self.end()


def open_api(url, token="token-0123456789"):
    return RestApi(SignedIn(url, token=Secret(token) if isinstance(token, str) else token))


def test_a_change_is_told_and_cancelling_ends_it_at_once(platform):
    api = open_api(platform.base_url, platform.token)
    listening = Listening(api)
    listening.wait_for("heartbeat")
    body = {
        "entity": "clients",
        "function": "create",
        "destination": {"kind": "email", "address": "ops@example.com"},
    }
    assert platform.post("/listeners", body).status_code == 201
    listening.wait_for("listener")
    assert isinstance(listening.cancel(), Cancelled)
    again = Listening(api, after=listening.events[0].id)
    again.wait_for("listener")
    assert isinstance(again.cancel(), Cancelled)
    api.close()


def test_a_wrong_token_is_said(platform):
    api = open_api(platform.base_url)
    with pytest.raises(NotAuthorised):
        api.stream(JobControl(), "", list)
    api.close()


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ({"status": 200, "body": b"<html>", "content_type": "text/html"}, ProtocolError),
        ({"status": 200, "body": b"{}"}, ProtocolError),
        ({"status": 204, "body": b""}, ProtocolError),
        ({"status": 302, "body": b""}, ProtocolError),
    ],
)
def test_F39_what_is_no_stream_is_refused(how, kind):
    status = how.pop("status")
    with HttpServer(answer(status, **how)) as server:
        api = open_api(server.url)
        with pytest.raises(kind):
            api.stream(JobControl(), "", list)
        api.close()


def test_F46_an_endless_line_is_given_up():
    body = b"data: " + b"x" * 600_000
    with HttpServer(answer(200, body=body, content_type="text/event-stream")) as server:
        api = open_api(server.url)
        with pytest.raises(ProtocolError):
            api.stream(JobControl(), "", list)
        api.close()


def test_F40_silence_is_noticed(monkeypatch):
    monkeypatch.setattr(calls, "_SILENCE_S", 0.05)

    def silent(connection, _request):
        connection.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        connection.ended.wait(WAIT_S)

    with HttpServer(silent) as server:
        api = open_api(server.url)
        with pytest.raises((TimedOut, NetworkError)):
            api.stream(JobControl(), "", list)
        api.close()
