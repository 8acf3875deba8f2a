"""The main job, step by step, through the real window: what `dev.py demo` tells.

Each step does what a person does, then asks someone else (the receiver, the mail
server, the platform itself) whether it is true.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from tests.e2e.witness import Witness, attachment_of
from tests.support.driver import Driver, StepFailed
from tests.support.outside_driver import OutsideDriver
from tests.support.receivers import HttpReceiver, Received
from tests.support.smtp_receiver import SmtpReceiver

TOKEN = "demo-receiver-token-7d41"
MAILBOX = "backoffice@northwind.example.com"
_NOTHING_S = 1.5  # as long as nothing may arrive while a listener is off
_ARRIVE_MS = 5000  # a second is what it takes at most on a computer that is not held up by others


def expect(condition: object, what: str) -> None:
    """Hold a step to what it promises.

    Raises:
        StepFailed: It did not hold.
    """
    if not condition:
        raise StepFailed(what)


@dataclass
class Story:
    """One run; `say` gets a line for each step."""

    driver: Driver | OutsideDriver
    witness: Witness
    http: HttpReceiver
    smtp: SmtpReceiver
    pictures: Path
    say: Callable[[str, str], None]
    listener_ids: dict[str, str] = field(default_factory=dict)
    mailbox: str = MAILBOX
    token: str = TOKEN

    # Steps --------------------------------------------------------------

    def connect(self) -> None:
        """One click connects to the embedded platform; the list shows."""
        self.driver.appear("start_sandbox")
        self.driver.picture(self.pictures / "01-welcome.png")
        started = time.perf_counter()
        self.driver.click("start_sandbox")
        self.driver.appear("first_listener", timeout_s=20)
        took_ms = (time.perf_counter() - started) * 1000
        expect(self.witness.listeners() == [], "a fresh platform has listeners")
        self.driver.picture(self.pictures / "02-empty.png")
        me = self.witness.json("/me")
        self.say(
            "One click connects",
            f"{self.witness.base_url} as {me['user']['name']}, list shown in {took_ms:.0f} ms",
        )

    def fill_in_endpoint(self) -> None:
        """New Webhook Listener is filled in, with a credential made on the way."""
        self.driver.click("new_listener" if self._is_there("new_listener") else "first_listener")
        self.driver.choose("entity", "clients")
        self.driver.click("function_create")
        self.driver.type_into("url", self.http.url + "crm/clients")
        self.driver.choose("auth_type", "Bearer token")
        self.driver.click("new_credential")
        self.driver.appear("credential_dialog")
        self.driver.type_into("name", "CRM token")
        self.driver.type_into("token", self.token)
        self.driver.click("save_credential")
        self.driver.wait(
            "the credential dialog to close",
            lambda: self.driver.look_for("credential_dialog") is None,
        )
        self.driver.type_into("name", "New clients to the CRM")
        credentials = self.witness.json("/credentials")["items"]
        expect(len(credentials) == 1, "the credential is not on the platform")
        expect(self.token not in json.dumps(credentials), "the platform gave the secret away")
        self.driver.picture(self.pictures / "03-form.png")
        self.say(
            "New Webhook Listener",
            f"clients, Create, {self.http.url}crm/clients, credential {credentials[0]['id']}",
        )

    def test_before_saving(self) -> None:
        """Send test sends by the platform without saving anything."""
        before = len(self.http.received)
        self.driver.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        self.driver.wait(
            "the test to be answered", lambda: self._is_there("result_title"), timeout_s=20
        )
        test = self.http.wait(before + 1)[-1]
        title = self.driver.text_of("result_title")
        expect("200" in title, f"the result says {title!r}")
        expect(test.header("webhook-test") == "true", "the test is not marked as one")
        expect(
            test.header("authorization") == f"Bearer {self.token}", "the credential was not sent"
        )
        expect(self.witness.listeners() == [], "testing saved the listener")
        self.driver.picture(self.pictures / "04-test.png")
        self.say("Tested before saving", f"{title}, {test.header('webhook-id')}, nothing saved")

    def save(self, kind: str = "endpoint") -> None:
        """Save puts it into the list and onto the platform."""
        known = {one["id"] for one in self.witness.listeners()}
        started = time.perf_counter()
        self.driver.click("save")
        self.driver.appear("listener_table")
        self.driver.wait("the platform to have it", lambda: self._new_on_platform(known))
        took_ms = (time.perf_counter() - started) * 1000
        (made,) = self._new_on_platform(known)
        self.listener_ids[kind] = made["id"]
        expect(made["status"] == "active", f"it is {made['status']}")
        self.driver.wait("the list to show it", lambda: self._rows() == len(known) + 1)
        self._select(0)
        self.driver.wait("it to be Active", lambda: self._status() == "Active")
        self.driver.picture(self.pictures / f"05-saved-{kind}.png")
        self.say("Saved", f"{made['id']}, active, on the platform in {took_ms:.0f} ms")

    def create_record(self, first: str, last: str) -> str:
        """Make a client in Sandbox records; returns its id."""
        known = self.witness.newest_record_id("clients")
        self.driver.click("page_sandbox_records")
        self.driver.click("new_record")
        self.driver.type_into("first_name", first)
        self.driver.type_into("last_name", last)
        self.driver.type_into("email", f"{first.lower()}@mail.example")
        self.driver.click("save")
        self.driver.wait(
            "the record to be on the platform",
            lambda: self.witness.newest_record_id("clients") != known,
        )
        return self.witness.newest_record_id("clients")

    def deliver(self, title: str, *, path: str, first: str) -> None:
        """A client is created; the webhook arrives soon, byte for byte."""
        before = len(self.http.received)
        record_id = self.create_record(first, "Mokoena")
        self.driver.wait("the webhook to arrive", lambda: len(self.http.received) > before)
        webhook = self.http.received[-1]
        self._check_webhook(webhook, record_id, path)
        delivery = self._delivery_of(record_id)
        took_ms = delivery["attempt_log"][0]["duration_ms"]
        waited_ms = self._from_event_to_attempt_ms(delivery)
        expect(waited_ms < _ARRIVE_MS, f"it took {waited_ms:.0f} ms to be sent")
        self.driver.wait("the page to say Delivered", lambda: "Delivered" in self._what_happened())
        self.driver.picture(self.pictures / f"06-delivered-{first.lower()}.png")
        self.say(
            title,
            f"{record_id} -> {delivery['id']} {delivery['last_status']}, sent {waited_ms:.0f} ms "
            f"after the save, answered in {took_ms:.0f} ms, {len(webhook.body)} bytes equal, "
            "signature and credential verified",
        )

    def edit(self) -> None:
        """The listener is edited; the next webhook goes to the new address."""
        listener_id = self.listener_ids["endpoint"]
        version = self.witness.json(f"/listeners/{listener_id}")["version"]
        self._open_listener(listener_id)
        self.driver.click("edit")
        self.driver.type_into("url", self.http.url + "crm/v2/clients")
        self.driver.type_into("name", "New clients to the CRM, version 2")
        self.driver.click("save")
        self.driver.wait(
            "the platform to have the edit",
            lambda: self.witness.json(f"/listeners/{listener_id}")["version"] > version,
        )
        now = self.witness.json(f"/listeners/{listener_id}")
        expect(now["destination"]["url"].endswith("/crm/v2/clients"), "the URL was not changed")
        self.say("Edited", f"version {version} -> {now['version']}, {now['destination']['url']}")

    def turn_off(self, kind: str, arrived: Callable[[], int], first: str) -> None:
        """Off: no more webhooks, and it shows why."""
        listener_id = self.listener_ids[kind]
        self._open_listener(listener_id)
        self.driver.click("status_switch")
        self._wait_for_mode(listener_id, "disabled")
        self.driver.wait("the panel to say Off", lambda: self._status() == "Off")
        self.driver.picture(self.pictures / f"07-off-{kind}.png")
        before = arrived()
        record_id = self.create_record(first, "Naidoo")
        self.driver.wait("the reason to show", lambda: "was off" in self._what_happened())
        self.driver.picture(self.pictures / f"08-why-{kind}.png")
        outcome = next(
            one for one in self.witness.outcomes(record_id) if one["listener_id"] == listener_id
        )
        expect(outcome.get("reason") == "disabled", f"the outcome is {outcome}")
        until = time.perf_counter() + _NOTHING_S
        self.driver.wait("a while to pass", lambda: time.perf_counter() > until)
        expect(arrived() == before, "something was sent although the listener is off")
        self.say(f"Turned off ({kind})", f"{record_id}: skipped, disabled; nothing arrived")

    def turn_on(self, kind: str) -> None:
        """On again."""
        listener_id = self.listener_ids[kind]
        self._open_listener(listener_id)
        self.driver.click("status_switch")
        self._wait_for_mode(listener_id, "enabled")
        self.driver.wait("the panel to say Active", lambda: self._status() == "Active")
        self.say(f"Turned on ({kind})", self.witness.json(f"/listeners/{listener_id}")["status"])

    def delete(self, kind: str) -> None:
        """Deleted, here and on the platform."""
        listener_id = self.listener_ids[kind]
        self._open_listener(listener_id)
        rows = self._rows()
        self.driver.answer_next("answer_yes")
        self.driver.focus("listener_table")
        self.driver.press(Qt.Key.Key_Delete)
        self.driver.wait(
            "the platform to have deleted it",
            lambda: self.witness.get(f"/listeners/{listener_id}").status_code == 404,
        )
        self.driver.wait("the list to be without it", lambda: self._rows() == rows - 1)
        self.say(f"Deleted ({kind})", f"{listener_id}: 404")

    def fill_in_email(self) -> None:
        """The same with an e-mail address instead of a URL."""
        self.driver.click("page_listeners")
        self.driver.click("new_listener" if self._is_there("new_listener") else "first_listener")
        self.driver.choose("entity", "clients")
        self.driver.click("function_create")
        self.driver.click("kind_email")
        self.driver.type_into("address", MAILBOX)
        self.driver.type_into("name", "Back-office inbox")
        self.driver.picture(self.pictures / "09-form-email.png")
        self.say("New Webhook Listener (email)", f"clients, Create, {MAILBOX}")

    def edit_email(self) -> None:
        """The e-mail listener is edited; the next message goes to the new address."""
        listener_id = self.listener_ids["email"]
        self._open_listener(listener_id)
        self.driver.click("edit")
        self.mailbox = f"second.{MAILBOX}"
        self.driver.type_into("address", self.mailbox)
        self.driver.click("save")

        def saved() -> dict[str, Any]:
            found: dict[str, Any] = self.witness.json(f"/listeners/{listener_id}")
            return found

        self.driver.wait(
            "the platform to have the edit",
            lambda: saved()["destination"]["address"] == self.mailbox,
        )
        self.say("Edited (email)", f"version {saved()['version']}, {self.mailbox}")

    def deliver_mail(self, title: str, first: str) -> None:
        """A client is created; the message arrives with the record's bytes attached."""
        before = len(self.smtp.mails)
        record_id = self.create_record(first, "van Wyk")
        self.driver.wait("the message to arrive", lambda: len(self.smtp.mails) > before)
        mail = self.smtp.mails[-1]
        expect(mail.recipients == (self.mailbox,), f"it went to {mail.recipients}")
        name, attached = attachment_of(mail.data)
        expect(attached == self.witness.record_bytes("clients", record_id), "other bytes")
        expect(name == f"clients-{record_id}-v1.json", f"the attachment is called {name}")
        self.driver.picture(self.pictures / f"10-mail-{first.lower()}.png")
        self.say(title, f"{record_id} -> {name}, {len(attached)} bytes equal, one recipient")

    # What is on the screen, and what is true ------------------------------

    def _is_there(self, name: str) -> bool:
        return self.driver.look_for(name) is not None

    def _rows(self) -> int:
        return self.driver.rows("listener_table")

    def _status(self) -> str:
        return self.driver.text_of("status_word") if self._is_there("status_word") else ""

    def _select(self, row: int) -> None:
        self.driver.click_row("listener_table", row)
        self.driver.appear("status_switch")

    def _open_listener(self, listener_id: str) -> None:
        self.driver.click("page_listeners")
        self.driver.appear("listener_table")
        ids = [one["id"] for one in self.witness.listeners()]
        self.driver.wait("the list to be complete", lambda: self._rows() == len(ids))
        self._select(0)
        expect(self.driver.text_of("panel_id").startswith(listener_id), "another one is selected")

    def _what_happened(self) -> str:
        return self.driver.words_in("what_happened")

    def _new_on_platform(self, known: set[str]) -> list[dict[str, Any]]:
        return [one for one in self.witness.listeners() if one["id"] not in known]

    def _wait_for_mode(self, listener_id: str, mode: str) -> None:
        self.driver.wait(
            f"the platform to say {mode}",
            lambda: self.witness.json(f"/listeners/{listener_id}")["mode"] == mode,
        )

    def _delivery_of(self, record_id: str) -> dict[str, Any]:
        def finished() -> list[Any]:
            items = self.witness.json(f"/deliveries?record_id={record_id}")["items"]
            return [one for one in items if one["status"] == "delivered"]

        self.driver.wait("the delivery to be recorded", finished)
        found: dict[str, Any] = self.witness.json(f"/deliveries/{finished()[0]['id']}")
        return found

    def _from_event_to_attempt_ms(self, delivery: dict[str, Any]) -> float:
        from app.domain.times import parse_time

        written = parse_time(delivery["created_at"])
        tried = parse_time(delivery["attempt_log"][0]["started_at"])
        return (tried - written).total_seconds() * 1000

    def _check_webhook(self, webhook: Received, record_id: str, path: str) -> None:
        expect(webhook.target == path, f"it went to {webhook.target}")
        expect(
            webhook.body == self.witness.record_bytes("clients", record_id),
            "the body is not byte for byte the record's JSON",
        )
        expect(webhook.header("authorization") == f"Bearer {self.token}", "wrong credential")
        expect(webhook.header("picksmart-entity") == "clients", "wrong entity header")
        self.witness.verify(self.listener_ids["endpoint"], webhook)
