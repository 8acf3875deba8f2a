"""Tables: rows identified by a key, cells described by values, one configured view."""

from __future__ import annotations

from app.ui.tables.cell_delegate import CellDelegate, row_height
from app.ui.tables.cells import Cell, ChipSpan, Icon, Span, Text
from app.ui.tables.columns import Column, Role
from app.ui.tables.headed_table_model import HeadedTableModel
from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.tables.stream_table_model import StreamTableModel
from app.ui.tables.table_view import TableView

__all__ = [
    "Cell",
    "CellDelegate",
    "ChipSpan",
    "Column",
    "HeadedTableModel",
    "Icon",
    "KeyedTableModel",
    "Role",
    "Span",
    "StreamTableModel",
    "TableView",
    "Text",
    "row_height",
]
