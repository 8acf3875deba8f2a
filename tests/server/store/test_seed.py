"""The seed and the schemas are made by their checked-in scripts, the same every time."""

from __future__ import annotations

import importlib.util
import json

import pytest
from jsonschema import Draft202012Validator

from app.resources import resources_dir


def script(name):
    path = resources_dir() / name
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make_seed():
    return script("seed/make_seed.py")


@pytest.fixture(scope="module")
def make_schemas():
    return script("catalog/make_schemas.py")


def test_the_checked_in_seed_is_what_the_script_writes(make_seed):
    for name, text in make_seed.files():
        assert (resources_dir() / name).read_text(encoding="utf-8") == text, name


def test_the_checked_in_schemas_are_what_the_script_writes(make_schemas):
    folder = resources_dir() / "catalog" / "schemas"
    assert {file.stem for file in folder.glob("*.json")} == make_schemas.ENTITIES.keys()
    for entity in make_schemas.ENTITIES:
        assert json.loads((folder / f"{entity}.json").read_text()) == make_schemas.schema_of(entity)


def test_every_entity_of_the_catalog_has_schema_sample_and_records(make_seed, make_schemas):
    catalog = json.loads((resources_dir() / "catalog" / "catalog.json").read_text())
    names = {one["name"] for one in catalog["entities"]}
    assert names == make_schemas.ENTITIES.keys() == make_seed.PREFIXES.keys()
    for name in names:
        assert make_schemas.ENTITIES[name][1] == make_seed.PREFIXES[name]


def test_nobody_real_can_be_reached():
    text = (resources_dir() / "seed" / "records.json").read_text()
    for entity, record in json.loads(text):
        if "email" in record:
            assert record["email"].endswith(".example"), entity
        if "phone" in record:
            assert " 555 01" in record["phone"], entity


def test_references_point_to_records_that_exist():
    rows = json.loads((resources_dir() / "seed" / "records.json").read_text())
    by_entity = {}
    for entity, record in rows:
        schema = json.loads((resources_dir() / f"catalog/schemas/{entity}.json").read_text())
        Draft202012Validator(schema).validate(record)
        for name, one in schema["properties"].items():
            if "x-entity" in one and name in record:
                assert record[name] in by_entity[one["x-entity"]]  # and came before
        by_entity.setdefault(entity, set()).add(record["id"])


def test_identity_numbers_have_a_correct_check_digit(make_seed):
    rows = json.loads((resources_dir() / "seed" / "records.json").read_text())
    numbers = [record["id_number"] for _, record in rows if "id_number" in record]
    assert len(numbers) >= 10
    for number in numbers:
        assert int(number[-1]) == make_seed.check_digit(number[:-1])
    assert make_seed.check_digit("800101500908") == 7  # a published example
