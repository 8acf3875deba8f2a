"""In which looks each state is seen: colours, text sizes and window sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a state.

    Attributes:
        name: What a picture's name ends in.
        size: The window's, wide and high; None leaves it as it is.
    """

    name: str
    scheme: Scheme = "light"
    scale: float = 1.0
    size: tuple[int, int] | None = None


SMALLEST: Final = (900, 600)  # the window's least size
USUAL: Final = (Look("light"), Look("dark", "dark"), Look("light-150", scale=1.5))
ALL: Final = (
    *USUAL,
    Look("light-900", size=SMALLEST),
    Look("light-125", scale=1.25),
    Look("light-150-wide", scale=1.5, size=(1920, 1200)),  # with the panel beside the list
)
