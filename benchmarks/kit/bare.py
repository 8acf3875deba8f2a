"""What stands beside every figure: aiohttp, used as its own documentation does, only POSTing.

It keeps nothing, signs nothing, judges no address and forgets all when it ends.
"""

from __future__ import annotations

import asyncio

import aiohttp

from app.domain import strict_json
from app.domain.ids import new_id
from benchmarks.kit.spent import Spent

_PAYLOAD_BYTES = 1100


def payload() -> bytes:
    """A record of 1.1 kB."""
    return strict_json.dumps({"id": new_id("cli"), "note": "x" * _PAYLOAD_BYTES})


def headers() -> dict[str, str]:
    """As many as a delivery has, worked out beforehand."""
    return {
        "content-type": "application/json",
        "authorization": "Bearer secret-token",
        "webhook-id": new_id("evt"),
        "webhook-signature": "v1," + "x" * 43 + "=",
    }


async def bare(url: str, *, count: int, slots: int) -> Spent:
    """What it takes for `count` POSTs, `slots` at once."""
    left = iter(range(count))
    body = payload()
    async with aiohttp.ClientSession(headers=headers()) as session:

        async def worker() -> None:
            for _ in left:
                async with session.post(url, data=body) as response:
                    await response.read()

        async with session.post(url, data=body) as response:  # opens a connection beforehand
            await response.read()
        start = Spent.now()
        await asyncio.gather(*(worker() for _ in range(slots)))
        return Spent.now().since(start)
