"""One reader of the database for all clients of `/stream`.

It looks while anybody listens, and not at all otherwise.  What it reads it makes into
bytes once; a client is only a queue of references to them, so an idle one costs
nothing.  One that does not read falls behind, and is dropped when it is too far.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Final

from sqlalchemy import Connection

from app.server.api import stream_feed
from app.server.api.stream_client import StreamClient
from app.server.api.stream_feed import Event, Page, Place
from app.server.store.database import Database
from app.server.store.tokens import Caller, callers_of

_log: Final = logging.getLogger(__name__)

_LOOK_S: Final = 0.25
_QUIET_LOOK_S: Final = 1.0
_QUIET_AFTER_S: Final = 5.0
_HEARTBEAT_S: Final = 15.0
_BETWEEN_S: Final = 1.0  # at least, between two events of one delivery
_TOKENS_S: Final = 1.0
_AFTER_TROUBLE_S: Final = 1.0


class StreamHub:
    """Reads for all, while there is anybody; lives on one event loop."""

    def __init__(
        self,
        database: Database,
        now_ms: Callable[[], int],
        *,
        time_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is read yet.

        Args:
            database: Where changes are seen, whichever process made them.
            now_ms: The platform's clock.
            time_s: Measures how long ago something was told.
        """
        self._database = database
        self._now_ms = now_ms
        self._time_s = time_s
        self._clients: set[StreamClient] = set()
        self._place: Place | None = None
        self._told_s: dict[str, float] = {}
        self._tokens_due_s = 0.0
        self._heartbeat_due_s = 0.0
        self._moved_s = 0.0
        self._nudged = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None
        self._is_closed = False

    async def join(
        self, caller: Caller, token_hash: str, *, after: Place | None = None
    ) -> StreamClient:
        """A client of everything from now on, or after a place that is still kept."""
        joined_at = self._place
        if joined_at is None:
            found = await self._database.read(stream_feed.end_of)
            joined_at = self._place = self._place or found  # another may have come meanwhile
        client = StreamClient(caller.permissions, token_hash)
        if self._is_closed:
            client.end()
            return client
        self._clients.add(client)
        if self._reader is None:
            self._heartbeat_due_s = self._time_s() + _HEARTBEAT_S
            self._reader = asyncio.create_task(self._read())
        try:
            if after is not None:
                await self._tell_missed(client, after, until=joined_at)
        except BaseException:
            self.leave(client)
            raise
        client.begin(stream_feed.heartbeat(joined_at).frame)
        return client

    def nudge(self) -> None:
        """Something has just changed in this process: look soon, if anybody listens."""
        self._nudged.set()

    def leave(self, client: StreamClient) -> None:
        """The client has gone; safe to repeat."""
        self._clients.discard(client)

    async def close(self) -> None:
        """End every client, and take no more."""
        self._is_closed = True
        for client in self._clients:
            client.end()
        self._clients.clear()
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)

    async def _tell_missed(self, client: StreamClient, after: Place, *, until: Place) -> None:
        more = after != until
        while more and not client.is_over:
            page = await self._database.read(
                partial(stream_feed.read_page, place=after, until=until, now_ms=self._now_ms())
            )
            client.tell_missed(_content(page.events, client.permissions))
            after, more = page.place, page.more

    async def _read(self) -> None:
        try:
            while self._clients:
                try:
                    more = await self._look()
                except Exception:  # noqa: BLE001 - the stream outlives a database that is away
                    _log.exception("the stream could not look for changes")
                    await asyncio.sleep(_AFTER_TROUBLE_S)
                    continue
                if not more:
                    await self._rest()
        finally:
            self._reader = None
            self._place = None
            self._told_s.clear()

    async def _rest(self) -> None:
        """Wait until it is time to look again: less often, but for a nudge, when it is quiet."""
        if self._time_s() - self._moved_s <= _QUIET_AFTER_S:
            await asyncio.sleep(_LOOK_S)
        else:
            with suppress(TimeoutError):
                async with asyncio.timeout(_QUIET_LOOK_S):
                    await self._nudged.wait()
        self._nudged.clear()

    async def _look(self) -> bool:
        """Tell what is new; whether there is more to tell at once."""
        place = self._place
        if place is None:
            return False
        now_s = self._time_s()
        self._told_s = {one: at for one, at in self._told_s.items() if now_s - at < _BETWEEN_S}
        checks_tokens = now_s >= self._tokens_due_s
        hashes = {one.token_hash for one in self._clients} if checks_tokens else set()
        page, good = await self._database.read(partial(self._seen, place, hashes))
        if checks_tokens:
            self._tokens_due_s = now_s + _TOKENS_S
            self._keep_good(hashes, good)
        self._place = page.place
        self._told_s |= dict.fromkeys(page.told, now_s)
        if page.events:
            self._moved_s = now_s
        events = list(page.events)
        if now_s >= self._heartbeat_due_s:
            self._heartbeat_due_s = now_s + _HEARTBEAT_S
            events.append(stream_feed.heartbeat(page.place))
        if events:
            self._tell(events)
        return page.more

    def _seen(
        self, place: Place, hashes: set[str], tx: Connection
    ) -> tuple[Page, dict[str, Caller]]:
        now_ms, told_s = self._now_ms(), self._told_s
        page = stream_feed.read_page(tx, place, now_ms=now_ms, must_wait=told_s.__contains__)
        return page, callers_of(tx, hashes, now_ms=now_ms) if hashes else {}

    def _keep_good(self, hashes: set[str], good: dict[str, Caller]) -> None:
        """End whose token was revoked or has expired, or whose role shows nothing any more."""
        for client in list(self._clients):
            if client.token_hash not in hashes:
                continue  # it joined while we looked
            caller = good.get(client.token_hash)
            client.permissions = frozenset() if caller is None else caller.permissions
            if not stream_feed.shows_anything(client.permissions):
                client.end()
                self._clients.discard(client)

    def _tell(self, events: Sequence[Event]) -> None:
        content: dict[frozenset[str], bytes] = {}
        for client in list(self._clients):
            shown = content.get(client.permissions)
            if shown is None:
                shown = content[client.permissions] = _content(events, client.permissions)
            client.tell(shown)
            if client.is_over:
                self._clients.discard(client)


def _content(events: Sequence[Event], permissions: frozenset[str]) -> bytes:
    """What of these events somebody may see, as it goes over the wire."""
    return b"".join(one.frame for one in events if stream_feed.may_see(one.kind, permissions))
