"""The workbook from Python: its tables and figures, for cells beside the pages."""

from lpcoach.workbook.book import Figures, Workbook, open_workbook

__all__ = ["Figures", "Workbook", "open_workbook"]
