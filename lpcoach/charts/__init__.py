"""Plain records to plotly figures, each with its finding as a heading, a text alternative and a table."""

from lpcoach.charts.bars import Bar, bars_chart
from lpcoach.charts.calibration import calibration_chart
from lpcoach.charts.chart import Chart
from lpcoach.charts.coverage import coverage_chart
from lpcoach.charts.depth import depth_chart
from lpcoach.charts.flags import flags_chart
from lpcoach.charts.trend import trend_chart

__all__ = [
    "Bar",
    "Chart",
    "bars_chart",
    "calibration_chart",
    "coverage_chart",
    "depth_chart",
    "flags_chart",
    "trend_chart",
]
