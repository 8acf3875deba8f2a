"""What a person reads about a repaired copy: which file, what was done, where the old one is."""

from __future__ import annotations

from dataclasses import replace

from app.domain.store_repair import StoreRepair
from app.ui.text import repairs
from tests.support.builders import NOW

REPAIR = StoreRepair(
    "/p/con_1.db", "is cut off", "/p/damaged/con_1-2026", NOW, listeners=7, changes=2, unsure=3
)


def words(repair):
    return repairs.of(repair, now=NOW)


def test_T45_the_file_the_old_one_and_the_backup_are_named(qapp):
    text = words(REPAIR).text
    assert "/p/con_1.db" in text
    assert "/p/damaged/con_1-2026" in text
    assert "today" in text
    for count in ("7", "2", "3"):
        assert f": {count}." in text
    assert REPAIR.damage not in text  # SQLite's words are for the log


def test_T45_what_was_not_there_is_not_said(qapp):
    nothing = words(StoreRepair("/p/con_1.db", "is gone", ""))
    assert "was gone" in nothing.text
    assert "no backup" in nothing.text
    assert "in it only" in nothing.text  # where unsent changes are that nobody could read
    sure = words(replace(REPAIR, unsure=0))
    assert "not certain" not in sure.text
    assert sure.title == nothing.title
