"""G18: every threat and fault of the threat model has a test that carries its id."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ROWS = {f"T{n:02}" for n in range(1, 49)} | {f"F{n:02}" for n in range(1, 66)}
_RANGE = re.compile(r"([TF])(\d\d)_to_\1(\d\d)")
_ID = re.compile(r"[TF]\d\d(?=_|$)")


def ids_in(name: str) -> set[str]:
    """The rows that a test's name says it proves; `F40_to_F45` are six."""
    ranges = {
        f"{kind}{number:02}"
        for kind, first, last in _RANGE.findall(name)
        for number in range(int(first), int(last) + 1)
    }
    return ranges | set(_ID.findall(name))


def proven() -> set[str]:
    return {
        id_
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.name.startswith("test_")
        for id_ in ids_in(node.name)
    }


def test_a_range_names_each_of_its_rows():
    assert ids_in("test_T29_F46_to_F48_a_flood") == {"T29", "F46", "F47", "F48"}


def test_every_row_has_a_test_that_carries_its_id():
    assert ROWS - proven() == set()
