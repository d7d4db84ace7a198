"""The debrief's first screen as plain values: verdict, one next action, vote, the case."""

from __future__ import annotations

from typing import Any

from lpcoach.content.models import Pack
from lpcoach.content.terms import FLAGS, FlagId
from lpcoach.content.words import VOTE_WORDS, Words, counted
from lpcoach.reading.weights import weights_here
from lpcoach.scoring.debrief import Debrief, Reason
from lpcoach.session.rated import Rated

__all__ = ["verdict_values"]

OFFER = {"strong_hire": "An offer on this evidence.", "inclined": "An offer on this evidence."}
THIN = 2  # below this level there is next to nothing to name
CARRYING = 2  # gaps named under the verdict


def verdict_values(rated: Rated, pack: Pack, words: Words) -> dict[str, Any]:
    """What the verdict template shows."""
    session, found = rated.session, rated.debrief
    return {
        "id": session.id,
        "when": session.finished_at or session.started_at,
        "what": counted(len(rated.stories), "story", "stories"),
        "sample": session.sample,
        "verdict": {"head": _head(rated, words), "carries": _carries(rated, words)},
        "next": _next(rated, words),
        "votes": list(VOTE_WORDS.items()),
        "rows": _rows(rated),
        "rated_by": _rated_by(rated, pack),
        "own": _own(rated, words),
        "case": {
            "hire": _reason(found.for_hire, rated, words, "No quote carries one yet."),
            "no_hire": _reason(found.against_hire, rated, words, "Nothing was found against it."),
            "flip": _flips(found, words),
            "no_flip": _no_flip(rated),
            "flags": [_flag(flag, found, words, pack) for flag in FLAGS if found.flags[flag]],
            "not_seen": _not_seen(found, words),
        },
    }


def _no_flip(rated: Rated) -> str:
    if rated.vote is None:
        return "There is no vote to flip."
    return "No single added fact does; several would have to come together."


def _head(rated: Rated, words: Words) -> str:
    vote = rated.vote
    if vote is not None:
        return f"{VOTE_WORDS[vote]}. {OFFER.get(vote, 'No offer on this evidence.')}"
    level = rated.debrief.overall
    if level is None:
        return "Not scored. There was too little to rate."
    if rated.session.plan == "full_loop":
        return f"No vote: fewer than two stories were scored. What was told is {words.level(level)}."
    if level < THIN:
        return "One story, with little yet to rate. A vote needs a whole loop."
    return f"One story, rated {words.level(level)}. A vote needs a whole loop."


def _carries(rated: Rated, words: Words) -> str:
    reasons = sorted({story.rating.unscored for story in rated.stories if story.rating.unscored})
    if len(reasons) == 1 and all(story.rating.unscored for story in rated.stories):
        return f"The reason: {reasons[0]}. An attempt that is not scored stays out of the trend."
    if not rated.stories:
        return "No story was told in it."
    gaps = [words.missing(signal, f"{rated.session.id}{story}") for story, signal in rated.debrief.missing[:CARRYING]]
    if not gaps:
        return "No gap stands out."
    if rated.vote in OFFER:
        head = "Still open:"
    else:
        head = "One gap carries it most:" if len(gaps) == 1 else "Two gaps carry it most:"
    return f"{head} {' '.join(gaps)} These may well be facts that you have."


def _next(rated: Rated, words: Words) -> dict[str, str]:
    if rated.session.sample:
        head = "Now with a story of your own."
        return {"head": head, "why": "About 20 minutes.", "act": "story", "arg": "", "label": "Practise one story"}
    action = rated.debrief.next_action
    question = rated.stories[action.story].question if action is not None and rated.stories else None
    if action is None or question is None:
        head = "Tell one story on what is least covered."
        return {"head": head, "why": "About 20 minutes.", "act": "story", "arg": "", "label": "Practise one story"}
    signal = words.signal(action.signal)
    minutes = counted(action.minutes, "minute")
    why = f"Story {action.story + 1} leaves open: {signal.ask} {minutes} to find it, then tell the story again."
    return {"head": signal.next, "why": why, "act": "again", "arg": question.id, "label": "Answer it again"}


def _rows(rated: Rated) -> list[dict[str, Any]]:
    own = rated.session.own
    rows = [{"name": "Embedded rater", "note": "reads every thread", "vote": rated.vote, "filled": True}]
    if own is not None:
        rows.append({"name": "Your own vote", "note": "given before the reveal", "vote": own.vote, "filled": False})
    return rows


def _rated_by(rated: Rated, pack: Pack) -> str:
    rater = next((story.rating.rater for story in rated.stories), "embedded")
    one = (
        "It is one rater, so one vote is shown and not a panel’s."
        if rated.vote
        else "A vote needs a full loop with two scored stories."
    )
    return (
        f"Rated by the {rater.replace('embedded', 'embedded rater, version')}, rubric {pack.rubric.version}. {one} "
        "Levels follow this workbook’s own anchors, not an official scale. " + _agreement()
    )


def _agreement() -> str:
    found = weights_here().made["figures"]["overall"]
    return (
        f"On writers that it had not seen its overall level agreed with two raters by a kappa of {found['mean']:.2f} "
        f"({found['worst']:.2f} for the worst writer; the raters with each other {found['raters']:.2f}); "
        "those texts and ratings are synthetic."
    )


def _own(rated: Rated, words: Words) -> list[dict[str, Any]]:
    own = rated.session.own
    if own is None:
        return []
    given = rated.debrief.medians
    return [
        {
            "name": words.criteria[criterion],
            "own": level,
            "own_word": words.level(level),
            "given": given[criterion],
            "given_word": words.level(given[criterion]),
        }
        for criterion, level in own.levels.items()
    ]


def _reason(reason: Reason | None, rated: Rated, words: Words, none: str) -> dict[str, Any]:
    if reason is None:
        return {"words": none, "quote": "", "story": None}
    key = f"{rated.session.id}{reason.story}"
    if reason.flag is not None:
        said = f"{words.flags[reason.flag]}."
    elif reason.item is not None:
        said = words.seen(reason.item.signal, key)
    else:
        said = f"Missing: {words.missing(reason.signal, key)}" if reason.signal else none
    return {"words": said, "quote": reason.item.quote.text if reason.item else "", "story": reason.story}


def _flips(found: Debrief, words: Words) -> list[str]:
    return [f"{words.signal(flip.signal).ask} (story {flip.story + 1})" for flip in found.flips]


def _flag(flag: FlagId, found: Debrief, words: Words, pack: Pack) -> str:
    stories = ", ".join(str(story + 1) for story in found.flags[flag])
    mend = next(known.mend for known in pack.red_flags if known.id == flag)
    return f"{words.flags[flag]}: {'story' if len(found.flags[flag]) == 1 else 'stories'} {stories}. {mend}"


def _not_seen(found: Debrief, words: Words) -> str:
    absent = [words.flags[flag].lower() for flag in FLAGS if not found.flags[flag]]
    return f"Looked for and not seen: {', '.join(absent)}." if absent else ""
