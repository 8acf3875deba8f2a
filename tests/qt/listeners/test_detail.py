"""What the detail panel says of one listener."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.domain import local_changes
from app.domain.control import JobControl
from app.domain.errors import FieldRefusal, TimedOut
from app.domain.listener import Mode, Status
from app.domain.sync_state import SyncState
from app.ui.access import Access
from app.ui.pages.listeners import detail, rows, selection_sum
from app.ui.pages.listeners.detail import NoticeAction, Recent
from app.ui.pages.listeners.facts import Facts
from app.ui.pages.listeners.panel_presenter import PanelPresenter
from app.ui.text.setting_words import Surroundings
from app.ui.theme import em
from tests.support.builders import (
    NOW,
    a_catalog,
    a_credential,
    a_delivery,
    a_listener,
    a_me,
    local,
    settings,
)
from tests.support.listener_list import list_presenter


def detail_of(one, *, credentials=(), may=None):
    around = Surroundings(may or Access(), a_catalog(), tuple(credentials), a_me())
    row = rows.of(one, a_catalog(), now=NOW)
    return detail.of(row, around, Recent(()), now=NOW)


def changes(one, **how):
    return {change.name: (change.before, change.after) for change in detail_of(one, **how).waiting}


def test_a_stopped_one_says_why_and_can_be_turned_on():
    shown = detail_of(local(a_listener(status=Status.SUSPENDED, status_reason="endpoint_gone")))
    assert "410" in shown.notice.title
    assert not shown.is_on
    assert not shown.why_no_switch


def test_an_unsupported_one_cannot_be_turned_on_and_says_why():
    shown = detail_of(
        local(a_listener(status=Status.UNSUPPORTED, status_reason="entity_not_listenable"))
    )
    assert "Entity not supported" in shown.why_no_switch


@pytest.mark.parametrize("mode", [Mode.PAUSED, Mode.DISABLED])
def test_one_that_is_off_says_what_happens_to_events(mode):
    status = Status.PAUSED if mode is Mode.PAUSED else Status.DISABLED
    shown = detail_of(local(a_listener(settings=settings(mode=mode), status=status)))
    assert "vents are" in shown.why_off


def test_T45_a_change_from_an_older_copy_is_no_refusal_of_the_platforms():
    waiting = local(mine=settings(name="x"), state=SyncState.WAITING, changed_at=NOW)
    shown = detail_of(local_changes.restored(waiting))
    assert "platform refused" not in shown.notice.title
    assert "older copy" in shown.notice.text
    assert [action for action, _label in shown.notice.actions] == [NoticeAction.EDIT]


def test_a_refusal_is_said_in_the_platforms_words():
    refused = local(
        mine=settings(),
        state=SyncState.REFUSED,
        refusals=(FieldRefusal("/destination/url", "address_blocked", "Not this one."),),
    )
    notice = detail_of(refused).notice
    assert notice.text == "Not this one."
    assert notice.actions[0][0] is NoticeAction.EDIT


@pytest.mark.parametrize(
    "change",
    [
        {"mine": settings(name="Mine"), "theirs": None},
        {"delete_wanted": True, "theirs": a_listener()},
    ],
    ids=["edited here, deleted there", "deleted here, edited there"],
)
def test_F22_F23_where_one_side_deleted_one_of_two_stands(change):
    conflict = local(state=SyncState.CONFLICT, **change)
    offered = [action for action, _text in detail_of(conflict).notice.actions]
    assert offered == [NoticeAction.KEEP_MINE, NoticeAction.TAKE_THEIRS]


def test_F20_where_both_changed_it_both_are_compared():
    conflict = local(mine=settings(name="Mine"), state=SyncState.CONFLICT, theirs=a_listener())
    assert [action for action, _text in detail_of(conflict).notice.actions] == [
        NoticeAction.RESOLVE
    ]


def test_what_waits_is_listed_before_and_after():
    credential = a_credential(name="CRM")
    wanted = settings(
        name="New",
        mode=Mode.DISABLED,
        function="update",
        channel_id="chn_1",
        url="https://other.example.com/x",
        auth_type="basic",
        credential_id=credential.id,
        signing=False,
    )
    waiting = local(mine=wanted, state=SyncState.WAITING)
    found = changes(waiting, credentials=[credential])
    assert found["Label"] == ("New clients to the CRM", "New")
    assert found["Status"] == ("On", "Off")
    assert found["Function"] == ("Create", "Update")
    assert found["Distribution Channel"] == ("Whole instance", "Western Cape brokers")
    assert found["Sends to"] == ("hooks.example.com/clients", "other.example.com/x")
    assert found["Credential"] == ("None", "CRM")
    assert ("On", "Off") in found.values()


def test_who_changed_it_is_named_only_where_it_is_known():
    assert detail_of(local(a_listener(updated_by="usr_1"))).changed_line.endswith("Thandi M.")
    assert "usr_2" not in detail_of(local(a_listener(updated_by="usr_2"))).changed_line


class TestRecentDeliveries:
    @pytest.fixture
    def panel(self, world):
        self.first, self.second = world.platform.put(a_listener()), world.platform.put(a_listener())
        world.platform.deliveries_ = [a_delivery(listener_id=self.first.id) for _one in range(6)]
        workspace = world.open()
        shown = list_presenter(world)
        made = PanelPresenter(shown, workspace.deliveries, world.runner)
        shown.reload()
        world.qtbot.waitUntil(lambda: len(shown.snapshot.rows) == 2)
        made.list = shown
        return made

    def test_are_read_for_the_selected_one(self, qtbot, panel):
        panel.select([self.first.id])
        assert panel.detail.recent == Recent()
        qtbot.waitUntil(lambda: panel.detail.recent.deliveries is not None)
        assert len(panel.detail.recent.deliveries) == 4

    def test_are_read_once_a_listener_made_here_is_on_the_platform(self, world, qtbot, panel):
        made = world.workspace.listeners.create(JobControl(), settings())
        panel.list.reload()
        qtbot.waitUntil(lambda: len(panel.list.snapshot.rows) == 3)
        panel.select([made.id])
        assert panel.detail.recent == Recent(())  # nothing can have been sent yet
        world.platform.deliveries_ = [a_delivery(listener_id=made.id)]
        world.sync()
        qtbot.waitUntil(lambda: bool(panel.detail.recent.deliveries))

    def test_are_read_of_one_that_comes_after_it_was_selected(self, world, qtbot, panel):
        late = a_listener()
        panel.select([late.id])
        assert panel.detail is None
        world.platform.put(late)
        world.sync()
        qtbot.waitUntil(lambda: panel.detail is not None)
        qtbot.waitUntil(lambda: panel.detail.recent.deliveries == ())

    def test_a_late_answer_never_shows_under_another(self, world, qtbot, panel, gate):
        world.platform.before["deliveries"] = gate
        panel.select([self.first.id])
        gate.wait_entered()
        panel.select([self.second.id])
        gate.opened.set()
        qtbot.waitUntil(lambda: panel.detail.recent.deliveries is not None)
        assert panel.detail.recent.deliveries == ()

    def test_a_failure_is_said_there(self, world, qtbot, panel):
        error = TimedOut("x", host="p.example")
        world.platform.fail("deliveries", error)
        panel.select([self.first.id])
        qtbot.waitUntil(lambda: panel.detail.recent.error is error)

    def test_several_are_summed_and_one_that_goes_closes_the_panel(self, world, qtbot, panel):
        panel.select([self.first.id, self.second.id])
        assert panel.detail is None
        assert selection_sum.of(panel.several).states == "2 active"
        panel.select([self.first.id])
        world.platform.remove(self.first.id)
        world.sync()
        qtbot.waitUntil(lambda: panel.detail is None)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_turning_it_off_moves_no_fact(qtbot, theme, scale):
    theme.apply("light", text_scale=scale)
    facts = Facts()
    qtbot.addWidget(facts)
    facts.resize(em(320), em(400))
    with qtbot.waitExposed(facts):
        facts.show()
    second = facts.findChild(QLabel, "status_second")
    destination = facts.findChild(QLabel, "destination")
    seen = set()
    for mode, status in (
        (Mode.ENABLED, Status.ACTIVE),
        (Mode.DISABLED, Status.DISABLED),
        (Mode.PAUSED, Status.PAUSED),
    ):
        shown = detail_of(local(a_listener(settings=settings(mode=mode), status=status)))
        facts.show_detail(shown)
        qtbot.waitUntil(lambda: second.width() >= second.sizeHint().width() > 0)
        assert second.text() == (shown.why_off or shown.row.status.detail)
        seen.add(destination.y())
    assert len(seen) == 1


def test_of_a_mail_nothing_is_said_that_only_a_call_has(qtbot, theme):
    facts = Facts()
    qtbot.addWidget(facts)
    signing = facts.findChild(QLabel, "signing")
    with qtbot.waitExposed(facts):
        facts.show()
    for address, is_seen in (("ops@example.com", False), ("", True)):
        to = {"address": address} if address else {}
        facts.show_detail(detail_of(local(a_listener(settings=settings(**to)))))
        names = [one.text() for one in facts.findChildren(QLabel) if one.isVisible()]
        assert signing.isVisible() is is_seen
        assert ("Signing" in names) is ("Authentication" in names) is is_seen
