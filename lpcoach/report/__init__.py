"""One practice as Markdown."""

from lpcoach.report.practice import markdown

__all__ = ["markdown"]
