"""The real engine on a real disk, with a backlog that is held until the clock runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, update

from app.domain.ids import new_id
from app.domain.times import utc_now
from app.server.deliveries.outbox import record_event
from app.server.store.tables import deliveries
from app.server.store.tables import listeners as listener_rows
from app.server.store.times import ms_of
from benchmarks.kit.bare import payload
from benchmarks.kit.disk import folder_on_disk
from tests.support.delivery_stage import Stage


@contextmanager
def running_stage(**settings: int | float) -> Iterator[Stage]:
    """An engine that runs, with the log, the guard, the timings and fairness on."""
    with (
        folder_on_disk() as folder,
        Stage(folder / "data", clock=utc_now, **settings) as stage,
    ):
        yield stage


def listeners(
    stage: Stage, url: str, count: int, *, entity: str = "clients", mode: str = "paused"
) -> list[str]:
    """Listeners behind a bearer token; paused ones hold what comes until `release`."""
    credential = stage.credential("bearer", {}, {"token": "secret-token"})
    return [
        stage.listener(url, auth_type="bearer", credential_id=credential, mode=mode, entity=entity)
        for _ in range(count)
    ]


def write_events(tx: Connection, count: int, *, entity: str = "clients") -> None:
    """New records, and a delivery of each to every listener of the entity."""
    for _ in range(count):
        record_event(
            tx,
            entity=entity,
            function="create",
            record_id=new_id("cli"),
            record_version=1,
            record_label="x",
            record_number="C-20418",
            channel_id=None,
            payload=payload(),
            now_ms=ms_of(utc_now()),
        )


def release(stage: Stage, listener_ids: Sequence[str]) -> None:
    """Let go what was held, all in one transaction."""
    stage.change(*listener_ids, mode="enabled")


def release_all(stage: Stage) -> None:
    """The same for every listener at once.

    A change of one costs as much as many a delivery, and a figure of deliveries is not
    about a hundred of them.
    """

    def work(tx: Connection) -> None:
        tx.execute(update(listener_rows).values(mode="enabled", status="active"))
        tx.execute(
            update(deliveries)
            .where(deliveries.c.status == "held")
            .values(status="pending", status_reason=None, due_ms=ms_of(utc_now()))
        )

    stage.transact(work)
