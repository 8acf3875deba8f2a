"""The real window over a platform with thousands of listeners, and what it costs to read them.

The platform is the fake one, in memory, but what it says of listeners goes through the
wire's own JSON and reading, as it does from a real one: that is the work that may hold
up the window.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.adapters.local_store import SqliteLocalStore
from app.adapters.wire.listeners import read_changes, write_settings
from app.bootstrap import App, build_app
from app.domain.control import JobControl
from app.domain.hours import Hours
from app.domain.listener import Health, HealthState, Listener
from app.domain.ports import ChangesPage
from tests.support.builders import NOW, a_listener, settings
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import FakeConnectionStore, a_connection_service

_WORDS = ("warehouse", "billing", "advisers", "claims", "archive", "mirror")
_PAGE = 500


def many_listeners(count: int) -> list[Listener]:
    """Listeners of many names and hosts with a day of deliveries, the same every time."""
    chance = random.Random(7)
    return [
        a_listener(
            id=f"lst_{number:026d}",
            etag=f'"{number}-1"',
            settings=settings(
                name=f"{chance.choice(_WORDS)} {chance.randrange(1000)}",
                entity=chance.choice(("clients", "policies", "claims")),
                url=f"https://hooks{chance.randrange(500)}.example.com/in/{number}",
            ),
            health=Health(
                HealthState.HEALTHY,
                delivered_24h=120,
                failed_24h=1,
                last_attempt_at=NOW,
                last_status=200,
                hours=Hours.of((chance.randrange(9), 0) for _ in range(24)),
            ),
        )
        for number in range(count)
    ]


class BigPlatform(FakePlatform):
    """A platform whose feed of changes is really written and read."""

    def __init__(self, listeners: Sequence[Listener]) -> None:
        super().__init__(page_size=_PAGE)
        self._texts: dict[str, str] = {}
        for one in listeners:
            self.put(one)

    def put(self, listener: Listener) -> Listener:
        self._texts[listener.id] = _text(listener)
        return super().put(listener)

    def changes(self, control: JobControl, since: str | None) -> ChangesPage:
        page = super().changes(control, since)
        rest = {"epoch": page.epoch, "deleted": page.deleted, "next": page.next, "more": page.more}
        changed = ",".join(self._texts[one.id] for one in page.changed)
        return read_changes(json.loads(f'{{"changed":[{changed}],{json.dumps(rest)[1:]}'), control)


def _text(one: Listener) -> str:
    health = one.health
    return json.dumps(
        write_settings(one.settings)
        | {
            "id": one.id,
            "status": one.status,
            "status_reason": one.status_reason,
            "health": {
                "state": health.state,
                "delivered_24h": health.delivered_24h,
                "failed_24h": health.failed_24h,
                "pending": health.pending,
                "last_attempt_at": "2026-11-23T22:40:14.123Z",
                "last_status": health.last_status,
                "failing_since": None,
                "suspend_at": None,
                "hours": health.hours.pairs,
            },
            "version": one.version,
            "etag": one.etag,
            "created_at": "2026-11-23T22:40:14.123Z",
            "created_by": one.created_by,
            "updated_at": "2026-11-23T22:40:14.123Z",
            "updated_by": one.updated_by,
        }
    )


def build_big_app(qt: QApplication, profile: Path, platform: FakePlatform) -> App:
    """The real app, wired as ever, whose one connection is to that platform."""
    apps: list[App] = []
    store = FakeConnectionStore()

    def load(control: JobControl) -> object:
        control.check()
        return a_connection_service(
            platform=platform,
            store=store,
            announce=apps[0].events.announce,
            open_local=lambda name, **how: SqliteLocalStore(profile / f"{name}.db", **how),
        )

    apps.append(build_app(qt, profile=profile, load=load))
    return apps[0]


def fill_local_copy(path: Path, platform: FakePlatform) -> None:
    """As if the app had pulled everything into this file the last time it ran."""
    service = a_connection_service(
        platform=platform,
        open_local=lambda _name, **how: SqliteLocalStore(path, **how),
    )
    control = JobControl()
    workspace = service.open(control, service.start_sandbox(control).id)
    workspace.sync.sync(control)
    workspace.catalog.refresh(control)
    workspace.close()


def changed(listener: Listener) -> Listener:
    """A newer version of it."""
    name = listener.settings.name + "'"
    version = listener.version + 1
    return replace(
        listener,
        settings=replace(listener.settings, name=name),
        version=version,
        etag=f'"{listener.id}-{version}"',
    )
