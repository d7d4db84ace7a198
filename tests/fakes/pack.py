"""A small, complete and sound pack, built by code: as a Pack, as plain values, and as YAML files."""

from __future__ import annotations

import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lpcoach.content.models import Pack
from lpcoach.content.terms import AGAINST, FLAGS, SIGNALS, CriterionId, SignalId
from tests.fakes.stories import LOOP, STORIES
from tests.fakes.tables import CROSS, HYPOTHETICALS, PANEL, PRINCIPLES, PROBES, QUESTIONS, ProbeRow


def _criterion(signal: SignalId) -> CriterionId:
    place = SIGNALS.index(signal)
    bounds: tuple[tuple[SignalId, CriterionId], ...] = (
        ("record", "evidence"),
        ("alternative", "depth"),
        ("customer", "alignment"),
    )
    for last, criterion in bounds:
        if place <= SIGNALS.index(last):
            return criterion
    return "evidence" if signal in AGAINST and signal in {"unsupported", "contradiction", "off_question"} else "bar"


def _benchmark(name: str) -> dict[str, Any]:
    """A rated sample answer."""
    levels = dict.fromkeys(("overall", "evidence", "depth", "alignment", "bar"), 2)
    quotes = [
        {"criterion": "evidence", "good": g, "quote": q, "text": "Why."} for g, q in ((True, "18%"), (False, "We"))
    ]
    return {
        "id": name,
        "question": "What went wrong?",
        "answer": f"We cut {name} errors by 18% last year.",
        "ratings": [levels, {**levels, "evidence": 3}],
        "decides": quotes,
    }


def _pack_file() -> dict[str, Any]:
    phases = (("introductions", 5), ("deep_dives", 40), ("cross_examination", 10), ("your_questions", 5))
    themes = ("regression", "ambiguity", "responsibility", "simplify", "disagreement", "people")
    return {
        "id": "small",
        "title": "A small loop",
        "company": "Amazon",
        "role": "AI Engineer",
        "version": "1.0",
        "difficulty": "4 of 5",
        "disclaimer": "Not affiliated with any company.",
        "role_context": "You build and run models that customers meet every day.",
        "phases": [
            {"id": i, "name": i.replace("_", " ").capitalize(), "minutes": m, "what": "What is done here."}
            for i, m in phases
        ],
        "themes": [{"id": i, "name": i.capitalize(), "brief": i not in {"ambiguity", "people"}} for i in themes],
        "great": [
            {"name": i, "thin": "We improved it.", "solid": "I cut it from 9 to 4."}
            for i in ("Number", "Owner", "Cause", "Check")
        ],
        "tips": [
            {"text": "Prepare six stories.", "where": "start"},
            {"text": "Count your own part.", "where": "stories"},
        ],
        "checklist": ["Read the job description again."],
        "opening": ["Thank you for coming. I will ask short questions."],
        "introduction": "Who are you as an engineer, in a minute or so?",
        "invitation": "What would you like to ask me?",
        "weighed": ["Specific to this role", "Needs thought to answer", "Looks years ahead"],
        "panel": [{"id": i, "name": name, "principles": principles.split()} for i, name, principles in PANEL],
    }


def _principle(entry: tuple[str, str, str, tuple[str, ...], str]) -> dict[str, Any]:
    key, name, short, signals, cues = entry
    words = cues.split("|")
    more = [f"{short.lower()} {extra}" for extra in ("first", "case", "story", "again")]
    return {
        "id": key,
        "name": name,
        "short": short,
        "meaning": f"What {short.lower()} means in model work.",
        "strong": "An own decision with a cost, and what came of it.",
        "shown": "One own action.",
        "claimed": "The word alone.",
        "example": "I turned the ranker off at noon and told support why.",
        "tension": "Speed against care.",
        "look_alikes": ["Saying the word often."],
        "signals": list(signals),
        "cues": [*words, *more],
    }


def _question(entry: tuple[str, ...]) -> dict[str, Any]:
    key, theme, principles, about, asks, layers, text = entry
    return {
        "id": key,
        "text": text,
        "themes": [theme],
        "principles": principles.split(),
        "layers": layers.split(),
        "about": about,
        "asks": asks.split(),
        "seniority": ["mid", "senior"],
        "must": ["What was at stake", "What you decided", "What changed, by how much"],
    }


