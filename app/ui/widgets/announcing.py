"""What a screen reader says without being asked: results, and what went wrong."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str, *, assertive: bool = False) -> None:
    """Have a text said.

    Args:
        source: The part of the window that has something to say.
        text: What, in plain words.
        assertive: Break into what is being said: for failures only.
    """
    event = QAccessibleAnnouncementEvent(source, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)


class Spoken:
    """The words of a widget that comes up unasked: said when they are there to be read.

    Once: what is set again and again is said again only after the widget was gone.
    """

    def __init__(self, source: QWidget) -> None:
        self._source = source
        self._text = self._said = ""
        self._assertive = False

    def set_text(self, text: str, *, assertive: bool = False) -> None:
        """From now on it says something else, or nothing."""
        self._text, self._assertive = text, assertive
        self.shown()

    def shown(self) -> None:
        """It may have come up."""
        if self._text != self._said and self._source.isVisible():
            self._said = self._text
            if self._text:
                announce(self._source, self._text, assertive=self._assertive)

    def hidden(self) -> None:
        """It is gone, and so is what it said: the next time it has something else to say."""
        self._text = self._said = ""
