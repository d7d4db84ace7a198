"""The story bank as plain values for its templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lpcoach.coach import Coach
from lpcoach.coach.next_story import FAILURES, RULES, Coverage
from lpcoach.coach.stories import KeptStory
from lpcoach.coach.story_import import STATE_WORDS, Offer
from lpcoach.coach.story_reading import Missing, missing, thread_of
from lpcoach.content.terms import LAYERS
from lpcoach.content.words import LAYER_NAMES, Words, counted
from lpcoach.reading.claims import claims
from lpcoach.session.records import PracticeRecord, StoryRecord
from lpcoach.stories.story import Field, Story

__all__ = ["LABELS", "bank_values", "import_values", "story_values"]

LABELS: Final[dict[Field, str]] = {
    "title": "Title",
    "question": "Question that it answers",
    "headline": "Headline, 30 seconds",
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
    "telling": "Telling, 3 to 5 minutes",
    "role": "Own role",
    "figures": "Figures with their baseline",
    "lasting": "What changed for good",
}
COLUMNS: Final = 12  # stories that the matrix has room for; more are counted in its last column
CLAIMS: Final = 40
CELL_WORDS: Final = {"strong": "strong", "shown": "shown", "planned": "planned", "not": ""}
Told = Sequence[tuple[PracticeRecord, StoryRecord]]


def bank_values(coach: Coach, words: Words) -> dict[str, Any]:
    """What the bank's own view shows."""
    stories = coach.bank.stories()
    told = coach.bank.told()
    cover = Coverage(coach.bank, stories, coach.pack)
    lacks = cover.lacks()
    rows = [_row(number, one, told.get(one.id, []), words) for number, one in enumerate(stories, start=1)]
    return {
        "summary": _summary(cover, len(coach.pack.principles)),
        "rows": rows,
        "lacks": lacks[:3],
        "more": [lack.head for lack in lacks[3:]],
        "rules": RULES,
        "failures": [
            {"number": stories.index(one) + 1, "id": one.id, "title": one.story.name, "lasting": one.story.lasting}
            for one in cover.failures()[:FAILURES]
        ],
        "more_failures": max(0, len(cover.failures()) - FAILURES),
        "open_failures": ["First", "Second"][min(FAILURES, len(cover.failures())) :],
        "columns": list(range(1, min(COLUMNS, len(stories)) + 1)),
        "hidden": max(0, len(stories) - COLUMNS),
        "matrix": [_matrix_row(cover, principle.id, principle.name) for principle in coach.pack.principles],
        "tips": [tip.text for tip in coach.pack.pack.tips if tip.where == "stories"],
    }


def kept_values(coach: Coach) -> dict[str, Any]:
    """What lies beside the bank: notes of imports, deleted stories."""
    gone = coach.bank.stories(deleted=True)
    notes = [
        {"id": one.id, "at": one.at, "file": one.entry.file, "notes": one.entry.notes} for one in coach.bank.notes()
    ]
    return {"notes": notes, "deleted": [{"id": one.id, "title": one.story.name, "at": one.at} for one in gone]}


def _summary(cover: Coverage, principles: int) -> str:
    stories = len(cover.stories)
    if not stories:
        return "Six to eight stories carry a loop, two of them failures. None is here yet."
    covered = principles - len(cover.uncovered())
    failures = counted(len(cover.failures()), "of failure", "of failure")
    many = " Six to eight are what a person keeps ready." if stories > 8 else ""
    told = counted(stories, "story", "stories")
    return f"{told}, {failures}; {covered} of {principles} principles planned or shown.{many}"


def _row(number: int, one: KeptStory, told: Told, words: Words) -> dict[str, Any]:
    return {
        "number": number,
        "id": one.id,
        "title": one.story.name,
        "failure": one.story.failure,
        "draft": one.story.draft,
        "telling": one.story.told,
        "layers": layers_words(one),
        "told": len(told),
        "last": told[0][0].finished_at if told else None,
        "missing": len(missing(one.story, one.reading, words)),
    }


