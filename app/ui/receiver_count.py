"""How many requests the receiver of this computer holds, behind its name in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.runtime.turns import next_turn

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.ui.session import Session
    from app.ui.workbench import Workbench


class ReceiverCount(QObject):
    """Shows it in whichever connection is open: there is one receiver for all."""

    def __init__(
        self,
        bench_of: Callable[[], Workbench | None],
        count_of: Callable[[], int],
        session: Session,
        events: AppEvents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench_of, self._count_of = bench_of, count_of
        self._is_due = False
        events.received_changed.connect(self._show_soon)
        session.opened.connect(self._show_soon)

    @Slot()
    def _show_soon(self) -> None:
        """Once for all that comes until then."""
        if not self._is_due:
            self._is_due = True
            next_turn(self, self._show)

    def _show(self) -> None:
        self._is_due = False
        bench = self._bench_of()
        if bench is not None:
            bench.sidebar.nav.item("receiver").set_count(self._count_of() or None)
