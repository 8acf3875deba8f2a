"""A process that brings a desk to rest after a storm, and says what it has then."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.domain.errors import AppError
from app.domain.pending import Subject
from app.domain.sync_state import SyncState
from tests.soak.desk import CONTROL, Plan, open_desk
from tests.soak.processes import end_with_parent

_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class Settled:
    """What a desk has in the end, and what it gave up to get there."""

    etags: dict[str, str]
    unsettled: int
    taken_back: list[str]
    draft: str | None = None
    fault: str = ""


def settle(plan: Plan, answer: Callable[[Settled], None]) -> None:
    """Sync until nothing is left to do; conflicts and what is refused are given up."""
    end_with_parent()
    logging.getLogger("app").setLevel(logging.CRITICAL)  # lost answers are the point
    desk = open_desk(plan.profile, plan.token, plan.keyring)
    taken_back: list[str] = []
    fault = "" if desk.repair is None else f"the local copy had to be repaired: {desk.repair}"
    for _round in range(_ROUNDS):
        try:
            desk.rounds.run(CONTROL, accept_deletions=True)
        except AppError as exc:
            fault = f"the last round failed: {exc!r}"
        for one in desk.pending.changes():
            if one.state in (SyncState.CONFLICT, SyncState.REFUSED):
                taker = desk.listeners if one.subject is Subject.LISTENER else desk.credentials
                taker.take_back(CONTROL, one.id)
                taken_back.append(one.id)
    rows, kept = desk.listeners.cached(), desk.drafts.kept()
    known = {one.id: one.etag for one in desk.credentials.cached()}
    answer(
        Settled(
            {row.id: row.base.etag for row in rows if row.base is not None} | known,
            len(desk.pending.changes()),
            taken_back,
            None if kept is None else kept.draft.name,
            fault,
        )
    )
    desk.close()
