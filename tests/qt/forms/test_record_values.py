"""From a record to what a save sends: no member that was taken out of an object stays behind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.forms.record_values import later, patch_of
from app.ui.forms.schema import FieldKind, SchemaField

FIELDS = (
    SchemaField("extra", "Extra", FieldKind.JSON),
    SchemaField("address.city", "City", FieldKind.TEXT, path=("address", "city")),
)
SCALARS = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3)
OBJECTS = st.recursive(
    SCALARS.filter(lambda one: one is not None) | st.lists(SCALARS, max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=8,
)


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396, section 2, as it stands there."""
    if not isinstance(patch, dict):
        return patch
    target = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            target.pop(name, None)
        else:
            target[name] = merged(target.get(name), value)
    return target


@pytest.mark.parametrize(
    ("before", "after", "patch"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, {"b": None}),
        ({"a": {"x": 1, "y": 2}, "b": 2}, {"a": {"y": 3}, "b": 2}, {"a": {"x": None, "y": 3}}),
        ({"a": 1}, [1, 2], [1, 2]),
        (None, {"a": 1}, {"a": 1}),
        ({"a": 1}, None, None),
    ],
)
def test_what_was_taken_out_of_an_object_is_null(before, after, patch):
    assert patch_of(FIELDS, {"extra": before}, {"extra": after}) == {"extra": patch}


@given(OBJECTS, OBJECTS)
def test_property_the_patch_makes_one_of_the_other(before, after):
    patch = patch_of(FIELDS, {"extra": before}, {"extra": after})
    assert merged({"extra": before}, patch) == {"extra": after}


def test_members_of_an_object_stand_in_their_place():
    assert patch_of(FIELDS, {}, {"address.city": "George"}) == {"address": {"city": "George"}}


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ({"a": 1}, {}),
        ({"a": 2}, {"a": 2}),
        ({"a": 1, "b": 5}, {"b": 5}),
        ({}, {"a": 0}),  # put back while it was saved
    ],
)
def test_what_was_changed_after_a_save_began(now, found):
    assert later({"a": 0, "b": 0}, {"a": 1}, now) == found
