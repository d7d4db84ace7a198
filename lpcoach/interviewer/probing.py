"""The next probe: at the biggest gap, in the candidate's own words, never asked twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product
from random import Random
from typing import Final

from lpcoach.content.models import LeadQuestion, Pack, ProbeTemplate
from lpcoach.content.terms import LAYERS, LayerId, ProbeKind
from lpcoach.interviewer.contradicted import clash_in_reply
from lpcoach.interviewer.filling import LONGEST, fill, slots
from lpcoach.interviewer.gaps import TURNS, Gap, gaps
from lpcoach.interviewer.no_story import ask_for_one, told
from lpcoach.interviewer.openness import Openness
from lpcoach.interviewer.planning import HELD, MOST_PROBES, Plan, first_gaps, held, of_this_story, plans
from lpcoach.interviewer.roots import Roots
from lpcoach.interviewer.topics import bears, strangeness
from lpcoach.interviewer.types import Asked, StoryQuote
from lpcoach.reading.reader import read
from lpcoach.reading.story import About, about_of
from lpcoach.reading.types import Reading, Thread
from lpcoach.reading.weights import Weights

__all__ = ["MOST_PROBES", "Gap", "gaps", "next_probe", "probe_of_kind", "ranked_probes"]

MOST_FILLINGS: Final = 30  # combinations of words tried for one template
_LEAD: Final = "You said {{quote}}. {turn} "  # before a question that stands by itself
_LEFT: Final = "I will leave that open. "  # said once after a second dodge


@dataclass(frozen=True, slots=True)
class _Asking:
    """For whom and after what is asked: ``here`` holds this story's probes, ``practice`` all that was asked."""

    about: About
    here: Sequence[Asked]
    practice: Sequence[Asked]
    seed: int
    story: int
    topics: Sequence[str] = ()


def ranked_probes(
    thread: Thread, pack: Pack, *, seed: int = 0, weights: Weights | None = None, openness: Openness | None = None
) -> tuple[Asked, ...]:
    """A probe for each gap of the thread, the likeliest first; where nothing is missing, under what was explained.

    None where no story is told: then nothing can be gone into.
    """
    if not told(thread):
        return ()
    reading = read(thread, weights)
    question = next((one for one in pack.questions if one.text == thread.question), None)
    about = about_of(thread, reading.layers, question.about if question else None)
    found: list[Asked] = []
    for plan in [Plan(gap) for gap in first_gaps(reading, about, openness)] or held(reading, about):
        asked = _ask(reading, pack, plan, _Asking(about, found, (), seed, 0))
        if asked is not None:
            found.append(asked)
    return tuple(found)


def next_probe(  # noqa: PLR0913 - the table is given in tests and measures only
    reading: Reading,
    pack: Pack,
    question: LeadQuestion,
    asked: Sequence[Asked],
    seed: int,
    story: int,
    *,
    openness: Openness | None = None,
) -> Asked | None:
    """The next probe of this story, or None when five were asked, nothing is missing, or no story was told."""
    here = of_this_story(asked, question)
    if len(here) >= MOST_PROBES:
        return None
    if not told(reading.thread):
        return ask_for_one(reading.thread, here, asked)
    contradicted = clash_in_reply(reading.thread, pack, here, story, seed)
    if contradicted is not None:
        return contradicted
    about = about_of(reading.thread, reading.layers, question.about)
    asking = _Asking(about, here, asked, seed, story, question.themes)
    planned = plans(reading, pack, about, here, asked, openness)
    return next((probe for plan in planned if (probe := _ask(reading, pack, plan, asking)) is not None), None)


def probe_of_kind(
    reading: Reading, pack: Pack, kind: ProbeKind, about: About, asked: Sequence[Asked], seed: int
) -> Asked | None:
    """A probe of one kind on a story, also where the story answers it already; None where the pack has none left."""
    missing = [gap for gap in gaps(reading, about=about) if gap.kind == kind]
    layer = _deepest(reading) if kind == "depth" else None
    gap = missing[0] if missing else Gap(kind, layer, 2, HELD)
    asking = _Asking(about, asked, asked, seed, 0)
    plans = (Plan(gap, step=1 if missing else 2), Plan(Gap(kind, gap.layer, 0, gap.words)))
    return next((probe for plan in plans if (probe := _ask(reading, pack, plan, asking)) is not None), None)


