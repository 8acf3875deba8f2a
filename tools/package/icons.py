"""The app's icon in every size and form that a system wants, drawn from the one SVG."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.package.source import ROOT

SVG: Final = ROOT / "resources" / "icons" / "app.svg"
LINUX_PX: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_PX: Final = (16, 20, 24, 32, 40, 48, 64, 256)
# Apple's names of the sizes; some are the doubled form of a smaller one.
_MACOS: Final[Mapping[bytes, int]] = {
    b"icp4": 16,
    b"icp5": 32,
    b"icp6": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
    b"ic10": 1024,
}


def png(size_px: int, svg: Path = SVG) -> bytes:
    """The icon as a PNG of that many pixels each way."""
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # its stub wants bytes
        raise RuntimeError(f"{svg} cannot be drawn")
    return bytes(data.data())


def ico(sizes_px: Iterable[int] = WINDOWS_PX) -> bytes:
    """The icon for Windows: a directory, then PNGs."""
    images = [(size, png(size)) for size in sizes_px]
    offset = 6 + 16 * len(images)
    head = [struct.pack("<HHH", 0, 1, len(images))]
    for size, data in images:
        side = size % 256  # 256 is written as 0
        head.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset))
        offset += len(data)
    return b"".join([*head, *(data for _size, data in images)])


def icns() -> bytes:
    """The icon for macOS: chunks, each a name, a length and a PNG."""
    drawn = {size: png(size) for size in sorted(set(_MACOS.values()))}
    chunks = b"".join(
        struct.pack(">4sI", name, 8 + len(drawn[size])) + drawn[size]
        for name, size in _MACOS.items()
    )
    return struct.pack(">4sI", b"icns", 8 + len(chunks)) + chunks
