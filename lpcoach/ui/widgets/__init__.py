"""The three widgets that every page is made of."""

from lpcoach.ui.widgets.editor import Editor
from lpcoach.ui.widgets.frame import Frame
from lpcoach.ui.widgets.sheet import Sheet

__all__ = ["Editor", "Frame", "Sheet"]