def _deepest(reading: Reading) -> LayerId:
    """The layer of which the reading says most."""
    return max(LAYERS, key=lambda layer: reading.layers.get(layer, 0))


def _ask(reading: Reading, pack: Pack, plan: Plan, asking: _Asking) -> Asked | None:
    """The best template for the plan, filled; None where the pack has none left."""
    used = {one.source for one in asking.here}
    told = " ".join(text for _, text in reading.thread.places()).lower()
    replies = reading.thread.probes
    last = f"{replies[-1].question} {replies[-1].answer}".lower() if replies else ""
    fit = [
        template
        for template in pack.probes
        if template.id not in used
        and _suits(template, plan, asking.about)
        and bears(template, asking.topics, told, last)
    ]
    Random(_number(asking.seed, asking.story, len(asking.here), plan.gap.kind, plan.gap.layer)).shuffle(fit)
    # Where an unsafe act is told, the question is about that; elsewhere nothing fills its slot.
    fit.sort(key=lambda t: ("act" not in slots(t.text), strangeness(t, told), abs(t.step - plan.step)))
    # How one would find out is asked in the words of the gap itself, where the pack has them.
    fit = [t for t in fit if (t.kind, t.layer) == (plan.gap.kind, plan.gap.layer)] or fit
    earlier = {one.source for one in asking.practice}
    deeper = plan.step > 1
    for again, other in ((False, False), (False, True), (True, False), (True, True)):
        group = [t for t in fit if (t.id in earlier) == again and ((t.step > 1) != deeper) == other]
        asked = _first(reading, plan, group, asking)
        if asked is not None:
            return asked
    return None


def _first(reading: Reading, plan: Plan, templates: Sequence[ProbeTemplate], asking: _Asking) -> Asked | None:
    """The first template that can be rooted in the candidate's words, else the first that stands by itself."""
    words = {quoted.quote.text for one in asking.here for quoted in one.quotes}
    alone = next((t for t in templates if not slots(t.text)), None)
    # What goes under a reply is rooted in that reply or stands by itself; older words would change the subject.
    under = plan.where is not None and alone is not None
    elsewhere = [] if under else [(None, False), (None, plan.gap.layer not in {"features", "data"})]
    for where, loose in dict.fromkeys(((plan.where, False), *elsewhere)):
        roots = Roots(reading, where, words, loose)
        for template in templates:
            filled = _filled(template, plan.gap, roots, asking.story) if slots(template.text) else None
            if filled is not None:
                return _probe(template, plan, *filled)
    if alone is None or plan.after != "answer" or under:
        return _probe(alone, plan, alone.text, ()) if alone else None
    turn = TURNS[plan.gap.layer or plan.gap.kind]
    for lead in Roots(reading, None, words).leads(plan.gap):
        text, quotes = fill(f"{_LEAD.format(turn=turn)}{alone.text}", {"quote": lead}, asking.story)
        if len(text.split()) <= LONGEST:
            return _probe(alone, plan, text, quotes)
    return _probe(alone, plan, alone.text, ())


def _suits(template: ProbeTemplate, plan: Plan, about: About) -> bool:
    if about not in template.about or template.after != plan.after:
        return False
    if plan.gap.level > 1 and template.step == 1:  # what is explained is not asked again, only what lies under it
        return False
    if plan.after == "dont_know":
        return True
    return template.kind == plan.gap.kind and template.layer == plan.gap.layer


def _filled(template: ProbeTemplate, gap: Gap, roots: Roots, story: int) -> tuple[str, tuple[StoryQuote, ...]] | None:
    """The template with its slots filled by the fittest words that keep it short."""
    names = tuple(dict.fromkeys(slots(template.text)))
    combined = islice(product(*(roots.choices(name, gap) for name in names)), MOST_FILLINGS)
    for chosen in combined:
        if len({filler.quote for filler in chosen}) < len(chosen):
            continue
        text, quotes = fill(template.text, dict(zip(names, chosen, strict=True)), story)
        if len(text.split()) <= LONGEST:
            return text, quotes
    return None


def _probe(template: ProbeTemplate, plan: Plan, text: str, quotes: tuple[StoryQuote, ...]) -> Asked:
    said = _LEFT + text if plan.left else text
    gap = plan.gap
    return Asked("probe", said, template.id, probe_kind=gap.kind, layer=gap.layer, quotes=quotes, gap=gap.words)


def _number(*parts: object) -> int:
    """A number that is the same in every run for the same parts."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:8])
