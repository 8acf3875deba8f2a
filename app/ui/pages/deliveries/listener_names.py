"""What a listener is called where only one line tells it from the others."""

from __future__ import annotations

from app.domain.sync_state import LocalListener
from app.ui.text.names import function_label


def listener_words(listener: LocalListener) -> str:
    """`Data warehouse feed, clients Create`."""
    settings = listener.settings
    what = f"{settings.entity} {function_label(settings.function)}"
    return f"{settings.name}, {what}" if settings.name else what
