"""How a list was left, by connection and page; never a word that was typed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.adapters.settings import Settings, SettingsStore
from app.domain.window_memory import AS_MADE, ListMemory, WindowMemory, is_keepable
from app.ui.kept_lists import KeptLists
from app.ui.window_state import WindowState
from tests.support.builders import a_connection

LEFT = ListMemory(2, True, {"entity": "clients"}, "lst_1", has_panel=False)


@pytest.fixture
def lists(qapp):
    return KeptLists()


def test_a_list_comes_back_with_its_connection_and_page_alone(lists):
    lists.put("one", "listeners", LEFT)
    assert lists.of("one", "listeners") == LEFT
    assert lists.of("two", "listeners") == AS_MADE
    assert lists.of("one", "deliveries") == AS_MADE


def test_only_what_is_otherwise_is_told(lists):
    told = []
    lists.changed.connect(told.append)
    lists.put("one", "listeners", AS_MADE)
    lists.put("one", "listeners", LEFT)
    lists.put("one", "listeners", LEFT)
    lists.put("one", "listeners", AS_MADE)
    assert told == [{"one": {"listeners": LEFT}}, {}]


def test_what_is_told_does_not_change_afterwards(lists):
    told = []
    lists.changed.connect(told.append)
    lists.put("one", "listeners", LEFT)
    lists.put("one", "deliveries", LEFT)
    assert told[0] == {"one": {"listeners": LEFT}}


def test_connections_that_are_gone_are_forgotten(lists):
    lists.recall({"one": {"listeners": LEFT}, "two": {"listeners": LEFT}})
    lists.keep_only({"two", "three"})
    assert lists.of("one", "listeners") == AS_MADE
    assert lists.of("two", "listeners") == LEFT


@pytest.mark.parametrize(
    "word",
    [
        "",
        "thandi@example.com",
        "Thandi M.",
        "a b",
        "https://x.example/?token=1",
        "x" * 81,
        "é",
        "-",
    ],
)
def test_no_word_that_may_be_a_person_s_or_a_secret_is_kept(lists, word):
    assert not is_keepable(word)
    lists.put("one", "changes", ListMemory(filters={"by": word, "kind": "all"}, selected_id=word))
    assert lists.of("one", "changes") == ListMemory(filters={"kind": "all"})


@pytest.mark.parametrize("word", ["lst_01j0000000000000000000", "clients", "not_active", "a.b:c-d"])
def test_ids_and_names_of_choices_are(word):
    assert is_keepable(word)


@pytest.mark.parametrize(
    "lists",
    [
        [],
        "x",
        {"one": []},
        {"one": {"listeners": 3}},
        {"one": {"listeners": {"sorted_by": "2"}}},
        {"one": {"listeners": {"sorted_by": True}}},
        {"one": {"listeners": {"filters": ["clients"]}}},
        {"one": {"listeners": {"filters": {"entity": None}}}},
        {"one": {"listeners": {"selected_id": 7}}},
    ],
)
def test_foreign_nonsense_costs_only_itself(tmp_path, lists):
    path = tmp_path / "settings.json"
    window = {"page": "health", "lists": lists}
    path.write_text(json.dumps({"format": 1, "settings": {"window": window}}), "utf-8")
    kept = SettingsStore(path).look()
    assert kept.settings.window == WindowMemory(page="health")
    assert not kept.has_lost_choices


def test_it_is_written_and_read(tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    window = WindowMemory(lists={"one": {"listeners": LEFT}})
    store.change(lambda now: replace(now, window=window))
    assert store.load() == Settings(window=window)


def test_the_window_keeps_it_and_forgets_a_connection_with_its_lists(a_window):
    gone, there = a_connection(), a_connection(open_at_start=False)
    a_window.store.put(there)
    kept, lists = [], {gone.id: {"listeners": LEFT}, there.id: {"listeners": LEFT}}
    state = WindowState(a_window.window, a_window.session, WindowMemory(lists=lists), kept.append)
    a_window.show()
    assert state.memory.lists == {there.id: {"listeners": LEFT}}
    a_window.open_sandbox()
    bench = a_window.window.bench
    assert bench.recall("listeners") == AS_MADE, "another connection does not inherit it"
    bench.remember("listeners", LEFT)
    assert kept[-1].lists["sandbox"] == {"listeners": LEFT}
    a_window.window.actions_.close_connection.trigger()
    a_window.settle()
    a_window.open_sandbox()
    assert a_window.window.bench.recall("listeners") == LEFT
