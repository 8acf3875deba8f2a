"""Exporting the list: asked where, written in the background, cancelled, told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.delivery import DeliveryStatus
from app.domain.errors import NetworkError
from app.domain.export import ExportKind
from app.ui.exports.presenter import kind_of, with_suffix
from app.ui.widgets import Hint
from tests.support.builders import NOW, a_delivery
from tests.support.page_world import click, find, fits
from tests.support.scripted_deliveries import Scripted, made


@pytest.fixture
def page(qtbot, build, platform):
    failed = DeliveryStatus.FAILED
    platform.deliveries_ = [
        a_delivery(created_at=NOW.replace(year=2025), status=failed),
        a_delivery(created_at=NOW.replace(year=2025)),
    ]
    return build(Scripted(made(1), made(2, status=failed)))


def words(page):
    hint = find(page, Hint, "export_words")
    return hint.text if hint.isVisible() else ""


def test_writes_what_is_filtered_where_it_was_told(qtbot, page, dialogs, shell, tmp_path):
    click(qtbot, page, "segment_failed")
    path = tmp_path / "out.csv"
    dialogs.answers = [path]
    click(qtbot, page, "export_deliveries")
    qtbot.waitUntil(lambda: words(page) == f"1 delivery exported to {path}")
    ((_kind, _title, suggestion, _filters),) = dialogs.asked
    assert suggestion.startswith("deliveries-2026-11-2")
    assert suggestion.endswith(".csv")
    assert path.read_bytes().count(b"\r\n") == 2
    assert shell.announced == ["Exported to out.csv"]
    click(qtbot, page, "close_export")
    assert words(page) == ""


def test_not_choosing_a_file_writes_nothing(qtbot, page, dialogs, platform):
    dialogs.answers = [None]
    click(qtbot, page, "export_deliveries")
    assert words(page) == ""
    assert platform.calls == []


def test_a_name_without_a_suffix_gets_one_and_asks_before_it_replaces(
    qtbot, page, dialogs, tmp_path
):
    (tmp_path / "out.csv").write_bytes(b"old")
    dialogs.answers = [tmp_path / "out", False]
    click(qtbot, page, "export_deliveries")
    assert dialogs.asked[-1][:2] == ("confirm", "Replace out.csv?")
    assert (tmp_path / "out.csv").read_bytes() == b"old"
    dialogs.answers = [tmp_path / "out", True]
    click(qtbot, page, "export_deliveries")
    qtbot.waitUntil(lambda: "exported" in words(page))
    assert (tmp_path / "out.csv").read_bytes() != b"old"


def test_cancelling_leaves_no_file_and_one_runs_at_a_time(
    qtbot, page, dialogs, platform, tmp_path, gate, runner
):
    platform.before["deliveries"] = gate
    dialogs.answers = [tmp_path / "out.csv"]
    click(qtbot, page, "export_deliveries")
    gate.wait_entered()
    button = find(page, QWidget, "export_deliveries")
    assert not button.isEnabled()
    assert button.toolTip() == "An export is being written"
    click(qtbot, page, "cancel_export")
    assert words(page) == ""
    gate.opened.set()
    assert runner.shutdown(timeout_s=30)
    assert list(tmp_path.iterdir()) == []


def test_the_keys_are_on_the_button_again_once_the_file_is_written(qtbot, page, dialogs, tmp_path):
    dialogs.answers = [tmp_path / "out.csv"]
    button = find(page, QAbstractButton, "export_deliveries")
    qtbot.waitUntil(page.isActiveWindow)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "exported" in words(page))
    qtbot.waitUntil(button.hasFocus)


def test_a_failure_says_why_and_can_be_tried_again(qtbot, page, dialogs, platform, shell, tmp_path):
    platform.fail("deliveries", NetworkError("gone", host="p.example"))
    dialogs.answers = [tmp_path / "out.ndjson"]
    click(qtbot, page, "export_deliveries")
    qtbot.waitUntil(lambda: "was not written" in words(page))
    assert "p.example cannot be reached" in words(page)
    assert shell.announced == ["out.ndjson was not written"]
    click(qtbot, page, "export_again")
    qtbot.waitUntil(lambda: "exported" in words(page))
    assert (tmp_path / "out.ndjson").read_bytes().count(b"\n") == 2


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off(qtbot, page, theme, dialogs, tmp_path, scale):
    theme.apply("light", text_scale=scale)
    dialogs.answers = [tmp_path / "a rather long name of a file for the auditors.csv"]
    click(qtbot, page, "export_deliveries")
    qtbot.waitUntil(lambda: "exported" in words(page))
    assert find(page, QAbstractButton, "close_export").isVisible()
    qtbot.waitUntil(lambda: fits(page) is None)


def test_the_name_says_what_is_written():
    assert kind_of(Path("a.NDJSON")) is ExportKind.NDJSON
    assert kind_of(Path("a.jsonl")) is ExportKind.NDJSON
    assert kind_of(Path("a.csv")) is ExportKind.CSV
    assert with_suffix(Path("a.b")) == Path("a.b.csv")
    assert with_suffix(Path("x/a.ndjson")) == Path("x/a.ndjson")
