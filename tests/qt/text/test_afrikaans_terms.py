"""Afrikaans: one word for one thing, everywhere, and no English left in between."""

from __future__ import annotations

import re

import pytest

from tools import translations as tool

FORMS = tool.forms_in(tool.AFRIKAANS.read_text("utf-8"))
TERMS = {  # what English calls it -> what every translation of such a text has in it
    "listeners?": "luisteraar",
    "deliver(y|ies)": "aflewering",
    "attempts?|tries|(last|next|every) try": "poging",
    "endpoints?": "eindpunt",
    "credentials?": "geloofsbrie[fw]",
    "events?": "gebeurtenis",
    "receivers?": "ontvanger",
    "recipients?": "geadresseerde",
    "headers?": "opskrif",
    "payloads?": "inhoud",
    "signatures?": "handtekening",
    "channels?": "kana+l",
    "entit(y|ies)": "entiteit",
    "secrets?": "geheim",
    "connections?": "verbinding",
    "mailbox(es)?": "posbus",
    "records?": "rekord",
    "sandbox": "sandput",
    "replay": "herspe+l",
    "rejected": "verwerp",
    "refused": "geweier",
    "skipped": "oorgeslaan",
    "paused": "gepouseer",
    "deleted?": "skrap",
    "kept": "bewaar|behou|gelaat",
    "keychain|keyring": "sleutelring",
    "certificates?": "sertifika+t",
    "filters": "filters",
    "undo": "ontdoen",
}
NOT_WORDS = re.compile(r"\{\w+\}|\w+:\w+|\(s\)|&")  # filled in, permissions, plurals, Alt's letters
ENGLISH = {
    "the", "and", "are", "were", "with", "this", "that", "from", "have", "not", "your", "you",
    "which", "when", "then", "than", "they", "them", "will", "would", "cannot", "been",
}  # fmt: skip
NEGATIVES = re.compile(r"\b(geen|nooit|niemand|nêrens)\b(?P<rest>[^.!?;]*)")
CLOSING = re.compile(r"\bnie\b")


def plain(text):
    return NOT_WORDS.sub("", text).lower()


@pytest.mark.parametrize(("english", "afrikaans"), TERMS.items())
def test_one_word_for_one_thing(english, afrikaans):
    named = re.compile(rf"(?<![\w-])(?:{english})(?![\w-])")
    about = {message: words for message, words in FORMS.items() if named.search(plain(message[1]))}
    assert about, "no text is about it any more"
    others = {
        (message.source, form)
        for message, words in about.items()
        for form in words
        if not re.search(afrikaans, plain(form))
    }
    assert others == set()


def test_no_english_is_left():
    left = {
        form
        for words in FORMS.values()
        for form in words
        if ENGLISH & set(re.findall(r"[a-zêëéï]+", plain(form)))
    }
    assert left == set()


def test_what_is_denied_is_denied_to_its_end():
    """Afrikaans closes a denial with "nie"; "niks" and "nie" alone may stand without."""
    open_ones = {
        form
        for words in FORMS.values()
        for form in words
        for found in NEGATIVES.finditer(plain(form))
        if " " in found["rest"].strip() and not CLOSING.search(found["rest"])
    }
    assert open_ones == set()


def test_its_article_has_the_letter_of_print():
    assert [
        form for words in FORMS.values() for form in words if re.search("['\u2018]n ", form)
    ] == []
