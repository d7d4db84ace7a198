"""What would flip it, in words."""

from __future__ import annotations

from lpcoach.content.words import Words
from lpcoach.scoring.debrief import Debrief
from lpcoach.scoring.flips import TAKEN_AWAY, Flip

__all__ = ["flip_note", "flip_words"]


def flip_words(found: Debrief, words: Words) -> list[str]:
    """One line for each change."""
    return [_line(flip, words) for flip in found.flips]


def _line(flip: Flip, words: Words) -> str:
    where = f"story {flip.story + 1}"
    if flip.kind == "settled":
        settled = f"The two statements that do not match, settled openly ({where})."
        if flip.also is None:
            return settled
        other, signal = flip.also
        return f"{settled} Together with: {words.signal(signal).ask} (story {other + 1})"
    if flip.kind == "lost":
        return f"If this did not hold: “{flip.quote.text if flip.quote else ''}” ({where})"
    if flip.also is not None:
        other, signal = flip.also
        return (
            f"{words.signal(flip.signal).ask} ({where}) Together with: {words.signal(signal).ask} (story {other + 1})"
        )
    return f"{words.signal(flip.signal).ask} ({where})"


def flip_note(found: Debrief, *, again: bool) -> str:
    """What the list is, or why there is none; ``again`` is whether a change could be rated again."""
    if not again:
        return "That is computed by rating a change again, which the embedded rater does; a model rated this."
    if found.flips and found.flips[0].decides:
        which = "Each of these pairs" if found.flips[0].also else "Each of these alone"
        return f"{which} turns it when the stories are rated again:"
    if found.decision.offer:
        return f"No clause carries the offer alone: with any of the {TAKEN_AWAY} weightiest taken away it still stands."
    if found.flips and found.decision.offer is False:
        return "No one or two facts turn it. Rated again, each of these lifts a story:"
    if found.flips:
        return "There is no vote to flip. Rated again, each of these lifts the story:"
    return "No single added fact does; several would have to come together."
