"""What a screen reader is told without asking; what really reaches it is seen on a desktop."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent


@dataclass
class Heard:
    """Every announcement, as it is made."""

    said: list[tuple[str, bool]] = field(default_factory=list)  # and whether it breaks in

    def take(self, event: QAccessibleEvent) -> None:
        """In the place of `QAccessible.updateAccessibility`."""
        if isinstance(event, QAccessibleAnnouncementEvent):
            is_assertive = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            self.said.append((event.message(), is_assertive))

    @property
    def texts(self) -> list[str]:
        """What was said."""
        return [text for text, _is_assertive in self.said]


def listen(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Hear everything from now on."""
    heard = Heard()
    monkeypatch.setattr(
        "app.ui.widgets.announcing.QAccessible.updateAccessibility", heard.take, raising=True
    )
    return heard
