"""Words, icons and tones for states: everything the contract can say has some."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.delivery import AttemptError, DeliveryStatus
from app.domain.listener import Health, HealthState, Mode, Status
from app.domain.sync_state import LocalListener, SyncState
from app.ui.text import states
from app.ui.theme import Tone, icon_names
from tests.support.builders import (
    NOW,
    a_delivery,
    a_failed_attempt,
    a_listener,
    an_attempt,
    local,
    settings,
)

# contract.md, sections 4 and 7
STATUS_REASONS = (
    *("entity_not_listenable", "function_not_supported", "endpoint_failing", "endpoint_gone"),
)
SKIP_REASONS = ("unsupported", "function_mismatch", "other_channel", "disabled", "suspended")
DELIVERY_REASONS = (
    *("paused", "listener_disabled", "listener_suspended", "listener_deleted", "by_user"),
    *("out_of_tries", "endpoint_gone", "payload_too_large", "expired"),
)
ATTEMPT_ERRORS = (
    *("dns_error", "connection_refused", "connection_reset", "connect_timeout", "read_timeout"),
    *("tls_error", "address_blocked", "redirect_not_followed", "http_status", "auth_error"),
    *("smtp_error", "payload_too_large"),
)
TONES = {"ok", "warn", "bad", "mute", "info"}


def assert_can_be_shown(text):
    assert text.icon in icon_names()
    assert text.tone in TONES
    assert hasattr(Tone, text.tone.upper())
    assert text.word
    assert "_" not in text.word + text.detail + text.sync_text
    assert "{" not in text.word + text.detail + text.sync_text


@pytest.mark.parametrize(
    ("say", "codes"),
    [
        (states.status_reason, STATUS_REASONS),
        (states.skip_reason, SKIP_REASONS),
        (states.delivery_reason, DELIVERY_REASONS),
        (states.attempt_error, ATTEMPT_ERRORS),
    ],
)
def test_every_code_of_the_contract_has_words(say, codes):
    said = [say(code) for code in codes]
    assert not set(said) & set(codes)
    assert not any("_" in words for words in said)
    assert len(set(said)) == len(codes)
    assert all(words[0].isupper() for words in said)


@pytest.mark.parametrize(
    "say", [states.status_reason, states.skip_reason, states.delivery_reason, states.attempt_error]
)
def test_a_code_of_a_newer_platform_is_shown_as_it_is(say):
    assert say("solar_flare") == "solar_flare"
    assert say("") == ""


@pytest.mark.parametrize("status", Status)
def test_every_status_of_a_listener_can_be_shown(status):
    listener = a_listener(status=status, status_reason=None)
    assert_can_be_shown(states.of_listener(listener, now=NOW))


def test_statuses_can_be_told_apart_without_colour():
    said = [states.of_listener(a_listener(status=one), now=NOW) for one in Status]
    assert len({text.word for text in said}) == len(Status)
    assert len({text.icon for text in said}) == len(Status)


@pytest.mark.parametrize("reason", STATUS_REASONS[2:])
def test_a_stopped_listener_says_why(reason):
    listener = a_listener(status=Status.SUSPENDED, status_reason=reason)
    text = states.of_listener(listener, now=NOW)
    assert (text.word, text.detail) == ("Stopped", states.status_reason(reason))


@pytest.mark.parametrize("state", [HealthState.FAILING, HealthState.DEGRADED])
def test_a_failing_listener_says_how_badly(state):
    health = Health(state=state, delivered_24h=99, failed_24h=1)
    assert states.of_listener(a_listener(health=health), now=NOW).detail == "1% failed in 24 h"
    soon = replace(health, suspend_at=NOW)
    text = states.of_listener(a_listener(health=soon), now=NOW)
    assert (text.word, text.tone) == ("Failing", "warn")
    assert text.detail.startswith("Will be stopped")
    since = Health(state=state, failing_since=NOW - timedelta(hours=30))
    assert states.of_listener(a_listener(health=since), now=NOW).detail.startswith("Since ")


@pytest.mark.parametrize("state", [HealthState.UNKNOWN, HealthState.HEALTHY])
def test_a_listener_that_is_well_is_active(state):
    text = states.of_listener(a_listener(health=Health(state=state)), now=NOW)
    assert (text.word, text.tone) == ("Active", "ok")


@pytest.mark.parametrize(
    ("changes", "sync_text"),
    [
        ({}, ""),
        ({"state": SyncState.WAITING, "mine": settings(name="x")}, "Edited, waiting to sync"),
        ({"state": SyncState.SENDING, "mine": settings(name="x")}, "Edited, waiting to sync"),
        ({"state": SyncState.WAITING, "delete_wanted": True}, "Deleted here, waiting to sync"),
        ({"state": SyncState.CONFLICT, "mine": settings(name="x")}, "Conflict to resolve"),
        ({"state": SyncState.REFUSED, "mine": settings(name="x")}, "Refused, see why"),
    ],
)
def test_what_waits_is_said_beside_the_status(changes, sync_text):
    text = states.of(replace(local(), **changes), now=NOW)
    assert_can_be_shown(text)
    assert text.sync_text == sync_text
    assert bool(text.sync_icon) is bool(sync_text)
    assert not text.sync_icon or text.sync_icon in icon_names()


def test_a_listener_made_here_is_not_created_yet():
    row = LocalListener("lst_1", None, settings(), state=SyncState.WAITING)
    text = states.of(row, now=NOW)
    assert (text.word, text.sync_text) == ("Not created yet", "Created here, waiting to sync")


@pytest.mark.parametrize(
    ("mode", "word"), [(Mode.PAUSED, "Paused"), (Mode.DISABLED, "Off"), (Mode.ENABLED, "Active")]
)
def test_a_switch_that_waits_shows_where_it_was_put(mode, word):
    there = Mode.DISABLED if mode is Mode.ENABLED else Mode.ENABLED
    status = Status.DISABLED if mode is Mode.ENABLED else Status.ACTIVE
    base = a_listener(settings=settings(mode=there), status=status)
    row = replace(local(base), mine=settings(mode=mode), state=SyncState.WAITING)
    text = states.of(row, now=NOW)
    assert_can_be_shown(text)
    assert text.word == word


@pytest.mark.parametrize("status", DeliveryStatus)
@pytest.mark.parametrize("reason", [None, *DELIVERY_REASONS])
def test_every_delivery_can_be_shown(status, reason):
    for attempts in (0, 3):
        delivery = a_delivery(status=status, status_reason=reason, attempts=attempts)
        text = states.of_delivery(delivery)
        assert_can_be_shown(text)
        if status in (DeliveryStatus.HELD, DeliveryStatus.FAILED, DeliveryStatus.CANCELLED):
            assert text.detail == states.delivery_reason(reason or "")


def test_mail_is_sent_and_requests_are_delivered():
    assert states.of_delivery(a_delivery(destination="ops@example.com")).word == "Sent"
    assert states.of_delivery(a_delivery(destination="https://h.example/")).word == "Delivered"


def test_a_try_to_come_is_told_from_a_first_one():
    first = a_delivery(status=DeliveryStatus.PENDING, attempts=0)
    again = replace(first, attempts=2, last_status=503)
    asked_for = replace(first, attempts=2, last_status=200)
    assert states.of_delivery(first).word == "Waiting"
    assert states.of_delivery(again).word == "Will retry"
    assert states.of_delivery(asked_for).word == "Sending again"


@pytest.mark.parametrize("code", ATTEMPT_ERRORS)
def test_every_failed_attempt_can_be_shown(code):
    attempt = replace(an_attempt(), response=None, error=AttemptError(code, "x"))
    text = states.of_attempt(attempt)
    assert_can_be_shown(text)
    assert text.tone == "bad"


@pytest.mark.parametrize(
    ("status", "word", "detail"),
    [
        (401, "Rejected", "401 Unauthorized"),
        (404, "Rejected", "404 Not Found"),
        (503, "Failed", "503 Service Unavailable"),
        (799, "Failed", "799"),
    ],
)
def test_an_answer_that_says_no_is_named(status, word, detail):
    text = states.of_attempt(a_failed_attempt(status))
    assert (text.word, text.detail) == (word, detail)


def test_an_attempt_that_worked_says_the_answer():
    assert states.of_attempt(an_attempt()).detail == "200 OK"
    assert states.http_status(200) == "200 OK"
    assert states.http_status(299) == "299"
