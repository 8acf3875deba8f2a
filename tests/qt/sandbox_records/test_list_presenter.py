"""Entities, records, search: what the left part lists."""

from __future__ import annotations

import pytest

from app.domain.errors import TimedOut
from app.domain.workspace import Channel
from app.ui.forms.schema import FieldKind
from app.ui.pages.sandbox_records.list_presenter import Phase, RecordListPresenter
from tests.support.scripted_records import ScriptedRecords, client

CHANNELS = (Channel("chn_1", "Western Cape brokers"),)


@pytest.fixture
def make(runner):
    def make(service, channels=CHANNELS):
        return RecordListPresenter(service, service, runner, channels=channels)

    return make


@pytest.fixture
def opened(qtbot, make):
    def opened(service, **how):
        presenter = make(service, **how)
        with qtbot.waitSignal(presenter.opened):
            presenter.start()
        return presenter

    return opened


def ids(presenter):
    return [row.id for row in presenter.model]


def failed(status):
    return status.phase is Phase.FAILED


def test_opens_the_first_entity_that_can_be_listened_to(opened):
    presenter = opened(ScriptedRecords(client(2), client(1)))
    assert presenter.status.entity.name == "clients"
    assert [one.listenable for one in presenter.status.entities] == [True, True, False]
    assert ids(presenter) == ["cli_2", "cli_1"]
    assert presenter.status.phase is Phase.READY


def test_the_schema_comes_as_fields_with_the_channel_by_name(qtbot, make):
    presenter = make(ScriptedRecords())
    with qtbot.waitSignal(presenter.opened) as news:
        presenter.start()
    fields = news.args[0].fields
    assert [one.name for one in fields] == [
        "full_name",
        "status",
        "email",
        "is_smoker",
        "channel_id",
    ]
    channel = fields[-1]
    assert channel.kind is FieldKind.CHOICE
    assert (channel.choices, channel.choice_labels) == (("chn_1",), ("Western Cape brokers",))


def test_without_channels_nobody_is_asked_for_one(qtbot, make):
    presenter = make(ScriptedRecords(), channels=())
    with qtbot.waitSignal(presenter.opened) as news:
        presenter.start()
    assert "channel_id" not in [one.name for one in news.args[0].fields]


def test_another_entity_has_its_own_records(qtbot, opened):
    presenter = opened(ScriptedRecords(client(1)))
    with qtbot.waitSignal(presenter.opened) as news:
        presenter.choose_entity("policies")
    assert news.args[0].entity.name == "policies"
    assert ids(presenter) == []
    assert presenter.status.is_empty


def test_unknown_and_present_entities_change_nothing(opened, qtbot):
    presenter = opened(ScriptedRecords(client(1)))
    with qtbot.assertNotEmitted(presenter.status_changed):
        presenter.choose_entity("clients")
        presenter.choose_entity("no_such")
    assert ids(presenter) == ["cli_1"]


def test_scrolling_reads_on(qtbot, opened):
    presenter = opened(ScriptedRecords(*(client(n) for n in range(5)), page_size=2))
    assert ids(presenter) == ["cli_0", "cli_1"]
    with qtbot.waitSignal(presenter.status_changed):
        presenter.load_more()
        presenter.load_more()  # once is enough
    assert ids(presenter) == ["cli_0", "cli_1", "cli_2", "cli_3"]


def test_search_looks_at_names_and_ids_of_all_records(qtbot, opened):
    service = ScriptedRecords(*(client(n) for n in range(5)), page_size=2)
    presenter = opened(service)
    presenter.search(" cli_4 ")
    qtbot.waitUntil(lambda: ids(presenter) == ["cli_4"])
    assert presenter.status.is_filtered
    presenter.search("CLIENT 3")
    assert ids(presenter) == ["cli_3"]
    presenter.search("nobody")
    assert presenter.status.is_empty
    presenter.search("")
    assert len(ids(presenter)) == 5


def test_a_saved_record_takes_its_place(opened):
    presenter = opened(ScriptedRecords(client(2), client(1)))
    presenter.put(client(1, full_name="Renamed"))
    assert ids(presenter) == ["cli_2", "cli_1"]
    assert presenter.record("cli_1").fields["full_name"] == "Renamed"
    presenter.put(client(3))
    assert ids(presenter) == ["cli_3", "cli_2", "cli_1"]


def test_failures_are_told_and_can_be_tried_again(qtbot, make):
    service = ScriptedRecords(client(1))
    service.faults.append(TimedOut("30 s"))
    presenter = make(service)
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=failed):
        presenter.start()
    with qtbot.waitSignal(presenter.opened):
        presenter.refresh()
    service.faults.append(TimedOut("30 s"))
    with qtbot.waitSignal(presenter.status_changed, check_params_cb=failed):
        presenter.refresh()
    assert ids(presenter) == ["cli_1"]


def test_the_model_keeps_its_promises(opened, qtmodeltester):
    presenter = opened(ScriptedRecords(client(2), client(1)))
    qtmodeltester.check(presenter.model)
