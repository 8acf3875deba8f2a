"""What the palette finds, and in which order."""

from __future__ import annotations

import random

import pytest

from app.ui.palette.entries import Entry, Group
from app.ui.palette.index import Index
from app.ui.palette.searching import Offer, Searching


def nothing():
    """An entry of these tests is never run."""


def entry(title, second="", *, key="", reason=""):
    return Entry(key or title, title, nothing, second, reason=reason)


OFFER = Offer(
    context=Group("clients, Create", [entry("Send test"), entry("Delete...")]),
    commands=[
        entry("Send test to another"),
        entry("Sync now"),
        entry("Save", reason="Not here"),
    ],
    places=[entry("Webhook Listeners"), entry("Northwind Test", "Staging connection")],
    things=Index([entry("Test feed", "clients, Create · hooks.example"), entry("Quote desk")]),
)


def lines(rows):
    return [f"# {row.heading}" if row.entry is None else row.entry.title for row in rows]


def test_context_comes_first_then_commands_then_places():
    assert lines(Searching(OFFER).find("test")) == [
        "# clients, Create",
        "Send test",
        "# Commands",
        "Send test to another",
        "# Go to",
        "Northwind Test",
        "Test feed",
    ]


def test_a_greater_than_sign_finds_commands_only():
    found = lines(Searching(OFFER).find("> test"))
    assert found == ["# clients, Create", "Send test", "# Commands", "Send test to another"]
    assert "# Go to" not in lines(Searching(OFFER).find(">"))


def test_the_letters_that_were_found_are_told_of_the_title_alone():
    row = Searching(OFFER).find("create")[-1]
    assert row.entry.title == "Test feed"
    assert row.spans == ()
    assert Searching(OFFER).find("quo")[-1].spans == ((0, 3),)


def test_weak_matches_are_shown_only_where_nothing_is_found_well():
    assert lines(Searching(OFFER).find("sn")) == [  # in no word as it is
        *("# clients, Create", "Send test"),
        *("# Commands", "Sync now", "Send test to another"),
        *("# Go to", "Northwind Test"),  # Staging
    ]
    assert lines(Searching(OFFER).find("syn")) == ["# Commands", "Sync now"]


def test_nothing_is_found_of_nonsense():
    for text in ("zzz", "\0", "> zzz", "ø" * 500, "(", "[a-", "\\"):
        assert Searching(OFFER).find(text) == []


def test_before_anything_is_typed_what_was_chosen_last_is_on_top():
    recent = ("Quote desk", "gone", "Save", "Sync now")
    assert lines(Searching(OFFER, recent).find(" ")) == [
        "# Recent",
        "Quote desk",
        "Sync now",  # not what is gone, nor what cannot be used
        "# clients, Create",
        "Send test",
        "Delete...",
        "# Commands",
        "Send test to another",
        "Sync now",
        "Save",
        "# Go to",
        "Webhook Listeners",
        "Northwind Test",
    ]


def test_what_is_many_may_come_later():
    searching = Searching(Offer())
    assert searching.find("desk") == []
    searching.take_things(OFFER.things)
    assert lines(searching.find("desk")) == ["# Go to", "Quote desk"]


def test_where_nothing_is_selected_there_is_no_context():
    assert lines(Searching(Offer(commands=[entry("Sync now")])).find("")) == [
        "# Commands",
        "Sync now",
    ]


# --- many ---------------------------------------------------------------


WORDS = ("client", "policy", "feed", "quote", "desk", "Ärger", "claims", "router", "a.b/c", "x")


@pytest.fixture(scope="module")
def many():
    pick = random.Random(7)
    return [entry(" ".join(pick.choices(WORDS, k=4)), f"host{n}.example") for n in range(10_000)]


@pytest.mark.parametrize(
    "words", [("client",), ("arger", "quote"), ("host42",), ("a.b/c", "x"), ("e",), ("host9999",)]
)
def test_of_many_only_what_has_all_words_is_found(many, words):
    found = Index(many).find(words, 8, weakly=False)
    assert found
    assert all(one.match.is_strong for one in found)
    assert [one.match.score for one in found] == sorted(
        (one.match.score for one in found), reverse=True
    )


def test_the_one_of_many_is_found(many):
    index = Index([*many, entry("The needle", "in.the.hay")])
    for words in (("needle",), ("hay", "the"), ("eedle",), ("in.the",)):
        assert index.find(words, 8, weakly=False)[0].entry.title == "The needle", words
    assert index.find(("tndl",), 8, weakly=True)[0].entry.title == "The needle"
    assert index.find(("needle", "client"), 8, weakly=False) == []


def test_names_with_line_breaks_are_one_line_each():
    index = Index([entry("a\nb"), entry("c\nd")])
    assert [one.entry.title for one in index.find(("d",), 8, weakly=False)] == ["c\nd"]
    assert index.find(("b", "d"), 8, weakly=False) == []


def test_an_empty_index_finds_nothing():
    assert Index().find(("a",), 8, weakly=False) == Index().find(("ab",), 8, weakly=True) == []
