"""Foreign text in a spreadsheet: never a formula, and the same text when it is read again."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.csv_text import csv_line, guarded, unguarded

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "'=1+1",
    "''@x",
    '="""',
)
DANGEROUS = set("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")
TRICKY = [*DANGEROUS, "'", '"', ",", ";"]


def read(line):
    (row,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    return row


@pytest.mark.parametrize("text", FORMULAS)
def test_T40_a_formula_is_text_in_a_spreadsheet_and_comes_back(text):
    (cell,) = read(csv_line([text]))
    assert cell[0] == "'"
    assert cell[0] not in DANGEROUS
    assert unguarded(cell) == text


def read_with_semicolons(line):
    """As a spreadsheet set to semicolons: quotation marks count where a cell begins."""
    cells, at = [], 0
    while at < len(line):
        cell = ""
        if line[at] == '"':
            at += 1
            while at < len(line) and (line[at] != '"' or line[at + 1 : at + 2] == '"'):
                cell, at = cell + line[at], at + (2 if line[at] == '"' else 1)
            at += 1
        while at < len(line) and line[at] not in ";\t\r\n":
            cell, at = cell + line[at], at + 1
        cells.append(cell)
        at += 1
    return cells


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("before", ["x;", "x\t", "x\n", "x\r\n"])
def test_T40_another_separator_makes_no_formula_of_the_rest_of_a_text(before, text):
    line = csv_line(["name", before + text, "end"])
    assert all(cell[:1] not in DANGEROUS for cell in read_with_semicolons(line))
    assert unguarded(read(line)[1]) == before + text


@pytest.mark.parametrize("text", ["", "Amelia", "'quoted'", "''", "a=b", "10", " =1", "”", "'"])
def test_harmless_text_is_left_alone(text):
    assert guarded(text) == text
    assert unguarded(text) == text


@given(
    st.lists(
        st.text(
            alphabet=st.one_of(
                st.characters(codec="utf-8"),
                st.sampled_from("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20'\",;"),
            )
        ),
        min_size=1,
        max_size=4,
    )
)
@example(["", "\r"])
def test_T40_any_line_comes_back_as_it_was_and_starts_no_cell_with_a_formula(cells):
    row = read(csv_line(cells))
    assert [unguarded(cell) for cell in row] == cells
    assert all(cell[:1] not in DANGEROUS for cell in row)
    # Without the line's own end: a quotation mark just before it would make that a cell's text.
    line = csv_line(cells).removesuffix("\r\n")
    assert all(cell[:1] not in DANGEROUS for cell in read_with_semicolons(line))
