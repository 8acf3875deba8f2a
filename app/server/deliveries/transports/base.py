"""What the engine wants from whatever brings due deliveries to it.

Sending, schedule and bookkeeping are the same code behind every transport: a
transport only decides which process tries a delivery, and when it looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from app.server.deliveries.attempt import AttemptResult
from app.server.deliveries.claims import Claim

Deliver = Callable[[Claim], Awaitable[AttemptResult]]
Settled = Callable[[Sequence[str]], None]


class Transport(Protocol):
    """Brings due deliveries to a sender and writes down what came of them."""

    async def start(self, deliver: Deliver, settled: Settled) -> None:
        """Begin.

        Args:
            deliver: Tries one claimed delivery; never raises for what an endpoint does.
            settled: Told the ids of deliveries, after the commit that recorded their tries.
        """
        ...

    async def stop(self) -> None:
        """Claim no more, let running tries end for a moment, record what ended."""
        ...

    def wake(self) -> None:
        """Something may have become due; safe from any thread, cheap to repeat."""
        ...


async def sleep_unless(woken: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until somebody sets the event."""
    try:
        async with asyncio.timeout(seconds):
            await woken.wait()
    except TimeoutError:
        return
