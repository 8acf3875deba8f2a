"""What is wrong with a field of a record, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.validation import Code, Problem
from app.ui.forms.schema import FieldKind
from app.ui.text import problems

translate = QCoreApplication.translate


def describe(problem: Problem) -> str:
    """The words for a problem of a schema field; all others as everywhere."""
    match problem.code:
        case Code.INVALID_VALUE if "expected" in problem.params:
            return _unreadable(problem.params["expected"])
        case Code.TOO_SHORT:
            text = translate("forms", "At least {limit} characters are needed.")
            return text.format(limit=problem.params["limit"])
        case Code.OUT_OF_RANGE:
            return _out_of_range(problem.params.get("low"), problem.params.get("high"))
        case _:
            return problems.of(problem)


def _out_of_range(low: float | None, high: float | None) -> str:
    if low is None:
        return translate("forms", "At most {high}.").format(high=high)
    if high is None:
        return translate("forms", "At least {low}.").format(low=low)
    return translate("forms", "A number from {low} to {high}.").format(low=low, high=high)


def _unreadable(expected: str) -> str:
    match expected:
        case FieldKind.INTEGER:
            return translate("forms", "Enter a whole number.")
        case FieldKind.NUMBER:
            return translate("forms", "Enter a number, for example 1250.50")
        case FieldKind.DATE:
            return translate("forms", "Enter a date as year, month and day: 2026-11-23")
        case FieldKind.TIME:
            return translate("forms", "Enter a date and time, for example 2026-11-23 14:30")
        case FieldKind.JSON:
            return translate("forms", "Enter JSON, for example [1, 2]")
        case _:
            return translate("forms", "Choose one of the list.")
