"""Names in the order in which people look for them."""

from __future__ import annotations

from random import Random

import pytest

from app.domain.name_order import name_order


@pytest.mark.parametrize(
    "names",
    [
        ("CRM 9", "CRM 176", "CRM 1291"),
        ("crm 1", "CRM 2", "crm 10"),
        ("2 of them", "10 of them", "a few", "B", "c"),
        ("v1.9.3", "v1.10", "v1.10.1", "v2"),
        ("hooks", "hooks 1", "hooks2", "hooks10", "hooks10b", "hooks11"),
        ("a\u0662", "a3", "a\u0661\u0660"),  # 2 and 10 in Arabic figures, 3 in ours
        ("", "0", "1", "a"),
        ("no 00007", "no 8", "no 009"),
        ("9" * 5000, "1" + "0" * 5000),  # longer than Python would read as a number
        ("straße 1", "STRASSE 2", "straße 10"),
    ],
)
def test_numbers_count_by_their_value_and_case_does_not(names):
    mixed = list(names)
    Random(3).shuffle(mixed)
    assert tuple(sorted(mixed, key=name_order)) == names


def test_what_differs_in_nothing_that_counts_stays_as_it_came():
    for names in (["crm 7", "CRM 07", "Crm 007"], ["Crm 007", "CRM 07", "crm 7"]):
        assert sorted(names, key=name_order) == names


def test_digits_stand_where_digits_do():
    names = ["a-1", "a 1", "a1", "aa", "a_1"]
    assert sorted(names, key=name_order) == sorted(names)
