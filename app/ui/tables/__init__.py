"""Tables: rows identified by a key, cells described by values, one configured view.

Each part is imported when the first page asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.late_names import names_of

if TYPE_CHECKING:
    from app.ui.tables.cell_delegate import CellDelegate, row_height
    from app.ui.tables.cells import Cell, ChipSpan, Icon, Span, Text
    from app.ui.tables.columns import Column, Role
    from app.ui.tables.headed_table_model import HeadedTableModel
    from app.ui.tables.keyed_table_model import KeyedTableModel
    from app.ui.tables.stream_table_model import StreamTableModel
    from app.ui.tables.table_view import TableView
else:
    _MODULES = {
        "cell_delegate": "CellDelegate row_height",
        "cells": "Cell ChipSpan Icon Span Text",
        "columns": "Column Role",
        "headed_table_model": "HeadedTableModel",
        "keyed_table_model": "KeyedTableModel",
        "stream_table_model": "StreamTableModel",
        "table_view": "TableView",
    }
    __getattr__ = names_of(__name__, _MODULES)

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
