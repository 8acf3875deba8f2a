"""What is known of a credential: the newest counts, and nothing from before it was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.credential_state import Checked, CredentialState, Judged, judge
from app.domain.endpoint_check import ENDS_SOON_DAYS, CheckCode, CheckStep, Finding, Outcome
from app.domain.listener import Health
from tests.support.builders import NOW, a_credential, a_listener

MINUTE = timedelta(minutes=1)
USED = a_credential(used_by=("lst_1",), updated_at=NOW)


def answered(status, minutes):
    return a_listener(health=Health(last_status=status, last_attempt_at=NOW + minutes * MINUTE))


def checked(code, minutes, until=None):
    outcome = Outcome.FINE if code is CheckCode.TOKEN_GRANTED else Outcome.BAD
    found = Finding(CheckStep.CREDENTIAL, outcome, code, until=until)
    return Checked(found, NOW + minutes * MINUTE)


def test_what_an_endpoint_let_in_is_accepted():
    credential = replace(USED, last_success_at=NOW + MINUTE)
    assert judge(credential, []) == Judged(CredentialState.ACCEPTED, NOW + MINUTE)


@pytest.mark.parametrize(("rejected", "state"), [(2, "rejected"), (0.5, "accepted")])
def test_the_newer_of_an_acceptance_and_a_401_counts(rejected, state):
    credential = replace(USED, last_success_at=NOW + MINUTE)
    assert judge(credential, [answered(401, rejected), answered(200, 1)]).state == state


@pytest.mark.parametrize("status", [200, 403, 500, None])
def test_no_other_answer_speaks_against_it(status):
    assert judge(USED, [answered(status, 1)]) == Judged(CredentialState.NO_ANSWER, NOW + MINUTE)


def test_what_was_seen_before_it_was_changed_says_nothing_of_it_now():
    credential = replace(USED, last_success_at=NOW - MINUTE)
    assert judge(credential, []) == Judged(CredentialState.CHANGED, NOW - MINUTE)
    assert judge(USED, [answered(401, -1)]).state is CredentialState.CHANGED


def test_a_check_counts_where_it_is_the_newest():
    until = NOW + 60 * MINUTE
    granted = checked(CheckCode.TOKEN_GRANTED, 3, until)
    assert judge(USED, [answered(401, 2)], granted) == Judged(
        CredentialState.GRANTED, NOW + 3 * MINUTE, until
    )
    refused = checked(CheckCode.TOKEN_REFUSED, 1)
    assert judge(USED, [], refused).state is CredentialState.REFUSED
    assert judge(USED, [answered(401, 2)], refused).state is CredentialState.REJECTED


def test_a_check_that_could_not_be_made_says_nothing():
    assert judge(USED, [], checked(CheckCode.SECRET_NOT_HERE, 1)).state is CredentialState.UNSEEN


def test_where_nothing_was_seen_it_is_said_why():
    assert judge(USED, [a_listener()]) == Judged(CredentialState.UNSEEN)
    assert judge(a_credential(), []) == Judged(CredentialState.UNUSED)


SOON = NOW + timedelta(days=ENDS_SOON_DAYS)


@pytest.mark.parametrize(
    ("ends_at", "state"),
    [
        (SOON, CredentialState.ACCEPTED),
        (SOON - timedelta(seconds=1), CredentialState.ENDS_SOON),
        (NOW + timedelta(seconds=1), CredentialState.ENDS_SOON),
        (NOW, CredentialState.ENDED),
        (NOW - timedelta(days=400), CredentialState.ENDED),
        (None, CredentialState.ACCEPTED),
    ],
)
def test_the_end_of_a_token_is_told_ahead(ends_at, state):
    before = replace(USED, updated_at=NOW - timedelta(days=999))
    accepted = replace(before, last_success_at=NOW - timedelta(days=500))
    judged = judge(accepted, [], ends_at=ends_at)
    assert (judged.state, judged.as_of(NOW)) == (CredentialState.ACCEPTED, state)


def test_an_endpoint_knows_better_whether_a_token_has_ended():
    accepted = replace(USED, last_success_at=NOW + MINUTE)
    judged = judge(accepted, [], ends_at=NOW)
    assert judged.as_of(NOW + 2 * MINUTE) is CredentialState.ACCEPTED


def test_a_token_that_is_rejected_already_is_not_said_to_end_soon():
    rejected = judge(USED, [answered(401, 1)], ends_at=NOW + timedelta(days=2))
    assert rejected.as_of(NOW + 2 * MINUTE) is CredentialState.REJECTED
    assert rejected.as_of(NOW + timedelta(days=2)) is CredentialState.ENDED
