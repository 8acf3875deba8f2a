"""Our icons: SVG files of one colour, tinted with the tokens, cached as pixmaps.

`icon()` follows the theme by itself: its engine looks up the tokens at the moment of
painting, so nothing has to be rebuilt when light turns to dark.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app.resources import resources_dir
from app.ui.theme.palette import current

ICON_PX: Final = 16


class _Drawings(dict[str, str]):
    """Every icon's SVG by its name.

    The window's start reads those that it shows, a quarter of them; `load_icons` has a worker
    read the rest, so that no disk is touched when another page is painted.
    """

    def __missing__(self, name: str) -> str:
        try:
            read = _file(name).read_text("utf-8")
        except FileNotFoundError:
            raise KeyError(name) from None
        return self.setdefault(name, read)


_DRAWINGS: Final = _Drawings()


def load_icons() -> None:
    """Read every icon that nobody has wanted yet; for a worker."""
    for name in icon_names():
        _DRAWINGS[name]


@cache
def icon_names() -> tuple[str, ...]:
    """Every icon there is, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.svg")))


@cache
def _folder() -> Path:
    return resources_dir() / "icons"


def _file(name: str) -> Path:
    return _folder() / f"{name}.svg"


def pixmap(name: str, color: str, size_px: int = ICON_PX, dpr: float = 1.0) -> QPixmap:
    """An icon in one colour.

    Args:
        name: File name in `resources/icons`, without ".svg".
        color: "#RRGGBB".
        size_px: Edge in device independent pixels.
        dpr: Device pixels for each of them.

    Raises:
        KeyError: There is no such icon.
    """
    key = f"icon:{name}:{color}:{size_px}:{dpr}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    renderer = QSvgRenderer(QByteArray(_DRAWINGS[name].replace("currentColor", color).encode()))
    edge = max(round(size_px * dpr), 1)
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    made.setDevicePixelRatio(dpr)
    QPixmapCache.insert(key, made)
    return made


def paint_icon(
    painter: QPainter, at: QPointF, name: str, color: str, size_px: int = ICON_PX
) -> None:
    """Draw an icon with its top left corner at `at`."""
    painter.drawPixmap(at, pixmap(name, color, size_px, painter.device().devicePixelRatioF()))


def icon(name: str, ink: str = "text2") -> QIcon:
    """An icon for buttons and menus that follows the theme.

    Args:
        name: File name in `resources/icons`, without ".svg".
        ink: Name of a colour in the tokens, see `Tokens.ink`.
    """
    _DRAWINGS[name]  # a wrong name must fail here, not while painting
    return QIcon(_ThemedEngine(name, ink))


class _ThemedEngine(QIconEngine):
    """Paints an SVG in the colour that its token has right now."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._ink)

    def _color(self, mode: QIcon.Mode) -> str:
        tokens = current()
        return tokens.disabled if mode == QIcon.Mode.Disabled else tokens.ink(self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        edge = min(rect.width(), rect.height())
        at = QPointF(
            rect.x() + (rect.width() - edge) / 2,
            rect.y() + (rect.height() - edge) / 2,
        )
        paint_icon(painter, at, self._name, self._color(mode), edge)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802
        self,
        size: QSize,
        mode: QIcon.Mode,
        state: QIcon.State,  # noqa: ARG002
        scale: float,
    ) -> QPixmap:
        # `size` is in device pixels already.  A wider one is room before a button's text.
        edge = min(size.width(), size.height())
        drawn = pixmap(self._name, self._color(mode), edge, 1.0)
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.drawPixmap(0, (size.height() - edge) // 2, drawn)
        painter.end()
        made.setDevicePixelRatio(scale)
        return made
