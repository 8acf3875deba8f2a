"""What a person knows a record by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.record import record_label, record_number

SAMPLES = Path(__file__).parents[3] / "resources" / "catalog" / "samples"


@pytest.mark.parametrize(
    ("entity", "label", "number"),
    [
        ("clients", "Nomvula Khumalo", "C-10041"),
        ("policies", "PS-704113", "PS-704113"),
        ("claims", "CL-88031", "CL-88031"),
        ("advisers", "Lerato Nkosi", "41207"),
        ("leads", "Palesa Mokoena", None),
        ("users", "Thandi Mokoena", None),
    ],
)
def test_the_catalogs_records_are_known_by(entity, label, number):
    record = json.loads((SAMPLES / f"{entity}.json").read_text(encoding="utf-8"))
    assert (record_label(record), record_number(record)) == (label, number)


@pytest.mark.parametrize("nothing", [None, "", "  ", 7, ["C-1"], {"a": 1}])
def test_what_is_no_words_is_no_number(nothing):
    assert record_number({"client_number": nothing}) is None
    assert record_number({"client_number": nothing, "reference": "R-1"}) == "R-1"
    assert record_label({"name": nothing, "id": "cli_1"}) == "cli_1"
