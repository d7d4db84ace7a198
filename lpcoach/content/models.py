"""The form of a content pack: frozen models, nothing optional that a page needs, nothing unknown accepted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from lpcoach.content.form import Id, Level, Minutes, Model, Short, Text, Three
from lpcoach.content.samples import Samples
from lpcoach.content.terms import (
    ClaimKind,
    CriterionId,
    CrossKind,
    Direction,
    FlagId,
    LayerId,
    PhaseId,
    ProbeKind,
    QuestionFlag,
    QuestionSignal,
    RaterId,
    SignalId,
)


class Phase(Model):
    """One part of the hour, with its budget in interview minutes."""

    id: PhaseId
    name: Short
    minutes: Minutes
    what: Text


class Theme(Model):
    """A family of lead questions; the five of the brief are marked ``brief``."""

    id: Id
    name: Short
    brief: bool = False


class Contrast(Model):
    """What great looks like: the same thing said thin and said solid."""

    name: Short
    thin: Text
    solid: Text


class Tip(Model):
    """One line of preparation, ``where`` names the page that it helps on."""

    text: Text
    where: Literal["start", "stories", "introductions", "deep_dives", "debrief"]


class PanelRater(Model):
    """One of the four who vote, with the principles that it owns; what nobody owns is read by the Bar Raiser."""

    id: RaterId
    name: Short
    principles: Annotated[tuple[Id, ...], Field(min_length=2, max_length=4)]


class PackFile(Model):
    """pack.yaml: what the loop is."""

    id: Id
    title: Short
    company: Short
    role: Short
    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")]
    difficulty: Short
    disclaimer: Text
    role_context: Text
    phases: Annotated[tuple[Phase, ...], Field(min_length=4, max_length=4)]
    themes: tuple[Theme, ...]
    great: Annotated[tuple[Contrast, ...], Field(min_length=4)]
    tips: tuple[Tip, ...]
    checklist: tuple[Text, ...]
    opening: tuple[Text, ...]  # what the interviewer says first
    introduction: Text  # the warm-up question
    invitation: Text  # "What would you like to ask me?"
    weighed: Annotated[tuple[Text, ...], Field(min_length=3)]  # what is weighed in your questions
    panel: Annotated[tuple[PanelRater, ...], Field(min_length=4, max_length=4)]


class Principle(Model):
    """A leadership principle in this role's work. ``signals`` and ``cues`` are how a reading can recognise it."""

    id: Id
    name: Short
    short: Short
    meaning: Text
    strong: Text
    shown: Text
    claimed: Text
    example: Text
    tension: Text
    look_alikes: Annotated[tuple[Text, ...], Field(min_length=1)]
    signals: tuple[SignalId, ...]
    cues: Annotated[tuple[Short, ...], Field(min_length=6)]  # words and short phrases, lower case


class LeadQuestion(Model):
    """A question that opens a story. The first of ``principles`` is the one that it tests most."""

    id: Id
    text: Text
    themes: Annotated[tuple[Id, ...], Field(min_length=1)]
    principles: Annotated[tuple[Id, ...], Field(min_length=1, max_length=4)]
    layers: tuple[LayerId, ...] = ()
    about: Literal["system", "people"]
    asks: tuple[Literal["failure", "conflict"], ...] = ()
    seniority: Annotated[tuple[Literal["mid", "senior", "principal"], ...], Field(min_length=1)]
    must: Annotated[tuple[Text, ...], Field(min_length=3, max_length=5)]
    source: Literal["own", "brief"] = "own"


class ProbeTemplate(Model):
    """A probe. Slots in braces are filled with the candidate's own words: see terms.Slot."""

    id: Id
    kind: ProbeKind
    layer: LayerId | None = None
    direction: Direction
    step: Annotated[int, Field(ge=1, le=3)]
    text: Annotated[str, Field(min_length=10, max_length=320)]
    about: tuple[Literal["system", "people"], ...] = ("system",)
    whiteboard: bool = False
    after: Literal["answer", "dodge", "dont_know"] = "answer"
    topics: tuple[Id, ...] = ()


class Hypothetical(Model):
    """One changed fact of a told story; ``{fact}`` is the quoted fact that it changes."""

    id: Id
    text: Annotated[str, Field(min_length=10, max_length=400)]
    changes: Short
    needs: Annotated[tuple[ClaimKind, ...], Field(min_length=1)]
    about: tuple[Literal["system", "people"], ...] = ("system",)


class CrossOpening(Model):
    """How the Bar Raiser opens on a claim; slots: ``{quote}``, ``{figure}``, ``{a}`` and ``{b}`` for a clash."""

    id: Id
    kind: CrossKind
    text: Annotated[str, Field(min_length=10, max_length=320)]


class Criterion(Model):
    """A criterion with its five anchors (ours, not Amazon's)."""

    id: CriterionId
    name: Short
    what: Text
    anchors: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]


class Rubric(Model):
    """rubric.yaml."""

    version: Short
    source: Text
    level_words: Annotated[tuple[Short, ...], Field(min_length=5, max_length=5)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=4, max_length=4)]
    overall: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]


class RedFlag(Model):
    """What triggers a flag, what looks alike and does not, and how to mend it."""

    id: FlagId
    name: Short
    trigger: Text
    not_when: Text
    mend: Text
    minutes: Minutes


class SignalWords(Model):
    """How the workbook speaks of one signal: ``seen`` and ``missing`` are noun phrases or short clauses."""

    id: SignalId
    name: Short
    criterion: CriterionId
    seen: Three
    missing: Three  # for signals that count against: how it reads that it was not seen
    ask: Text  # the missing fact as a question that the candidate can answer
    next: Text  # one thing to do
    minutes: Minutes


class IntroductionWords(Model):
    """Reactions to the introduction: what is seen and what is missing."""

    id: Literal["role", "system", "figure", "customer", "why", "length"]
    seen: Three
    missing: Three


class QuestionWords(Model):
    """Feedback on a candidate's own question; ``reply`` is what an interviewer would take from it."""

    id: QuestionSignal | QuestionFlag
    seen: Three
    missing: Three
    reply: Three


class Feedback(Model):
    """feedback.yaml."""

    signals: tuple[SignalWords, ...]
    introduction: tuple[IntroductionWords, ...]
    your_questions: tuple[QuestionWords, ...]


class CandidateQuestion(Model):
    """A question that a candidate might ask, with what it shows."""

    id: Id
    text: Text
    level: Level
    shows: Text


class Pack(Model):
    """A whole pack. Each field but ``pack`` and the wrappers is one YAML file of the same name."""

    pack: PackFile
    principles: tuple[Principle, ...]
    questions: tuple[LeadQuestion, ...]
    probes: tuple[ProbeTemplate, ...]
    hypotheticals: tuple[Hypothetical, ...]
    cross_examination: tuple[CrossOpening, ...]
    rubric: Rubric
    red_flags: tuple[RedFlag, ...]
    feedback: Feedback
    candidate_questions: tuple[CandidateQuestion, ...]
    samples: Samples
