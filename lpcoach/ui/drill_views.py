"""What a drill that is under way shows: its template, its values, and the text that is to be typed, if any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lpcoach.coach.marked import marked
from lpcoach.content.terms import CRITERIA
from lpcoach.drills.aloud import FORMS, SECONDS
from lpcoach.drills.probing import KIND_WORDS
from lpcoach.drills.recall import SECONDS as CHOICE_SECONDS

if TYPE_CHECKING:
    from lpcoach.ui.page import Page

__all__ = ["LABELS", "View", "Writing", "view"]

LABELS: Final[Mapping[str, str]] = {
    "evidence": "Evidence",
    "depth": "Depth",
    "alignment": "Alignment",
    "bar": "Bar",
    "overall": "Overall",
}


@dataclass(frozen=True, slots=True)
class Writing:
    """What is to be typed: the box's name, the button, and a line under it."""

    label: str
    submit: str
    foot: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One view of a drill."""

    template: str
    values: dict[str, Any]
    writing: Writing | None = None


def view(page: Page, state: Mapping[str, Any], missing: str) -> View:
    """The drill as it stands."""
    makers = {"recall": _recall, "probe": _probe, "aloud": _aloud, "length": _length}
    drill = state["drill"]
    return _rate(page, state, missing) if drill == "rate" else makers[drill](page, state)


def _recall(page: Page, state: Mapping[str, Any]) -> View:
    drills = page.coach.drills
    values = {
        "id": state["id"],
        "question": drills.question(state["question"]).text,
        "allowed": CHOICE_SECONDS,
        "since": 0.0 if state["story"] else drills.elapsed({"began": state["at"]}),
        "stories": [{"id": one.id, "name": one.story.name} for one in drills.stories()],
        "chosen": page.coach.bank.get(state["story"]).story.name if state["story"] else "",
        "seconds": state["seconds"],
    }
    writing = Writing("Your headline", "Compare with the story", "30 seconds aloud are about 70 words.")
    return View("drill_recall", values, writing if state["story"] else None)


def _probe(page: Page, state: Mapping[str, Any]) -> View:
    kept = page.coach.bank.get(state["story"])
    values = {"kind": KIND_WORDS[state["kind"]], "story": kept.story, "asked": state["asked"]}
    foot = "“I don't know” is a valid answer; it counts neither way but as not good yet."
    return View("drill_probe", values, Writing("Your answer", "Submit answer", foot))


def _rate(page: Page, state: Mapping[str, Any], missing: str) -> View:
    found = page.coach.drills.benchmark(state["benchmark"])
    rubric = {criterion.id: criterion for criterion in page.coach.pack.rubric.criteria}
    rows: list[dict[str, Any]] = [
        {"id": c, "label": LABELS[c], "what": rubric[c].what, "anchors": rubric[c].anchors} for c in CRITERIA
    ]
    whole = "The answer as a whole: a judgement, not the mean."
    rows.append({"id": "overall", "label": "Overall", "what": whole, "anchors": page.coach.pack.rubric.overall})
    words = page.coach.pack.rubric.level_words
    chosen = marked(page.coach.store, state["id"])
    values = {
        "answer": found, "criteria": rows, "words": words, "chosen": chosen, "what": state["id"], "missing": missing
    }  # fmt: skip
    return View("drill_rate", values)


def _aloud(page: Page, state: Mapping[str, Any]) -> View:
    kept = page.coach.bank.get(state["story"])
    stage = "told" if state["seconds"] else "telling" if state["began"] else "before"
    values = {
        "id": state["id"],
        "stage": stage,
        "question": page.coach.drills.question(state["question"]).text,
        "story": kept.story,
        "allowed": SECONDS,
        "since": page.coach.drills.elapsed(state) if stage == "telling" else 0.0,
        "breaks_in": state["breaks_in"],
        "probe": state["probe"],
        "seconds": round(state["seconds"]),
    }
    foot = "One fact a line: a figure, a date, an owner. Leave it empty if nothing is missing."
    writing = Writing("What you forgot", "Hold it against the ledger", foot)
    return View("drill_aloud", values, writing if stage == "told" else None)


def _length(page: Page, state: Mapping[str, Any]) -> View:
    form = next(each for each in FORMS if each.id == state["form"])
    kept = page.coach.bank.get(state["story"])
    foot = f"Between {form.least} and {form.most} seconds aloud; {form.aim} are about {form.words} words."
    values = {"form": form, "story": kept.story}
    return View("drill_length", values, Writing("Your text", "Measure it", foot))
