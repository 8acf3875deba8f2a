"""What our own painting does to words: cut, over each other, shortened with no way to read them.

Charts, cells, segments, tabs and chips are painted; no widget says what they need. So every word
is taken down as it is painted, with the room it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPaintDevice, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget

_TOLERANCE_PX: Final = 1.5  # Qt measures in fractions and paints in whole pixels
_SHORTENED: Final = "…"
_MASK: Final = "•"


@dataclass(frozen=True)
class Painted:
    """Some words as they were painted.

    Attributes:
        on: The widget, or the picture that a cell keeps of its chip.
        area: What the words take.
        room: What they may take: their own rectangle, within the widget and what is clipped.
    """

    on: QPaintDevice
    text: str
    area: QRectF
    room: QRectF

    @property
    def is_cut(self) -> bool:
        """Whether some of the words is outside of their room."""
        over = max(self.area.right() - self.room.right(), self.room.left() - self.area.left())
        return over > _TOLERANCE_PX or (
            not _scrolls(self.on)
            and max(self.area.bottom() - self.room.bottom(), self.room.top() - self.area.top())
            > 2 * _TOLERANCE_PX  # a line's height has room for accents that no letter has
        )


@contextmanager
def taken_down() -> Iterator[list[Painted]]:
    """All words that are painted by us in the block."""
    found: list[Painted] = []
    draw, box = QPainter.drawText, QPainter.drawRoundedRect

    def note(painter: QPainter, *given: Any) -> Any:
        if (one := _painted(painter, given)) is not None:
            found.append(one)
        return draw(painter, *given)

    def cover(painter: QPainter, *given: Any) -> Any:
        """A box hides what was painted there before: it is not read any more."""
        if painter.brush().color().alpha() == 255 and painter.brush().style() != Qt.NoBrush:
            rect = _in_device(painter, QRectF(given[0]))
            found[:] = [
                one
                for one in found
                if one.on is not painter.device() or not rect.intersects(one.area)
            ]
        return box(painter, *given)

    QPainter.drawText, QPainter.drawRoundedRect = note, cover
    try:
        yield found
    finally:
        QPainter.drawText, QPainter.drawRoundedRect = draw, box


def badly_painted(root: QWidget) -> list[str]:
    """What cannot be read of the words painted below `root`, which must have been shown."""
    with taken_down() as words:
        root.grab()
    seen = _whole(one for one in words if one.text.strip() and not one.room.isEmpty())
    found = [
        f"{_named(one.on)} paints {one.text!r}, {_size(one.area)}, into {_size(one.room)}"
        for one in seen
        if one.is_cut
    ]
    found += [
        f"{_named(one.on)} paints {one.text!r} over {other.text!r}"
        for one, other in combinations(seen, 2)
        if one.on is other.on and _overlap(one.area, other.area)
    ]
    found += [
        f"{_named(one.on)} shortens {one.text!r}, and no tooltip tells the rest"
        for one in seen
        if is_shortened(one.text) and isinstance(one.on, QWidget) and not _is_told(one)
    ]
    return list(dict.fromkeys(found))


def _whole(words: Iterable[Painted]) -> list[Painted]:
    """A heading over several cells is painted by each of them, as far as the cell goes."""
    found: dict[tuple[int, str, float, float], Painted] = {}
    for one in words:
        key = (id(one.on), one.text, one.area.x(), one.area.y())
        before = found.get(key)
        found[key] = replace(one, room=one.room | before.room) if before is not None else one
    return list(found.values())


def is_shortened(text: str) -> bool:
    """Whether words end or break off in an ellipsis.

    A hint of a secret begins with one, or has it behind its mask; keys "1 … 9" have one alone.
    """
    return text.rfind(_SHORTENED) > 0 and _MASK not in text


def tooltip_at(widget: QWidget, at: QPoint) -> str:
    """What is told to a pointer that rests there."""
    event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    told = ""
    for tip in QApplication.topLevelWidgets():
        if tip.metaObject().className() == "QTipLabel":
            told = tip.text() if isinstance(tip, QLabel) and tip.isVisible() else told
            tip.hide()
            tip.deleteLater()  # else it goes by its clock, and is found by the next one
            QCoreApplication.sendPostedEvents(tip, QEvent.Type.DeferredDelete)
    return told


def _is_told(one: Painted) -> bool:
    """Whether a pointer that rests there is told more: the whole of it, or a sentence."""
    assert isinstance(one.on, QWidget)
    return len(tooltip_at(one.on, (one.area & one.room).center().toPoint())) >= len(one.text)


def _painted(painter: QPainter, given: tuple[Any, ...]) -> Painted | None:
    device = painter.device()
    match given:
        case (QPointF() | QPoint() as at, str() as text):
            area = _from_baseline(painter, QPointF(at), text)
            room = area
        case (int() | float() as x, int() | float() as y, str() as text):
            area = _from_baseline(painter, QPointF(x, y), text)
            room = area
        case (QRect() | QRectF() as rect, flags, str() as text, *_rest):
            room = QRectF(rect)
            area = QRectF(painter.boundingRect(room, int(flags), text))
        case _:
            return None
    if painter.hasClipping():
        room = room & painter.clipBoundingRect()
    area, room = _in_device(painter, area), _in_device(painter, room)
    if isinstance(device, QWidget):
        room = room & QRectF(device.rect())
    return Painted(device, text, area, room)


def _from_baseline(painter: QPainter, at: QPointF, text: str) -> QRectF:
    metrics = QFontMetricsF(painter.font())
    top = at.y() - metrics.ascent()
    return QRectF(at.x(), top, metrics.horizontalAdvance(text), metrics.height())


def _in_device(painter: QPainter, rect: QRectF) -> QRectF:
    return painter.worldTransform().mapRect(rect)


def _overlap(one: QRectF, other: QRectF) -> bool:
    shared = one & other
    return shared.width() > 2 * _TOLERANCE_PX and shared.height() > one.height() / 3


def _scrolls(device: QPaintDevice) -> bool:
    """Whether its upper and lower edge may cut a line: what is there is scrolled to."""
    return isinstance(device, QWidget) and isinstance(device.parent(), QAbstractScrollArea)


def _named(device: QPaintDevice) -> str:
    if not isinstance(device, QWidget):
        return type(device).__name__
    owner = device.parent() if _scrolls(device) else device
    return f"{type(owner).__name__} {owner.objectName()!r}"


def _size(rect: QRectF) -> str:
    return f"{rect.width():.0f}x{rect.height():.0f} at {rect.x():.0f},{rect.y():.0f}"
