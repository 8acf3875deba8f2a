"""What a person likes about the app: each a closed choice, so that a file can say nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ThemeChoice(StrEnum):
    """Which colours; SYSTEM follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large the text is, against what the computer has."""

    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"
    LARGER = "larger"
    LARGEST = "largest"

    @property
    def scale(self) -> float:
        """The factor on the computer's own size."""
        return _SCALES[self]


class Language(StrEnum):
    """The language of the app; SYSTEM follows the computer where it speaks one of the others."""

    SYSTEM = "system"
    ENGLISH = "en"
    AFRIKAANS = "af"


class RowHeight(StrEnum):
    """How much room the rows of a list have."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class SyncEvery(StrEnum):
    """How often the platform is asked when nothing gives a reason to ask it."""

    MINUTE = "minute"
    FIVE_MINUTES = "five_minutes"
    QUARTER = "quarter_of_an_hour"

    @property
    def interval_s(self) -> float:
        """The same in seconds."""
        return _INTERVALS_S[self]


_SCALES: Final = {
    TextSize.SMALL: 0.9,
    TextSize.USUAL: 1.0,
    TextSize.LARGE: 1.15,
    TextSize.LARGER: 1.25,
    TextSize.LARGEST: 1.5,
}
_INTERVALS_S: Final = {
    SyncEvery.MINUTE: 60.0,
    SyncEvery.FIVE_MINUTES: 300.0,
    SyncEvery.QUARTER: 900.0,
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything that the Preferences window sets.

    Attributes:
        language: In force from the next start on.
        time_zone: Of every time on the screen, as the world's database calls it; "" follows
            the computer, and so does a name that nobody knows.
        reduce_motion: Nothing moves by itself.
        high_contrast: Stronger text and lines, also when the computer does not ask for it.
        notify_failing: Say it when a listener starts failing.
        notify_suspending: Say it when a listener is about to be turned off by the platform.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: Language = Language.SYSTEM
    time_zone: str = ""
    text_size: TextSize = TextSize.USUAL
    row_height: RowHeight = RowHeight.COMFORTABLE
    reduce_motion: bool = False
    high_contrast: bool = False
    sync_every: SyncEvery = SyncEvery.MINUTE
    notify_failing: bool = True
    notify_suspending: bool = True
