"""The log comes back as it was left, but for what was typed and for other people."""

from __future__ import annotations

import pytest

from app.domain.audit import SYSTEM
from app.domain.window_memory import AS_MADE, ListMemory
from app.ui.pages.changes.wanted import About, Wanted, Window, recalled
from app.ui.tables import TableView
from app.ui.widgets import Button, ComboBox, Segmented
from tests.qt.changes.conftest import some_days
from tests.support.page_world import click, find


def test_filters_and_the_row_come_back(qtbot, show, world):
    world.platform.audit_ = some_days(4)
    page = show()
    table = find(page, TableView, "change_table")
    qtbot.waitUntil(table.isVisible)
    page._list.choose_about(About.LISTENERS)
    page._list.choose_window(Window.MONTH)
    qtbot.waitUntil(lambda: not world.runner.is_busy and table.isVisible())
    key = next(one.entry.id for one in table.model() if getattr(one, "entry", None))
    table.select_keys([key])
    left = ListMemory(filters={"kind": "listeners", "time": "month"}, selected_id=key)
    qtbot.waitUntil(lambda: world.shell.lists["changes"] == left)
    again = show()
    qtbot.waitUntil(lambda: find(again, TableView, "change_table").selected_keys == (key,))
    assert find(again, Segmented, "about").value is About.LISTENERS
    assert find(again, ComboBox, "window_filter").value is Window.MONTH
    assert find(again, Button, "clear_all_filters").isVisible()
    click(qtbot, again, "clear_all_filters")
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    assert not again.is_narrowed
    assert not world.shell.lists["changes"].filters


def test_a_resource_that_one_came_for_is_not_kept(qtbot, show, world):
    world.platform.audit_ = some_days(1)
    page = show()
    page.enter(resource_id="lst_1", name="Thandi's listener")
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    assert world.shell.lists.get("changes", AS_MADE) == AS_MADE


@pytest.mark.parametrize(
    ("actor_id", "kept"),
    [
        ("usr_me", {"by": "me"}),
        (SYSTEM, {"by": "platform"}),
        ("thandi@example.com", {}),
        (None, {}),
    ],
)
def test_T47_nobody_else_is_named(actor_id, kept):
    wanted = Wanted(text="typed", actor_id=actor_id, resource_id="lst_1")
    assert wanted.to_keep("usr_me") == kept
    assert recalled(kept, "usr_me").actor_id == (actor_id if kept else None)
    assert recalled(kept, "").actor_id == (SYSTEM if actor_id == SYSTEM else None)


def test_nonsense_leaves_nothing_out():
    assert recalled({"kind": "?", "time": "", "by": "lst_1"}, "usr_me").is_everything
