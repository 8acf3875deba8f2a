"""Words for what stands in the way of sending a delivery again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.errors import Conflict, NetworkError, NotFound
from app.ui.text import errors

if TYPE_CHECKING:
    from app.domain.errors import AppError

translate = QCoreApplication.translate


def refusal(error: AppError) -> str:
    """Why it was not done, and what to do: one or two short sentences."""
    if isinstance(error, Conflict):
        words = _of_code(error.code)
        if words:
            return words
    if isinstance(error, NotFound):  # whoever asks knows the delivery: its listener is gone
        return _of_code("listener_deleted")
    told = errors.of(error)
    text = f"{told.title}. {told.text}".strip()
    if isinstance(error, NetworkError):
        unsure = translate("replays", "It may have been done all the same: refresh to see.")
        return f"{text} {unsure}"
    return text


def _of_code(code: str) -> str:
    words = {
        "listener_disabled": translate("replays", "The listener is off. Turn it on, then replay."),
        "listener_suspended": translate(
            "replays", "The listener was stopped. Turn it on again, then replay."
        ),
        "listener_unsupported": translate(
            "replays", "The listener is not active: its entity or function is not supported."
        ),
        "listener_deleted": translate(
            "replays", "The listener was deleted, so there is nowhere to send to."
        ),
        "payload_expired": translate(
            "replays", "The payload is not kept any more, so it cannot be sent again."
        ),
        "not_alone": translate(
            "replays",
            "Other events of the same moment were skipped too. "
            "Replay them together: Deliveries, Replay failed..., Skipped while off or stopped.",
        ),
        "delivery_finished": translate(
            "replays", "It has ended already, so there was nothing left to cancel."
        ),
    }
    return words.get(code, "")
