"""Whatever fails, wherever it fails: no log, no error and no output tells a secret (T10).

Everything is as loud as it can be made, and every server repeats what it was sent.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import logging
import traceback

import pytest

from app.adapters.direct_sender import RequestsSender
from app.adapters.logs import start_logging, stop_logging
from app.adapters.redaction import Redactor
from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.errors import AppError
from app.domain.outbound import CredentialMaterial, build_request
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from tests.support.builders import settings
from tests.support.canaries import Sweep
from tests.support.http_servers import HttpServer, answer, drip, raw, reset, silence

CANARIES = {
    "token": "cn-token-4c1e77aa90",
    "client secret": "cn-client-8d02b1/+=x",
    "password": "cn-password-é-5b66c3",
    "api key": "cn-api-key-91fe0d2a",
    "inline": "cn-inline-3376aa01bd",
    "from here": "cn-from-here-70ac55",
}
log = logging.getLogger("app.test")


def repeated(status, content_type="application/problem+json", **more):
    """A server that says again all that it was told, in every member that is read."""

    def act(connection, request):
        said = request.raw_head.decode("latin-1") + request.body.decode("utf-8", "replace")
        problem = {
            "code": "invalid_body",
            "title": said,
            "detail": said,
            "permission": said,
            "errors": [{"pointer": "/secrets/password", "code": "x", "detail": said}],
        }
        headers = [("Location", "/?" + said.split("\r\n")[0]), *more.get("headers", [])]
        how = {"json": problem} if "json" in content_type else {"body": said.encode()}
        return answer(status, content_type=content_type, headers=headers, **how)(
            connection, request
        )

    return act


FAULTS = {
    "refused": None,
    "reset": reset,
    "closed": raw(b""),
    "garbage": raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    "cut off": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
    "silence": silence,
    "drip": drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "200 html": repeated(200, "text/html"),
    "200 of another shape": repeated(200, "application/json"),
    "302": repeated(302),
    "400": repeated(400),
    "401": repeated(401, headers=[("WWW-Authenticate", "Bearer")]),
    "403": repeated(403),
    "409": repeated(409),
    "422": repeated(422),
    "429": repeated(429),
    "500 html": repeated(500, "text/html"),
}


def bearer(url):
    return SignedIn(base_url=url, token=Secret(CANARIES["token"]))


def basic(value=CANARIES["password"]):
    return CredentialDraft("basic", "B", {"username": "svc"}, {"password": Secret(value)})


def api_key():
    return CredentialDraft(
        "api_key", "K", {"header": "X-K"}, {"value": Secret(CANARIES["api key"])}
    )


CALLS = {
    "who am I": lambda api, control: api.me(control),
    "new credential": lambda api, control: api.create_credential(control, "crd_1", basic()),
    "changed credential": lambda api, control: api.update_credential(
        control, "crd_1", api_key(), etag='"1"'
    ),
    "test with secrets": lambda api, control: api.test_listener(
        control, settings(auth_type="basic"), credential=basic(CANARIES["inline"])
    ),
    "reveal": lambda api, control: api.reveal_signing_secret(control, "lst_1"),
}


@pytest.fixture
def loud(tmp_path, monkeypatch, capsys):
    """A log at its loudest; afterwards all that was written, printed and noted is swept."""
    monkeypatch.setattr(http.client.HTTPConnection, "debuglevel", 1)
    redactor, root = Redactor(), logging.getLogger()
    level, urllib3_level = root.level, logging.getLogger("urllib3").level
    handlers = start_logging(tmp_path / "app.log", redactor, level=logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.DEBUG)
    notes = []
    yield redactor, notes
    stop_logging(handlers)
    root.setLevel(level)
    logging.getLogger("urllib3").setLevel(urllib3_level)
    out, err = capsys.readouterr()
    written = (tmp_path / "app.log").read_text("utf-8")
    assert "it failed" in written
    assert Sweep(CANARIES).of(written + out + err + "".join(notes)) == []


def fail(notes, work):
    """Note all that an error says, to people and to the log."""
    try:
        work()
    except AppError as error:
        log.exception("it failed: %r", error)
        fields = getattr(error, "fields", ())
        notes += [str(error), repr(error), getattr(error, "detail", ""), repr(fields)]
        notes += traceback.format_exception(error)
    else:
        pytest.fail("it did not fail")


@contextlib.contextmanager
def server_of(fault):
    if FAULTS[fault] is None:
        yield "http://127.0.0.1:1"
        return
    with HttpServer(FAULTS[fault]) as server:
        yield server.url


@pytest.mark.parametrize(("fault", "call"), [*itertools.product(FAULTS, CALLS)])
def test_T10_no_failed_call_tells_a_secret(fault, call, loud, monkeypatch):
    redactor, notes = loud
    monkeypatch.setattr("app.adapters.transport.READ_S", 0.2)
    monkeypatch.setattr("app.adapters.calls._TEST_S", 0.2)
    with server_of(fault) as url:
        api = RestApi(bearer(url), redactor=redactor)
        monkeypatch.setattr(api._calls._transport, "_deadline_s", 0.4)
        fail(notes, lambda: CALLS[call](api, JobControl()))
        api.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_T10_no_failed_sign_in_tells_a_secret(fault, loud, monkeypatch):
    redactor, notes = loud
    monkeypatch.setattr("app.adapters.transport.READ_S", 0.2)
    with server_of(fault) as url:
        who = SignedIn(
            base_url=url, client_id="me", client_secret=Secret(CANARIES["client secret"])
        )
        api = RestApi(who, redactor=redactor)
        monkeypatch.setattr(api._calls._transport, "_deadline_s", 0.4)
        fail(notes, lambda: api.me(JobControl()))
        api.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_T10_no_failed_test_from_here_tells_a_secret(fault, loud):
    redactor, notes = loud
    with server_of(fault) as url:
        request = build_request(
            url=url + "/in?x=1",
            entity="clients",
            function="create",
            record_version=1,
            event_id="evt_1",
            attempt=1,
            body=b"{}",
            now_s=1_800_000_000,
            signing_secrets=(),
            credential=CredentialMaterial("bearer", {}, {"token": Secret(CANARIES["from here"])}),
            test=True,
            product_version="1",
        )
        sender = RequestsSender(learn=redactor.learn)
        attempt = sender.send(JobControl(), request, timeout_s=0.4)
    log.warning("it failed: %r", attempt)
    notes.append(repr(attempt))


def test_T10_a_bug_with_a_secret_in_its_words_is_logged_without_it(loud):
    redactor, notes = loud
    redactor.learn(*map(Secret, CANARIES.values()))
    for number, value in enumerate(CANARIES.values()):
        try:
            raise RuntimeError(f"https://u:{value}@x.example/?token={value}", {"h": value})
        except RuntimeError:
            log.exception("it failed, number %d", number)
    notes.append(redactor.clean(repr(CANARIES)))
