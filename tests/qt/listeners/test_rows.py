"""Rows of the list: what they say, and that they say what was sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain.listener import Health, HealthState, Mode, Status
from app.domain.sync_state import SyncState
from app.ui.pages.listeners import rows
from app.ui.pages.listeners.columns import columns, make_model
from app.ui.pages.listeners.day import Day
from app.ui.pages.listeners.filters import Filters
from app.ui.pages.listeners.rows import StatusGroup
from app.ui.text import places
from tests.support.builders import NOW, a_catalog, a_listener, local, settings
from tests.support.payloads import UI_PAYLOADS


def row(listener=None, **changes):
    return rows.of(local(listener, **changes), a_catalog(), now=NOW)


def at(url):
    return rows.place_of(settings(url=url).destination, a_catalog())


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://hooks.example.com/clients?x=1", "hooks.example.com", "/clients?x=1"),
        ("https://hooks.example.com:8443/", "hooks.example.com:8443", "/"),
        ("http://127.0.0.1:9000/in", "127.0.0.1:9000", "/in"),
        ("http://[::1]:9000/in", "[::1]:9000", "/in"),
        ("https://xn--bcher-kva.example/", "bücher.example", "/"),
    ],
)
def test_a_place_is_host_and_path(url, host, path):
    assert (at(url).host, at(url).path) == (host, path)


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("http://intranet/hook", "intranet", "/hook"),
        ("https://user@example.com/in", "user@example.com", "/in"),
        ("https://hooks.example.com?x=1", "hooks.example.com", "/?x=1"),
        ("https://hooks.example.com/a%zz#b", "hooks.example.com", "/a%zz#b"),
        ("https://", "https://", "/"),
        ("hook", "hook", "/"),
        ("", "", "/"),
    ],
)
def test_an_address_that_this_computer_would_refuse_is_still_shown(url, host, path):
    assert (at(url).host, at(url).path) == (host, path)


LABELS = st.from_regex(r"[a-z0-9.-]{1,12}", fullmatch=True)


@given(st.sampled_from(["http", "https"]), st.lists(LABELS, min_size=1, max_size=4))
def test_an_ordinary_host_is_shown_as_all_the_rules_of_urls_would_show_it(scheme, labels):
    origin = f"{scheme}://{'.'.join(labels)}"
    shown = places.host_of(origin)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_ORDINARY", re.compile("nothing is"))
        assert places._shown_host.__wrapped__(origin) == shown


def test_email_has_an_address_and_says_so():
    place = rows.place_of(settings(address="ops@example.com").destination, a_catalog())
    assert (place.host, place.second_line) == ("ops@example.com", "Email")


def test_the_sentence_says_everything_that_the_row_shows():
    health = Health(HealthState.DEGRADED, delivered_24h=88, failed_24h=12)
    waiting = row(a_listener(health=health), mine=settings(name="Renamed"), state=SyncState.WAITING)
    sentence = waiting.sentence
    for part in ("clients", "Create", "Renamed", "hooks.example.com", "Failing", "12%"):
        assert part in sentence
    assert "waiting to sync" in sentence
    assert "88.0%" in sentence


@pytest.mark.parametrize(
    ("listener", "group"),
    [
        (a_listener(), StatusGroup.ACTIVE),
        (a_listener(health=Health(HealthState.FAILING)), StatusGroup.FAILING),
        (a_listener(status=Status.PAUSED), StatusGroup.PAUSED),
        (a_listener(status=Status.DISABLED), StatusGroup.OFF),
        (a_listener(status=Status.SUSPENDED), StatusGroup.STOPPED),
        (a_listener(status=Status.UNSUPPORTED), StatusGroup.NOT_ACTIVE),
    ],
)
def test_every_status_is_found_by_its_filter(listener, group):
    assert Filters(group=group).keeps(row(listener))


def test_what_waits_is_found_by_its_filter():
    keeps = Filters(group=StatusGroup.WAITING).keeps
    assert keeps(row(mine=settings(), state=SyncState.CONFLICT))
    assert not keeps(row())


def test_every_word_typed_must_occur_anywhere_in_any_case():
    one = row(a_listener(settings=settings(name="CRM feed")))
    model = make_model()
    model.sync([one])
    for text, shown in (("crm CLIENTS", 1), ("hooks.example", 1), ("crm policies", 0)):
        model.set_search(text)
        assert model.rowCount() == shown, text


def test_the_channel_filter_is_exact_and_empty_means_the_whole_instance():
    inside = row(a_listener(settings=settings(channel_id="chn_1")))
    assert Filters(channel_id="chn_1").keeps(inside)
    assert not Filters(channel_id="").keeps(inside)
    assert Filters(channel_id="").keeps(row())


@pytest.mark.parametrize(
    ("listener", "is_on"),
    [
        (a_listener(), True),
        (a_listener(settings=settings(mode=Mode.PAUSED)), False),
        (a_listener(settings=settings(mode=Mode.DISABLED)), False),
        (a_listener(status=Status.SUSPENDED), False),
        (a_listener(status=Status.UNSUPPORTED), False),
    ],
)
def test_the_switch_stands_on_only_while_it_sends(listener, is_on):
    assert row(listener).is_on is is_on


def test_lifting_a_suspension_turns_the_switch_on_at_once():
    stopped = local(a_listener(status=Status.SUSPENDED))
    lifted = replace(stopped, resume_wanted=True, mine=stopped.settings, state=SyncState.WAITING)
    assert rows.of(lifted, a_catalog(), now=NOW).is_on


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_text_is_shown_as_it_is(payload):
    one = row(a_listener(settings=settings(name=payload, entity=payload, function=payload)))
    assert (one.label, one.entity, one.function) == (payload, payload, payload)


class Building:
    """Two readings of a list with one builder, and which rows were built anew."""

    def __init__(self, *listeners, catalog=None, now=NOW):
        self.builder = rows.RowBuilder()
        self.catalog = catalog or a_catalog()
        self.first = self.builder.build(listeners, self.catalog, now=now)

    def again(self, *listeners, catalog=None, now=NOW):
        second = self.builder.build(listeners, catalog or self.catalog, now=now)
        assert [*second.values()] == [
            rows.of(one, catalog or self.catalog, now=now) for one in listeners
        ]
        return [name for name, row in second.items() if row is not self.first.get(name)]


def test_only_what_changed_is_built_anew():
    one, two, three = local(), local(), local()
    changed = replace(two, mine=settings(name="new"), state=SyncState.WAITING)
    building = Building(one, two)
    assert building.again(three, one, changed) == [three.id, changed.id]


def test_other_words_and_another_day_change_every_row():
    one = local(a_listener(updated_at=NOW))
    other = a_catalog(functions=())
    assert Building(one).again(one, catalog=other) == [one.id]
    assert Building(one).again(one, now=NOW + timedelta(days=1)) == [one.id]
    assert Building(one).again(one, now=NOW + timedelta(minutes=1)) == []


def test_rows_that_nobody_has_put_into_words_are_found_and_filtered_as_others_are(qtbot):
    listeners = [
        local(a_listener(id=f"wl_{at}", settings=settings(name=f"Feed {at}"))) for at in range(20)
    ]
    plain = rows.RowBuilder().build(listeners, a_catalog(), now=NOW, prepared=False)
    ready = rows.RowBuilder().build(listeners, a_catalog(), now=NOW)
    assert plain == ready
    for made in (plain, ready):
        model = make_model()
        model.sync_by_key(made)
        model.set_search("feed 13")
        assert [one.label for one in model] == ["Feed 13"]
        model.set_search("")
        model.set_filter(Filters(group=StatusGroup.ACTIVE).keeps)
        assert model.rowCount() == 20


def test_other_news_of_the_day_leave_the_words_as_they_are():
    before = row(a_listener())
    before.prepare()
    after = before.on(before.day)
    assert after.told == before.day
    assert after.status is before.status
    assert after.haystack is before.haystack


def test_how_much_failed_is_said_as_the_chart_beside_it_shows(qapp):
    health = Health(HealthState.DEGRADED, delivered_24h=0, failed_24h=60)
    before = row(a_listener(health=health))
    assert before.status.detail == "100% failed in 24 h"
    after = before.on(Day(delivered=70, failed=120))
    assert after.day.success == "36.8%"
    assert after.status.detail == "63% failed in 24 h"
    assert "63% failed" in after.sentence
    assert after.on(None).status.detail == before.status.detail


def test_without_a_label_the_entity_stands_in_the_middle_of_its_row(qapp):
    with_label, without = (
        columns()[0].cell(row(a_listener(settings=settings(name=name)))) for name in ("CRM", "")
    )
    assert with_label.second
    assert without.second == ()  # an empty line would push the first one up


@pytest.mark.parametrize(
    ("column", "settings_of"),
    [
        (0, lambda number: {"name": f"{'CRM' if number % 2 else 'crm'} {number}"}),
        (1, lambda number: {"url": f"https://hooks{number}.example.com/in"}),
        (1, lambda number: {"url": f"https://hooks.example.com/in/{number}"}),
        (1, lambda number: {"address": f"Team{number}@example.com"}),
    ],
)
def test_numbers_in_names_and_places_are_sorted_by_value(column, settings_of):
    model = make_model()
    numbers = (1291, 7, 176, 12)
    model.sync(
        row(a_listener(id=f"lst_{one}", settings=settings(**settings_of(one)))) for one in numbers
    )
    model.sort(column)
    assert [one.id for one in model] == ["lst_7", "lst_12", "lst_176", "lst_1291"]
