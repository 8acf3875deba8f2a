"""`platform seed`: more records, each one that the API itself would take."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import func, select

from app.domain.times import utc_now
from app.server.records.catalog import load_catalog
from app.server.records.more import RecordMaker
from app.server.records.schema import errors_in
from app.server.settings import PlatformSettings
from app.server.store.tables import events, records


def count(table):
    return lambda tx: tx.execute(select(func.count()).select_from(table)).scalar_one()


def test_every_record_follows_its_schema(tmp_path):
    catalog = load_catalog(PlatformSettings(data_dir=tmp_path))
    maker = RecordMaker(catalog, random.Random(7))
    made = list(maker.make(200, at=utc_now()))
    assert {entity: errors_in(catalog, entity, record) for entity, record in made} == {
        entity: [] for entity, _ in made
    }
    assert len({record["id"] for _, record in made}) == 200
    assert len({entity for entity, _ in made}) == 5


def test_records_are_added_served_or_not(folder, maybe_served):
    with maybe_served():
        added = folder.result("seed", "--records", "23")["added"]
        assert sum(added.values()) == 23
    with folder.serve() as platform:
        found = platform.get("/records/clients", params={"limit": 500}).json()["items"]
        assert len(found) == 12 + added["clients"]
        assert platform.in_store(count(events)) == 0


def test_with_events_they_are_sent_like_any_other(folder):
    with folder.serve() as platform:
        before = platform.in_store(count(records))
        folder.result("seed", "--records", "12", "--events")
        assert platform.in_store(count(records)) == before + 12
        assert platform.in_store(count(events)) == 12


@pytest.mark.parametrize("number", ["0", "-1", "100001", "many"])
def test_a_wrong_number_is_said(folder, number):
    code, out, error = folder.command("seed", "--records", number)
    assert (code, out, error.count("\n")) == (2, "", 1)
