"""A new record at random: believable, valid, and nobody's double."""

from random import Random

import pytest

from app.ui.forms.random_fill import random_fill
from app.ui.forms.schema import fields_of

FIELDS = fields_of(
    {
        "type": "object",
        "required": ["client_number"],
        "properties": {
            "client_number": {"type": "string", "pattern": "^C-[0-9]{5}$"},
            "policy_number": {"type": "string", "enum": ["P-1", "P-2"]},
            "name": {"type": "string"},
            "income": {"type": "number"},
            "note": {"type": "string"},
        },
    }
)
EXAMPLES = (
    {"client_number": "C-10118", "policy_number": "P-1", "name": "Anna", "income": 1, "note": ""},
    {"client_number": "C-20222", "policy_number": "P-2", "name": "Piet", "income": None},
)
BEFORE = {"client_number": None, "name": "typed", "note": "typed too"}


@pytest.mark.parametrize("seed", range(20))
def test_each_field_is_some_examples_and_numbers_are_new(seed):
    filled = random_fill(FIELDS, BEFORE, EXAMPLES, Random(seed))
    assert filled["name"] in {"Anna", "Piet"}
    assert filled["income"] == 1
    assert filled["note"] == "typed too", "no example has one"
    assert filled["policy_number"] in {"P-1", "P-2"}, "other figures would not be valid"
    assert filled["client_number"][:3] in {"C-1", "C-2"}
    assert len(filled["client_number"]) == 7


def test_numbers_are_nobodys():
    numbers = {random_fill(FIELDS, {}, EXAMPLES, Random(n))["client_number"] for n in range(20)}
    assert len(numbers) > 15


def test_without_examples_nothing_is_made_up():
    assert random_fill(FIELDS, BEFORE, (), Random(1)) == BEFORE
