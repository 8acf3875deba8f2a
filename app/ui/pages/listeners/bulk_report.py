"""What became of each listener of a bulk action: a window with a list, failures first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.listeners.bulk_words import ReportLine
from app.ui.tables import Cell, Column, Icon, KeyedTableModel, TableView, Text
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Button, PlainLabel, SecondLine

if TYPE_CHECKING:
    from app.ui.pages.listeners.bulk_words import Report

translate = QCoreApplication.translate


class BulkReportDialog(QDialog):
    """Shows a `Report`; closing it changes nothing.

    Signals:
        listener_wanted: The id of the one to go to.
    """

    listener_wanted = Signal(str)

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk_report")
        self.setWindowTitle(self.tr("Result"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        self._table = TableView(self.tr("What became of each"), multiple=False)
        self._table.setObjectName("report_table")
        self._table.set_model(_model(report, self), sortable=False)
        self._table.row_activated.connect(self._open)
        copy = Button(self.tr("Copy"), icon_name="copy")
        copy.setObjectName("copy_report")
        copy.clicked.connect(self._copy)
        close = Button(self.tr("Close"))
        close.setObjectName("close_report")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.setSpacing(2)
        head.addWidget(PlainLabel(report.sentence, TextRole.SECTION, wrap=True))
        head.addWidget(SecondLine(self.tr("Open one to go to its listener."), wrap=True))
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addLayout(buttons)
        column.addLayout(head)
        column.addWidget(self._table, 1)
        column.addLayout(foot)
        size_in_em(self, min_width=620)
        self.resize(self.sizeHint().expandedTo(self.minimumSize()).width(), 420)
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _open(self, listener_id: str) -> None:
        self.accept()
        self.listener_wanted.emit(listener_id)

    @Slot()
    def _copy(self) -> None:
        lines = [
            "\t".join((one.name, one.second, one.text.replace("\n", " ")))
            for one in self._report.lines
        ]
        QGuiApplication.clipboard().setText("\n".join((self._report.sentence, *lines)))


def _model(report: Report, parent: QDialog) -> KeyedTableModel[str, ReportLine]:
    model = KeyedTableModel(
        (
            Column[ReportLine](
                translate("listeners", "Listener"),
                lambda line: f"{line.name} {line.second}".strip(),
                cell=lambda line: Cell(
                    first=(Text(line.name, role=TextRole.STRONG),), second=(Text(line.second),)
                ),
                width_em=280,
            ),
            Column[ReportLine](
                translate("listeners", "Result"),
                lambda line: line.text,
                cell=_result,
            ),
        ),
        key=lambda line: line.listener_id,
        sentence=lambda line: f"{line.name}, {line.text}",
        parent=parent,
    )
    model.sync(report.lines)
    return model


def _result(line: ReportLine) -> Cell:
    name, ink = ("check-circle-fill", "ok") if line.is_done else ("x-circle-fill", "bad")
    words = Text(line.text, "" if line.is_done else "bad")
    return Cell(first=(Icon(name, f"{ink}_fill"), words))
