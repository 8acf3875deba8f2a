"""The form's decisions, on real services over a fake platform; no window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.control import JobControl
from app.domain.errors import FieldRefusal, StoreError, TimedOut
from app.domain.listener import Destination, Kind, ListenerSettings, Mode
from app.domain.sync_state import SyncState
from app.domain.times import utc_now
from app.domain.workspace import Environment
from app.runtime.events import AppEvents
from app.ui.pages.listener_form.loading import Source
from app.ui.pages.listener_form.presenter import ListenerFormPresenter
from app.ui.pages.listener_form.state import Phase
from app.ui.question import Question
from tests.support.builders import (
    CAPABILITIES,
    a_catalog,
    a_credential,
    a_delivery,
    a_listener,
    a_me,
    an_event,
    local,
    settings,
)
from tests.support.fakes import FakeLocalStore, FakePlatform, a_workspace

GOOD = {"entity": "clients", "function": "create", "url": "https://hooks.example.com/clients"}


class Form:
    """A presenter with what it said, and how to wait for it."""

    def __init__(self, qtbot, runner, *, platform=None, store=None, me=None, environment=None):
        self.qtbot = qtbot
        self.platform = platform or FakePlatform()
        self.events = AppEvents()
        self.workspace = a_workspace(platform=self.platform, local=store)
        connection = self.workspace.connection
        if environment is not None:
            connection = replace(connection, environment=environment)
            me = me or a_me(environment=environment)
        self.syncs = []
        self.presenter = ListenerFormPresenter(
            self.workspace.listeners,
            self.workspace.catalog,
            self.workspace.credentials,
            self.workspace.deliveries,
            runner,
            self.events,
            connection=connection,
            me=me or self.workspace.me,
            request_sync=lambda: self.syncs.append(True),
        )
        self.questions, self.focus, self.saved, self.said = [], [], [], []
        self.presenter.question_asked.connect(self.questions.append)
        self.presenter.focus_wanted.connect(self.focus.append)
        self.presenter.saved.connect(self.saved.append)
        self.presenter.announced.connect(lambda text, _loud: self.said.append(text))

    @property
    def state(self):
        return self.presenter.state

    def start(self, *args, **kwargs):
        self.presenter.start(Source(*args, **kwargs))
        self.until(lambda state: state.phase is not Phase.LOADING)
        return self

    def until(self, check):
        self.qtbot.waitUntil(lambda: check(self.state))

    def save(self):
        self.presenter.save()
        self.qtbot.waitUntil(lambda: bool(self.saved))


@pytest.fixture
def form(qtbot, runner):
    def make(**kwargs):
        return Form(qtbot, runner, **kwargs)

    return make


def texts(choices):
    return [one.text for one in choices]


def test_everything_that_can_be_chosen_comes_from_the_catalog(form):
    form = form().start()
    assert texts(form.state.choices.entities) == ["clients", "policies", "audit_entries"]
    assert form.state.choices.entities[-1].reason == "Internal records are never sent out."
    assert [bool(one.reason) for one in form.state.choices.functions] == [False, False, True, True]
    assert texts(form.state.choices.auth_types)[:2] == ["No authentication", "Basic"]
    assert texts(form.state.choices.channels)[0] == "Whole instance"


def test_without_plan_pro_there_is_no_channel_to_choose(form):
    assert form(me=a_me(plan="plan")).start().state.choices.channels == ()


def test_a_function_that_the_entity_does_not_send_cannot_be_chosen_or_saved(form):
    platform = FakePlatform()
    only_create = replace(a_catalog().entities[0], functions=("create",))
    platform.catalog_ = a_catalog(entities=(only_create, *a_catalog().entities[1:]))
    form = form(platform=platform).start()
    form.presenter.edit(entity="clients", function="update", url=GOOD["url"])
    assert next(one.reason for one in form.state.choices.functions if one.value == "update")
    form.presenter.save()
    assert form.focus == ["function"]


def test_what_was_not_changed_is_not_saved_and_that_is_said(form):
    form = form()
    row = form.workspace.listeners.create(JobControl(), settings(name="CRM"))
    form.start(row.id)
    form.presenter.save()
    assert form.said == ["Nothing was changed: there is nothing to save"]
    assert (form.saved, form.questions) == ([], [])
    form.presenter.edit(name="Warehouse")
    form.save()
    assert form.saved == [row.id]


def test_nothing_is_said_while_typing_only_after_leaving_the_field(form):
    form = form().start()
    form.presenter.edit(url="http:/hooks")
    assert form.state.problems == {}
    form.presenter.leave("url")
    assert set(form.state.problems) == {"url"}
    form.presenter.edit(url=GOOD["url"])
    assert form.state.problems == {}


def test_save_names_every_problem_in_order_and_focuses_the_first(form):
    form = form().start()
    form.presenter.edit(entity="invoices", url="http:/x", auth_type="api_key")
    form.presenter.save()
    assert form.state.summary == ("entity", "url", "credential_id")
    assert form.focus == ["entity"]
    assert not form.saved
    assert form.workspace.listeners.cached() == []


def test_an_entity_is_taken_by_label_or_name_in_any_case(form):
    form = form().start()
    form.presenter.edit_entity(" Policies ")
    assert form.state.draft.entity == "policies"


def test_an_entity_that_is_not_listenable_is_refused_with_the_reason(form):
    form = form().start()
    form.presenter.edit(**GOOD | {"entity": "audit_entries"})
    form.presenter.save()
    assert "cannot be listened to" in form.state.problems["entity"]
    assert form.workspace.listeners.cached() == []


def test_save_is_local_first_and_asks_for_a_sync(form):
    form = form().start()
    form.presenter.edit(**GOOD, name="CRM")
    form.save()
    [row] = form.workspace.listeners.cached()
    assert form.saved == [row.id]
    assert row.state is SyncState.WAITING
    assert row.settings == settings(name="CRM")
    assert "create_listener" not in form.platform.calls
    assert form.syncs == [True]


def test_what_is_saved_is_canonical(form):
    form = form().start()
    form.presenter.edit(**GOOD | {"url": "HTTPS://Hooks.Example.com:443/clients"})
    assert GOOD["url"] in form.state.hints.destination
    form.save()
    assert form.workspace.listeners.cached()[0].settings.destination.url == GOOD["url"]


def test_another_listener_of_the_same_address_is_named(form):
    platform = FakePlatform()
    platform.put(a_listener())
    form = form(platform=platform).start()
    form.presenter.edit(**GOOD)
    assert "New clients to the CRM" in form.state.hints.destination
    form.presenter.edit(function="update")
    assert form.state.hints.destination == "", "no event goes to both"


def test_another_listener_of_the_same_mailbox_is_named(form):
    platform = FakePlatform()
    to = Destination(Kind.EMAIL, address="ops@example.com")
    platform.put(a_listener(settings=ListenerSettings("clients", "create", to, name="Ops")))
    form = form(platform=platform).start()
    form.presenter.edit(entity="clients", kind=Kind.EMAIL, address="OPS@EXAMPLE.com")
    assert "“Ops” sends to this address too" in form.state.hints.destination
    form.save()
    assert len(form.workspace.listeners.cached()) == 2, "it is a warning, nothing more"


def test_listeners_of_different_channels_are_no_twins(form):
    platform = FakePlatform()
    platform.put(a_listener(settings=replace(settings(url=GOOD["url"]), channel_id="chn_1")))
    form = form(platform=platform).start()
    form.presenter.edit(**GOOD, channel_id="chn_2")
    assert form.state.hints.destination == ""
    form.presenter.edit(channel_id=None)
    assert "too" in form.state.hints.destination, "the whole instance includes that channel"


def test_production_is_asked_about_once_more_by_name(form):
    form = form(environment=Environment.PRODUCTION).start()
    form.presenter.edit(**GOOD)
    form.presenter.save()
    [question] = form.questions
    assert "Production" in question.title
    assert "Production" in question.answer.text
    assert form.workspace.listeners.cached() == []
    question.answer.then()
    form.qtbot.waitUntil(lambda: bool(form.saved))


def test_changing_the_authentication_forgets_the_credential_and_shows_those_of_the_type(form):
    platform = FakePlatform()
    basic, key = a_credential(name="B"), a_credential(name="K", auth_type="api_key")
    platform.credentials_ = {basic.id: basic, key.id: key}
    form = form(platform=platform).start()
    form.presenter.edit(auth_type="basic", credential_id=basic.id)
    assert texts(form.state.choices.credentials) == ["B"]
    form.presenter.edit(auth_type="api_key")
    assert form.state.draft.credential_id is None
    assert texts(form.state.choices.credentials) == ["K"]


def test_a_new_credential_is_chosen_at_once(form):
    form = form().start()
    form.presenter.edit(auth_type="basic")
    made = a_credential()
    form.presenter.credential_created(made)
    assert form.state.draft.credential_id == made.id
    assert texts(form.state.choices.credentials) == [made.name]


def test_editing_starts_from_what_is_here_and_changes_only_what_was_changed(form):
    platform = FakePlatform()
    listener = platform.put(a_listener(settings=settings(signing=False, channel_id="chn_1")))
    form = form(platform=platform).start(listener.id)
    assert not form.state.is_dirty
    form.presenter.edit(name="Renamed")
    assert form.state.is_dirty
    form.save()
    row = form.workspace.listeners.get(listener.id)
    assert row.settings == replace(listener.settings, name="Renamed")


def test_a_copy_is_new(form):
    platform = FakePlatform()
    listener = platform.put(a_listener())
    form = form(platform=platform).start(copy_of=listener.id)
    assert form.state.draft.name.endswith("(copy)")
    assert form.state.is_dirty
    form.save()
    assert len(form.workspace.listeners.cached()) == 2


def test_a_listener_that_is_gone_says_so(form):
    assert form().start("lst_gone").state.phase is Phase.GONE


def test_what_the_platform_refused_stands_beside_the_field_until_it_is_edited(form):
    platform = FakePlatform()
    refused = local(
        platform.put(a_listener()),
        mine=settings(url="https://other.example.com/"),
        state=SyncState.REFUSED,
        refusals=(FieldRefusal("/destination/url", "address_blocked", "Not this one."),),
    )
    form = form(platform=platform, store=FakeLocalStore(refused)).start(refused.id)
    assert form.state.problems == {"url": "Not this one."}
    form.presenter.edit(url="https://third.example.com/")
    assert form.state.problems == {}


def test_the_first_catalog_is_fetched_and_a_failure_can_be_tried_again(form):
    platform = FakePlatform()
    form = form(platform=platform)
    form.workspace = a_workspace(platform=platform, sync=False)
    form.presenter._load._catalog = form.workspace.catalog
    platform.fail("catalog", TimedOut("x", host="p.example"))
    form.start()
    assert form.state.phase is Phase.FAILED
    form.presenter.try_again()
    form.until(lambda state: state.phase is Phase.READY)


class TestEmail:
    def make(self, form, events_a_day, *, me=None):
        platform = FakePlatform()
        now = utc_now()
        count = events_a_day * 7
        moments = [now - timedelta(days=7) * n / (count + 1) for n in range(count)]
        platform.events_ = [an_event(id=f"evt_{n}", occurred_at=at) for n, at in enumerate(moments)]
        platform.deliveries_ = [
            a_delivery(event_id=f"evt_{n}", created_at=at) for n, at in enumerate(moments)
        ]
        form = form(platform=platform, **({} if me is None else {"me": me})).start()
        form.presenter.edit(entity="clients", kind=Kind.EMAIL, address="ops@example.com")
        return form

    def test_the_unneeded_half_is_not_judged(self, form):
        form = self.make(form, 0)
        form.presenter.edit(url="nonsense", auth_type="basic")
        form.save()
        assert form.workspace.listeners.cached()[0].settings.destination.address

    def test_many_messages_have_to_be_confirmed(self, form):
        form = self.make(form, 501)
        form.until(lambda state: state.volume.per_day is not None)
        assert form.state.volume.per_day == 501
        form.presenter.save()
        assert form.state.summary == ("volume",)
        form.presenter.confirm_volume(is_confirmed=True)
        form.save()

    def test_500_a_day_are_none_too_many(self, form):
        form = self.make(form, 500)
        form.until(lambda state: state.volume.per_day is not None)
        assert form.state.volume.per_day == 500
        form.save()

    def test_the_days_of_it_are_told(self, form):
        form = self.make(form, 501)
        form.until(lambda state: bool(state.volume.days))
        assert len(form.state.volume.days) == 7
        whole = form.state.volume.days[:-1]  # today goes on
        assert all(count == pytest.approx(501, abs=1) for _day, count in whole)
        assert form.state.volume.what == "clients, Create"

    def test_another_function_is_not_counted(self, form):
        form = self.make(form, 501)
        form.until(lambda state: bool(state.volume.days))
        form.presenter.edit(function="update")
        form.until(lambda state: state.volume.per_day == 0)
        assert not form.state.volume.must_confirm

    def test_a_platform_without_events_tells_by_its_deliveries(self, form):
        me = a_me(capabilities=CAPABILITIES - {"trace"})
        form = self.make(form, 501, me=me)
        form.until(lambda state: state.volume.per_day is not None)
        assert form.state.volume.per_day == pytest.approx(501, abs=1)

    def test_few_need_no_confirmation(self, form):
        form = self.make(form, 3)
        form.until(lambda state: state.volume.per_day is not None)
        assert not form.state.volume.must_confirm


class TestLeaving:
    def test_without_changes_nothing_is_asked(self, form):
        left = []
        form().start().presenter.confirm_leave(lambda: left.append(True))
        assert left

    def test_changes_are_asked_about_and_can_be_saved_first(self, form):
        form = form().start()
        form.presenter.edit(**GOOD)
        left = []
        form.presenter.confirm_leave(lambda: left.append(True))
        [question] = form.questions
        assert not left
        question.save()
        form.qtbot.waitUntil(lambda: bool(left))
        assert len(form.workspace.listeners.cached()) == 1
        assert not form.saved, "leaving goes where it was going"

    def test_what_may_not_be_saved_is_not_offered_to_be(self, form):
        form = form(me=a_me(permissions=frozenset({"listeners:read"}))).start()
        form.presenter.edit(**GOOD)
        left = []
        form.presenter.confirm_leave(lambda: left.append(True))
        [question] = form.questions
        assert isinstance(question, Question)
        assert question.text.startswith(form.state.why_read_only)
        assert not left
        question.answer.then()
        assert left

    def test_or_thrown_away(self, form):
        form = form().start()
        form.presenter.edit(mode=Mode.DISABLED)
        left = []
        form.presenter.confirm_leave(lambda: left.append(True))
        form.questions[0].discard()
        assert left
        assert form.workspace.listeners.cached() == []
        form.presenter.confirm_leave(lambda: left.append(True))
        assert len(left) == 2, "what was given up is asked about once"


def test_a_save_that_fails_keeps_the_draft_and_says_why(form):
    form = form().start()
    form.presenter.edit(**GOOD)

    def full(control, settings):
        raise StoreError("full", reason="disk_full")

    form.workspace.listeners.create = full
    form.presenter.save()
    form.until(lambda state: state.error is not None)
    assert form.state.phase is Phase.READY
    assert form.state.is_dirty


def test_a_read_only_connection_cannot_save(form):
    form = form(me=a_me(permissions=frozenset({"listeners:read"}))).start()
    form.presenter.edit(**GOOD)
    assert form.state.why_read_only
    form.presenter.save()
    assert form.workspace.listeners.cached() == []
    assert form.said == [form.state.why_read_only], "Ctrl+S gets an answer"


def test_F20_what_somebody_else_changed_while_the_form_was_open_stays(form):
    form = form()
    listener = form.platform.put(a_listener(settings=settings(name="Old", mode=Mode.ENABLED)))
    form.workspace.sync.sync(JobControl())
    form.start(listener.id)
    form.presenter.edit(name="Mine")
    row = form.workspace.listeners.get(listener.id)
    elsewhere = replace(row.settings, mode=Mode.DISABLED)
    form.workspace.listeners.edit(JobControl(), listener.id, elsewhere)
    form.presenter.save()
    form.qtbot.waitUntil(lambda: bool(form.saved))
    kept = form.workspace.listeners.get(listener.id).settings
    assert (kept.name, kept.mode) == ("Mine", Mode.DISABLED)


def test_F21_what_somebody_else_changed_as_well_is_a_conflict_and_says_so(form):
    form = form()
    listener = form.platform.put(a_listener(settings=settings(name="Old")))
    form.workspace.sync.sync(JobControl())
    form.start(listener.id)
    form.presenter.edit(name="Mine")
    form.platform.put(replace(listener, settings=settings(name="Theirs"), version=2, etag='"2"'))
    form.workspace.sync.sync(JobControl())
    said = []
    form.presenter.announced.connect(lambda text, _assertive: said.append(text))
    form.presenter.save()
    form.qtbot.waitUntil(lambda: bool(form.saved))
    row = form.workspace.listeners.get(listener.id)
    assert row.state is SyncState.CONFLICT
    assert (row.settings.name, row.theirs.settings.name) == ("Mine", "Theirs")
    assert said == ["Saved here, with a conflict to resolve"]
