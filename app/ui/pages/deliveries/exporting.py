"""Writes what the list of deliveries shows into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter
from app.domain.export import ExportKind
from app.ui.exports.presenter import ExportPresenter, Write
from app.ui.exports.subject import Subject
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

translate = QCoreApplication.translate


class Exports(Protocol):
    """What is needed from the export service."""

    def write(
        self, control: JobControl, wanted: DeliveryFilter, path: Path, kind: ExportKind
    ) -> int: ...


def make(
    exports: Exports, deliveries: DeliveryListPresenter, runner: TaskRunner
) -> ExportPresenter:
    """What exports the list, as it is filtered at that moment."""

    def shown() -> Write:
        wanted = deliveries.wanted.filter(deliveries.now())
        return lambda control, path, kind: exports.write(control, wanted, path, kind)

    subject = Subject("deliveries", translate("deliveries", "Export deliveries"), _count)
    return ExportPresenter(subject, shown, runner)


def _count(count: int) -> str:
    return translate("deliveries", "%Ln delivery(s)", None, count)
