"""What the rows of the Connect form are made of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.widgets.fields import TextField
from app.ui.widgets.folding import FoldingRow, evenly

_GAP_PX: Final = 16


def text_field(name: str, placeholder: str) -> TextField:
    """A field, known by the name of what is typed into it."""
    field = TextField(placeholder=placeholder)
    field.setObjectName(name)
    return field


def side_by_side(*parts: QWidget) -> FoldingRow:
    """Parts that share the width evenly; below each other where it is too little for them."""
    return FoldingRow(
        *parts,
        needs=evenly,
        stretches=[1] * len(parts),
        gap_px=_GAP_PX,
        folded_gap_px=0,
        alignment=Qt.AlignmentFlag.AlignTop,
    )
