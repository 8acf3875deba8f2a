"""Asks what a sample that is kept is to be called from now on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.samples import NAME_LIMIT, SavedSample, sample_name
from app.domain.validation import Refused
from app.ui.text import problems
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Button, Field, GrowingDialog, PlainLabel, TextField


class RenameDialog(GrowingDialog):
    """One name; closes once it is one that a sample may have.

    Signals:
        named: What it is to be called.
    """

    named = Signal(str)

    def __init__(self, sample: SavedSample, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rename_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Rename sample"))
        self._name = TextField(sample.name[:NAME_LIMIT])
        self._name.setObjectName("new_sample_name")
        self._field = Field(self.tr("Name"), self._name)
        cancel = Button(self.tr("Cancel"))
        cancel.setObjectName("cancel_rename")
        rename = Button(self.tr("Rename"), kind="primary")
        rename.setObjectName("rename")
        rename.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(rename)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.windowTitle(), TextRole.HEADING))
        column.addWidget(self._field)
        column.addStretch(1)
        column.addLayout(buttons)
        size_in_em(self, min_width=420)
        cancel.clicked.connect(self.reject)
        rename.clicked.connect(self._on_rename)
        self._name.selectAll()
        self._name.setFocus()

    @Slot()
    def _on_rename(self) -> None:
        try:
            name = sample_name(self._name.text())
        except Refused as exc:
            self._field.set_error(problems.of(exc.problem))
            self._name.setFocus()
            return
        self.accept()
        self.named.emit(name)
