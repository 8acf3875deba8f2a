"""Exporting the audit log from its page: as it is filtered there."""

from __future__ import annotations

import csv
import json

import pytest
from PySide6.QtWidgets import QAbstractButton

from app.domain.announce import Changed
from app.domain.errors import NetworkError, PermissionMissing
from app.domain.workspace import SyncOverview
from app.ui.tables import TableView
from app.ui.widgets import Hint
from tests.qt.changes.conftest import AUDITING, some_days
from tests.support.audit_entries import an_entry
from tests.support.builders import NOW, settings
from tests.support.page_world import click, find, fits, type_into


@pytest.fixture
def page(qtbot, show, world):
    edited = an_entry(after=settings(name="Of the broker"), before=settings(), entry_id="aud_edit")
    secret = an_entry("secret_revealed", of="lst_2", entry_id="aud_secret")
    by_other = an_entry("deleted", of="lst_2", entry_id="aud_other", actor=("usr_2", "Ana"))
    world.platform.audit_ = [*some_days(3), edited, secret, by_other]
    page = show()
    qtbot.waitUntil(lambda: find(page, TableView, "change_table").model().rowCount() > 5)
    return page


def words(page):
    hint = find(page, Hint, "export_words")
    return hint.text if hint.isVisible() else ""


def export(qtbot, page, world, path):
    world.dialogs.answers = [path]
    click(qtbot, page, "export_changes")
    qtbot.waitUntil(lambda: "exported" in words(page))


def ids(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row["id"] for row in csv.DictReader(lines)]


def test_all_that_is_shown_is_written_and_told(qtbot, page, world, tmp_path):
    path = tmp_path / "out.csv"
    export(qtbot, page, world, path)
    assert words(page) == f"6 changes exported to {path}"
    ((_kind, title, suggestion, _filters),) = world.dialogs.asked
    assert title == "Export changes"
    assert suggestion.startswith("changes-2026-11-2")
    assert ids(path)[:3] == ["aud_other", "aud_secret", "aud_edit"]
    assert world.shell.announced == ["Exported to out.csv"]


def test_what_is_filtered_here_or_by_the_platform_is_left_out(qtbot, page, world, tmp_path):
    click(qtbot, page, "about_secrets")
    export(qtbot, page, world, tmp_path / "secrets.csv")
    assert ids(tmp_path / "secrets.csv") == ["aud_secret"]
    click(qtbot, page, "about_all")
    type_into(qtbot, page, "search", "of the BROKER")
    export(qtbot, page, world, tmp_path / "found.ndjson")
    (line,) = (tmp_path / "found.ndjson").read_bytes().splitlines()
    assert json.loads(line)["id"] == "aud_edit"


def test_a_search_that_is_changed_meanwhile_changes_no_export(
    qtbot, page, world, tmp_path, gate, runner
):
    world.platform.before["audit"] = gate
    world.dialogs.answers = [tmp_path / "out.csv"]
    click(qtbot, page, "about_secrets")
    click(qtbot, page, "export_changes")
    gate.wait_entered()
    click(qtbot, page, "about_records")
    gate.opened.set()
    qtbot.waitUntil(lambda: "exported" in words(page))
    assert ids(tmp_path / "out.csv") == ["aud_secret"]


def test_a_failure_is_said_and_tried_again_with_the_same_filters(qtbot, page, world, tmp_path):
    click(qtbot, page, "about_secrets")
    world.platform.fail("audit", NetworkError("gone", host="p.example"))
    world.dialogs.answers = [tmp_path / "out.csv"]
    click(qtbot, page, "export_changes")
    qtbot.waitUntil(lambda: "was not written" in words(page))
    assert "p.example cannot be reached" in words(page)
    assert list(tmp_path.iterdir()) == []
    click(qtbot, page, "about_all")
    click(qtbot, page, "export_again")
    qtbot.waitUntil(lambda: "exported" in words(page))
    assert ids(tmp_path / "out.csv") == ["aud_secret"]


@pytest.mark.parametrize(
    ("capabilities", "why"),
    [
        (AUDITING, "Your account may not view changes"),
        (frozenset({"changes"}), "This platform tells no changes"),
    ],
)
def test_where_there_never_are_changes_the_button_says_why(qtbot, show, world, capabilities, why):
    error = PermissionMissing("no", status=403, permission="audit:read")
    world.platform.fail("audit", error)
    page = show(capabilities=capabilities)
    button = find(page, QAbstractButton, "export_changes")
    qtbot.waitUntil(lambda: not button.isEnabled())
    assert button.toolTip() == why


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off(qtbot, page, world, theme, tmp_path, scale):
    theme.apply("light", text_scale=scale)
    export(qtbot, page, world, tmp_path / "a rather long name of a file for the auditors.csv")
    qtbot.waitUntil(lambda: fits(page) is None)


def test_while_the_platform_is_away_nothing_is_exported_and_that_is_said(qtbot, show, world):
    page = show()
    button = find(page, QAbstractButton, "export_changes")
    qtbot.waitUntil(button.isEnabled)
    for is_away in (True, False):
        overview = SyncOverview(online=not is_away, offline_since=NOW if is_away else None)
        with qtbot.waitSignal(world.events.sync_changed):
            world.events.announce(Changed.SYNC, overview)
        assert button.isEnabled() is not is_away
        assert ("needs a connection" in button.toolTip()) is is_away


def test_an_answer_while_the_platform_was_away_has_the_sync_look_again(qtbot, show, world):
    page = show()
    qtbot.waitUntil(lambda: not page._list.status.is_loading)
    with qtbot.waitSignal(world.events.sync_changed):
        world.events.announce(Changed.SYNC, SyncOverview(offline_since=NOW))
    with qtbot.waitSignal(world.events.platform_moved):
        page.refresh()
