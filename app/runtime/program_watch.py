"""Notices that the program's file was replaced while it runs: an update asks nobody first.

What is loaded later would then be looked for at the places that it had in the old file.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal, Slot


class ProgramWatch(QObject):
    """Listens from its making on.

    Signals:
        replaced: Another file is in the place of the program, or none. Told once.
    """

    replaced = Signal()

    def __init__(self, program: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._mark = _mark_of(program)
        self._watcher = QFileSystemWatcher([str(program)], self)
        self._watcher.fileChanged.connect(self._look)

    @Slot()
    def _look(self) -> None:
        """A change of rights or of links, as an installer makes them first, is none of the file."""
        if _mark_of(self._program) != self._mark:
            self._watcher.fileChanged.disconnect(self._look)
            self.replaced.emit()


def _mark_of(program: Path) -> tuple[int, int, int] | None:
    try:
        found = program.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size
