"""What can be done with one received request, as a menu: for the list and the palette."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.pages.receiver.possible import Possible
from app.ui.theme import icon
from app.ui.widgets import set_reason


class RequestMenu(QMenu):
    """The same entries always, but for those of events; those that cannot be say why.

    Signals:
        again_wanted: Send it again.
        sample_wanted: Keep it as a sample.
        deliveries_wanted: Show what the platform knows of its event.
        copy_wanted: Put its body on the clipboard.
        file_wanted: Write its body to a file.
    """

    again_wanted = Signal()
    sample_wanted = Signal()
    deliveries_wanted = Signal()
    copy_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._again = self._add("menu_again", self.tr("Send again..."), "replay")
        self._sample = self._add("menu_sample", self.tr("Save as sample..."), "document")
        self.addSeparator()
        self._deliveries = self._add("menu_deliveries", self.tr("Show deliveries"), "list")
        self._copy = self._add("menu_copy", self.tr("Copy body"), "copy")
        self._file = self._add("menu_file", self.tr("Save body as..."), "export")
        self._again.triggered.connect(self.again_wanted)
        self._sample.triggered.connect(self.sample_wanted)
        self._deliveries.triggered.connect(self.deliveries_wanted)
        self._copy.triggered.connect(self.copy_wanted)
        self._file.triggered.connect(self.file_wanted)

    def show_possible(self, possible: Possible) -> None:
        """Offer what can be done with the selected request."""
        set_reason(self._again, possible.why_no_again)
        set_reason(self._sample, possible.why_no_sample)
        self._deliveries.setVisible(possible.has_deliveries)
        set_reason(self._copy, possible.why_no_copy)
        set_reason(self._file, possible.why_no_file)

    def _add(self, name: str, text: str, icon_name: str) -> QAction:
        action = self.addAction(icon(icon_name), text)
        action.setObjectName(name)
        return action
