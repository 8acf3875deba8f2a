"""The mailbox on a slow disk: one look after the other, and none called off by the next."""

from __future__ import annotations

import pytest

from app.services.mailbox import MailboxState
from app.ui.pages.mailbox.presenter import MailboxPresenter, Phase


class SlowMailbox:
    """Counts the looks, and holds each of them at the gate."""

    def __init__(self, gate) -> None:
        self.looks, self._gate = 0, gate

    def look(self, control) -> MailboxState:
        self.looks += 1
        self._gate()
        return MailboxState()


@pytest.fixture
def mailbox(gate):
    return SlowMailbox(gate)


@pytest.fixture
def presenter(qtbot, world, runner, mailbox):
    presenter = MailboxPresenter(mailbox, runner, world.events, every_ms=0)
    yield presenter
    presenter.set_active(is_active=False)
    qtbot.waitUntil(lambda: not runner.is_busy)
    presenter.deleteLater()


def test_whatever_happens_during_a_look_has_one_more_and_calls_off_none(
    qtbot, world, presenter, mailbox, gate
):
    presenter.set_active(is_active=True)
    gate.wait_entered()
    presenter.look()
    world.events.deliveries_changed.emit()
    assert not presenter._timer.isActive()
    with qtbot.waitSignal(presenter.status_changed):
        gate.opened.set()
    assert presenter.status.phase is Phase.READY
    presenter.set_active(is_active=False)
    qtbot.waitUntil(lambda: not presenter._runner.is_busy)
    assert mailbox.looks == 2


def test_a_message_is_not_called_missing_by_a_look_that_began_before_it_was_asked_for(
    qtbot, presenter, mailbox, gate
):
    missing = []
    presenter.missing.connect(lambda: missing.append(mailbox.looks))
    presenter.set_active(is_active=True)
    gate.wait_entered()
    presenter.want("evt_1.lst_inbox")
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(missing))
    assert missing[0] >= 2
