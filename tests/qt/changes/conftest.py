"""What every test of the Changes page needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.workspace import Environment
from app.ui.pages.changes.page import build
from app.ui.theme import Theme
from tests.support.audit_entries import an_entry
from tests.support.builders import ALL_PERMISSIONS, NOW, a_me, settings
from tests.support.page_world import PageWorld

AUDITING = frozenset({"changes", "test", "trace", "records", "audit"})


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def world(qtbot, runner, theme):
    """Real services over a fake platform that keeps an audit log."""
    return PageWorld(qtbot, runner)


@pytest.fixture
def show(qtbot, world, runner):
    """Opens the workspace and shows the page, as it stands after `now`."""

    def show(
        *,
        environment=Environment.SANDBOX,
        read_only=False,
        without=(),
        capabilities=AUDITING,
        size=(1068, 740),
    ):
        me = replace(
            a_me(capabilities=capabilities), permissions=ALL_PERMISSIONS - frozenset(without)
        )
        workspace = world.open(environment=environment, me=me, read_only=read_only)
        page = build(
            workspace,
            runner,
            world.events,
            world.shell,
            world.dialogs,
            request_sync=world.request_sync,
            clock=lambda: NOW,
        )
        qtbot.addWidget(page)
        page.resize(*size)
        page.enter()
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


def some_days(count, *, per_day=2):
    """`count` edits of a listener, `per_day` a day, the oldest first."""
    made = []
    for number in range(count):
        at = -timedelta(days=(count - 1 - number) // per_day, minutes=count - number)
        made.append(
            an_entry(
                before=settings(name=f"Name {number}"),
                after=settings(name=f"Name {number + 1}"),
                seconds=at.total_seconds(),
                entry_id=f"aud_{number:04d}",
            )
        )
    return made
