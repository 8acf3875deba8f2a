"""Editing and saving: nothing typed is lost, and only what changed is sent."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from app.domain.errors import Conflict, FieldRefusal, Rejected, TimedOut
from app.domain.listener import Mode, Status
from app.ui.forms.record_values import values_of
from app.ui.forms.schema import fields_of
from app.ui.pages.sandbox_records.edit_presenter import RecordEditPresenter
from app.ui.pages.sandbox_records.list_presenter import Opened
from app.ui.pages.sandbox_records.reach import Reach, reach_of
from tests.support.builders import NOW, a_catalog, a_listener, local, settings
from tests.support.scripted_deliveries import Kept
from tests.support.scripted_records import SCHEMA, ScriptedRecords, client

OPENED = Opened(a_catalog().entities[0], fields_of(SCHEMA))
ONE, TWO = client(1), client(2)


@pytest.fixture
def service():
    return ScriptedRecords(TWO, ONE)


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def presenter(service, kept, runner, events):
    presenter = RecordEditPresenter(
        service, kept, runner, events, clock=lambda: NOW, chance=Random(1)
    )
    presenter.open(OPENED)
    return presenter


def change(presenter, **values):
    presenter.take_values({**presenter.editing.values, **values})


def test_shows_a_record_without_changes(presenter):
    presenter.edit_record(ONE)
    editing = presenter.editing
    assert editing.values["full_name"] == "Client 1"
    assert not editing.is_dirty


def test_typing_makes_a_change_and_typing_back_unmakes_it(presenter):
    presenter.edit_record(ONE)
    change(presenter, full_name="Amelia")
    assert presenter.editing.changes == {"full_name": "Amelia"}
    change(presenter, full_name="Client 1")
    assert not presenter.editing.is_dirty


def test_saving_sends_only_the_changes(qtbot, presenter, service):
    presenter.edit_record(ONE)
    change(presenter, full_name="Amelia", email="a@example.com")
    with qtbot.waitSignal(presenter.saved) as saved:
        presenter.save()
    assert service.updated == [{"full_name": "Amelia", "email": "a@example.com"}]
    news = saved.args[0]
    assert (news.function, news.changed, news.label) == ("update", ("Name", "Email"), "Amelia")
    assert presenter.editing.record.version == 2
    assert not presenter.editing.is_dirty


def test_a_save_is_told_by_the_records_number_where_it_has_one(qtbot, presenter, service):
    service.records[0] = numbered = client(2, reference="C-20418")
    presenter.edit_record(numbered)
    change(presenter, full_name="Amelia")
    with qtbot.waitSignal(presenter.saved) as saved:
        presenter.save()
    assert saved.args[0].label == "C-20418"


@pytest.mark.parametrize("record", [ONE, None], ids=["changed", "new"])
def test_what_is_typed_while_it_is_saved_stays_typed(qtbot, presenter, service, gate, record):
    service.hold = gate
    presenter.edit_record(record) if record is not None else presenter.edit_new()
    change(presenter, full_name="Amelia", status="prospect")
    presenter.save()
    gate.wait_entered()
    change(presenter, full_name="Amelia H", email="a@example.com")
    with qtbot.waitSignal(presenter.saved):
        gate.opened.set()
    editing = presenter.editing
    assert editing.record.fields["full_name"] == "Amelia"
    assert editing.changes == {"full_name": "Amelia H", "email": "a@example.com"}
    assert not editing.is_saving
    presenter.edit_record(TWO)
    presenter.edit_record(editing.record)
    assert presenter.editing.changes == editing.changes


def test_what_was_typed_before_going_elsewhere_stays_too(qtbot, presenter, service, gate):
    service.hold = gate
    presenter.edit_record(ONE)
    change(presenter, full_name="Amelia")
    presenter.save()
    gate.wait_entered()
    change(presenter, email="a@example.com")
    presenter.edit_record(TWO)
    with qtbot.waitSignal(presenter.saved) as saved:
        gate.opened.set()
    presenter.edit_record(saved.args[0].record)
    assert presenter.editing.changes == {"email": "a@example.com"}


def test_a_record_that_is_being_saved_is_not_saved_twice(qtbot, presenter, service, gate):
    service.hold = gate
    presenter.edit_new()
    change(presenter, full_name="Theo", status="prospect")
    presenter.save()
    gate.wait_entered()
    presenter.edit_record(ONE)
    presenter.edit_new()
    assert presenter.editing.is_saving
    presenter.save()
    with qtbot.waitSignal(presenter.saved):
        gate.opened.set()
    assert len(service.created) == 1


def test_a_new_record_is_created_without_its_empty_fields(qtbot, presenter, service):
    presenter.edit_new()
    change(presenter, full_name="Theo", status="prospect")
    with qtbot.waitSignal(presenter.saved) as saved:
        presenter.save()
    assert service.created == [
        {"channel_id": None, "full_name": "Theo", "status": "prospect", "is_smoker": False}
    ]
    assert (saved.args[0].function, saved.args[0].changed) == ("create", ())
    assert presenter.editing.record is not None


def test_nothing_to_save_or_something_wrong_sends_nothing(presenter, service):
    presenter.edit_record(ONE)
    presenter.save()
    change(presenter, email="nobody")
    presenter.save()
    presenter.edit_new()
    presenter.save()
    assert (service.created, service.updated) == ([], [])


def test_unsaved_changes_wait_for_their_record(presenter):
    presenter.edit_record(ONE)
    change(presenter, full_name="Half typed")
    presenter.edit_record(TWO)
    assert not presenter.editing.is_dirty
    presenter.edit_new()
    change(presenter, full_name="New one")
    presenter.edit_record(ONE)
    assert presenter.editing.values["full_name"] == "Half typed"
    presenter.edit_new()
    assert presenter.editing.values["full_name"] == "New one"
    presenter.revert()
    presenter.edit_record(ONE)
    presenter.edit_new()
    assert not presenter.editing.is_dirty


def test_change_at_random_changes_one_field_and_saves_nothing(presenter, service):
    presenter.edit_record(ONE)
    presenter.change_at_random()
    assert len(presenter.editing.changes) == 1
    assert "channel_id" not in presenter.editing.changes
    assert service.updated == []


def test_a_new_record_is_filled_in_at_random_from_those_there_are(presenter, service):
    examples = tuple(values_of(OPENED.fields, one.fields) for one in (ONE, TWO))
    presenter.open(replace(OPENED, examples=examples))
    presenter.edit_new()
    presenter.change_at_random()
    values = presenter.editing.values
    for one in OPENED.fields:
        known = [each[one.name] for each in examples if each[one.name] is not None]
        assert values[one.name] in known or not known
    presenter.revert()
    assert not presenter.editing.is_dirty
    assert service.created == []


def test_an_answer_for_a_record_that_was_left_does_not_disturb(qtbot, presenter, service, gate):
    presenter.edit_record(ONE)
    change(presenter, full_name="Amelia")
    service.hold = gate
    presenter.save()
    gate.wait_entered()
    presenter.edit_record(TWO)
    change(presenter, full_name="Half typed")
    with qtbot.waitSignal(presenter.saved) as saved:
        gate.opened.set()
    assert saved.args[0].record.id == "cli_1"
    assert presenter.editing.values["full_name"] == "Half typed"
    presenter.edit_record(service.records[1])
    assert not presenter.editing.is_dirty


def test_pressing_save_twice_saves_once(qtbot, presenter, service, gate):
    presenter.edit_record(ONE)
    change(presenter, full_name="Amelia")
    service.hold = gate
    presenter.save()
    gate.wait_entered()
    presenter.save()
    with qtbot.waitSignal(presenter.saved):
        gate.opened.set()
    assert len(service.updated) == 1


@pytest.mark.parametrize(
    "error",
    [
        TimedOut("30 s"),
        Rejected("no", status=422, fields=(FieldRefusal("/email", "invalid_email"),)),
    ],
)
def test_a_failed_save_keeps_the_changes_and_is_told(qtbot, presenter, service, error):
    presenter.edit_record(ONE)
    change(presenter, full_name="Amelia")
    service.faults.append(error)
    with qtbot.waitSignal(presenter.changed, check_params_cb=lambda one: one.error is error):
        presenter.save()
    assert presenter.editing.changes == {"full_name": "Amelia"}
    assert not presenter.editing.is_saving
    with qtbot.waitSignal(presenter.saved):
        presenter.save()
    assert presenter.editing.error is None


def test_taking_over_a_newer_version_keeps_mine_on_top(qtbot, presenter, service):
    presenter.edit_record(ONE)
    change(presenter, full_name="Mine")
    theirs = replace(client(1, email="theirs@example.com", status="prospect"), version=2)
    service.records = [theirs]
    service.faults.append(Conflict("stale", status=412))
    with qtbot.waitSignal(presenter.changed, check_params_cb=lambda one: one.error is not None):
        presenter.save()
    with qtbot.waitSignal(presenter.changed, check_params_cb=lambda one: one.record == theirs):
        presenter.take_over_newer()
    assert presenter.editing.changes == {"full_name": "Mine"}
    assert presenter.editing.values["email"] == "theirs@example.com"


def test_another_entity_leaves_the_form(presenter):
    presenter.edit_record(ONE)
    presenter.open(Opened(a_catalog().entities[1], ()))
    assert presenter.editing is None


def test_whom_a_save_reaches_follows_the_listeners(qtbot, presenter, kept, events):
    presenter.edit_record(ONE)
    kept.rows = [local(a_listener(settings=settings(function="update")))]
    with qtbot.waitSignal(
        presenter.changed, check_params_cb=lambda one: one.reach == Reach("update", active=1)
    ):
        events.listeners_changed.emit()


def test_reach_counts_by_what_would_become_of_the_webhook():
    def row(status=Status.ACTIVE, **more):
        return local(a_listener(status=status, settings=settings(**more)))

    rows = [
        row(),
        row(channel_id="chn_1"),
        row(channel_id="chn_2"),
        row(function="update"),
        row(entity="policies"),
        row(Status.PAUSED, mode=Mode.PAUSED),
        row(Status.DISABLED, mode=Mode.DISABLED),
        row(Status.SUSPENDED),
        local(base=None, mine=settings()),
    ]
    assert reach_of(rows, "clients", "create", "chn_1") == Reach("create", 2, 1, 2)
