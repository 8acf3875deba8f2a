"""Listens to the platform's stream, so that what others do is asked for at once.

Events are hints, at least once: the truth is in the changes feed.  Whenever the stream
begins or begins again, something may have been missed, which is a hint as well.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.errors import (
    ApiError,
    AppError,
    Busy,
    NotAuthorised,
    NotFound,
    PermissionMissing,
)
from app.domain.retry import reconnect_wait_s

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi
    from app.domain.stream import StreamEvent

log = logging.getLogger(__name__)

_LISTENER: Final = "listener"
_DELIVERY: Final = "delivery"
DELIVERIES_EVERY_S: Final = 2.0


class StreamService:
    """The stream of one connection."""

    def __init__(
        self,
        api: PlatformApi,
        *,
        announce: Announce = nobody_listens,
        jitter: Callable[[], float] = random.random,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._announce = announce
        self._jitter = jitter
        self._monotonic = monotonic
        self._told_at = -DELIVERIES_EVERY_S
        self._is_open = False
        self._last_id = ""

    def follow(self, control: JobControl) -> None:
        """Listen until cancelled, connecting again whenever the stream breaks.

        Returns where there is nothing to listen to: the platform has no stream, or lets
        this user hear none.

        Raises:
            NotAuthorised: The token is not taken any more; the sync asks a person.
        """
        failures = 0
        try:
            while True:
                wait_s = 0.0
                try:
                    self._api.stream(control, self._last_id, self._hear)
                    failures = 0 if self._is_open else failures + 1
                except (NotFound, PermissionMissing):
                    return
                except NotAuthorised:
                    raise
                except AppError as exc:
                    log.info("the stream ended: %s", type(exc).__name__)
                    failures = 1 if self._is_open else failures + 1
                    wait_s = self._after(exc)
                self._set_open(is_open=False)
                if failures:
                    wait_s = max(wait_s, reconnect_wait_s(failures, self._jitter()))
                control.sleep(wait_s)
        finally:
            self._set_open(is_open=False)

    def _after(self, exc: AppError) -> float:
        """What the failure asks for: nothing, more time, or to begin anew."""
        if isinstance(exc, Busy):
            return exc.retry_after_s or 0.0
        if isinstance(exc, ApiError) and exc.status in (400, 410):  # a place it does not know
            self._last_id = ""
        return 0.0

    def _hear(self, event: StreamEvent) -> None:
        self._set_open(is_open=True)
        self._last_id = event.id or self._last_id
        if event.kind == _LISTENER:
            self._announce(Changed.PLATFORM)
        elif event.kind == _DELIVERY:
            self._tell_of_deliveries()

    def _tell_of_deliveries(self) -> None:
        """Not of each: who waits as long as this after being told has missed none."""
        now = self._monotonic()
        if now - self._told_at >= DELIVERIES_EVERY_S:
            self._told_at = now
            self._announce(Changed.DELIVERIES)

    def _set_open(self, *, is_open: bool) -> None:
        if is_open != self._is_open:
            self._is_open = is_open
            self._announce(Changed.STREAM, is_open)
            if is_open:
                self._announce(Changed.PLATFORM)
