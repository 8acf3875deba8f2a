"""A received record is kept as a sample, or as a file: where a person said so, and no further."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.domain.errors import StoreError
from app.domain.samples import SAMPLES_LIMIT
from app.ui.tables import TableView
from app.ui.widgets import Banner, Field, Hint
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.webhook_calls import call, webhook


@pytest.fixture
def stage(qtbot, world, show, receiver):
    def open_(body=None, **how):
        page = show(**how)
        click(qtbot, page, "receiver_power")
        qtbot.waitUntil(lambda: receiver.state().is_listening)
        port = receiver.state().port
        call(port, webhook(port, {"id": "cli_1", "number": "C-1"} if body is None else body))
        table = find(page, TableView, "request_table")
        qtbot.waitUntil(lambda: table.model().rowCount() == 1)
        table.setFocus()
        qtbot.keyClick(table, Qt.Key.Key_Home)
        qtbot.waitUntil(find(page, QWidget, "request_detail").isVisible)
        return page

    return open_


def ask(qtbot, page):
    click(qtbot, page, "save_as_sample")
    dialog = find(page, QWidget, "sample_dialog")
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_it_is_kept_under_its_name_and_can_be_undone(qtbot, stage, world):
    page = stage()
    dialog = ask(qtbot, page)
    assert find(dialog, QLineEdit, "sample_name").text().startswith("C-1, ")
    assert world.samples.kept == {}
    type_into(qtbot, dialog, "sample_name", "A client")
    qtbot.keyClick(find(dialog, QLineEdit, "sample_name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.findChildren(QWidget, "sample_dialog"))
    [kept] = world.samples.kept.values()
    assert (kept.entity, kept.name) == ("clients", "A client")
    assert kept.body == b'{"id":"cli_1","number":"C-1"}'
    assert world.shell.announced == ["Saved as sample “A client”"]
    hint = find(page, Hint, "sample_kept")
    assert hint.isVisible()
    click(qtbot, page, "sample_not_wanted")
    qtbot.waitUntil(lambda: world.samples.kept == {})
    qtbot.waitUntil(lambda: not hint.isVisible())


def test_cancel_keeps_nothing(qtbot, stage, world):
    page = stage()
    click(qtbot, ask(qtbot, page), "cancel_sample")
    qtbot.waitUntil(lambda: not page.findChildren(QWidget, "sample_dialog"))
    assert world.samples.kept == {}


def test_without_a_name_it_is_not_kept(qtbot, stage, world):
    dialog = ask(qtbot, stage())
    type_into(qtbot, dialog, "sample_name", "  ")
    click(qtbot, dialog, "save_sample")
    assert [one.error for one in dialog.findChildren(Field)] == ["Fill this in."]
    assert world.samples.kept == {}


@pytest.mark.parametrize("fault", ["disk", "count", "record"])
def test_why_it_could_not_be_kept_is_said_in_place(qtbot, stage, world, fault):
    page = stage(b'{"id": "cli_1", "id": "cli_2"}' if fault == "record" else None)
    if fault == "disk":
        world.samples.error = StoreError("full", reason="disk_full")
    dialog = ask(qtbot, page)
    if fault == "count":
        for number in range(SAMPLES_LIMIT):
            world.samples.kept[str(number)] = None
    click(qtbot, dialog, "save_sample")
    banner = find(dialog, Banner, "sample_refused")
    qtbot.waitUntil(banner.isVisible)
    said = {
        "disk": "The disk is full",
        "count": "There are too many samples",
        "record": "It cannot be kept as a sample",
    }
    assert banner.title == said[fault]
    assert find(dialog, QAbstractButton, "save_sample").isEnabled()


@pytest.mark.parametrize("fault", [None, StoreError("full", reason="disk_full")])
def test_a_slow_disk_is_waited_for_so_that_what_comes_of_it_is_told(
    qtbot, stage, world, gate, fault
):
    world.samples.hold = gate
    page = stage()
    dialog = ask(qtbot, page)
    click(qtbot, dialog, "save_sample")
    gate.wait_entered()
    world.samples.error = fault
    assert not find(dialog, QAbstractButton, "cancel_sample").isEnabled()
    dialog.close()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    gate.opened.set()
    if fault is None:
        qtbot.waitUntil(lambda: not page.findChildren(QWidget, "sample_dialog"))
        assert len(world.shell.announced) == 1
    else:
        qtbot.waitUntil(find(dialog, Banner, "sample_refused").isVisible)
        click(qtbot, dialog, "cancel_sample")
        qtbot.waitUntil(lambda: not page.findChildren(QWidget, "sample_dialog"))


@pytest.mark.parametrize("body", [b"\x00\xff\x00", b"[1, 2]", b"", b'{"a": "' + b"x" * 300_000])
def test_what_is_no_record_cannot_be_kept_and_says_why(qtbot, stage, body):
    button = find(stage(body), QAbstractButton, "save_as_sample")
    assert not button.isEnabled()
    assert button.toolTip()


def test_the_body_is_written_to_a_file_byte_for_byte(qtbot, stage, world, tmp_path):
    page = stage(b'\x00\xff{"id"')
    world.dialogs.answers = [tmp_path / "body.bin"]
    actions = {one.objectName(): one for one in page.context().actions}
    actions["menu_file"].trigger()
    qtbot.waitUntil(lambda: world.shell.announced == ["Saved as body.bin"])
    assert (tmp_path / "body.bin").read_bytes() == b'\x00\xff{"id"'
    assert world.dialogs.asked[0][2].startswith("clients-")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_and_all_has_a_name(qtbot, stage, theme, scale):
    theme.apply("light", text_scale=scale)
    dialog = ask(qtbot, stage(size=(1600, 900)))
    assert nameless(dialog) == []
    qtbot.waitUntil(lambda: fits(dialog) is None)
