"""Where the keyboard goes when a part of the window comes, or goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

# The focus comes back from these.
_PASSING: Final = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)


def is_left(event: QFocusEvent) -> bool:
    """Whether a field that loses the focus is left: not for another window, nor for its own list.

    Qt tells of a list that opens twice, and the second time as of anything else.
    """
    return event.reason() not in _PASSING and QApplication.activePopupWidget() is None


def stop_in(
    part: QWidget, before: QWidget | None = None, *, apart: Sequence[QWidget] = ()
) -> QWidget | None:
    """Where one was in it, else its list, else what Tab would reach first; None: nowhere.

    Args:
        part: What the keyboard goes to.
        before: Where one was.
        apart: Parts of it that the keyboard does not go to.
    """

    def can(widget: QWidget) -> bool:
        return (
            _is_in(part, widget)
            and not any(one.isAncestorOf(widget) for one in apart)
            and widget.isVisible()
            and widget.isEnabled()
            and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        )

    if before is not None and isValid(before) and can(before):
        return before
    lists = (view for view in part.findChildren(QAbstractItemView) if can(view))
    return next((one for one in chain([part], lists, _in_turn(part)) if can(one)), None)


def show_in_turn(passing: QWidget, lasting: QWidget, is_wanted: bool) -> None:
    """Show what can be used for a while only; the keyboard is not left on what comes next."""
    had_focus = passing.hasFocus()
    passing.setVisible(is_wanted)
    if had_focus and not is_wanted:
        lasting.setFocus(Qt.FocusReason.OtherFocusReason)


class TwoParts:
    """Two parts of which one may give way to the other, and the keyboard with it.

    Qt would give it to whatever comes next in the window, which is somewhere else altogether.
    """

    def __init__(self, first: QWidget, second: QWidget) -> None:
        self._parts = (first, second)
        self._left: dict[QWidget, QWidget] = {}  # where one was in a part that went

    def show(self, *, first: bool, second: bool) -> None:
        """Show them, or not; who was in one that goes is in the other one then."""
        wanted = dict(zip(self._parts, (first, second), strict=True))
        focus = QApplication.focusWidget()
        for part, is_wanted in wanted.items():
            if is_wanted:
                part.show()
        for part, other in (self._parts, self._parts[::-1]):
            if focus is not None and not wanted[part] and _is_in(part, focus):
                self._left[part] = focus
                target = stop_in(other, self._left.get(other)) if wanted[other] else None
                if target is not None:
                    target.setFocus(Qt.FocusReason.OtherFocusReason)
        for part, is_wanted in wanted.items():
            if not is_wanted:
                part.hide()


def _is_in(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)


def _in_turn(part: QWidget) -> Iterator[QWidget]:
    """The widgets behind a part, in the order of Tab."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        yield widget
        widget = widget.nextInFocusChain()
