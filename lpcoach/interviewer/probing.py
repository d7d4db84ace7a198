"""The next probe: at the biggest gap, in the candidate's own words, never asked twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product
from random import Random
from typing import Final

from lpcoach.content.models import LeadQuestion, Pack, ProbeTemplate
from lpcoach.content.terms import LAYERS, LayerId, ProbeKind
from lpcoach.interviewer.filling import LONGEST, fill, slots
from lpcoach.interviewer.gaps import About, Gap, gaps
from lpcoach.interviewer.replies import outcome
from lpcoach.interviewer.roots import Roots
from lpcoach.interviewer.topics import bears, strangeness
from lpcoach.interviewer.types import Asked, StoryQuote
from lpcoach.reading.reader import read
from lpcoach.reading.types import Reading, Thread

__all__ = ["MOST_PROBES", "Gap", "gaps", "next_probe", "probe_of_kind", "ranked_probes"]

MOST_PROBES: Final = 5
FEWEST_PROBES: Final = 2  # of a technical story, also where nothing is missing: see _holding
_PEOPLE: Final = re.compile(
    r"\bhire|\bhiring|develop (?:a|people|some|your)|developed|mentor|coach|colleague|junior|team member|someone's "
    r"career|feedback|struggling|morale",
    re.IGNORECASE,
)
MOST_FILLINGS: Final = 30  # combinations of words tried for one template


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be asked next, and how."""

    gap: Gap
    after: str = "answer"
    step: int = 1
    where: str | None = None


@dataclass(frozen=True, slots=True)
class _Asking:
    """For whom and after what is asked: ``here`` holds this story's probes, ``practice`` all that was asked."""

    about: About
    here: Sequence[Asked]
    practice: Sequence[Asked]
    seed: int
    story: int
    topics: Sequence[str] = ()


def ranked_probes(thread: Thread, pack: Pack, *, seed: int = 0) -> tuple[Asked, ...]:
    """A probe for each gap of the thread, the biggest first."""
    reading = read(thread)
    about = _about(reading, pack)
    found: list[Asked] = []
    for gap in gaps(reading, about=about):
        asked = _ask(reading, pack, _Plan(gap), _Asking(about, found, (), seed, 0))
        if asked is not None:
            found.append(asked)
    return tuple(found)


def next_probe(
    reading: Reading, pack: Pack, question: LeadQuestion, asked: Sequence[Asked], seed: int, story: int
) -> Asked | None:
    """The next probe of this story, or None when five were asked or nothing is missing."""
    here = _of_this_story(asked, question)
    if len(here) >= MOST_PROBES:
        return None
    asking = _Asking(question.about, here, asked, seed, story, question.themes)
    plans = _plans(reading, pack, question, here)
    return next((probe for plan in plans if (probe := _ask(reading, pack, plan, asking)) is not None), None)


def probe_of_kind(
    reading: Reading, pack: Pack, kind: ProbeKind, about: About, asked: Sequence[Asked], seed: int
) -> Asked | None:
    """A probe of one kind on a story, also where the story answers it already; None where the pack has none left."""
    missing = [gap for gap in gaps(reading, about=about) if gap.kind == kind]
    layer = _deepest(reading) if kind == "depth" else None
    gap = missing[0] if missing else Gap(kind, layer, 2, "whether it holds")
    asking = _Asking(about, asked, asked, seed, 0)
    plans = (_Plan(gap, step=1 if missing else 2), _Plan(Gap(kind, gap.layer, 0, gap.words)))
    return next((probe for plan in plans if (probe := _ask(reading, pack, plan, asking)) is not None), None)


def _deepest(reading: Reading) -> LayerId:
    """The layer of which the reading says most."""
    return max(LAYERS, key=lambda layer: reading.layers.get(layer, 0))


def _of_this_story(asked: Sequence[Asked], question: LeadQuestion) -> list[Asked]:
    """The probes after this story's lead question."""
    leads = [n for n, one in enumerate(asked) if one.kind == "lead"]
    own = [n for n in leads if asked[n].source == question.id or asked[n].text == question.text]
    start = (own or leads or [-1])[-1]
    return [one for one in asked[start + 1 :] if one.kind == "probe"]


