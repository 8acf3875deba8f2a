"""The button that exports what its page shows, and asks where to."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.times import Clock, utc_now
from app.ui.dialogs import Dialogs
from app.ui.exports.presenter import ExportPresenter, with_suffix
from app.ui.text import times
from app.ui.widgets import Button


class ExportButton(Button):
    """Cannot be pressed while a file is written, or while its page says why not.

    Args:
        export: Writes the file.
        dialogs: Ask where to write.
        clock: Tells the day that the suggested name has in it.
    """

    def __init__(
        self,
        export: ExportPresenter,
        dialogs: Dialogs,
        *,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Export..."), icon_name="export", parent=parent)
        self.setObjectName(f"export_{export.subject.name}")
        self.export = export
        self._subject = export.subject
        self._dialogs = dialogs
        self._clock = clock
        self._why_not = ""
        export.changed.connect(self._judge)
        self.clicked.connect(self._ask_where)

    def refuse(self, why: str) -> None:
        """Say why nothing can be exported now; nothing to say means that it can."""
        self._why_not = why
        self._judge()

    @Slot()
    def _ask_where(self) -> None:
        today = times.local(self._clock()).strftime("%Y-%m-%d")
        path = self._dialogs.save_file(
            self._subject.title,
            f"{self._subject.name}-{today}.csv",
            self.tr("CSV for spreadsheets (*.csv);;NDJSON, one object a line (*.ndjson)"),
        )
        if path is None:
            return
        whole = with_suffix(path)
        # The system has asked about the name that was typed, not about the one with a suffix.
        if whole == path or not whole.exists() or self._may_replace(whole.name):
            self.export.start(whole)

    def _may_replace(self, name: str) -> bool:
        title = self.tr("Replace {file}?").format(file=name)
        return self._dialogs.confirm(
            title, self.tr("A file of this name is there."), self.tr("Replace")
        )

    @Slot()
    def _judge(self) -> None:
        if self.export.is_writing:  # the keys stay here, not on what stands beside it
            self.set_busy(self.tr("Exporting..."))
            self.set_reason(self.tr("An export is being written"))
        else:
            self.set_reason(self._why_not)
            self.set_busy(None)
