"""Plain records to plotly figures, each with its finding as a heading, a text alternative and a table."""

from lpcoach.charts.chart import Chart
from lpcoach.charts.coverage import coverage_chart
from lpcoach.charts.depth import depth_chart
from lpcoach.charts.trend import trend_chart

__all__ = ["Chart", "coverage_chart", "depth_chart", "trend_chart"]