def _probe(entry: ProbeRow) -> dict[str, Any]:
    key, kind, layer, direction, step, text, more = entry
    base = {"id": key, "kind": kind, "direction": direction, "step": step, "text": text}
    return base | ({"layer": layer} if layer else {}) | more


def _rubric() -> dict[str, Any]:
    anchors = ["Nothing of it.", "Named only.", "Shown once.", "Shown with its reason.", "Shown with its limits."]
    criteria = [
        {"id": i, "name": i.capitalize(), "what": f"What {i} is.", "anchors": anchors}
        for i in ("evidence", "depth", "alignment", "bar")
    ]
    words = ["absent", "thin", "partial", "solid", "above the bar"]
    return {"version": "1", "source": "Our own words.", "level_words": words, "criteria": criteria, "overall": anchors}


def _signal_words(signal: SignalId) -> dict[str, Any]:
    name = signal.replace("_", " ")
    return {
        "id": signal,
        "name": name.capitalize(),
        "criterion": _criterion(signal),
        "seen": [f"{name} is there", f"{name} is said", f"{name} is told"],
        "missing": [f"{name} is missing", f"no {name} yet", f"{name} is not said"],
        "ask": f"What was the {name}?",
        "next": f"Add the {name} in one sentence.",
        "minutes": 5,
    }


def _phrases(key: str) -> dict[str, Any]:
    name = key.replace("_", " ")
    return {
        "id": key,
        "seen": [f"{name} seen", f"{name} said", f"{name} told"],
        "missing": [f"no {name}", f"{name} missing", f"{name} not said"],
    }


def _feedback() -> dict[str, Any]:
    signals = ("specific", "from_the_loop", "trade_off", "failure", "mechanism", "long_term", "growth")
    flags = ("perks", "website", "yes_no", "disguised_boast", "several")
    reply = ["I would think about that one.", "I would answer from the last year.", "I would name one case."]
    return {
        "signals": [_signal_words(signal) for signal in SIGNALS],
        "introduction": [_phrases(key) for key in ("role", "system", "figure", "customer", "why", "length")],
        "your_questions": [_phrases(key) | {"reply": reply} for key in (*signals, *flags)],
    }


def _build() -> dict[str, Any]:
    flag = {
        "trigger": "What sets it off.",
        "not_when": "What only looks like it.",
        "mend": "Say your own part.",
        "minutes": 10,
    }
    hypotheticals = [
        {"id": i, "text": text, "changes": changes, "needs": needs.split(), "about": about.split()}
        for i, text, changes, needs, about in HYPOTHETICALS
    ]
    asked = (
        "What broke last quarter that you now test for?",
        "Which trade-off would you make otherwise?",
        "Is there a gym?",
    )
    return {
        "pack": _pack_file(),
        "principles": [_principle(entry) for entry in PRINCIPLES],
        "questions": [_question(entry) for entry in QUESTIONS],
        "probes": [_probe(entry) for entry in PROBES],
        "hypotheticals": hypotheticals,
        "cross_examination": [{"id": i, "kind": kind, "text": text} for i, kind, text in CROSS],
        "rubric": _rubric(),
        "red_flags": [{"id": i, "name": i.replace("_", " ").capitalize(), **flag} for i in FLAGS],
        "feedback": _feedback(),
        "candidate_questions": [
            {"id": f"a_{n}", "text": text, "level": level, "shows": "How far it looks."}
            for n, (text, level) in enumerate(zip(asked, (4, 5, 1), strict=True))
        ],
        "samples": {"loop": LOOP, "stories": STORIES, "benchmarks": [_benchmark("one"), _benchmark("two")]},
    }


@lru_cache(maxsize=1)
def small_pack() -> Pack:
    """Give the small pack: 16 principles, 6 questions (2 about people), probes of every kind and layer."""
    return Pack.model_validate(_build())


def small_files() -> dict[str, Any]:
    """Give the small pack as plain values, one for each file; a fresh copy that a test may change."""
    return copy.deepcopy(_build())


def write_pack(folder: Path, files: dict[str, Any] | None = None) -> Path:
    """Write the small pack (or ``files``) as YAML into ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (files or small_files()).items():
        text = yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


class _Plain(yaml.SafeDumper):
    """Writes repeated values out instead of by alias, which a pack may not use."""

    def ignore_aliases(self, data: object) -> bool:
        return True
