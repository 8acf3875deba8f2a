"""Section 8: what goes over the wire, to a receiver of our own."""

from __future__ import annotations

import base64
import email
import email.policy
import json
import re
import time
from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from standardwebhooks import Webhook

from tests.contract.check import check, expect, expect_equal
from tests.contract.world import World
from tests.support.receivers import HttpReceiver, Received, Reply

HEADERS = (
    "webhook-id", "webhook-timestamp", "webhook-signature", "picksmart-entity",
    "picksmart-function", "picksmart-record-version", "picksmart-attempt", "user-agent",
    "content-type",
)  # fmt: skip


def sent_to(world: World, **members: Any) -> tuple[HttpReceiver, dict[str, Any]]:
    """A receiver and its listener."""
    receiver = world.receiver()
    return receiver, world.listener(destination=world.to(receiver.url), **members)


def secret_of(world: World, listener: Mapping[str, Any]) -> str:
    return str(world.api.post(f"/listeners/{listener['id']}/secret/reveal").good()["secret"])


def signed_by(request: Received, secret: str) -> bool:
    """Whether the library of Standard Webhooks accepts the request with this secret."""
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    try:
        Webhook(secret).verify(request.body, {name: request.header(name) for name in names})
    except Exception:
        return False
    return True


@check("8 HTTP", "POST, application/json, the record's bytes, these headers once each.",
       by_receiver=True)  # fmt: skip
def a_try_has_its_headers(world: World) -> None:
    receiver, listener = sent_to(world)
    record = world.record()
    (request,) = receiver.wait(1)
    expect_equal(request.lines[0].split()[0], b"POST", "the method")
    for name in HEADERS:
        expect_equal(len(request.all(name)), 1, f"how often {name} came")
    (event,) = world.items("/events", record_id=record["id"])
    expect_equal(request.header("content-type"), "application/json", "content-type")
    expect_equal(request.header("webhook-id"), event["id"], "webhook-id")
    found = [request.header(f"picksmart-{one}")
             for one in ("entity", "function", "record-version", "attempt")]  # fmt: skip
    expect_equal(found, [world.server.entity, "create", "1", "1"], "the picksmart headers")
    agent = request.header("user-agent")
    expect(re.fullmatch(r"Picksmart-Webhooks/\S+", agent), f"user-agent is {agent}")
    late_s = abs(time.time() - int(request.header("webhook-timestamp")))
    expect(late_s < 60, f"webhook-timestamp is {late_s} s off")
    bytes_now = world.api.get(f"/records/{world.server.entity}/{record['id']}").content
    expect_equal(request.body, bytes_now, "the body")
    expect_equal(request.all("webhook-test"), [], "webhook-test")
    expect(world.settled(listener, record), "it is not recorded")


@check("8 HTTP", "webhook-signature as Standard Webhooks; two during a rotation.",
       by_receiver=True)  # fmt: skip
def a_try_is_signed(world: World) -> None:
    receiver, listener = sent_to(world)
    old = secret_of(world, listener)
    world.record()
    request = receiver.wait(1)[0]
    expect(signed_by(request, old), "the library does not accept the signature")
    changed = Received(request.raw, request.body.replace(b":", b": ", 1), 0)
    expect(not signed_by(changed, old), "the signature does not cover the body")
    new = world.api.post(f"/listeners/{listener['id']}/secret/rotate").good()["secret"]
    world.record()
    request = receiver.wait(2)[1]
    expect_equal(len(request.header("webhook-signature").split(" ")), 2, "how many signatures")
    expect(signed_by(request, old) and signed_by(request, new), "not both secrets verify it")
    expect_equal(secret_of(world, listener), new, "the revealed secret")


@check("8 HTTP", "Without signing there is no signature.", by_receiver=True)
def signing_can_be_off(world: World) -> None:
    receiver, _ = sent_to(world, signing=False)
    world.record()
    expect_equal(receiver.wait(1)[0].all("webhook-signature"), [], "webhook-signature")


