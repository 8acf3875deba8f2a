"""A schema becomes fields; what no field can show becomes JSON text, never a crash."""

import pytest

from app.ui.forms.record_values import blank, body_of, changed, nested, values_of
from app.ui.forms.schema import FieldKind, fields_of

SCHEMA = {
    "type": "object",
    "required": ["id", "first_name", "status", "premium"],
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "version": {"type": "integer"},
        "first_name": {"type": "string", "title": "First name", "minLength": 1, "maxLength": 80},
        "status": {"enum": ["prospect", "client"], "default": "prospect"},
        "email": {"type": ["string", "null"], "format": "email"},
        "born_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "premium": {"type": "number", "minimum": 0, "exclusiveMaximum": 1000, "multipleOf": 0.01},
        "consent": {"type": "boolean"},
        "address": {"$ref": "#/$defs/address"},
        "seen_at": {"type": "string", "format": "date-time"},
        "story": {"type": "string", "maxLength": 5000},
        "dependants": {"type": ["integer", "null"]},
        "kind": {"const": "client"},
    },
    "$defs": {"address": {"type": "object", "title": "Postal address"}},
}


@pytest.fixture(scope="module")
def fields():
    return {one.name: one for one in fields_of(SCHEMA)}


def test_what_the_platform_sets_is_not_asked_for(fields):
    assert not {"id", "version", "kind"} & set(fields)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("first_name", FieldKind.TEXT),
        ("status", FieldKind.CHOICE),
        ("email", FieldKind.EMAIL),
        ("born_on", FieldKind.DATE),
        ("premium", FieldKind.NUMBER),
        ("consent", FieldKind.BOOLEAN),
        ("address", FieldKind.JSON),
        ("seen_at", FieldKind.TIME),
        ("story", FieldKind.LONG_TEXT),
        ("dependants", FieldKind.INTEGER),
    ],
)
def test_kinds(fields, name, kind):
    assert fields[name].kind is kind


def test_titles_come_from_the_schema_or_the_name(fields):
    assert fields["first_name"].title == "First name"
    assert fields["born_on"].title == "Born on"
    assert fields["address"].title == "Postal address"


def test_required_and_nullable(fields):
    assert fields["first_name"].required
    assert not fields["first_name"].may_be_empty
    assert fields["email"].nullable
    assert fields["born_on"].nullable
    assert fields["dependants"].nullable
    assert not fields["consent"].nullable


def test_limits(fields):
    premium = fields["premium"]
    assert (premium.minimum, premium.exclusive_maximum, premium.step) == (0, 1000, 0.01)
    assert (fields["first_name"].min_length, fields["first_name"].max_length) == (1, 80)


def test_a_new_record_starts_with_defaults(fields):
    values = blank(tuple(fields.values()))
    assert values["status"] == "prospect"
    assert values["consent"] is False
    assert values["email"] is None


def test_empty_values_are_not_sent(fields):
    body = body_of(tuple(fields.values()), {"first_name": "Amelia", "email": None, "consent": True})
    assert body == {"first_name": "Amelia", "consent": True}


def test_a_required_field_that_may_be_null_is_sent_as_null():
    (one,) = fields_of({"required": ["a"], "properties": {"a": {"type": ["string", "null"]}}})
    assert body_of((one,), {"a": None}) == {"a": None}


def test_only_differences_are_changes(fields):
    every = tuple(fields.values())
    record = {"first_name": "Amelia", "premium": 1, "consent": True, "unknown": 1}
    before = values_of(every, record)
    assert changed(every, before, before) == {}
    after = {**before, "email": "a@example.com", "premium": 1.0, "consent": None}
    assert changed(every, before, after) == {"email": "a@example.com", "consent": None}


def test_true_is_not_one(fields):
    every = tuple(fields.values())
    assert changed(every, {"dependants": 1}, {"dependants": True}) == {"dependants": True}


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"properties": []},
        {"properties": {"a": None, "b": 3}},
        {"properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"$ref": "#/$defs/a"}}},
        {"properties": {"a": {"$ref": "https://elsewhere.example/schema"}}},
        {"properties": {"a": {"type": [], "enum": "no list", "title": 3, "minimum": "x"}}},
        {"properties": {"a": {"anyOf": [1, None]}}, "required": 3},
        {"properties": {"a": {"enum": [{"b": 1}]}}},
    ],
)
def test_a_strange_schema_is_no_crash(schema):
    assert all(one.kind is FieldKind.JSON for one in fields_of(schema))


PERSON = fields_of(
    {
        "properties": {
            "name": {"type": "string"},
            "address": {
                "title": "Address",
                "type": ["object", "null"],
                "required": ["city"],
                "properties": {
                    "city": {"type": "string", "title": "City"},
                    "geo": {"properties": {"lat": {"type": "number"}}},
                },
            },
        }
    }
)


def test_members_of_an_object_are_fields_of_their_own():
    assert [one.name for one in PERSON] == ["name", "address.city", "address.geo.lat"]
    assert [one.title for one in PERSON] == ["Name", "Address: City", "Address: Geo: Lat"]
    assert not PERSON[1].required  # only if there is an address at all


def test_members_are_found_and_sent_in_their_place():
    record = {"name": "Amelia", "address": {"city": "Paarl", "geo": {"lat": -33.7}}}
    values = values_of(PERSON, record)
    assert values == {"name": "Amelia", "address.city": "Paarl", "address.geo.lat": -33.7}
    assert body_of(PERSON, values) == record
    assert values_of(PERSON, {"address": "elsewhere"})["address.city"] is None
    changes = changed(PERSON, values, {**values, "address.city": None})
    assert nested(PERSON, changes) == {"address": {"city": None}}


def test_an_empty_object_is_not_sent():
    assert body_of(PERSON, blank(PERSON) | {"name": "Amelia"}) == {"name": "Amelia"}


def test_objects_that_never_end_become_json():
    (deep,) = fields_of(
        {
            "properties": {"a": {"$ref": "#/$defs/a"}},
            "$defs": {"a": {"properties": {"a": {"$ref": "#/$defs/a"}}}},
        }
    )
    assert (deep.name, deep.kind) == ("a.a.a", FieldKind.JSON)
