"""The turns around the stories: how the interviewer opens, and how the candidate is invited to ask."""

from __future__ import annotations

from lpcoach.content.models import Pack
from lpcoach.interviewer.types import Asked

__all__ = ["invitation", "opening"]


def opening(pack: Pack) -> Asked:
    """The interviewer's first words and the warm-up question."""
    text = " ".join((*pack.pack.opening, pack.pack.introduction))
    return Asked("opening", text, "introduction", gap="who you are, in a minute")


def invitation(pack: Pack) -> Asked:
    """The invitation to ask the interviewer something."""
    return Asked("invitation", pack.pack.invitation, "invitation", gap="what you would ask")