@check("8 HTTP", "Authenticated by the credential of that moment.", by_receiver=True)
def a_try_is_authenticated(world: World) -> None:
    receiver = world.receiver()
    basic = "Basic " + base64.b64encode("svc:pä ss".encode()).decode()
    cases: tuple[tuple[str, dict[str, str], dict[str, str], str, str], ...] = (
        ("basic", {"username": "svc"}, {"password": "pä ss"}, "authorization", basic),
        ("bearer", {}, {"token": "t0ken.t0ken"}, "authorization", "Bearer t0ken.t0ken"),
        ("api_key", {"header": "X-Api-Key"}, {"value": "k3y"}, "x-api-key", "k3y"),
    )
    for number, (auth_type, fields, secrets, header, value) in enumerate(cases, 1):
        made = world.credential(auth_type=auth_type, fields=fields, secrets=secrets)
        destination = world.to(receiver.url, auth_type, credential_id=made["id"])
        listener = world.listener(destination=destination)
        world.record()
        expect_equal(receiver.wait(number)[-1].header(header), value, f"the header of {auth_type}")
        path = f"/listeners/{listener['id']}"
        world.api.patch(path, {"mode": "disabled"}, listener["etag"]).good()


@check("8 HTTP", "OAuth2 client credentials: a token is fetched, kept and sent.", by_receiver=True)
def an_oauth_token_is_fetched_once(world: World) -> None:
    receiver, issuer = world.receiver(), world.receiver()
    grant = {"access_token": "gr4nted", "token_type": "Bearer", "expires_in": 600}
    issuer.always(Reply(headers=(("content-type", "application/json"),),
                        body=json.dumps(grant).encode()))  # fmt: skip
    made = world.credential(
        auth_type="oauth2_client_credentials",
        fields={"token_url": issuer.url + "token", "client_id": "client"},
        secrets={"client_secret": "s3cret-s3cret"},
    )
    destination = world.to(receiver.url, "oauth2_client_credentials", credential_id=made["id"])
    listener = world.listener(destination=destination)
    for _ in range(2):
        world.settled(listener, world.record())
    found = {one.header("authorization") for one in receiver.wait(2)}
    expect_equal(found, {"Bearer gr4nted"}, "the header")
    expect_equal(len(issuer.received), 1, "the number of token calls")


@check("8 HTTP", "Any 2xx is delivered; 3xx is a failure and is not followed.", by_receiver=True)
def only_2xx_is_delivered(world: World) -> None:
    receiver, elsewhere = world.receiver(), world.receiver()
    redirect = Reply(status=307, headers=(("location", elsewhere.url),))
    for reply, status in ((Reply(status=299), "delivered"), (redirect, "pending")):
        receiver.always(reply)
        listener = world.listener(destination=world.to(receiver.url))
        found = world.settled(listener, world.record())
        expect_equal(found["status"], status, f"the status after {reply.status}")
        path = f"/listeners/{listener['id']}"
        world.api.patch(path, {"mode": "disabled"}, listener["etag"]).good()
    expect_equal(elsewhere.connections, 0, "connections to where it pointed")


@check("8 HTTP", "410 ends the delivery and suspends the listener.", by_receiver=True)
def gone_ends_the_delivery(world: World) -> None:
    receiver, listener = sent_to(world)
    receiver.always(Reply(status=410))
    found = world.settled(listener, world.record())
    wanted = ("failed", "endpoint_gone")
    expect_equal((found["status"], found["status_reason"]), wanted, "the delivery's status")
    later = world.record()
    (event,) = world.items("/events", record_id=later["id"], listener_id=listener["id"])
    reasons = [one.get("reason") for one in event["outcomes"]]
    expect_equal(reasons, ["suspended"], "the outcome of the next event")


@check("8 Tries", "Waits after a failed try: 5 s first, ±20 %; the same webhook-id.",
       by_receiver=True)  # fmt: skip
def a_failed_try_is_made_again(world: World) -> None:
    receiver, listener = sent_to(world)
    came: list[float] = []

    def note(_request: Received) -> Reply:
        came.append(time.monotonic())
        return Reply(status=500 if len(came) == 1 else 200)

    receiver.always(note)
    record = world.record()
    wanted_s = world.server.first_wait_s
    first, second = receiver.wait(2, timeout_s=wanted_s * 1.2 + 10)
    waited_s = came[1] - came[0]
    late_s = 3.0  # for the way there and back, on a busy machine
    expect(
        wanted_s * 0.8 - 0.1 <= waited_s <= wanted_s * 1.2 + late_s,
        f"the second try came after {waited_s:.2f} s, not {wanted_s:g} s ± 20 %",
    )
    expect_equal(second.header("webhook-id"), first.header("webhook-id"), "webhook-id")
    expect_equal(second.header("picksmart-attempt"), "2", "picksmart-attempt")
    found = world.settled(listener, record, attempts=2)
    expect_equal((found["status"], found["attempts"]), ("delivered", 2), "the delivery")


