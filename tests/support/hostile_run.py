"""Sends to hostile endpoints in a process of its own, and tells how long and how large it got.

    python -m tests.support.hostile_run < TARGETS

Standard input: {"timeout_s", "parallel", "together", "doors", "targets": [{"name", "url"}]}.
Standard output: {"grown_mib", "results": [{"name", "door", "slowest_s", "errors", "kept"}]}.
Its memory is its own, so what it grew by is what the endpoints made of it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from app.domain.listener import Destination, Kind
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.domain.times import utc_now
from app.server.deliveries.attempt import Message, detail_of
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders.phases import verifying_tls
from app.server.deliveries.sending import MessageSender
from app.server.deliveries.testing import send_test
from app.server.settings import LOOPBACK, PlatformSettings
from tests.support.receivers import HttpReceiver

OAUTH = "oauth2_client_credentials"
Door = Callable[[str], Awaitable[dict[str, Any]]]
# A place where nothing is written: no door here needs a data folder.
NOWHERE = Path("nowhere")


def rss_mib() -> float:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


class Watch:
    """The most memory that was held while something went on."""

    def __init__(self) -> None:
        self.most_mib = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.005):
            self.most_mib = max(self.most_mib, rss_mib())


def doors(settings: PlatformSettings, guard: AddressGuard) -> tuple[MessageSender, dict[str, Door]]:
    """A delivery, a delivery that needs a token from there, and a test-send."""
    tls = verifying_tls()
    sender = MessageSender(settings, guard, tls=tls)

    def message(url: str, credential: CredentialMaterial | None = None) -> Message:
        to = Destination(Kind.ENDPOINT, url=url, auth_type=OAUTH if credential else "none")
        return Message("evt_1", "lst_1", "clients", "create", "r", 1, "r", b"{}", to, credential)

    async def delivery(url: str) -> dict[str, Any]:
        return detail_of(await sender.send(message(url)))

    async def token(url: str) -> dict[str, Any]:
        fields = {"token_url": url, "client_id": "c"}
        client = CredentialMaterial(OAUTH, fields, {"client_secret": Secret("s3cret")})
        return detail_of(await sender.send(message("http://127.0.0.1:9/", client)))

    async def test(url: str) -> dict[str, Any]:
        return await send_test(
            settings=settings,
            destination={"kind": "endpoint", "url": url, "auth_type": "none"},
            entity="clients",
            function="create",
            record_version=1,
            body=b"{}",
            credential=None,
            signing_secrets=None,
            now=utc_now(),
            guard=guard,
            tls=tls,
        )

    return sender, {"delivery": delivery, "test": test, "token": token}


async def knock(door: Door, url: str, parallel: int) -> dict[str, Any]:
    """Go through a door, many at once."""

    async def once() -> tuple[float, dict[str, Any]]:
        began = time.monotonic()
        told = await door(url)
        return time.monotonic() - began, told

    ended = await asyncio.gather(*(once() for _ in range(parallel)))
    errors = {told["error"]["code"] if told["error"] else None for _, told in ended}
    bodies = [(told.get("response") or {}).get("body") or "" for _, told in ended]
    return {
        "slowest_s": max(took_s for took_s, _ in ended),
        "errors": sorted(errors, key=str),
        "kept": max(len(body) for body in bodies),
    }


async def run(asked: dict[str, Any]) -> dict[str, Any]:
    """Everything that was asked for, one endpoint and door after another or all together."""
    settings = PlatformSettings(data_dir=NOWHERE, timeout_s=asked["timeout_s"], allow=LOOPBACK)
    guard = AddressGuard(allow=LOOPBACK)
    sender, by_name = doors(settings, guard)
    parallel: int = asked["parallel"]
    with HttpReceiver() as polite:  # what is needed anyway is loaded, and so many sockets made
        for door in by_name.values():
            await knock(door, polite.url, parallel)
    gc.collect()
    before_mib = rss_mib()
    results: list[dict[str, Any]] = []

    async def through(target: dict[str, str], door: str) -> None:
        told = await knock(by_name[door], target["url"], parallel)
        results.append({"name": target["name"], "door": door, **told})

    visits = [(target, door) for target in asked["targets"] for door in asked["doors"]]
    with Watch() as watch:
        if asked["together"]:
            await asyncio.gather(*(through(*one) for one in visits))
        else:
            for one in visits:
                await through(*one)
    await sender.close()
    guard.close()
    return {"grown_mib": watch.most_mib - before_mib, "results": results}


if __name__ == "__main__":
    json.dump(asyncio.run(run(json.load(sys.stdin))), sys.stdout)
