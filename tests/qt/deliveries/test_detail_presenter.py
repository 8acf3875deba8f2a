"""The selected delivery: read in full, and again whenever its row changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.delivery import DeliveryStatus
from app.domain.errors import TimedOut
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter
from tests.support.scripted_deliveries import Scripted, made


@pytest.fixture
def service():
    return Scripted(made(1, payload="{}"), made(2, payload="{}"))


@pytest.fixture
def presenter(service, runner):
    return DeliveryDetailPresenter(service, runner)


def is_full(detail):
    return detail is not None and detail.full is not None


def test_shows_what_is_listed_at_once_and_then_the_whole(qtbot, presenter, service):
    listed = replace(service.rows[0], payload=None)
    with qtbot.waitSignal(presenter.changed, check_params_cb=is_full) as news:
        presenter.show(listed)
    first, last = (args[0] for args in news.all_args)
    assert (first.listed, first.full) == (listed, None)
    assert last.full == service.rows[0]


def test_only_the_newest_choice_is_shown(qtbot, presenter, service):
    presenter.show(service.rows[0])
    with qtbot.waitSignal(presenter.changed, check_params_cb=is_full):
        presenter.show(service.rows[1])
    assert presenter.detail.full.id == service.rows[1].id


def test_a_changed_row_is_read_again(qtbot, presenter, service):
    with qtbot.waitSignal(presenter.changed, check_params_cb=is_full):
        presenter.show(service.rows[0])
    service.rows[0] = replace(service.rows[0], status=DeliveryStatus.FAILED)

    def has_failed(detail):
        return detail.full is not None and detail.full.status is DeliveryStatus.FAILED

    with qtbot.waitSignal(presenter.changed, check_params_cb=has_failed):
        presenter.follow(service.rows[0])
    assert len(service.read) == 2


def test_an_unchanged_or_another_row_is_not_read_again(qtbot, presenter, service):
    with qtbot.waitSignal(presenter.changed, check_params_cb=is_full):
        presenter.show(service.rows[0])
    presenter.follow(service.rows[0])
    presenter.follow(service.rows[1])
    presenter.show(service.rows[0])
    assert service.read == [service.rows[0].id]


def test_a_failure_is_told_and_the_listed_part_stays(qtbot, presenter, service):
    error = TimedOut("30 s")
    service.faults.append(error)

    def has_error(detail):
        return detail.error is error

    with qtbot.waitSignal(presenter.changed, check_params_cb=has_error):
        presenter.show(service.rows[0])
    assert presenter.detail.listed == service.rows[0]
    with qtbot.waitSignal(presenter.changed, check_params_cb=is_full):
        presenter.refresh()
    assert presenter.detail.error is None


def test_showing_nothing(qtbot, presenter, service):
    presenter.show(service.rows[0])
    with qtbot.waitSignal(presenter.changed, timeout=0):
        presenter.show(None)
    assert presenter.detail is None
