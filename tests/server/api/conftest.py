"""One platform for all tests of this folder that leave no trace another could see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.retry import RetrySchedule
from tests.support.platform import RunningPlatform, running_platform


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPlatform]:
    """A platform with the settings of a sandbox, shared by the session.

    It tries nothing again while other tests run: aiohttp shuffles with the random numbers of the
    whole process, which Hypothesis takes for a test that cannot be repeated.
    """
    with running_platform(
        tmp_path_factory.mktemp("platform"),
        tests_per_minute=10_000,
        retry=RetrySchedule(waits_s=(86_400.0,) * 9),
    ) as running:
        yield running


@pytest.fixture
def new_listener(platform: RunningPlatform) -> Callable[..., dict[str, Any]]:
    """Makes a listener and answers it; keywords replace what the body holds."""

    def make(**members: Any) -> dict[str, Any]:
        body = {
            "entity": "claims",
            "function": "create",
            "destination": {"kind": "endpoint", "url": "https://hooks.example.com/claims"},
            **members,
        }
        answer = platform.post("/listeners", body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


@pytest.fixture
def new_credential(platform: RunningPlatform) -> Callable[..., dict[str, Any]]:
    """Makes a basic credential and answers it."""

    def make(**members: Any) -> dict[str, Any]:
        body = {
            "name": "CRM",
            "auth_type": "basic",
            "fields": {"username": "svc"},
            "secrets": {"password": "correct horse battery"},
            **members,
        }
        answer = platform.post("/credentials", body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make
