"""One function a notebook page; each returns the page's widget."""

from __future__ import annotations

from ipywidgets import Widget

from lpcoach.ui.page import opened

__all__ = [
    "cross_examination",
    "debrief",
    "deep_dives",
    "drills",
    "introductions",
    "progress",
    "start",
    "stories",
    "your_questions",
]

# Each page is imported when it is opened: a kernel pays for its own page only. The modules are not named as the
# functions are, since an import sets a submodule as an attribute of its package.
# ruff: noqa: PLC0415


def start() -> Widget:
    """Start: one next action, where you stand, the hour, settings."""
    from lpcoach.ui.pages.start_page import StartPage

    return opened(StartPage)


def stories() -> Widget:
    """The story bank: what is prepared, which principles it covers, what is missing."""
    from lpcoach.ui.pages.stories_page import StoriesPage

    return opened(StoriesPage)


def introductions() -> Widget:
    """The first five minutes."""
    from lpcoach.ui.pages.introductions_page import IntroductionsPage

    return opened(IntroductionsPage)


def deep_dives() -> Widget:
    """Stories under layered probes."""
    from lpcoach.ui.pages.deep_dives_page import DeepDivesPage

    return opened(DeepDivesPage)


def cross_examination() -> Widget:
    """The Bar Raiser on the claims that were made."""
    from lpcoach.ui.pages.cross_examination_page import CrossExaminationPage

    return opened(CrossExaminationPage)


def your_questions() -> Widget:
    """The candidate asks."""
    from lpcoach.ui.pages.your_questions_page import YourQuestionsPage

    return opened(YourQuestionsPage)


def debrief() -> Widget:
    """Own rating first, then the vote and its evidence."""
    from lpcoach.ui.pages.debrief_page import DebriefPage

    return opened(DebriefPage)


def progress() -> Widget:
    """Coverage and levels over practices."""
    from lpcoach.ui.pages.progress_page import ProgressPage

    return opened(ProgressPage)


def drills() -> Widget:
    """Five drills between practices."""
    from lpcoach.ui.pages.drills_page import DrillsPage

    return opened(DrillsPage)
