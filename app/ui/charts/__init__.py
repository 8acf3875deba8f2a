"""Charts, painted by ourselves: an add-on for them would double the download.

Each is imported when the first page asks for it; the larger ones from their own modules, by the
pages that show them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.late_names import names_of

if TYPE_CHECKING:
    from app.ui.charts.bars import Bar, BarChart, Sparkline, paint_bars
    from app.ui.charts.waterfall import Phase, Waterfall
else:
    _MODULES = {
        "bars": "Bar BarChart Sparkline paint_bars",
        "waterfall": "Phase Waterfall",
    }
    __getattr__ = names_of(__name__, _MODULES)

__all__ = [
    "Bar",
    "BarChart",
    "Phase",
    "Sparkline",
    "Waterfall",
    "paint_bars",
]
