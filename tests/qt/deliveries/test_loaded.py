"""Reading page by page, and joining a fresh look with what was read before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.delivery import DeliveryPage
from app.ui.pages.deliveries.loaded import Loaded, read
from tests.support.builders import NOW, a_delivery


def rows(*numbers):
    return tuple(
        a_delivery(id=f"dlv_{n:05d}", created_at=NOW + timedelta(seconds=n)) for n in numbers
    )


def numbers(loaded):
    return [int(one.id[4:]) for one in loaded.items]


def pages(*contents):
    """Pages whose cursor is the number of the next one."""

    def read_page(cursor):
        at = int(cursor or 0)
        following = str(at + 1) if at + 1 < len(contents) else None
        return DeliveryPage(rows(*contents[at]), following, {"delivered": at})

    return read_page


def test_reads_on_until_the_end():
    loaded = read(pages((9, 8), (7, 6), (5,)), pages=5)
    assert numbers(loaded) == [9, 8, 7, 6, 5]
    assert not loaded.has_more
    assert loaded.pages == 3


def test_reads_no_more_than_asked_for_and_goes_on_from_there():
    source = pages((9, 8), (7, 6), (5,))
    first = read(source, pages=1)
    assert (numbers(first), first.has_more) == ([9, 8], True)
    assert numbers(read(source, pages=1, loaded=first)) == [9, 8, 7, 6]


def test_a_row_that_two_pages_name_is_there_once():
    assert numbers(read(pages((9, 8), (8, 7)), pages=2)) == [9, 8, 7]


def test_newer_rows_come_on_top_and_older_ones_stay():
    before = Loaded(rows(5, 4, 3, 2), "older", {}, 2)
    again = Loaded(rows(7, 6, 5), "next", {"failed": 1}, 1)
    joined = before.refreshed(again).loaded
    assert numbers(joined) == [7, 6, 5, 4, 3, 2]
    assert joined.next_cursor == "older"
    assert joined.counts == {"failed": 1}


def test_what_was_read_again_replaces_its_stretch():
    before = Loaded(rows(5, 4, 3, 2), "older", {}, 2)
    again = Loaded(rows(5, 3), "next", {}, 1)  # 4 does not match the filter any more
    assert numbers(before.refreshed(again).loaded) == [5, 3, 2]


def test_a_gap_is_never_hidden():
    before = Loaded(rows(5, 4), "older", {}, 1)
    again = Loaded(rows(9, 8, 7), "next", {}, 1)
    joined = before.refreshed(again).loaded
    assert numbers(joined) == [9, 8, 7]
    assert joined.next_cursor == "next"


def test_a_list_that_was_read_to_its_end_is_taken_whole():
    before = Loaded(rows(5, 4, 3), None, {}, 1)
    again = Loaded(rows(6, 5), None, {}, 1)
    assert numbers(before.refreshed(again).loaded) == [6, 5]
    assert numbers(before.refreshed(Loaded()).loaded) == []


def test_rows_of_one_moment_are_ordered_by_id():
    twins = tuple(a_delivery(id=f"dlv_{n}", created_at=NOW) for n in (4, 3, 2, 1))
    before = Loaded(twins, "older", {}, 1)
    joined = before.refreshed(Loaded(twins[:2], "next", {}, 1)).loaded
    assert [one.id for one in joined.items] == ["dlv_4", "dlv_3", "dlv_2", "dlv_1"]


def test_news_of_a_row_take_its_place_and_unknown_ones_none():
    loaded = Loaded(rows(9, 8, 7))
    news = replace(rows(8)[0], attempts=4)
    assert loaded.with_row(news).items == (loaded.items[0], news, loaded.items[2])
    for unknown in rows(10, 6):
        assert loaded.with_row(unknown) is loaded
    of_the_same_time = replace(rows(8)[0], id="dlv_other")
    assert loaded.with_row(of_the_same_time) is loaded
