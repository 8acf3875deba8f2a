"""Charts, painted by ourselves: an add-on for them would double the download."""

from __future__ import annotations

from app.ui.charts.bars import Bar, BarChart, Sparkline, paint_bars
from app.ui.charts.lines import LineChart
from app.ui.charts.plot import LinePlot, Series
from app.ui.charts.ranked import Rank, RankedBars
from app.ui.charts.waterfall import Phase, Waterfall

__all__ = [
    "Bar",
    "BarChart",
    "LineChart",
    "LinePlot",
    "Phase",
    "Rank",
    "RankedBars",
    "Series",
    "Sparkline",
    "Waterfall",
    "paint_bars",
]