def layers_words(one: KeptStory) -> str:
    """How many layers are explained; a story about people is not asked for any."""
    if one.story.about == "people":
        return ""
    return f"{sum(reached > 1 for reached in one.reading.layers.values())} of {len(LAYERS)}"


def _matrix_row(cover: Coverage, principle: str, name: str) -> dict[str, Any]:
    cells = [cover.cell(place, principle) for place in range(len(cover.stories))]
    best = cover.best(principle)
    note = {"not": "none yet", "planned": "planned only"}.get(best, "")
    return {"name": name, "gap": best == "not", "note": note, "cells": [(c, CELL_WORDS[c]) for c in cells[:COLUMNS]]}


def story_values(coach: Coach, one: KeptStory, words: Words) -> dict[str, Any]:
    """What one story's view shows beside its parts."""
    told = coach.bank.told().get(one.id, [])
    strengths = coach.bank.strengths(one, told)
    pack = coach.pack
    found = claims(thread_of(one.story))
    return {
        "id": one.id,
        "story": one.story,
        "asks": asks(missing(one.story, one.reading, words)),
        "unscored": one.reading.unscored,
        "layers": []
        if one.story.about == "people"
        else [(LAYER_NAMES[each], one.reading.layers.get(each, 0)) for each in LAYERS],
        "principles": [
            {"id": p.id, "name": p.name, "on": p.id in one.story.principles, "strength": strengths.get(p.id, "")}
            for p in pack.principles
        ],
        "themes": [(theme.id, theme.name) for theme in pack.pack.themes],
        "claims": [_claim(claim) for claim in found[:CLAIMS]],
        "more_claims": max(0, len(found) - CLAIMS),
        "history": [
            {
                "id": record.id,
                "at": record.finished_at,
                "question": each.question,
                "level": each.overall,
                "word": words.level(each.overall),
            }
            for record, each in told
        ],
    }


def _claim(claim: Any) -> dict[str, Any]:  # noqa: ANN401 - a reading's claim
    bare = claim.kind == "figure" and not claim.has_baseline
    place = "as told" if claim.quote.where == "answer" else "beside it"
    return {"kind": claim.kind, "token": claim.token, "quote": claim.quote.text, "bare": bare, "where": place}


def asks(found: Sequence[Missing]) -> list[dict[str, Any]]:
    """What is missing, with the part in which it belongs."""
    return [{"field": each.field, "label": LABELS[each.field].partition(",")[0], "ask": each.ask} for each in found]


def part_values(
    story: Story, drafts: dict[Field, str], fields: Sequence[Field], asked: Sequence[Missing]
) -> list[dict[str, Any]]:
    """The parts as they stand, with what was typed and not saved yet."""
    return [
        {
            "field": field,
            "label": LABELS[field],
            "text": getattr(story, field),
            "draft": field in drafts and drafts[field] != getattr(story, field),
            "asks": [each.ask for each in asked if each.field == field],
        }
        for field in fields
    ]


def import_values(offered: Sequence[Offer], files: Sequence[Any], words: Words) -> dict[str, Any]:
    """The preview: story by story, and what goes to the notes."""
    stories = [
        {
            "number": number,
            "file": offer.file,
            "title": offer.story.name,
            "where": offer.found.where,
            "draft": offer.story.draft,
            "failure": offer.story.failure,
            "question": offer.story.question,
            "principles": [words.principles[one] for one in offer.story.principles if one in words.principles],
            "parts": [(LABELS[part], one.where, one.text) for part, one in offer.found.star.items()],
            "telling": offer.story.telling,
            "text": offer.found.text,
            "choice": offer.choice,
            "wanted": offer.wanted,
            "state": STATE_WORDS[offer.state],
            "asked": offer.asked,
        }
        for number, offer in enumerate(offered)
    ]
    notes = [(file.file, note.where, note.text) for file in files for note in file.notes if not note.asked]
    return {"stories": stories, "notes": notes, "drafts": sum(offer.story.draft for offer in offered)}
