"""Renaming and deleting a sample of one's own, where it is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit

from app.domain.control import JobControl
from app.ui.pages.listener_form.preview_text import Preview
from app.ui.pages.listener_form.sample_row import SampleRow
from app.ui.pages.listener_form.saved_samples import SavedSamples
from app.ui.theme import Theme
from app.ui.widgets import Field
from tests.support.page_world import PageWorld, click, find, fits, nameless


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def row(qtbot, runner, theme):
    """The row with one sample chosen, over real services."""
    world = PageWorld(qtbot, runner)
    workspace = world.open()
    kept = workspace.samples.keep(JobControl(), "clients", "A client", b'{"id":"cli_7"}')
    saved = SavedSamples(workspace.samples, runner, world.events)
    row = SampleRow(saved)
    row.world, row.saved, row.kept = world, saved, kept
    qtbot.addWidget(row)
    row.resize(600, 100)
    row.show()

    def show():
        samples = (("", "Sample record"), *((one.id, one.name) for one in saved.items))
        row.show_preview(Preview(samples=samples, chosen=kept.id))

    saved.changed.connect(show)
    saved.show("clients")
    qtbot.waitUntil(lambda: saved.items == (kept,))
    yield row
    saved.deleteLater()


def ask(qtbot, row):
    click(qtbot, row, "rename_sample")
    dialog = find(row, QDialog, "rename_dialog")
    qtbot.waitUntil(dialog.isVisible)
    return dialog, find(dialog, QLineEdit, "new_sample_name")


def test_a_sample_is_renamed_by_the_keys_alone(qtbot, row):
    dialog, name = ask(qtbot, row)
    answers = []
    dialog.finished.connect(answers.append)
    assert name.selectedText() == "A client"
    qtbot.keyClicks(name, "A smoker")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.world.samples.kept[row.kept.id].name == "A smoker")
    assert answers == [QDialog.DialogCode.Accepted.value]


def test_a_name_that_no_sample_may_have_is_said_and_keeps_the_dialog(qtbot, row):
    dialog, name = ask(qtbot, row)
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    click(qtbot, dialog, "rename")
    assert dialog.isVisible()
    assert dialog.findChild(Field).error
    click(qtbot, dialog, "cancel_rename")
    assert row.world.samples.kept[row.kept.id].name == "A client"


def test_only_ones_own_can_be_renamed_or_deleted(row):
    row.show_preview(Preview(samples=(("", "Sample record"),), chosen=""))
    for name in ("rename_sample", "delete_sample"):
        assert not find(row, QAbstractButton, name).isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_and_all_has_a_name(qtbot, row, theme, scale):
    theme.apply("light", text_scale=scale)
    dialog, _name = ask(qtbot, row)
    assert nameless(dialog) == []
    qtbot.waitUntil(lambda: fits(dialog) is None)
