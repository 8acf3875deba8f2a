"""Words for an update that came while the app was open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.text.error_text import ErrorText

translate = QCoreApplication.translate


def replaced() -> ErrorText:
    """What happened, and what to do."""
    return ErrorText(
        translate("updates", "This app was updated while it was open"),
        translate(
            "updates",
            "Close it and start it again. Until then, parts of it may not work. Nothing is lost.",
        ),
    )
