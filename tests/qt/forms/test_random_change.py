"""A change at random is one field, really different, and valid."""

from random import Random

import pytest

from app.ui.forms.random_change import random_change
from app.ui.forms.schema import FieldKind, SchemaField
from app.ui.forms.schema_values import problems

FIELDS = (
    SchemaField("name", "Name", FieldKind.TEXT, required=True, max_length=80),
    SchemaField("status", "Status", FieldKind.CHOICE, choices=("prospect", "client")),
    SchemaField("premium", "Premium", FieldKind.NUMBER, minimum=0, maximum=100),
    SchemaField("children", "Children", FieldKind.INTEGER, minimum=0, maximum=1),
    SchemaField("since", "Since", FieldKind.DATE),
    SchemaField("consent", "Consent", FieldKind.BOOLEAN),
    SchemaField("adviser_id", "Adviser", FieldKind.TEXT),
    SchemaField("vat", "VAT", FieldKind.TEXT, has_pattern=True),
)
VALUES = {
    "name": "Amelia Hart",
    "status": "client",
    "premium": 99.5,
    "children": 1,
    "since": "2026-01-31",
    "consent": True,
    "adviser_id": "A-1",
    "vat": "4123456789",
}


def differing(before, after):
    return [name for name in before if before[name] != after[name]]


@pytest.mark.parametrize("seed", range(200))
def test_one_field_changes_to_a_valid_value(seed):
    after = random_change(FIELDS, VALUES, Random(seed))
    (name,) = differing(VALUES, after)
    assert problems(FIELDS, after) == ()
    assert name not in {"name", "adviser_id", "vat"}


def test_every_plain_field_has_its_turn():
    changed = {
        name
        for seed in range(200)
        for name in differing(VALUES, random_change(FIELDS, VALUES, Random(seed)))
    }
    assert changed == {"status", "premium", "children", "since", "consent"}


def test_words_are_marked_only_when_nothing_else_can_change():
    fields = tuple(one for one in FIELDS if one.name in {"name", "adviser_id", "vat"})
    once = random_change(fields, VALUES, Random(1))
    assert differing(VALUES, once) == ["name"]
    assert random_change(fields, once, Random(1)) == VALUES


def test_nothing_changes_when_nothing_can():
    fields = (
        SchemaField("only", "Only", FieldKind.CHOICE, choices=("a",)),
        SchemaField("data", "Data", FieldKind.JSON),
        SchemaField("since", "Since", FieldKind.DATE),
        SchemaField("premium", "Premium", FieldKind.NUMBER, minimum=5, maximum=5),
    )
    values = {"only": "a", "data": {}, "since": None, "premium": 5}
    assert random_change(fields, values, Random(1)) == values
