"""A chart on a page. Plotly's library is sent once, with the first one: a FigureWidget would send it with each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import plotly
import plotly.graph_objects as go
import traitlets

from lpcoach.ui.bundle import module

__all__ = ["ChartView"]


@cache
def _library() -> str:
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text("utf-8")


class ChartView(anywidget.AnyWidget):
    """Draws ``figure``; ``alt`` says in words what is drawn. Exactly one chart of a page is the ``first``."""

    _esm = module("chart")
    library = traitlets.Unicode("").tag(sync=True)
    spec: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    alt = traitlets.Unicode("").tag(sync=True)

    def __init__(self, figure: go.Figure, alt: str, *, first: bool) -> None:
        super().__init__(spec=_spec(figure), alt=alt, library=_library() if first else "")
        self.add_class("lp-plot")

    def show(self, figure: go.Figure, alt: str) -> None:
        """Draw another figure in its place."""
        with self.hold_sync():
            self.spec, self.alt = _spec(figure), alt


def _spec(figure: go.Figure) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(figure.to_json())
    return plain
