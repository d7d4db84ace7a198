"""One function a notebook page; each returns the page's widget."""

from __future__ import annotations

from ipywidgets import Widget

from lpcoach.ui.page import opened

__all__ = ["cross_examination", "debrief", "deep_dives", "introductions", "progress", "start", "your_questions"]

# Each page is imported when it is opened: a kernel pays for its own page only.
# ruff: noqa: PLC0415


def start() -> Widget:
    """Start: one next action, where you stand, the hour, settings."""
    from lpcoach.ui.pages.start import StartPage

    return opened(StartPage)


def introductions() -> Widget:
    """The first five minutes."""
    from lpcoach.ui.pages.introductions import IntroductionsPage

    return opened(IntroductionsPage)


def deep_dives() -> Widget:
    """Stories under layered probes."""
    from lpcoach.ui.pages.deep_dives import DeepDivesPage

    return opened(DeepDivesPage)


def cross_examination() -> Widget:
    """The Bar Raiser on the claims that were made."""
    from lpcoach.ui.pages.cross_examination import CrossExaminationPage

    return opened(CrossExaminationPage)


def your_questions() -> Widget:
    """The candidate asks."""
    from lpcoach.ui.pages.your_questions import YourQuestionsPage

    return opened(YourQuestionsPage)


def debrief() -> Widget:
    """Own rating first, then the vote and its evidence."""
    from lpcoach.ui.pages.debrief import DebriefPage

    return opened(DebriefPage)


def progress() -> Widget:
    """Coverage and levels over practices."""
    from lpcoach.ui.pages.progress import ProgressPage

    return opened(ProgressPage)
