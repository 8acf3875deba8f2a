"""Help > About: which build this is, and whose work is in it under which licence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app import DISPLAY_NAME, __version__
from app.domain.build import Build, Library
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Button, CodeView, ComboBox, ComboItem, PlainLabel

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.runtime.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """How a build is asked about itself; each reads files, so each is a job's.

    Attributes:
        build: What runs.
        texts: The licence of one library, word for word; "" where there is no copy.
        description: All of a build as text to be copied.
    """

    build: Callable[[], Build]
    texts: Callable[[Library], str]
    description: Callable[[Build], str]


class AboutDialog(QDialog):
    """Shows the version at once, and the rest as soon as it was read."""

    def __init__(
        self, facts: BuildFacts, runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About"))
        self._facts = facts
        self._runner = runner
        self._all_text = ""
        self._version = PlainLabel(self.tr("Version {version}").format(version=__version__))
        self._version.setObjectName("about_version")
        self._source = PlainLabel("", ink="text2", wrap=True)
        self._source.setObjectName("about_source")
        self._libraries = ComboBox(
            placeholder=self.tr("Choose a library"),
            name=self.tr("Libraries and their licences"),
        )
        self._libraries.setObjectName("about_libraries")
        self._libraries.chosen.connect(self._show_licence)
        self._licence = CodeView(self.tr("Licence"), numbered=False)
        self._licence.setObjectName("about_licence")
        self._copy = Button(self.tr("Copy details"))
        self._copy.setObjectName("about_copy")
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._copy_all)
        self._lay_out()
        size_in_em(self, min_width=620, min_height=480)
        reading = runner.submit(self._read, name="about.read", owner=self)
        reading.succeeded.connect(self._show_build)

    def _lay_out(self) -> None:
        close = Button(self.tr("Close"))
        close.setObjectName("about_close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        terms = self.tr(
            "Apache License 2.0. Not the vendor's own, and not endorsed by it. "
            "It is built on the work of others:"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(PlainLabel(DISPLAY_NAME, TextRole.HEADING, wrap=True))
        column.addWidget(self._version)
        column.addWidget(self._source)
        column.addSpacing(8)
        column.addWidget(PlainLabel(terms, wrap=True))
        column.addWidget(self._libraries)
        column.addWidget(self._licence, 1)
        column.addSpacing(8)
        column.addLayout(buttons)

    def _read(self, _control: JobControl) -> tuple[Build, str]:
        build = self._facts.build()
        return build, self._facts.description(build)

    @Slot(object)
    def _show_build(self, read: tuple[Build, str]) -> None:
        build, self._all_text = read
        made_of = self.tr("Made of commit {commit}").format(commit=build.source)
        self._source.setText(made_of if build.source else self.tr("Runs from a source tree"))
        self._copy.setEnabled(True)
        self._libraries.set_items(
            ComboItem(_line_of(library), library) for library in build.libraries
        )
        if build.libraries:
            self._libraries.set_value(build.libraries[0])
            self._show_licence(build.libraries[0])

    @Slot(object)
    def _show_licence(self, library: Library) -> None:
        reading = self._runner.submit(
            lambda _control: self._facts.texts(library),
            name="about.licence",
            key="about.licence",
            owner=self,
        )
        reading.succeeded.connect(self._show_texts)

    @Slot(str)
    def _show_texts(self, texts: str) -> None:
        self._licence.set_code(
            texts or self.tr("No copy of this licence is here; it came with the library.")
        )

    @Slot()
    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._all_text)


def _line_of(library: Library) -> str:
    known = f"{library.name} {library.version}"
    return f"{known} · {library.licence}" if library.licence else known
