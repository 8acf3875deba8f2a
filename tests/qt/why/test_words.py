"""What is said of a finding leads to something that can be done."""

from __future__ import annotations

import pytest

from app.domain.delivery import DeliveryStatus
from app.domain.explanation import Finding, Verdict
from app.ui.pages.why import words
from tests.support.builders import NOW, a_delivery, an_event


def cancelled(reason):
    delivery = a_delivery(status=DeliveryStatus.CANCELLED, status_reason=reason)
    finding = Finding(delivery.listener_id, Verdict.CANCELLED, delivery=delivery)
    return words.of(finding, an_event(), NOW)


@pytest.mark.parametrize(
    ("reason", "why", "first"),
    [
        ("listener_deleted", "was deleted before the event arrived.", "Add a listener"),
        ("listener_disabled", "was turned off before the event arrived.", "Turn the listener on"),
        ("listener_suspended", "stopped the listener before the event", "Mend the endpoint"),
        ("by_user", "A person cancelled it before the event", "Replay the delivery"),
        ("of_a_later_version", "It was cancelled before the event", "Replay the delivery"),
    ],
)
def test_what_was_cancelled_says_why_and_what_can_be_done(reason, why, first):
    found = cancelled(reason)
    assert why in found.text
    (step,) = found.steps
    assert step.startswith(first)


def test_a_delivery_of_a_deleted_listener_is_not_said_to_be_replayable():
    assert "eplay" not in " ".join(cancelled("listener_deleted").steps)  # 409 listener_deleted
