"""What a schema cannot say: ids that exist, slots that exist, sets that are complete, quotes word for word.

The rules read plain values, not models, so that a fault of form in one item hides no fault in the others;
what has the wrong form is passed over here, since the schema reports it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, get_args

from lpcoach.content.models import IntroductionWords
from lpcoach.content.sheet import Loc
from lpcoach.content.terms import (
    CRITERIA,
    FLAGS,
    PHASES,
    RATERS,
    SIGNALS,
    SLOTS,
    CrossKind,
    QuestionFlag,
    QuestionSignal,
)

__all__ = ["findings"]

Finding = tuple[Loc, str]
Values = Mapping[str, Any]

SLOT: Final = re.compile(r"\{(\w*)\}")
CROSS_SLOTS: Final[Mapping[str, tuple[str, ...]]] = {
    "contradiction": ("a", "b", "quote"),
    "repeat": ("a", "b", "quote"),
    "no_baseline": ("quote", "figure"),
    "trade_off": ("quote", "figure"),
    "alternative": ("quote", "figure"),
    "who_else": ("quote", "figure"),
}
# Lists of items with an id, by the way to them.
LISTED: Final[tuple[Loc, ...]] = (
    ("pack", "phases"),
    ("pack", "themes"),
    ("pack", "panel"),
    ("principles",),
    ("questions",),
    ("probes",),
    ("hypotheticals",),
    ("cross_examination",),
    ("rubric", "criteria"),
    ("red_flags",),
    ("feedback", "signals"),
    ("feedback", "introduction"),
    ("feedback", "your_questions"),
    ("candidate_questions",),
    ("samples", "stories"),
    ("samples", "benchmarks"),
)
# Lists that must have one item for each of these ids.
COMPLETE: Final[Mapping[Loc, tuple[str, ...]]] = {
    ("pack", "phases"): PHASES,
    ("pack", "panel"): RATERS,
    ("rubric", "criteria"): CRITERIA,
    ("red_flags",): FLAGS,
    ("feedback", "signals"): SIGNALS,
    ("feedback", "introduction"): get_args(IntroductionWords.model_fields["id"].annotation),
    ("feedback", "your_questions"): (*get_args(QuestionSignal), *get_args(QuestionFlag)),
}


def findings(values: Values) -> Iterator[Finding]:
    """Find what is wrong between the parts of a pack; each finding has its place."""
    for rule in (_ids, _complete, _principles, _panel, _questions, _probes, _hypotheticals, _cross, _samples):
        yield from rule(values)


def _ids(values: Values) -> Iterator[Finding]:
    for way in LISTED:
        yield from _repeated(values, way, "id")


def _complete(values: Values) -> Iterator[Finding]:
    for way, wanted in COMPLETE.items():
        if way[0] in values:
            there = _known(values, *way)
            yield from ((way, f"{name} is missing") for name in wanted if name not in there)
    if "cross_examination" in values:
        kinds = {str(item.get("kind")) for _, item in _items(values, "cross_examination")}
        missing = [kind for kind in get_args(CrossKind) if kind not in kinds]
        yield from ((("cross_examination",), f"no opening of the kind {kind}") for kind in missing)


def _principles(values: Values) -> Iterator[Finding]:
    for key in ("name", "short"):
        yield from _repeated(values, ("principles",), key)


def _panel(values: Values) -> Iterator[Finding]:
    principles, taken = _known(values, "principles"), set[str]()
    for loc, item in _items(values, "pack", "panel"):
        if "principles" in values:
            yield from _unknown((*loc, "principles"), item.get("principles"), principles, "principle")
        for place, name in enumerate(_list(item.get("principles"))):
            if isinstance(name, str) and name in taken:
                yield (*loc, "principles", place), f"{name} is owned by another rater already"
            elif isinstance(name, str):
                taken.add(name)


def _questions(values: Values) -> Iterator[Finding]:
    themes, principles = _known(values, "pack", "themes"), _known(values, "principles")
    for loc, item in _items(values, "questions"):
        if "pack" in values:
            yield from _unknown((*loc, "themes"), item.get("themes"), themes, "theme")
        if "principles" in values:
            yield from _unknown((*loc, "principles"), item.get("principles"), principles, "principle")
        if item.get("about") == "people" and item.get("layers"):
            yield (*loc, "layers"), "a question about people has no layers"


def _probes(values: Values) -> Iterator[Finding]:
    for loc, item in _items(values, "probes"):
        depth, layer = item.get("kind") == "depth", item.get("layer") is not None
        if depth and not layer:
            yield loc, "a depth probe needs a layer"
        if layer and not depth:
            yield (*loc, "layer"), "only a depth probe has a layer"
        if depth and "people" in _list(item.get("about")):
            yield (*loc, "about"), "people are not asked for layers"
        yield from _slots((*loc, "text"), item.get("text"), SLOTS)


def _hypotheticals(values: Values) -> Iterator[Finding]:
    for loc, item in _items(values, "hypotheticals"):
        yield from _slots((*loc, "text"), item.get("text"), ("fact",), needed=("fact",))


def _cross(values: Values) -> Iterator[Finding]:
    for loc, item in _items(values, "cross_examination"):
        allowed = CROSS_SLOTS.get(str(item.get("kind")))
        if allowed:
            alone = set(SLOT.findall(str(item.get("text")))) == {"quote"}  # where the ledger is not sure of a pair
            needed = ("a", "b") if "a" in allowed and not alone else ()
            yield from _slots((*loc, "text"), item.get("text"), allowed, needed=needed)


def _samples(values: Values) -> Iterator[Finding]:
    stories = _known(values, "samples", "stories")
    samples = values.get("samples")
    loop = samples.get("loop") if isinstance(samples, dict) else None
    if isinstance(loop, dict):
        yield from _unknown(("samples", "loop", "stories"), loop.get("stories"), stories, "story")
        yield from _repeated_words(("samples", "loop", "stories"), loop.get("stories"))
        yield from _sample_cross(values, [str(name) for name in _list(loop.get("stories"))])
    for loc, item in _items(values, "samples", "stories"):
        if "questions" in values:
            yield from _unknown((*loc, "question"), item.get("question"), _known(values, "questions"), "question")
        if "principles" in values:
            yield from _unknown((*loc, "principles"), item.get("principles"), _known(values, "principles"), "principle")
        told = [str(item.get("answer")), *(str(reply.get("answer")) for _, reply in _items(item, "probes"))]
        for note_loc, note in _items(item, "notes"):
            quote = note.get("quote")
            if isinstance(quote, str) and not any(quote in text for text in told):
                yield (*loc, *note_loc, "quote"), "these words are not in the answer or its probes, word for word"
    for loc, item in _items(values, "samples", "benchmarks"):
        for note_loc, note in _items(item, "decides"):
            if str(note.get("quote")) not in str(item.get("answer")):
                yield (*loc, *note_loc, "quote"), "these words are not in the answer, word for word"


def _sample_cross(values: Values, chosen: Sequence[str]) -> Iterator[Finding]:
    """Each question is one of the pack's, and quotes the stories of the loop word for word."""
    told = [item for _, item in _items(values, "samples", "stories") if item.get("id") in chosen]
    texts = [str(each.get("answer")) for item in told for each in (item, *(one for _, one in _items(item, "probes")))]
    known = _known(values, "cross_examination") | _known(values, "hypotheticals")
    for loc, item in _items(values, "samples", "loop", "cross"):
        if "cross_examination" in values and "hypotheticals" in values:
            yield from _unknown((*loc, "opening"), item.get("opening"), known, "opening or hypothetical")
        for quote in re.findall("“([^”]*)”", str(item.get("question"))):
            if not any(quote in text for text in texts):
                yield (*loc, "question"), "it quotes what none of the three stories says, word for word"


