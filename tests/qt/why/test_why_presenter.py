"""Asking why something did not arrive, without a widget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.announce import Changed
from app.domain.delivery import DeliveryStatus
from app.domain.errors import Conflict, NetworkError
from app.domain.explanation import Subject, SubjectKind, Verdict
from app.domain.workspace import Environment
from app.ui.pages.delivery_access import Access
from app.ui.pages.why.presenter import Stage, subject_from


def reach(qtbot, presenter, stage, act):
    with qtbot.waitSignal(presenter.changed, check_params_cb=lambda state: state.stage is stage):
        act()
    return presenter.state


def rows(presenter):
    return [(one.listener_id, one.verdict) for one in presenter.model]


def test_a_record_leads_to_its_newest_event_and_what_is_wrong_comes_first(qtbot, presenter):
    state = reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask(" cli_7 "))
    assert state.lookup.event_id == "evt_1"
    assert rows(presenter) == [
        ("lst_bad", Verdict.FAILED),
        ("lst_off", Verdict.SKIPPED),
        ("lst_gone", Verdict.SKIPPED),
        ("lst_ok", Verdict.DELIVERED),
    ]


def test_nothing_is_asked_without_a_question(world, presenter):
    presenter.ask("  ")
    presenter.refresh()
    presenter.set_active(is_active=True)
    assert world.platform.calls == []
    assert presenter.state.stage is Stage.ASKING


def test_what_nobody_knows_is_said_and_can_be_asked_again(qtbot, world, presenter):
    kept, world.platform.events_ = world.platform.events_, []
    reach(qtbot, presenter, Stage.NOTHING, lambda: presenter.ask("evt_1"))
    world.platform.events_ = kept
    reach(qtbot, presenter, Stage.FOUND, presenter.refresh)


def test_a_failure_is_told_and_what_was_found_stays(qtbot, world, presenter):
    error = NetworkError("gone")
    world.platform.fail("events", error)
    state = reach(qtbot, presenter, Stage.FAILED, lambda: presenter.ask("cli_7"))
    assert state.error is error
    reach(qtbot, presenter, Stage.FOUND, presenter.refresh)
    world.platform.fail("event", error)
    with qtbot.waitSignal(presenter.changed, check_params_cb=lambda state: state.error is error):
        presenter.refresh()
    assert presenter.state.stage is Stage.FOUND
    assert len(rows(presenter)) == 4


def test_another_event_of_the_record_can_be_chosen(qtbot, presenter):
    reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask("cli_7"))

    def is_older(state):
        return state.explanation.event.id == "evt_0"

    with qtbot.waitSignal(presenter.changed, check_params_cb=is_older):
        presenter.choose_event("evt_0")
    assert {verdict for _id, verdict in rows(presenter)} == {Verdict.OF_ANOTHER}


def test_news_are_looked_at_while_the_page_is_seen(qtbot, world, presenter):
    presenter.set_active(is_active=True)
    reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask("cli_7"))
    at = next(i for i, one in enumerate(world.platform.deliveries_) if one.id == "dlv_bad")
    bad = world.platform.deliveries_[at]
    world.platform.deliveries_[at] = replace(bad, status=DeliveryStatus.DELIVERED)
    world.events.announce(Changed.DELIVERIES)
    qtbot.waitUntil(lambda: ("lst_bad", Verdict.DELIVERED) in rows(presenter))
    presenter.set_active(is_active=False)
    asked = len(world.platform.calls)
    world.events.deliveries_changed.emit()
    assert len(world.platform.calls) == asked


def test_only_the_newest_question_is_answered(qtbot, world, presenter, gate):
    world.platform.before["events"] = gate
    presenter.ask("cli_7")
    gate.wait_entered()
    state = reach(qtbot, presenter, Stage.NOTHING, lambda: presenter.ask("evt_none"))
    gate.opened.set()
    assert state.subject == Subject(SubjectKind.EVENT, "evt_none")
    assert rows(presenter) == []


def skipped(presenter):
    return presenter.finding("lst_off")


@pytest.fixture
def sends(world):
    """What is asked to be sent; one event is skipped at that moment."""
    asked = []
    world.platform.replay_many = lambda _control, listener_id, _wanted, dry_run: (
        asked.append((listener_id, dry_run)) or 1
    )
    return asked


def test_what_was_skipped_is_sent_now(qtbot, presenter, sends):
    reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask("cli_7"))
    with qtbot.waitSignal(presenter.done):
        presenter.make_good(skipped(presenter))
        presenter.make_good(skipped(presenter))  # a second click
    assert sends == [("lst_off", True), ("lst_off", False)]
    presenter.make_good(presenter.finding("lst_gone"))  # that is how it is meant
    assert len(sends) == 2


def test_production_is_asked_about_first(qtbot, presenter, sends):
    presenter.access = Access(Environment.PRODUCTION)
    reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask("cli_7"))
    with qtbot.waitSignal(presenter.asked) as put:
        presenter.make_good(skipped(presenter))
    assert sends == []
    (question,) = put.args
    assert question.answer.text == "Send in Production"
    assert "“Archive”" in question.text
    with qtbot.waitSignal(presenter.done):
        question.answer.then()
    assert sends[-1] == ("lst_off", False)


def test_who_may_not_replay_sends_nothing(qtbot, presenter, sends):
    presenter.access = Access(why_no_replay="no")
    reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask("cli_7"))
    presenter.make_good(skipped(presenter))
    assert sends == []


def test_a_refusal_is_kept_with_its_listener(qtbot, world, presenter):
    error = Conflict("off", status=409, code="listener_disabled")
    reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask("cli_7"))
    world.platform.fail("replay_many dry", error)
    with qtbot.waitSignal(
        presenter.changed, check_params_cb=lambda state: state.refusal == ("lst_off", error)
    ):
        presenter.make_good(skipped(presenter))
    assert presenter.state.sending == ""


@pytest.mark.parametrize(
    ("context", "subject"),
    [
        ({}, None),
        ({"delivery_id": ""}, None),
        ({"delivery_id": 7}, None),
        ({"delivery_id": "dlv_1"}, Subject(SubjectKind.DELIVERY, "dlv_1")),
        ({"event_id": "evt_1"}, Subject(SubjectKind.EVENT, "evt_1")),
        ({"listener_id": "lst_1"}, Subject(SubjectKind.LISTENER, "lst_1")),
        (
            {"record_id": "cli_1", "entity": "clients"},
            Subject(SubjectKind.RECORD, "cli_1", "clients"),
        ),
    ],
)
def test_other_pages_ask_in_the_words_of_the_shell(context, subject):
    assert subject_from(context) == subject


def test_the_model_keeps_its_promises(qtbot, presenter, qtmodeltester):
    reach(qtbot, presenter, Stage.FOUND, lambda: presenter.ask("cli_7"))
    qtmodeltester.check(presenter.model)
