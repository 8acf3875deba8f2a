"""Keeps what is made late where it stands in the order of Tab: Qt would put it last."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stop_here(place: QWidget, *stops: QWidget) -> None:
    """Have Tab come to these, in their order, where their place stands among what is around it."""
    policy = place.focusPolicy()
    place.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt knows no order behind what is no stop
    for first, second in pairwise([place, *stops]):
        QWidget.setTabOrder(first, second)
    place.setFocusPolicy(policy)
