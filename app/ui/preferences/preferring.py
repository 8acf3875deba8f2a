"""What a person likes, in force: the look of the app follows each change at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app.domain.preferences import Preferences, RowHeight, ThemeChoice
from app.ui.text.zone import ZONE
from app.ui.theme import MOTION, ROWS, Scheme, Theme

_SCHEMES: Final[dict[ThemeChoice, Scheme]] = {
    ThemeChoice.SYSTEM: "system",
    ThemeChoice.LIGHT: "light",
    ThemeChoice.DARK: "dark",
}


class Preferring(QObject):
    """Holds the preferences; whoever cares for another of them follows `changed`.

    Signals:
        changed: `Preferences`, when a person has changed something.
    """

    changed = Signal(object)

    def __init__(
        self,
        kept: Preferences,
        theme: Theme,
        keep: Callable[[Preferences], None],
        parent: QObject | None = None,
        *,
        is_locked: Callable[[str], bool] = lambda _name: False,
    ) -> None:
        """Begin, and dress the app.

        Args:
            kept: What was kept the last time.
            theme: The look of the app.
            keep: Remembers; must not wait.
            parent: Owns this.
            is_locked: Whether a preference is not the person's to change.
        """
        super().__init__(parent)
        self._value = kept
        self._theme = theme
        self._keep = keep
        self.is_locked = is_locked
        self._dress()

    @property
    def value(self) -> Preferences:
        """What is in force."""
        return self._value

    def change(self, **members: Any) -> None:
        """Set some of the preferences; the others stay, and so do those that are locked."""
        members = {name: one for name, one in members.items() if not self.is_locked(name)}
        wanted = dataclasses.replace(self._value, **members)
        if wanted == self._value:
            return
        self._value = wanted
        self._dress()
        self._keep(wanted)
        self.changed.emit(wanted)

    def choose_scheme(self, scheme: str) -> None:
        """Set the theme, by the name that the menu has for it."""
        self.change(theme=ThemeChoice(scheme))

    def _dress(self) -> None:
        value = self._value
        ZONE.choose(value.time_zone)
        ROWS.set_compact(value.row_height is RowHeight.COMPACT)
        MOTION.reduce(value.reduce_motion)
        self._theme.apply(
            _SCHEMES[value.theme],
            text_scale=value.text_size.scale,
            high_contrast=value.high_contrast,
        )
