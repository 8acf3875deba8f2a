"""The keys of a shortcut, each in a box of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.widgets.chip import Chip


def split_keys(shortcut: str) -> list[str]:
    """The keys of a shortcut as it is written: `Ctrl++` is two keys, `Ctrl` and `+`."""
    head, plus, last = shortcut.rpartition("+")
    if plus and not last:  # the last key is a plus
        return [*split_keys(head.removesuffix("+")), "+"]
    return [one for one in (*head.split("+"), last) if one]


class KeyCaps(QWidget):
    """Shortcuts side by side; read aloud as one text."""

    def __init__(self, shortcuts: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for at, shortcut in enumerate(shortcuts):
            if at:
                row.addSpacing(8)
            for key in split_keys(shortcut):
                row.addWidget(Chip(key))
