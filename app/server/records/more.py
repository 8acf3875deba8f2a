"""More believable records than a sandbox starts with, made out of those it starts with.

First and last names, addresses and products are mixed anew; numbers are fresh and of
the right shape, addresses and telephones are ones that nobody has.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from app.domain.ids import new_id
from app.domain.times import format_time
from app.resources import resources_dir
from app.server.records.catalog import PlatformCatalog
from app.server.records.schema import prefix_of

Record = dict[str, Any]

# Of ten records: people first, then what is done for them.
_ORDER: Final = (
    *("clients", "leads", "policies", "clients", "tasks"),
    *("leads", "policies", "clients", "notes", "policies"),
)


class RecordMaker:
    """Makes records of several entities that name each other."""

    def __init__(self, catalog: PlatformCatalog, source: random.Random) -> None:
        self._catalog = catalog
        self._random = source
        self._pool: dict[str, list[Record]] = {}
        rows = json.loads((resources_dir() / "seed" / "records.json").read_bytes())
        for entity, record in rows:
            self._pool.setdefault(entity, []).append(record)
        self._clients = list(self._pool["clients"])

    def make(self, count: int, *, at: datetime) -> Iterator[tuple[str, Record]]:
        """`count` pairs of entity and record, all of one moment."""
        for number in range(count):
            entity = _ORDER[number % len(_ORDER)]
            yield entity, self._one(entity, at)

    def _one(self, entity: str, at: datetime) -> Record:
        model = self._pick(entity)
        made = format_time(at)
        id_ = new_id(prefix_of(self._catalog, entity))
        fixed = {"id": id_, "version": 1, "created_at": made, "updated_at": made}
        fresh = {
            "clients": self._client,
            "leads": self._lead,
            "policies": self._policy,
            "tasks": self._about_a_client,
            "notes": self._about_a_client,
        }[entity](at.date())
        record = {**model, **fixed, **fresh}
        if entity == "clients":
            self._clients.append(record)
        return record

    def _client(self, _today: date) -> Mapping[str, Any]:
        called, family, lives = (self._pick("clients") for _ in range(3))
        born = date.fromisoformat(called["date_of_birth"])
        born += timedelta(days=self._random.randint(-3000, 3000))
        is_man = called["title"] == "Mr"
        return {
            "client_number": f"C-{self._random.randint(20_000, 999_999)}",
            "title": called["title"],
            "first_name": called["first_name"],
            "last_name": family["last_name"],
            "id_number": _id_number(born, self._random, is_man=is_man),
            "date_of_birth": born.isoformat(),
            "email": self._mailbox(called["first_name"], family["last_name"]),
            "phone": self._phone(),
            "status": "active",
            "address": lives["address"],
            "monthly_income_zar": float(self._random.randrange(14_500, 96_000, 100)),
        }

    def _lead(self, _today: date) -> Mapping[str, Any]:
        called, family = self._pick("clients"), self._pick("clients")
        return {
            "full_name": f"{called['first_name']} {family['last_name']}",
            "email": self._mailbox(called["first_name"], family["last_name"]),
            "phone": self._phone(),
        }

    def _policy(self, today: date) -> Mapping[str, Any]:
        client = self._random.choice(self._clients)
        return {
            "channel_id": client["channel_id"],
            "client_id": client["id"],
            "adviser_id": client["adviser_id"],
            "policy_number": f"PS-{self._random.randint(1_000_000, 9_999_999)}",
            "status": "in_force",
            "inception_date": (today + timedelta(days=7)).isoformat(),
        }

    def _about_a_client(self, _today: date) -> Mapping[str, Any]:
        return {"client_id": self._random.choice(self._clients)["id"]}

    def _pick(self, entity: str) -> Record:
        return self._random.choice(self._pool[entity])

    def _mailbox(self, first: str, last: str) -> str:
        name = f"{first}.{last}".lower().replace(" ", ".").replace("'", "")
        return f"{name}{self._random.randint(1, 999)}@mail.example"

    def _phone(self) -> str:
        area = self._random.choice(("11", "12", "21", "31", "41", "51"))
        return f"+27 {area} 555 {self._random.randint(100, 199):04d}"


def _id_number(born: date, source: random.Random, *, is_man: bool) -> str:
    """Thirteen digits with a correct check digit."""
    serial = source.randint(5000, 9999) if is_man else source.randint(0, 4999)
    digits = f"{born:%y%m%d}{serial:04d}08"
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits), 1)]
    return digits + str(-sum(value // 10 + value % 10 for value in doubled) % 10)
