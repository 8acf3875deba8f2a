"""The names of hours under the bars of a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def hour_labels(now: datetime) -> list[str]:
    """Every sixth hour of the last 24, and now."""
    labels = [""] * 24
    for at in (0, 6, 12, 18):
        labels[at] = (now - timedelta(hours=23 - at)).astimezone().strftime("%H:00")
    labels[-1] = translate("listeners", "Now")
    return labels
