"""Finding by a few letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fuzzy import fold, match, weak_pattern, words_of


def found(query, text):
    return match(words_of(query), fold(text))


def letters(query, text):
    hit = found(query, text)
    return None if hit is None else [text[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("test", "Send test", ["test"]),
        ("TEST", "Send test", ["test"]),
        ("te se", "Send test", ["Se", "te"]),
        ("nwl", "New Webhook Listener", ["N", "W", "L"]),
        ("snt", "Send test", ["S", "n", "t"]),
        ("kovac", "Ana Kovač", ["Kovač"]),
        ("end", "Send test", ["end"]),
        ("et", "Send test", None),  # weakly only from the beginning of a word
        ("tests", "Send test", None),
        ("x", "Send test", None),
        ("crm", "Old CRM, read only", ["CRM"]),
    ],
)
def test_what_is_found_and_which_letters(query, text, expected):
    assert letters(query, text) == expected


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("test", "Test the connection", "Send test"),
        ("test", "Send test", "The latest"),
        ("st", "Stop", "Send test"),
        ("st", "Send test", "Sort the rest of it"),  # beginnings of words
        ("sync", "Sync now", "Sync now and then something else that is long"),
    ],
)
def test_what_is_better_comes_first(query, better, worse):
    assert found(query, better).score > found(query, worse).score


def test_a_title_counts_more_than_what_stands_behind_it():
    text = fold("Feed clients")
    assert match(("clients",), text, 12).score > match(("clients",), text, 4).score


def test_strong_is_told_from_weak():
    assert found("send te", "Send test").is_strong
    assert not found("sete", "Send test").is_strong
    assert not found("send tt", "Send test").is_strong


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=40), st.text(max_size=10))
def test_nonsense_is_answered(text, query):
    hit = match(words_of(query), fold(text))
    if hit is not None:
        assert all(0 <= start < end <= len(text) for start, end in hit.spans)


def test_D12_a_name_made_to_cost_time_costs_none():
    """With any backtracking this takes longer than the life of the machine."""
    text, word = "a" * 200 + " a" * 200, "a" * 60 + "b"
    assert weak_pattern(word).search(f" {text}") is None
    assert match((word,), text) is None
