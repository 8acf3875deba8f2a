"""Typed text becomes a value, or is kept as it is with the reason beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.validation import Code
from app.ui.forms import words
from app.ui.forms.schema import FieldKind, SchemaField
from app.ui.forms.schema_values import Unreadable, parsed, problems, shown


def field(kind, **more):
    return SchemaField("x", "X", kind, **more)


def codes(one, value):
    return [problem.code for problem in problems((one,), {"x": value})]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.TEXT, " as typed ", " as typed "),
        (FieldKind.TEXT, "   ", None),
        (FieldKind.INTEGER, " 42 ", 42),
        (FieldKind.INTEGER, "-7", -7),
        (FieldKind.NUMBER, "1250.5", 1250.5),
        (FieldKind.NUMBER, "3", 3),
        (FieldKind.DATE, "2026-11-23", "2026-11-23"),
        (FieldKind.TIME, "2026-11-23T14:30:00Z", "2026-11-23T14:30:00.000Z"),
        (FieldKind.EMAIL, " a@example.com ", "a@example.com"),
        (FieldKind.JSON, '["a", 1]', ["a", 1]),
        (FieldKind.JSON, "", None),
    ],
)
def test_reads(kind, text, value):
    assert parsed(field(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FieldKind.INTEGER, "4.5"),
        (FieldKind.INTEGER, "٣"),
        (FieldKind.INTEGER, "1_000"),
        (FieldKind.INTEGER, "99999999999999999999"),
        (FieldKind.INTEGER, "9007199254740993"),
        (FieldKind.NUMBER, "nan"),
        (FieldKind.NUMBER, "1e999"),
        (FieldKind.NUMBER, "1e-999"),
        (FieldKind.NUMBER, "12345678901234567.89"),
        (FieldKind.NUMBER, "12345678901234567890"),
        (FieldKind.NUMBER, "1,5"),
        (FieldKind.NUMBER, "1_0"),
        (FieldKind.DATE, "23/11/2026"),
        (FieldKind.DATE, "2026-02-30"),
        (FieldKind.TIME, "soon"),
        (FieldKind.JSON, '{"a": 1, "a": 2}'),
        (FieldKind.JSON, "[NaN]"),
    ],
)
def test_what_cannot_be_read_is_kept_and_told(kind, text):
    one = field(kind)
    value = parsed(one, text)
    assert value == Unreadable(text)
    assert shown(one, value) == text
    (problem,) = problems((one,), {"x": value})
    assert problem.code is Code.INVALID_VALUE
    assert text not in words.describe(problem)
    assert words.describe(problem)


@pytest.mark.parametrize(
    ("one", "value", "code"),
    [
        (field(FieldKind.TEXT, required=True), None, Code.REQUIRED),
        (field(FieldKind.TEXT, required=True, max_length=3), "four", Code.TOO_LONG),
        (field(FieldKind.TEXT, min_length=3), "ab", Code.TOO_SHORT),
        (field(FieldKind.EMAIL), "nobody", Code.INVALID_EMAIL),
        (field(FieldKind.CHOICE, choices=("a", "b")), "c", Code.INVALID_VALUE),
        (field(FieldKind.NUMBER, minimum=0), -1, Code.OUT_OF_RANGE),
        (field(FieldKind.NUMBER, exclusive_minimum=0), 0, Code.OUT_OF_RANGE),
        (field(FieldKind.NUMBER, maximum=10), 11, Code.OUT_OF_RANGE),
        (field(FieldKind.INTEGER, exclusive_maximum=10), 10, Code.OUT_OF_RANGE),
    ],
)
def test_refusals(one, value, code):
    assert codes(one, value) == [code]


@pytest.mark.parametrize(
    ("one", "value"),
    [
        (field(FieldKind.TEXT), None),
        (field(FieldKind.TEXT, required=True, nullable=True), None),
        (field(FieldKind.NUMBER, minimum=0, maximum=10), 10),
        (field(FieldKind.CHOICE, choices=(1, 2)), 2),
        (field(FieldKind.BOOLEAN), False),
    ],
)
def test_accepted(one, value):
    assert codes(one, value) == []


def test_problems_come_in_field_order():
    fields = (
        SchemaField("b", "B", FieldKind.TEXT, required=True),
        SchemaField("a", "A", FieldKind.TEXT, required=True),
    )
    assert [problem.field for problem in problems(fields, {})] == ["b", "a"]


def test_a_range_names_what_is_known_of_it():
    def says(**limits):
        (problem,) = problems((field(FieldKind.NUMBER, **limits),), {"x": 99})
        return words.describe(problem)

    assert says(maximum=10) == "At most 10."
    assert says(minimum=100) == "At least 100."
    assert says(minimum=1, maximum=10) == "A number from 1 to 10."


@given(st.integers(-(2**53), 2**53))
def test_every_integer_survives_the_field(value):
    one = field(FieldKind.INTEGER)
    assert parsed(one, shown(one, value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_survives_the_field(value):
    one = field(FieldKind.NUMBER)
    assert parsed(one, shown(one, value)) == value