@check("8 Tries", "Retry-After of 429 and 503 is honoured, up to twice the planned wait.",
       by_receiver=True)  # fmt: skip
def retry_after_is_clamped(world: World) -> None:
    receiver, listener = sent_to(world)
    receiver.answer(Reply(status=503, headers=(("retry-after", "86400"),)))
    found = world.settled(listener, world.record())
    (attempt,) = found["attempt_log"]
    began, due = _seconds(attempt["started_at"]), _seconds(found["next_attempt_at"])
    wanted_s = world.server.first_wait_s
    waits_s = due - began - attempt["duration_ms"] / 1000
    expect(
        wanted_s * 0.8 - 0.1 <= waits_s <= wanted_s * 2.4 + 1,
        f"the next try is due after {waits_s:.2f} s, of {wanted_s:g} s planned",
    )


@check("8 Fairness", "At most 8 tries at once per listener; a dead endpoint delays nobody else.",
       by_receiver=True)  # fmt: skip
def eight_at_once_and_nobody_waits(world: World) -> None:
    dead, _ = sent_to(world)
    dead.always(Reply(held=True))
    quick, _ = sent_to(world)
    for _ in range(12):
        world.record()
    quick.wait(12)
    expect(dead.most_at_once <= 8, f"{dead.most_at_once} tries ran at once")
    dead.wait(8)


@check("8 Order", "The first try of a version starts after that of every earlier version ended.",
       by_receiver=True)  # fmt: skip
def versions_come_in_order(world: World) -> None:
    receiver, _ = sent_to(world, function="update")
    running: list[int] = []

    def note(request: Received) -> Reply:
        running.append(int(request.header("picksmart-record-version")))
        return Reply(delay_s=0.05)

    receiver.always(note)
    record = world.record()
    for _ in range(4):
        world.change_record(record)
    receiver.wait(4)
    expect(all(a < b for a, b in pairwise(running)), f"the versions came as {running}")
    expect_equal(receiver.most_at_once, 1, "tries of one record at once")


@check("8 Where", "Metadata, private and reserved addresses are blocked.", needs=("test",))
def blocked_addresses_are_never_reached(world: World) -> None:
    hosts = ("metadata.google.internal", "no-such-host.invalid", "localhost.localdomain")
    for host in hosts:
        listener = world.body(destination=world.to(f"https://{host}/"))
        answer = world.api.post("/listeners/test", {"listener": listener})
        if answer.status == 422:  # known by its name already
            answer.refused_at("/listener/destination/url", "address_blocked")
            continue
        error = answer.good()["error"]
        expect(error is not None, f"a test to {host} succeeded")
        # A name that nobody knows can take the resolver longer than a try may last.
        known = ("dns_error", "address_blocked", "connection_refused", "connect_timeout")
        expect(error["code"] in known, f"{host}: the error is {error['code']}")


@check("8 E-mail", "One message per event and listener, the JSON as text and as attachment.")
def an_email_is_sent(world: World) -> None:
    folder = world.require(world.server.mailbox, "--mailbox (the Maildir)")
    address = {"kind": "email", "address": "contract@example.com"}
    listener = world.listener(destination=address)
    record = world.record()
    found = world.settled(listener, record)
    expect_equal(found["status"], "delivered", "the status")
    attempt = found["attempt_log"][0]["request"]
    told = (attempt["method"], attempt["url"])
    expect_equal(told, ("SMTP", "mailto:contract@example.com"), "method and url")
    (event,) = world.items("/events", record_id=record["id"])
    mails = [email.message_from_bytes(one.read_bytes(), policy=email.policy.default)
             for one in (folder / "new").iterdir()
             if event["id"].encode() in one.read_bytes()]  # fmt: skip
    (mail,) = [one for one in mails if listener["id"] in str(one["Message-ID"])]
    entity = world.server.entity
    expect(str(mail["Subject"]).startswith(f"{entity} created: "), f"subject: {mail['Subject']}")
    expect_equal(str(mail["To"]), "contract@example.com", "To")
    expect_equal(str(mail["Auto-Submitted"]), "auto-generated", "Auto-Submitted")
    (attachment,) = mail.iter_attachments()
    name = f"{entity}-{record['id']}-v1.json"
    expect_equal(attachment.get_filename(), name, "the attachment's name")
    exact = world.api.get(f"/records/{entity}/{record['id']}").content
    expect_equal(attachment.get_payload(decode=True), exact, "the attachment")
    body = mail.get_body(("plain",))
    expect(body is not None and record["id"] in str(body.get_content()), "no readable text part")


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