def _plans(reading: Reading, pack: Pack, question: LeadQuestion, here: Sequence[Asked]) -> list[_Plan]:
    """What could be asked next, in the order of preference."""
    missing = gaps(reading, about=question.about)
    done = {(one.probe_kind, one.layer) for one in here}
    fresh = [_Plan(gap) for gap in missing if (gap.kind, gap.layer) not in done]
    following = _following(reading, pack, here, missing)
    return [*following, *fresh, *(_holding(reading, question, done) if len(here) < FEWEST_PROBES else [])]


def _holding(
    reading: Reading, question: LeadQuestion, done: set[tuple[ProbeKind | None, LayerId | None]]
) -> list[_Plan]:
    """One step under a layer that was explained, the deepest first: it is held only where a probe on it is answered."""
    if question.about != "system":
        return []
    explained = [layer for layer in reversed(LAYERS) if reading.layers.get(layer, 0) > 1]
    return [
        _Plan(Gap("depth", layer, 2, "whether it holds"), step=2) for layer in explained if ("depth", layer) not in done
    ]


def _following(reading: Reading, pack: Pack, here: Sequence[Asked], missing: Sequence[Gap]) -> list[_Plan]:
    """What the last reply itself calls for; nothing when this gap was asked twice or the probe was skipped."""
    replies = reading.thread.probes
    if not here or not replies or replies[-1].question != here[-1].text or not replies[-1].answer.strip():
        return []
    last, place = here[-1], len(replies) - 1
    if sum((one.probe_kind, one.layer) == (last.probe_kind, last.layer) for one in here) > 1:
        return []
    gap = Gap(last.probe_kind or "depth", last.layer, 0, last.gap)
    result = outcome(reading, last, place)
    if result == "dont_know":
        taken = {t.id for t in pack.probes if t.after == "dont_know"} & {one.source for one in here}
        return [] if taken else [_Plan(gap, "dont_know", where=f"probe:{place}")]
    if result == "dodge":
        return [_Plan(gap, "dodge"), _Plan(gap)]
    return _deeper(last, missing, here, f"probe:{place}") if result == "answered" else []


def _deeper(last: Asked, missing: Sequence[Gap], here: Sequence[Asked], where: str) -> list[_Plan]:
    """One step further on what was just answered: the layer beneath, or the same kind while it is still open."""
    if last.layer is None:
        return [_Plan(gap, step=2, where=where) for gap in missing if gap.kind == last.probe_kind]
    beneath = LAYERS[LAYERS.index(last.layer) + 1 :][:1]
    done = {one.layer for one in here}
    return [_Plan(gap, step=2, where=where) for gap in missing if gap.layer in beneath and gap.layer not in done]


def _about(reading: Reading, pack: Pack) -> About:
    """What the story is about: as its question says, or, for a question that is not the pack's, as its layers say."""
    for question in pack.questions:
        if question.text == reading.thread.question:
            return question.about
    explained = sum(level == 2 for level in reading.layers.values())
    named = sum(level > 0 for level in reading.layers.values())
    people = _PEOPLE.search(reading.thread.question) is not None
    return "people" if reading.thread.answer.strip() and (not named or (people and explained < 2)) else "system"


def _ask(reading: Reading, pack: Pack, plan: _Plan, asking: _Asking) -> Asked | None:
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
    fit.sort(key=lambda t: (abs(t.step - plan.step), strangeness(t, told)))
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


def _first(reading: Reading, plan: _Plan, templates: Sequence[ProbeTemplate], asking: _Asking) -> Asked | None:
    """The first template that can be rooted in the candidate's words, else the first that needs none."""
    words = {quoted.quote.text for one in asking.here for quoted in one.quotes}
    for where, loose in dict.fromkeys(((plan.where, False), (None, False), (None, plan.gap.layer != "features"))):
        roots = Roots(reading, where, words, loose)
        for template in templates:
            filled = _filled(template, plan.gap, roots, asking.story) if slots(template.text) else None
            if filled is not None:
                return _probe(template, plan.gap, *filled)
    return next((_probe(t, plan.gap, t.text, ()) for t in templates if not slots(t.text)), None)


def _suits(template: ProbeTemplate, plan: _Plan, about: About) -> bool:
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


def _probe(template: ProbeTemplate, gap: Gap, text: str, quotes: tuple[StoryQuote, ...]) -> Asked:
    return Asked("probe", text, template.id, probe_kind=gap.kind, layer=gap.layer, quotes=quotes, gap=gap.words)


def _number(*parts: object) -> int:
    """A number that is the same in every run for the same parts."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:8])
