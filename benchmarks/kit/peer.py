"""The other side of `benchmarks.peers`: one task queue that does what a delivery does.

It runs in an environment of its own, with none of our packages.  A task signs 1.1 kB
with HMAC-SHA256 and POSTs it with a bearer token over a connection that is kept.

    python benchmarks/kit/peer.py QUEUE fill|work STORE URL COUNT
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import sys
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

SLOTS = 16
BODY = b'{"id":"cli_0123456789","note":"' + b"x" * 1100 + b'"}'
_KEY = b"k" * 32


def signed(event_id: str) -> dict[str, str]:
    """The headers of one try."""
    now = str(int(time.time()))
    digest = hmac.new(_KEY, f"{event_id}.{now}.".encode() + BODY, hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "authorization": "Bearer secret-token",
        "webhook-id": event_id,
        "webhook-timestamp": now,
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }


def blocking_sender() -> Callable[[str, str], None]:
    """POST from whatever thread calls; urllib3 keeps a connection for each."""
    import urllib3

    pool = urllib3.PoolManager(maxsize=SLOTS, retries=False)

    def post(url: str, event_id: str) -> None:
        answer = pool.request("POST", url, body=BODY, headers=signed(event_id))
        if answer.status >= 300:
            raise RuntimeError(f"answered {answer.status}")

    return post


def huey_side(does: str, store: str, url: str, count: int) -> None:
    """Huey on SQLite, flushed to disk, with threads."""
    from huey import SqliteHuey

    queue = SqliteHuey(filename=store, fsync=True, results=False)
    post = blocking_sender()

    @queue.task()  # type: ignore[untyped-decorator]
    def deliver(to: str, event_id: str) -> None:
        post(to, event_id)

    if does == "fill":
        for _ in range(count):
            deliver(url, f"evt_{uuid.uuid4().hex}")
    else:
        consumer = queue.create_consumer(workers=SLOTS, worker_type="thread", initial_delay=0.01)
        consumer.start()
        threading.Event().wait()  # until we are ended


def celery_side(does: str, store: str, url: str, count: int) -> None:
    """Celery on Redis, acknowledged late, with threads."""
    from celery import Celery

    app = Celery("peer", broker=store)
    app.conf.update(task_acks_late=True, task_ignore_result=True, worker_prefetch_multiplier=4)
    post = blocking_sender()

    @app.task(name="deliver")  # type: ignore[untyped-decorator]
    def deliver(to: str, event_id: str) -> None:
        post(to, event_id)

    if does == "fill":
        with app.producer_pool.acquire() as producer:
            for _ in range(count):
                deliver.apply_async((url, f"evt_{uuid.uuid4().hex}"), producer=producer)
    else:
        quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
        app.worker_main(["worker", "-P", "threads", "-c", str(SLOTS), "-l", "error", *quiet])


def procrastinate_side(does: str, store: str, url: str, count: int) -> None:
    """Procrastinate on PostgreSQL, on one event loop."""
    import aiohttp
    from procrastinate import App, PsycopgConnector

    app = App(connector=PsycopgConnector(conninfo=store))
    session: list[aiohttp.ClientSession] = []

    @app.task(name="deliver")
    async def deliver(to: str, event_id: str) -> None:
        async with session[0].post(to, data=BODY, headers=signed(event_id)) as response:
            await response.read()

    async def fill() -> None:
        async with app.open_async():
            await app.schema_manager.apply_schema_async()
            jobs: list[Any] = [
                {"to": url, "event_id": f"evt_{uuid.uuid4().hex}"} for _ in range(count)
            ]
            await deliver.batch_defer_async(*jobs)

    async def work() -> None:
        async with app.open_async(), aiohttp.ClientSession() as opened:
            session.append(opened)
            await app.run_worker_async(concurrency=SLOTS)

    asyncio.run(fill() if does == "fill" else work())


SIDES = {"huey": huey_side, "celery": celery_side, "procrastinate": procrastinate_side}


if __name__ == "__main__":
    queue, does, store, url, count = sys.argv[1:]
    SIDES[queue](does, store, url, int(count))
