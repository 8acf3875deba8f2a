"""What one client of `/stream` is still to be sent."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

# Pages of at most a hundred events that may wait for a client; all clients share them.
_BEHIND_LIMIT: Final = 200


class StreamClient:
    """A queue that ends; used on one event loop.

    Attributes:
        token_hash: Of the token that it came with.
        is_over: Nothing more will be put in.
        is_behind: It was ended because too much waited.
    """

    def __init__(self, permissions: frozenset[str], token_hash: str) -> None:
        self.permissions = permissions
        self.token_hash = token_hash
        self.is_over = False
        self.is_behind = False
        self._waiting: deque[bytes] = deque()
        self._held_back: list[bytes] | None = []
        self._changed = asyncio.Event()

    async def next(self) -> bytes | None:
        """What is to be sent next; None when nothing will come any more."""
        while not self._waiting:
            if self.is_over:
                return None
            self._changed.clear()
            await self._changed.wait()
        return self._waiting.popleft()

    async def fell_behind(self) -> None:
        """Wait until the client is too far behind to be sent anything more."""
        while not self.is_behind:
            self._changed.clear()
            await self._changed.wait()

    def tell_missed(self, content: bytes) -> None:
        """Send what happened before it joined."""
        self._put(content)

    def begin(self, content: bytes) -> None:
        """Send this first, and then what happened since it joined."""
        held_back, self._held_back = self._held_back or [], None
        for one in (content, *held_back):
            self._put(one)

    def tell(self, content: bytes) -> None:
        """Send what happened now; if it has not begun yet, when it has."""
        if self._held_back is None:
            self._put(content)
        elif len(self._held_back) < _BEHIND_LIMIT:
            self._held_back.append(content)
        else:
            self._fall_behind()

    def end(self) -> None:
        """Send what waits and nothing more."""
        self.is_over = True
        self._changed.set()

    def _put(self, content: bytes) -> None:
        if self.is_over or not content:
            return
        if len(self._waiting) >= _BEHIND_LIMIT:
            self._fall_behind()
            return
        self._waiting.append(content)
        self._changed.set()

    def _fall_behind(self) -> None:
        self.is_behind = True
        self._waiting.clear()
        self.end()
