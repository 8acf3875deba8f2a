"""How a connection stands that is not open, in a few words for a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.errors import (
    NetworkError,
    NotAuthorised,
    NotSignedIn,
    PermissionMissing,
)
from app.ui.text import times

if TYPE_CHECKING:
    from app.domain.errors import (
        AppError,
    )
    from app.domain.workspace import SideState

translate = QCoreApplication.translate


def of(state: SideState | None) -> str:
    """`Synced 10:42`, `3 waiting`, `Not signed in, 3 waiting`; empty while nothing is known."""
    if state is None:
        return ""
    words = [_trouble(state.error)] if state.error is not None else []
    words += _left(state)
    if not words and state.overview.synced_at is not None:
        at = times.minute(state.overview.synced_at)
        words = [translate("standings", "Synced {time}").format(time=at)]
    return ", ".join(words)


def _trouble(error: AppError) -> str:
    match error:
        case NotAuthorised() | NotSignedIn():
            return translate("standings", "Not signed in")
        case NetworkError():
            return translate("standings", "Offline")
        case PermissionMissing():
            return translate("standings", "Not allowed")
        case _:
            return translate("standings", "Open it to see what is wrong")


def _left(state: SideState) -> list[str]:
    overview = state.overview
    counted = (
        (overview.waiting, translate("standings", "%Ln waiting", None, overview.waiting)),
        (overview.conflicts, translate("standings", "%Ln in conflict", None, overview.conflicts)),
        (overview.refused, translate("standings", "%Ln refused", None, overview.refused)),
    )
    return [words for count, words in counted if count]
