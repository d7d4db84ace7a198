"""The form of samples.yaml: the sample loop, its stories, and answers that the candidate rates."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lpcoach.content.form import Id, Level, Model, Short, Text
from lpcoach.content.terms import CriterionId


class SampleReply(Model):
    """A probe and its answer in a sample."""

    question: Text
    answer: Annotated[str, Field(min_length=1, max_length=4000)]


class SampleCross(SampleReply):
    """A question of the cross-examination as it was put, the opening or hypothetical that it is, and its answer."""

    opening: Id


class Note(Model):
    """A margin note on an exact quote of a sample."""

    quote: Text
    text: Text
    good: bool


class SampleStory(Model):
    """An invented story at a known level, with margin notes on why."""

    id: Id
    title: Short
    question: Id
    level: Level
    answer: Annotated[str, Field(min_length=20, max_length=8000)]
    probes: tuple[SampleReply, ...] = ()
    notes: Annotated[tuple[Note, ...], Field(min_length=2)]
    principles: tuple[Id, ...]


class SampleLoop(Model):
    """The finished loop that a first visitor can open: three sample stories and the rest of the hour."""

    introduction: Annotated[str, Field(min_length=20, max_length=2000)]
    stories: Annotated[tuple[Id, ...], Field(min_length=3, max_length=3)]
    cross: Annotated[tuple[SampleCross, ...], Field(min_length=1)]
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]


class Levels(Model):
    """One rater's levels of an answer."""

    overall: Level
    evidence: Level
    depth: Level
    alignment: Level
    bar: Level


class Deciding(Model):
    """A quote that decides a level: it speaks for it (``good``) or against it."""

    criterion: CriterionId
    good: bool
    quote: Text
    text: Text


class Benchmark(Model):
    """An invented answer with the levels of two raters, to be rated by the candidate."""

    id: Id
    question: Text
    answer: Annotated[str, Field(min_length=20, max_length=8000)]
    ratings: Annotated[tuple[Levels, ...], Field(min_length=2)]
    decides: Annotated[tuple[Deciding, ...], Field(min_length=2)]


class Samples(Model):
    """samples.yaml; a pack may do without benchmarks."""

    loop: SampleLoop
    stories: tuple[SampleStory, ...]
    benchmarks: tuple[Benchmark, ...] = ()
