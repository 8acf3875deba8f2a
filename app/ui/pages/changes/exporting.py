"""Writes what the list of changes shows into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from app.domain.audit import AuditEntry, AuditFilter
from app.domain.control import JobControl
from app.domain.export import ExportKind
from app.ui.exports.presenter import ExportPresenter, Write
from app.ui.exports.subject import Subject
from app.ui.pages.changes.known import Known
from app.ui.pages.changes.lines import line_of
from app.ui.pages.changes.list_presenter import ChangeListPresenter
from app.ui.pages.changes.stretch import Keeps

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

translate = QCoreApplication.translate


class Exports(Protocol):
    """What is needed from the export service."""

    def write(
        self,
        control: JobControl,
        wanted: AuditFilter,
        keeps: Callable[[AuditEntry], bool],
        path: Path,
        kind: ExportKind,
    ) -> int: ...


def make(
    exports: Exports, changes: ChangeListPresenter, know: Callable[[], Known], runner: TaskRunner
) -> ExportPresenter:
    """What exports the list, as it is filtered at that moment.

    Args:
        exports: The export service.
        changes: Holds the filters.
        know: Gathers names, which a search looks through, too; called on a worker.
        runner: Runs the jobs.
    """

    def shown() -> Write:
        asked, keeps = changes.wanted.asked(changes.now()), Keeps(changes.wanted)

        def write(control: JobControl, path: Path, kind: ExportKind) -> int:
            known = know()

            def is_shown(entry: AuditEntry) -> bool:
                return keeps(line_of(entry, known))

            return exports.write(control, asked, is_shown, path, kind)

        return write

    subject = Subject("changes", translate("changes", "Export changes"), _count)
    return ExportPresenter(subject, shown, runner)


def _count(count: int) -> str:
    return translate("changes", "%Ln change(s)", None, count)