def _items(values: object, *way: str | int) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """Give the mappings in the list at ``way``, each with its place."""
    for step in way:
        values = values.get(step) if isinstance(values, dict) else None
    for place, item in enumerate(_list(values)):
        if isinstance(item, dict):
            yield (*way, place), item


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _known(values: Values, *way: str | int) -> frozenset[str]:
    return frozenset(str(item.get("id")) for _, item in _items(values, *way))


def _repeated(values: Values, way: Loc, key: str) -> Iterator[Finding]:
    first: set[str] = set()
    for loc, item in _items(values, *way):
        name = item.get(key)
        if isinstance(name, str) and name in first:
            yield (*loc, key), f"{name} is there twice"
        elif isinstance(name, str):
            first.add(name)


def _repeated_words(loc: Loc, names: object) -> Iterator[Finding]:
    words = [name for name in _list(names) if isinstance(name, str)]
    yield from (((*loc, place), f"{name} is there twice") for place, name in enumerate(words) if name in words[:place])


def _unknown(loc: Loc, named: object, known: Collection[str], what: str) -> Iterator[Finding]:
    """Report names, in a list or alone, that are not ``known``."""
    if isinstance(named, str) and named not in known:
        yield loc, f"there is no {what} {named}"
    for place, name in enumerate(_list(named)):
        if isinstance(name, str) and name not in known:
            yield (*loc, place), f"there is no {what} {name}"


def _slots(loc: Loc, text: object, allowed: tuple[str, ...], needed: tuple[str, ...] = ()) -> Iterator[Finding]:
    if not isinstance(text, str):
        return
    used = dict.fromkeys(SLOT.findall(text))
    if re.search(r"[{}]", SLOT.sub("", text)):
        yield loc, "a brace that is not part of a slot"
    known = ", ".join(f"{{{name}}}" for name in allowed)
    yield from ((loc, f"there is no slot {{{name}}} here; there is {known}") for name in used if name not in allowed)
    yield from ((loc, f"the slot {{{name}}} is missing") for name in needed if name not in used)
