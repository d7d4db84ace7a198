"""The composition root: puts the real parts together; pages, commands and notebooks talk to ``Coach`` alone."""

from lpcoach.coach.coach import Coach

__all__ = ["Coach"]
