"""How an export goes, above the list: it blocks nothing, and stays until it was read."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.deliveries.export_presenter import ExportPresenter, ExportState, Stage
from app.ui.text import errors, times
from app.ui.theme import Tone
from app.ui.widgets import Button, Hint, ProgressBar


class ExportStrip(QWidget):
    """Shows an `ExportPresenter`; not there while there is nothing to say."""

    def __init__(self, export: ExportPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Hint("", Tone.MUTE)
        self._words.setObjectName("export_words")
        self._bar = ProgressBar(self.tr("Progress of the export"))
        self._again = Button(self.tr("Try again"))
        self._again.setObjectName("export_again")
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.setObjectName("cancel_export")
        self._close = Button(self.tr("Close"))
        self._close.setObjectName("close_export")
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addStretch(1)  # level with the buttons
        left.addWidget(self._words)
        left.addWidget(self._bar)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 12, 8)
        row.setSpacing(8)
        row.addLayout(left, 1)
        for button in (self._again, self._cancel, self._close):
            row.addWidget(button)
        self._again.clicked.connect(export.again)
        self._cancel.clicked.connect(export.cancel)
        self._close.clicked.connect(export.dismiss)
        export.changed.connect(self._show)
        self._show(export.state)

    @Slot(object)
    def _show(self, state: ExportState) -> None:
        self.setVisible(state.stage is not Stage.IDLE)
        is_writing = state.stage is Stage.WRITING
        self._bar.setVisible(is_writing)
        self._cancel.setVisible(is_writing)
        self._close.setVisible(not is_writing)
        self._again.setVisible(state.stage is Stage.FAILED)
        if state.progress is not None:
            self._bar.set_progress(state.progress.done, state.progress.total or 0)
        else:
            self._bar.set_progress(0, 1)
        text, tone = self._words_of(state)
        self._words.set_message(text, tone)

    def _words_of(self, state: ExportState) -> tuple[str, Tone]:
        name = state.path.name
        if state.stage is Stage.FAILED and state.error is not None:
            told = errors.of(state.error)
            text = self.tr("{file} was not written. {why}").format(
                file=name, why=f"{told.title}. {told.text}"
            )
            return text, Tone.BAD
        if state.stage is Stage.WRITTEN:
            count = self.tr("%Ln delivery(s)", "", state.count)
            text = self.tr("{deliveries} exported to {path}").format(
                deliveries=count, path=str(state.path)
            )
            return text, Tone.OK
        if state.progress is None or state.progress.total is None:
            return self.tr("Exporting to {file}").format(file=name), Tone.MUTE
        text = self.tr("Exporting to {file}: {done} of {total}").format(
            file=name,
            done=times.number(state.progress.done),
            total=times.number(state.progress.total),
        )
        return text, Tone.MUTE
