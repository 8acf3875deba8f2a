"""A round asks for no more than may be new."""

import pytest

from app.domain.control import JobControl
from app.services.catalog import CatalogService
from app.services.credentials import CredentialService
from app.services.rounds import RoundService
from app.services.sync import SyncService
from tests.support.builders import a_listener
from tests.support.fakes import FakeLocalStore, FakePlatform
from tests.support.platform import TestClock

CONTROL = JobControl()


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def clock():
    return TestClock()


@pytest.fixture
def rounds(platform, clock):
    store = FakeLocalStore()
    return RoundService(
        SyncService(platform, store, clock=clock),
        CatalogService(platform, store),
        CredentialService(platform, store),
        clock=clock,
    )


def calls_of(platform, rounds):
    platform.calls.clear()
    rounds.run(CONTROL)
    return platform.calls


def test_the_first_asks_for_everything(platform, rounds):
    assert calls_of(platform, rounds) == ["me", "changes", "catalog", "credentials"]


def test_one_without_news_is_one_call(platform, rounds, clock):
    rounds.run(CONTROL)
    assert calls_of(platform, rounds) == ["changes"]
    clock.move(minutes=4)
    assert calls_of(platform, rounds) == ["me", "changes"]  # which may be another by now


def test_with_a_listener_its_credential_may_be_another(platform, rounds):
    rounds.run(CONTROL)
    platform.put(a_listener())
    assert calls_of(platform, rounds) == ["changes", "credentials"]


@pytest.mark.parametrize("minutes", [5, 60, -30])
def test_F17_credentials_are_looked_at_every_few_minutes_whatever_the_clock_does(
    platform, rounds, clock, minutes
):
    rounds.run(CONTROL)
    clock.move(minutes=minutes)
    assert calls_of(platform, rounds) == ["me", "changes", "credentials"]
    assert calls_of(platform, rounds) == ["changes"]
