"""Where the detail panel stands: its eighty widgets are made when it first has something to show.

Making them takes longer than a frame, and nothing is selected when the list opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.side_panel import Closable

if TYPE_CHECKING:
    from app.domain.times import Clock
    from app.domain.workspace import SyncOverview
    from app.ui.pages.listeners.detail import Detail
    from app.ui.pages.listeners.menu import Doing
    from app.ui.pages.listeners.panel import DetailPanel
    from app.ui.pages.listeners.rows import ListenerRow


class LatePanel(Closable):
    """Passes on what goes to a `DetailPanel`, and what it says; its signals are the panel's."""

    copy_wanted = Signal(str)
    undo_wanted = Signal()
    notice_chosen = Signal(object)
    credential_wanted = Signal(str)
    switched = Signal()

    def __init__(self, doing: Doing, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doing = doing
        self._clock = clock
        self._made: DetailPanel | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)

    def show_detail(self, detail: Detail | None, overview: SyncOverview) -> None:
        """Show one listener as it is now."""
        if detail is not None or self._made is not None:
            self._panel.show_detail(detail, overview)

    def show_several(self, rows: Sequence[ListenerRow]) -> None:
        """Show the sum of several."""
        self._panel.show_several(rows)

    @property
    def _panel(self) -> DetailPanel:
        if self._made is None:
            from app.ui.pages.listeners.panel import DetailPanel

            panel = DetailPanel(self._doing, self._clock, self)  # made in its place: no move
            panel.close_wanted.connect(self.close_wanted)
            panel.copy_wanted.connect(self.copy_wanted)
            panel.undo_wanted.connect(self.undo_wanted)
            panel.notice_chosen.connect(self.notice_chosen)
            panel.credential_wanted.connect(self.credential_wanted)
            panel.switched.connect(self.switched)
            self._place.addWidget(panel)
            self._made = panel
        return self._made
