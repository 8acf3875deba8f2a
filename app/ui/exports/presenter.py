"""Writing the list into a file: one at a time, with an end that is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl, Progress
from app.domain.errors import AppError
from app.domain.export import ExportKind
from app.ui.exports.subject import Subject

if TYPE_CHECKING:
    from app.runtime.tasks import Task, TaskRunner

Write = Callable[[JobControl, Path, ExportKind], int]
"""Writes what was shown when it was asked for; answers how many lines."""


class Stage(Enum):
    """How far it has come."""

    IDLE = auto()
    WRITING = auto()
    WRITTEN = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ExportState:
    """What the strip above the list shows."""

    stage: Stage = Stage.IDLE
    path: Path = Path()
    progress: Progress | None = None
    count: int = 0
    error: AppError | None = None


class ExportPresenter(QObject):
    """Holds one export; a new one while it runs is not begun."""

    changed = Signal(object)  # ExportState

    def __init__(
        self,
        subject: Subject,
        shown: Callable[[], Write],
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        """Make an idle one.

        Args:
            subject: What is exported, in words.
            shown: What the page shows when it is asked for, as a job.
            runner: Runs it.
            parent: Its owner.
        """
        super().__init__(parent)
        self.subject = subject
        self._shown = shown
        self._runner = runner
        self._task: Task[int] | None = None
        self._write: Write | None = None
        self.state = ExportState()

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self.state.stage is Stage.WRITING

    def start(self, path: Path) -> None:
        """Write what is shown; the file's name says how."""
        if not self.is_writing:
            self._begin(self._shown(), path)

    def _begin(self, write: Write, path: Path) -> None:
        self._write = write
        self._set(ExportState(Stage.WRITING, path))
        task = self._runner.submit(
            lambda control: write(control, path, kind_of(path)), name="export", owner=self
        )
        self._task = task
        task.progressed.connect(self._take_progress)
        task.succeeded.connect(self._finish)
        task.failed.connect(self._explain)
        task.cancelled.connect(self.dismiss)

    @Slot()
    def again(self) -> None:
        """Try once more what failed."""
        if self.state.stage is Stage.FAILED and self._write is not None:
            self._begin(self._write, self.state.path)

    @Slot()
    def cancel(self) -> None:
        """Stop; no half a file is left."""
        if self._task is not None and self.is_writing:
            self._task.cancel()

    @Slot()
    def dismiss(self) -> None:
        """Say no more of it."""
        self._set(ExportState())

    @Slot(object)
    def _take_progress(self, progress: Progress) -> None:
        self._set(replace(self.state, progress=progress))

    @Slot(object)
    def _finish(self, count: int) -> None:
        self._set(replace(self.state, stage=Stage.WRITTEN, count=count))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._set(replace(self.state, stage=Stage.FAILED, error=error))

    def _set(self, state: ExportState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def kind_of(path: Path) -> ExportKind:
    """CSV, unless the file is called otherwise."""
    is_lines = path.suffix.lower() in {".ndjson", ".jsonl"}
    return ExportKind.NDJSON if is_lines else ExportKind.CSV


def with_suffix(path: Path) -> Path:
    """A name that says what is in the file: `.csv` unless it has one that does."""
    known = {".csv", ".ndjson", ".jsonl"}
    return path if path.suffix.lower() in known else path.with_name(f"{path.name}.csv")
