"""What is asked next: what the last reply calls for, then what is most likely still open, then what was explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import LAYERS, LayerId, ProbeKind
from lpcoach.interviewer.gaps import DOUBTFUL, Gap, gaps
from lpcoach.interviewer.no_story import SOURCE
from lpcoach.interviewer.openness import Openness
from lpcoach.interviewer.parts import layers_of
from lpcoach.interviewer.replies import outcome
from lpcoach.interviewer.types import Asked
from lpcoach.reading.story import About
from lpcoach.reading.types import Reading

__all__ = ["ANSWERED", "FEWEST_PROBES", "HELD", "MOST_PROBES", "Plan", "first_gaps", "held", "of_this_story", "plans"]

FEWEST_PROBES: Final = 2  # of a technical story, also where nothing is missing: see held
ANSWERED: Final = 2  # the level of a kind that is answered
MOST_PROBES: Final = 5  # of one story
HELD: Final = "whether it holds"
AGAIN: Final = 2  # how often one gap is asked about, at most
_OPENED: Final = 0.1  # what a kind costs that an earlier story of the practice was opened with


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked next, and how. ``left`` says that the gap before is given up, as an interviewer would."""

    gap: Gap
    after: Literal["answer", "dodge", "dont_know"] = "answer"
    step: int = 1
    where: str | None = None
    left: bool = False


def of_this_story(asked: Sequence[Asked], question: LeadQuestion) -> list[Asked]:
    """The probes after this story's lead question."""
    leads = [n for n, one in enumerate(asked) if one.kind == "lead"]
    own = [n for n in leads if asked[n].source == question.id or asked[n].text == question.text]
    start = (own or leads or [-1])[-1]
    return [one for one in asked[start + 1 :] if one.kind == "probe"]


def first_gaps(reading: Reading, about: About, openness: Openness | None = None) -> list[Gap]:
    """The likeliest gap, and of the others those that are hardly answered already."""
    first, *others = gaps(reading, about=about, openness=openness) or (None,)
    # A story is asked for few gaps: where it has a risk in it that is hardly dealt with, that is one of the first two.
    likely = sorted((gap for gap in others if gap and gap.answered < DOUBTFUL), key=lambda gap: gap.kind != "risk")
    return [first, *likely] if first else []


def plans(
    reading: Reading,
    pack: Pack,
    about: About,
    here: Sequence[Asked],
    practice: Sequence[Asked],
    openness: Openness | None = None,
) -> list[Plan]:
    """What could be asked next, in the order of preference. ``practice`` is all that was asked, over all stories."""
    following, left = _following(reading, pack, about, here)
    done = {(one.probe_kind, one.layer) for one in here}
    missing = [gap for gap in first_gaps(reading, about, openness) if (gap.kind, gap.layer) not in done]
    if not here:
        opened = _openings(practice)
        missing.sort(key=lambda gap: _OPENED * opened.count(gap.kind) - gap.open)
    fresh = [Plan(gap, left=left) for gap in missing]
    below = [replace(plan, left=left) for plan in held(reading, about) if ("depth", plan.gap.layer) not in done]
    due = [plan for plan in fresh if plan.gap.kind == "risk"] if len(here) >= MOST_PROBES - 1 else []
    layered = about == "system" and "features" in layers_of(reading.thread)
    rest = [] if layered else [Plan(gap, left=left) for gap in _plain(reading, here, openness)]
    return [*due, *following, *fresh, *(below if len(here) < FEWEST_PROBES else []), *rest]


def _plain(reading: Reading, here: Sequence[Asked], openness: Openness | None) -> list[Gap]:
    """What the reading calls absent or touched, though raters may not: without layers there is little else to ask."""
    asked = {one.probe_kind for one in here}
    found = [gap for gap in gaps(reading, about="people", openness=openness, below=1) if gap.level < ANSWERED]
    return sorted((gap for gap in found if gap.kind not in asked), key=lambda gap: gap.level)


def held(reading: Reading, about: About) -> list[Plan]:
    """One step under a layer that was explained, the deepest first: it is held only where a probe on it is answered."""
    if about != "system":
        return []
    explained = [layer for layer in reversed(LAYERS) if reading.layers.get(layer, 0) > 1]
    return [Plan(Gap("depth", layer, 2, HELD), step=2) for layer in explained]


def _openings(practice: Sequence[Asked]) -> list[ProbeKind | None]:
    """The kinds that the stories before were opened with."""
    return [two.probe_kind for one, two in pairwise(practice) if (one.kind, two.kind) == ("lead", "probe")]


def _following(reading: Reading, pack: Pack, about: About, here: Sequence[Asked]) -> tuple[list[Plan], bool]:
    """What the last reply itself calls for, and whether its gap is left as it is after a second dodge."""
    replies = reading.thread.probes
    if not here or here[-1].source == SOURCE or not replies:
        return [], False
    if replies[-1].question != here[-1].text or not replies[-1].answer.strip():
        return [], False
    last, place = here[-1], len(replies) - 1
    often = sum((one.probe_kind, one.layer) == (last.probe_kind, last.layer) for one in here)
    gap = Gap(last.probe_kind or "depth", last.layer, 0, last.gap)
    result = outcome(reading, last, place)
    if result == "answered":
        return _deeper(reading, about, here, often), False
    if often >= AGAIN:
        return [], result == "dodge"
    if result == "dont_know":
        taken = {t.id for t in pack.probes if t.after == "dont_know"} & {one.source for one in here}
        return [] if taken else [Plan(gap, "dont_know", where=f"probe:{place}")], False
    return [Plan(gap, "dodge"), Plan(gap)] if result == "dodge" else [], False


def _deeper(reading: Reading, about: About, here: Sequence[Asked], often: int) -> list[Plan]:
    """One step under what was just answered; after two on one gap, the layer that the reply led to, or one beneath."""
    last, place = here[-1], len(reading.thread.probes) - 1
    where = f"probe:{place}"
    if often < AGAIN:
        gap = Gap(last.probe_kind or "depth", last.layer, 2, last.gap)
        return [Plan(gap, step=2, where=where)]
    if about != "system":
        return []
    done = {one.layer for one in here}
    if last.layer is not None:
        below: Sequence[LayerId] = LAYERS[LAYERS.index(last.layer) + 1 :]
    else:
        touched = {item.layer for item in reading.items if item.quote.where == where and item.layer is not None}
        below = [layer for layer in reversed(LAYERS) if layer in touched]
    there = layers_of(reading.thread) - done
    open_ = [layer for layer in below if layer in there and reading.layers.get(layer, 0) < ANSWERED]
    return [Plan(Gap("depth", layer, 1, HELD), step=2, where=where) for layer in open_[:1]]
