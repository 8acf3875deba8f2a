"""Why a command cannot be used now: its action carries the reason wherever it is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QAction

from app.ui.widgets.plain_text import set_tooltip

_PROPERTY: Final = "why_not"


def set_reason(action: QAction, reason: str) -> None:
    """Disable an action for a reason, or enable it with ""."""
    action.setEnabled(not reason)
    action.setProperty(_PROPERTY, reason)
    set_tooltip(action, reason)


def reason_of(action: QAction) -> str:
    """Why it cannot be used; "" when it can, or nobody has said."""
    return str(action.property(_PROPERTY) or "") if not action.isEnabled() else ""
