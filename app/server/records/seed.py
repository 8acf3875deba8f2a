"""What a new sandbox starts with; nothing of it makes an event or a delivery."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert

from app.domain import strict_json
from app.domain.ids import new_id
from app.domain.times import parse_time
from app.resources import resources_dir
from app.server.settings import PlatformSettings
from app.server.store import counters, facts, records
from app.server.store.tables import channels, users
from app.server.store.times import ms_of


def seed(tx: Connection, settings: PlatformSettings) -> None:
    """Write the instance, its users, its channels and its first records."""
    folder = resources_dir() / "seed"
    start = json.loads((folder / "instance.json").read_bytes())
    instance = {**start["instance"], "id": new_id("ins"), "environment": settings.environment}
    facts.write(tx, facts.INSTANCE, instance)
    facts.write(tx, facts.EPOCH, new_id("epo"))
    tx.execute(insert(users), start["users"])
    for channel in start["channels"]:
        tx.execute(insert(channels).values(**channel, seq=counters.next_value(tx, counters.SEQ)))
    add_first_records(tx)


def add_first_records(tx: Connection) -> None:
    """Write the records that a sandbox starts with; none of their ids may be there."""
    file = resources_dir() / "seed" / "records.json"
    for entity, record in json.loads(file.read_bytes()):
        records.add(
            tx,
            record_id=record["id"],
            entity=entity,
            channel_id=record["channel_id"],
            body=strict_json.dumps(record),
            created_ms=ms_of(parse_time(record["created_at"])),
        )


def administrator_id() -> str:
    """The user that the first token acts as."""
    start = json.loads((resources_dir() / "seed" / "instance.json").read_bytes())
    return str(next(one["id"] for one in start["users"] if one["role"] == "administrator"))
