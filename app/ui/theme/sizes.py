"""Sizes of the design, in em, that keep up when the text size changes while the app runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.theme.fonts import em


class _TextSize(QObject):
    """Tells once of every change: an event filter would cost each widget a call for each event.

    Signals:
        changed: The application's font has another size.
    """

    changed = Signal()


TEXT_SIZE: Final = _TextSize()


class _Follower(QObject):
    """Lives as long as its widget."""

    def __init__(self, widget: QWidget, apply: Callable[[], None]) -> None:
        super().__init__(widget)
        self._apply = apply
        TEXT_SIZE.changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        self._apply()


def follow_text_size(widget: QWidget, apply: Callable[[], None]) -> None:
    """Call `apply` now, and again at every other text size while `widget` lives."""
    apply()
    _Follower(widget, apply)


def size_in_em(
    widget: QWidget,
    *,
    width: float | None = None,
    min_width: float | None = None,
    max_width: float | None = None,
    height: float | None = None,
    min_height: float | None = None,
) -> None:
    """Give a widget sizes of the design (drawn at 13 px text) at every text size."""

    def apply() -> None:
        for set_px, size in (
            (widget.setFixedWidth, width),
            (widget.setMinimumWidth, min_width),
            (widget.setMaximumWidth, max_width),
            (widget.setFixedHeight, height),
            (widget.setMinimumHeight, min_height),
        ):
            if size is not None:
                set_px(em(size))

    follow_text_size(widget, apply)
