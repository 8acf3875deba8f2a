"""The banner over the list that leads back to a listener one had not saved (T48)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.list_page import IN_LIST
from app.ui.tab_order import stop_here

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.services.drafts import KeptDraft
    from app.ui.draft_offer import DraftOffer
    from app.ui.pages.listeners.sources import Drafts
    from app.ui.shell import Shell


class DraftNotice(QWidget):
    """Takes no room while there is nothing to go back to."""

    def __init__(
        self,
        drafts: Drafts,
        runner: TaskRunner,
        events: AppEvents,
        shell: Shell,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._runner = runner
        self._shell = shell
        self._kept: KeptDraft | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(IN_LIST)
        # A form that is left when it has been saved is forgotten after the list is shown.
        events.draft_forgotten.connect(self.look)
        self.hide()

    @Slot()
    def look(self) -> None:
        """Read what is kept; a failure to read is no reason to disturb anybody."""
        task = self._runner.submit(
            lambda _control: self._drafts.kept(),
            name="listeners.draft",
            key=("listeners.draft", id(self)),
            owner=self,
        )
        task.succeeded.connect(self._show)
        task.failed.connect(lambda _error: self._show(None))

    @Slot(object)
    def _show(self, kept: KeptDraft | None) -> None:
        self._kept = kept
        if kept is not None:
            self._offer.show_offer(kept)
        self.setVisible(kept is not None)

    @cached_property
    def _offer(self) -> DraftOffer:
        """Made when there is something to go back to."""
        from app.ui.draft_offer import DraftOffer

        offer = DraftOffer()
        self._column.addWidget(offer)
        stop_here(self, *offer.tab_stops)
        offer.accepted.connect(self._go_on)
        offer.refused.connect(self._discard)
        return offer

    @Slot()
    def _go_on(self) -> None:
        if self._kept is not None:
            self._shell.open_page("listener_form", listener_id=self._kept.listener_id, restore=True)

    @Slot()
    def _discard(self) -> None:
        task = self._runner.submit(self._drafts.forget, name="listeners.draft", owner=self)
        task.succeeded.connect(lambda _done: self._show(None))
        task.failed.connect(lambda _error: self.look())
