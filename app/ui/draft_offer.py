"""The banner that offers what was typed into a form before and never saved (T48)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.times import utc_now
from app.ui.text import times
from app.ui.theme import Tone
from app.ui.widgets import Banner

if TYPE_CHECKING:
    from app.domain.times import Clock
    from app.services.drafts import KeptDraft


class DraftOffer(Banner):
    """Hidden unless there is something to offer.

    Signals:
        accepted: Go on with it.
        refused: Let it go.
    """

    accepted = Signal()
    refused = Signal()

    def __init__(self, clock: Clock = utc_now, parent: QWidget | None = None) -> None:
        super().__init__(Tone.INFO, parent=parent)
        self.setObjectName("draft_offer")
        self._clock = clock
        go_on, let_go = self.add_button(self.tr("Continue")), self.add_button(self.tr("Discard"))
        go_on.setObjectName("continue_draft")
        let_go.setObjectName("discard_draft")
        go_on.clicked.connect(self.accepted)
        let_go.clicked.connect(self.refused)
        self.tab_stops: list[QWidget] = [go_on, let_go]
        self.hide()

    @Slot(object)
    def show_offer(self, kept: KeptDraft | None) -> None:
        """Offer it, or nothing."""
        if kept is not None:
            self.set_message(
                Tone.INFO,
                self.tr("An unfinished listener was kept"),
                self.tr("{what}, typed {when} and not saved.").format(
                    what=what_of(kept), when=times.short(kept.at, self._clock())
                ),
            )
        self.setVisible(kept is not None)


def what_of(kept: KeptDraft) -> str:
    """What a person knows a draft by."""
    draft = kept.draft
    parts = (draft.name, draft.entity, draft.url or draft.address)
    return next((part for part in parts if part.strip()), kept.listener_id or "…")
