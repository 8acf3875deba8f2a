"""Keeps what is made late where it stands in the order of Tab: Qt would put it last."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stop_here(place: QWidget, *stops: QWidget) -> None:
    """Have Tab come to these, in their order, right after what comes before their place."""
    before = place.previousInFocusChain()
    while before is not None and before is not place:
        if before.focusPolicy() & Qt.FocusPolicy.TabFocus and before not in stops:
            for first, second in pairwise([before, *stops]):
                QWidget.setTabOrder(first, second)
            return
        before = before.previousInFocusChain()
