"""Charts, painted by ourselves: an add-on for them would double the download.

The larger ones are imported from their modules, by the pages that show them.
"""

from __future__ import annotations

from app.ui.charts.bars import Bar, BarChart, Sparkline, paint_bars
from app.ui.charts.waterfall import Phase, Waterfall

__all__ = [
    "Bar",
    "BarChart",
    "Phase",
    "Sparkline",
    "Waterfall",
    "paint_bars",
]
