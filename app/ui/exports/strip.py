"""How an export goes, above the list: it blocks nothing, and stays until it was read."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.exports.presenter import ExportPresenter, ExportState, Stage
from app.ui.shell import Shell
from app.ui.text import errors, times
from app.ui.theme import Tone
from app.ui.widgets import Button, Hint, ProgressBar


class ExportStrip(QWidget):
    """Shows an `ExportPresenter`, and says its end aloud; not there while nothing is to say."""

    def __init__(
        self, export: ExportPresenter, shell: Shell, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._export = export
        self._count = export.subject.count
        self._shell = shell
        self._stage = Stage.IDLE
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

    @property
    def under_way(self) -> str:
        """What is written, in words; "" while nothing is."""
        state = self._export.state
        if state.stage is not Stage.WRITING:
            return ""
        return self.tr("The export to {file}").format(file=state.path.name)

    @Slot(object)
    def _show(self, state: ExportState) -> None:
        self.setVisible(state.stage is not Stage.IDLE)
        is_writing = state.stage is Stage.WRITING
        progress = state.progress
        total = progress.total if progress is not None else None
        self._bar.setVisible(is_writing and total is not None)
        self._cancel.setVisible(is_writing)
        self._close.setVisible(not is_writing)
        self._again.setVisible(state.stage is Stage.FAILED)
        if progress is not None and total is not None:
            self._bar.set_progress(progress.done, total)
        text, tone = self._words_of(state)
        self._words.set_message(text, tone)
        if state.stage is not self._stage:
            self._stage = state.stage
            self._say_end(state)

    def _say_end(self, state: ExportState) -> None:
        if state.stage is Stage.WRITTEN:
            self._shell.announce(self.tr("Exported to {file}").format(file=state.path.name))
        elif state.stage is Stage.FAILED:
            text = self.tr("{file} was not written").format(file=state.path.name)
            self._shell.announce(text, assertive=True)

    def _words_of(self, state: ExportState) -> tuple[str, Tone]:
        name = state.path.name
        if state.stage is Stage.FAILED and state.error is not None:
            told = errors.of(state.error)
            text = self.tr("{file} was not written. {why}").format(
                file=name, why=f"{told.title}. {told.text}"
            )
            return text, Tone.BAD
        if state.stage is Stage.WRITTEN:
            text = self.tr("{things} exported to {path}").format(
                things=self._count(state.count), path=str(state.path)
            )
            return text, Tone.OK
        return self._words_of_writing(name, state), Tone.MUTE

    def _words_of_writing(self, name: str, state: ExportState) -> str:
        progress = state.progress
        if progress is None:
            return self.tr("Exporting to {file}").format(file=name)
        if progress.total is None:
            return self.tr("Exporting to {file}: looked through {things}").format(
                file=name, things=self._count(progress.done)
            )
        return self.tr("Exporting to {file}: {done} of {total}").format(
            file=name, done=times.number(progress.done), total=times.number(progress.total)
        )
