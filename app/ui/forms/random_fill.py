"""A believable new record, put together from those there are: the quickest way to a create."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from app.ui.forms.schema import SchemaField
from app.ui.forms.schema_values import problems


def random_fill(
    fields: tuple[SchemaField, ...],
    values: Mapping[str, Any],
    examples: Sequence[Mapping[str, Any]],
    chance: Random,
) -> dict[str, Any]:
    """The values with every field filled in of which some example has a value.

    Each field is some example's, so that no person is there twice; a number by which records
    are told apart gets other figures.
    """
    filled = dict(values)
    for one in fields:
        known = [given for each in examples if (given := each.get(one.name)) not in (None, "")]
        if not known:
            continue
        value = chance.choice(known)
        other = _other_figures(value, chance) if one.name.endswith("_number") else value
        filled[one.name] = value if problems((one,), {one.name: other}) else other
    return filled


def _other_figures(value: Any, chance: Random) -> Any:
    """As long, with the first figure kept."""
    if not isinstance(value, str):
        return value
    first = next((at for at, sign in enumerate(value) if sign.isdigit()), len(value))
    rest = (str(chance.randrange(10)) if sign.isdigit() else sign for sign in value[first + 1 :])
    return value[: first + 1] + "".join(rest)
