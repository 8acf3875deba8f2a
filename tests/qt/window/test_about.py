"""Help > About: the build, its libraries and their licences."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from app import __version__
from app.domain.build import Build, Library
from app.ui.about_dialog import AboutDialog, BuildFacts
from app.ui.widgets import Button, CodeView, ComboBox, PlainLabel

QT = Library("Qt", "6.12.0", "LGPL-3.0-only", ("Qt.txt",))
ZLIB = Library("zlib", "1.2.13")
BUILD = Build(__version__, "a" * 40, "2026-11-26", libraries=(QT, ZLIB))


@pytest.fixture
def opened(qtbot, runner):
    def opened(build: Build = BUILD) -> AboutDialog:
        facts = BuildFacts(
            lambda: build,
            lambda library: f"Licence of {library.name}" if library.texts else "",
            lambda build: f"all of {build.version}",
        )
        dialog = AboutDialog(facts, runner)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.findChild(Button, "about_copy").isEnabled())
        return dialog

    return opened


def licence(dialog: AboutDialog) -> str:
    return dialog.findChild(CodeView, "about_licence").full_text


def test_it_says_version_and_commit(opened):
    dialog = opened()
    assert dialog.findChild(PlainLabel, "about_version").text() == f"Version {__version__}"
    source = dialog.findChild(PlainLabel, "about_source").text()
    assert source == "Made of commit aaaaaaaaaaaa of 2026-11-26"


def test_a_source_tree_has_no_commit(opened):
    source = opened(Build(__version__)).findChild(PlainLabel, "about_source").text()
    assert source == "Runs from a source tree"


def test_each_library_shows_its_licence(opened, qtbot):
    dialog = opened()
    libraries = dialog.findChild(ComboBox, "about_libraries")
    assert [one.text for one in libraries.items] == ["Qt 6.12.0 · LGPL-3.0-only", "zlib 1.2.13"]
    qtbot.waitUntil(lambda: licence(dialog) == "Licence of Qt")
    libraries.setCurrentIndex(1)
    libraries.activated.emit(1)
    qtbot.waitUntil(lambda: licence(dialog).startswith("No copy of this licence is here"))


def test_the_details_can_be_copied(opened):
    opened().findChild(Button, "about_copy").click()
    assert QGuiApplication.clipboard().text() == f"all of {__version__}"


def test_closing_it_while_it_reads_leaves_nothing(qtbot, runner, gate):
    facts = BuildFacts(lambda: gate() or BUILD, lambda _library: "", lambda _build: "")
    dialog = AboutDialog(facts, runner)
    dialog.show()
    gate.wait_entered()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    gate.opened.set()
