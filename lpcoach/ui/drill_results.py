"""What came of an attempt at a drill, in words: what was seen first, then what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import counted
from lpcoach.drills.agreement import FEWEST, Pair, agreement, direction, of_drills
from lpcoach.drills.aloud import FORMS, SECONDS
from lpcoach.drills.facts import strange_facts
from lpcoach.drills.probing import IN_A_ROW, KIND_WORDS, streak
from lpcoach.drills.recall import SECONDS as CHOICE_SECONDS
from lpcoach.drills.types import Attempt
from lpcoach.errors import SettingError
from lpcoach.reading.types import Evidence, Quote, Thread
from lpcoach.ui.drill_views import LABELS, View
from lpcoach.ui.evidence import Marks
from lpcoach.ui.render import spoken

if TYPE_CHECKING:
    from lpcoach.coach.stories import KeptStory
    from lpcoach.ui.page import Page

__all__ = ["agreement_lines", "result"]

FITS: Final[Mapping[str, str]] = {
    "strong": "It shows {principle} strongly, which the question tests.",
    "shown": "It shows {principle}, which the question tests.",
    "planned": "It is planned for {principle}, which the question tests; its text does not show it yet.",
    "beside": "It shows {principle}, but {instead}; the question asks about {asks}.",
    "other": "Nothing in its text shows what the question tests: {principle}.",
    "wrong_kind": "The question asks for a failure, and this is no story of one.",
}
OUTCOMES: Final[Mapping[str, str]] = {
    "answered": "It answers, and shows what was asked for in full.",
    "named": "It touches what was asked for and does not show it in full.",
    "dodge": "It does not answer what was asked.",
    "dont_know": "“I don't know” is candour. It is not an answer yet: find the fact, and write it into the story.",
    "plain_no": "A plain no. That is an answer; it shows nothing of what was asked for.",
}
LATEST: Final = 8  # rated answers that the agreement looks back on
NAMED: Final = 12  # facts that a story does not have are named


def result(page: Page, attempt: Attempt) -> View:
    """The view of an attempt that was just made."""
    makers = {"recall": _recall, "probe": _probe, "rate": _rate, "aloud": _aloud, "length": _length}
    return makers[attempt.drill](page, attempt)


def _name(page: Page, story: str) -> str:
    try:
        return page.coach.bank.get(story).story.name
    except SettingError:
        return "a story that is not in the bank any more"


def _kept(page: Page, story: str) -> KeptStory | None:
    return next((one for one in page.coach.drills.stories() if one.id == story), None)


def _strange(kept: KeptStory | None, text: str) -> tuple[str, ...]:
    """Facts of a text that stand nowhere in the story."""
    if kept is None:
        return ()
    story = kept.story
    return strange_facts(text, [story.told, story.figures, story.role, story.lasting, story.headline])[:NAMED]


def _recall(page: Page, attempt: Attempt) -> View:
    body = attempt.body
    kept = _kept(page, attempt.text("story"))
    ledger = page.coach.drills.facts(kept) if kept else ()
    principle = page.words.principles.get(attempt.text("principle"), "")
    family = next((one for one in page.coach.drills.families() if one.id == attempt.text("family")), None)
    tells = attempt.text("tells")
    instead = f"it is about {tells}" if tells else "it has no word of that"
    values = {
        "question": page.coach.drills.question(attempt.text("question")).text,
        "story": _name(page, attempt.text("story")),
        "fit": FITS[attempt.text("fit")].format(principle=principle, instead=instead, asks=attempt.text("asks")),
        "good": attempt.text("fit") in ("strong", "shown"),
        "better": [_name(page, one) for one in body.get("better", ())][:2],
        "overused": body.get("overused") is True,
        "seconds": round(attempt.number("seconds")),
        "late": attempt.number("seconds") > CHOICE_SECONDS,
        "headline": attempt.text("headline"),
        "held": [fact for fact in ledger if fact.token in body.get("held", ())],
        "lacking": [fact for fact in ledger if fact.token not in body.get("held", ())],
        "strange": _strange(kept, attempt.text("headline")),
        "due": family.due if family else None,
        "left": len(page.coach.drills.due()),
    }
    return View("drill_recall_done", values)


def _probe(page: Page, attempt: Attempt) -> View:
    kind: Any = attempt.text("kind")
    row = streak(page.coach.drills.attempts(), kind)
    outcome = attempt.text("outcome")
    good = attempt.body.get("good") is True
    values = {
        "kind": KIND_WORDS[kind],
        "kind_id": kind,
        "story": _name(page, attempt.text("story")),
        "asked": attempt.text("asked"),
        "answer": attempt.text("answer"),
        "said": OUTCOMES["named" if outcome == "answered" and not good else outcome],
        "quotes": attempt.body.get("quotes", ()),
        "wanted": "" if good else attempt.text("gap"),
        "done": row >= IN_A_ROW,
        "row": row,
    }
    return View("drill_probe_done", values)


def _rate(page: Page, attempt: Attempt) -> View:
    found = page.coach.drills.benchmark(attempt.text("benchmark"))
    own, given = attempt.body["own"], attempt.body["given"]
    words = page.words
    quoted = [_quoted(found.answer, note.quote) for note in found.decides]
    good = [item for note, item in zip(found.decides, quoted, strict=True) if note.good]
    marks = Marks(Thread(found.question, found.answer), good, [item for item in quoted if item not in good])
    rows = [
        {
            "label": LABELS[name],
            "own": own[name],
            "own_word": words.level(own[name]),
            "raters": [getattr(rating, name) for rating in found.ratings],
            "given_word": words.level(given[name]),
            "said": _apart(own[name] - given[name]),
        }
        for name in ("overall", *CRITERIA)
    ]
    values = {
        "answer": found,
        "rows": rows,
        "paragraphs": marks.paragraphs("answer", found.answer),
        "notes": [
            {"label": LABELS[note.criterion], "note": note, "number": marks.number(item)}
            for note, item in zip(found.decides, quoted, strict=True)
        ],
        "agreement": agreement_lines(page.coach.drills.attempts()),
        "rated": sum(each.drill == "rate" for each in page.coach.drills.attempts()),
        "all": len(page.coach.drills.benchmarks()),
    }
    return View("drill_rate_done", values)


def _quoted(answer: str, quote: str) -> Evidence:
    """A quote of a sample answer at its place; the pack was checked to hold it."""
    start = answer.index(quote)
    return Evidence("figure", Quote("answer", start, start + len(quote), quote), 2)


def _apart(by: float) -> str:
    if abs(by) <= 0.5:
        return "as the raters"
    return f"{'above' if by > 0 else 'below'} the raters"


def agreement_lines(tried: Sequence[Attempt]) -> list[str]:
    """How the latest ratings agree, criterion by criterion, and how that was before."""
    rated = of_drills(tried)
    if len(rated) < FEWEST:
        return ["How you agree is told from three answers on."] if rated else []
    found: list[str] = []
    for name in ("overall", *CRITERIA):
        pairs: list[Pair] = [each[name] for each in rated if name in each]
        late, early = agreement(pairs[-LATEST:]), agreement(pairs[-2 * LATEST : -LATEST])
        if not late.count:
            continue
        said = f"{LABELS[name]}: you were within half a level in {late.near} of the last {late.count} answers"
        said += f"; of the {early.count} before that, in {early.near}" if early.count else ""
        way = direction(LABELS[name].lower(), late)
        found.append(f"{said}. {way}." if way else f"{said}.")
    return found


def _aloud(page: Page, attempt: Attempt) -> View:
    body = attempt.body
    seconds = round(attempt.number("seconds"))
    values = {
        "story": _name(page, attempt.text("story")),
        "question": page.coach.drills.question(attempt.text("question")).text,
        "seconds": seconds,
        "over": seconds > SECONDS + 60,
        "came": seconds >= attempt.number("breaks_in"),
        "breaks_in": round(attempt.number("breaks_in")),
        "probe": attempt.text("probe"),
        "missed": body.get("missed", ()),
        "told": body.get("told", ()),
        "strange": body.get("strange", ()),
        "forgotten": attempt.text("forgotten"),
    }
    return View("drill_aloud_done", values)


def _length(page: Page, attempt: Attempt) -> View:
    form = next(each for each in FORMS if each.id == attempt.text("form"))
    kept = _kept(page, attempt.text("story"))
    text = attempt.text("text")
    ledger = page.coach.drills.facts(kept) if kept else ()
    off = counted(int(attempt.number("words_off")), "word")
    said = {"fits": "It fits.", "short": f"{off} too short.", "long": f"{off} too long."}[attempt.text("result")]
    values = {
        "form": form,
        "story": _name(page, attempt.text("story")),
        "text": text,
        "spoken": spoken(text),
        "said": said,
        "held": [fact for fact in ledger if fact.token in attempt.body.get("held", ())],
        "lacking": [fact for fact in ledger if fact.token not in attempt.body.get("held", ())],
        "strange": _strange(kept, text),
        "part": form.part if kept is not None and text not in (kept.story.headline, kept.story.telling) else "",
        "unkept": form.unkept(text),
    }
    return View("drill_length_done", values)
