"""Sees to it that nothing is kept too long, while the platform serves (T46).

Its steps are short and wait for a moment after each, so deliveries never wait for
more than one.  What was removed is overwritten in the database, and then the
write-ahead log is emptied: it is not in the files any more.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from sqlalchemy import Connection

from app.domain.retry import RetrySchedule
from app.server.deliveries import left_over
from app.server.retention import purge
from app.server.retention.files import remove_old_files, trim_mailbox
from app.server.settings import PlatformSettings
from app.server.store import commit_marks, stream_log
from app.server.store.database import Database
from app.server.store.times import ms_of

_log: Final = logging.getLogger(__name__)

Step = Callable[[Connection], bool]

_DAY_MS: Final = 86_400_000
_DELETIONS_MS: Final = 90 * _DAY_MS  # contract section 4: as long as a token of the feed
_TOKENS_MS: Final = 7 * _DAY_MS
_FIRST_S: Final = 10.0
_LOOK_S: Final = 60.0
_JUMP_S: Final = 3600.0
_EVERY: Final = 10  # looks from one thorough one to the next
_BREATH_S: Final = 0.02


class Keeper:
    """Purges in the background, on one event loop between `start` and `stop`."""

    def __init__(self, database: Database, settings: PlatformSettings) -> None:
        self._database = database
        self._settings = settings
        self._task: asyncio.Task[None] | None = None
        self._ahead_s: float | None = None

    def start(self) -> None:
        """Begin; the first thorough look is soon, but after the first answers."""
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End; what is not purged yet is purged after the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def purge(self, *, is_thorough: bool = True) -> None:
        """Remove all that is too old now."""
        now_ms = ms_of(self._settings.clock())
        for step in self._steps(now_ms, is_thorough=is_thorough):
            while await self._database.run(step):
                await asyncio.sleep(_BREATH_S)
        await asyncio.to_thread(
            trim_mailbox,
            self._settings.data_dir,
            messages=self._settings.mailbox_messages,
            size_bytes=self._settings.mailbox_bytes,
        )
        if is_thorough:
            before_s = (now_ms - self._settings.payload_retention_days * _DAY_MS) / 1000
            await asyncio.to_thread(remove_old_files, self._settings.data_dir, before_s=before_s)
            await asyncio.to_thread(self._database.forget_sync)

    def _steps(self, now_ms: int, *, is_thorough: bool) -> list[Step]:
        settings = self._settings
        payloads_before_ms = now_ms - settings.payload_retention_days * _DAY_MS
        steps: list[Step] = [
            partial(stream_log.purge, now_ms=now_ms),
            partial(left_over.release_forgotten, now_ms=now_ms),
            partial(
                purge.expire_payloads,
                before_ms=payloads_before_ms,
                unfinished_before_ms=now_ms - _span_ms(settings.retry),
                now_ms=now_ms,
            ),
            partial(
                purge.remove_kept_answers,
                before_ms=now_ms - settings.idempotency_ttl_s * 1000,
            ),
        ]
        if is_thorough:
            tries_before_ms = now_ms - settings.attempt_retention_days * _DAY_MS
            steps += [
                partial(purge.remove_tries, before_ms=tries_before_ms),
                partial(purge.forget_deletions, before_ms=now_ms - _DELETIONS_MS),
                partial(purge.remove_ended_tokens, before_ms=now_ms - _TOKENS_MS),
                partial(commit_marks.purge, now_ms=now_ms),
            ]
        return steps

    async def _keep(self) -> None:
        looks = 0
        await asyncio.sleep(_FIRST_S)
        while True:
            if self._is_steady():
                try:
                    await self.purge(is_thorough=looks % _EVERY == 0)
                except Exception:  # noqa: BLE001 - a full disk now does not end it for good
                    _log.exception("what is too old could not be removed")
                looks += 1
            await asyncio.sleep(_LOOK_S)

    def _is_steady(self) -> bool:
        """Whether the clock went on as time did since the last look.

        A clock that is far ahead for a moment must not cost what is kept; if it stays
        there, as it does after a sleep, the next look believes it.
        """
        ahead_s = self._settings.clock().timestamp() - time.monotonic()
        before_s, self._ahead_s = self._ahead_s, ahead_s
        is_steady = before_s is None or ahead_s - before_s < _JUMP_S
        if not is_steady:
            _log.warning("the clock jumped ahead; nothing is removed until it proves right")
        return is_steady


def _span_ms(schedule: RetrySchedule) -> int:
    """How long a delivery may be under way: so long its payload is needed, however it is set."""
    return round(1000 * sum(schedule.waits_s) * (1 + schedule.jitter) * 2)
