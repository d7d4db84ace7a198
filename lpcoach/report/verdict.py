"""The debrief's first screen as plain values: verdict, one next action, votes, the case."""

from __future__ import annotations

from typing import Any

from lpcoach.content.models import Pack
from lpcoach.content.terms import FLAGS, FlagId
from lpcoach.content.words import VOTE_WORDS, Words, counted
from lpcoach.report.flips import flip_note, flip_words
from lpcoach.report.panel import ballots, lens_values, panel_head, rated_by, vote_rows
from lpcoach.scoring.debrief import Debrief, Reason
from lpcoach.scoring.panel_decision import by_rules
from lpcoach.session.rated import Rated

__all__ = ["verdict_values"]

OFFER = {True: "An offer on this evidence.", False: "No offer on this evidence."}
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
        "rows": vote_rows(rated, words),
        "panel": found.decision.panel is not None,
        "ballots": ballots(rated, words),
        "lens": lens_values(rated, words),
        "rated_by": rated_by(rated, pack),
        "own": _own(rated, words),
        "case": {
            "hire": _reason(found.for_hire, rated, words, "No quote carries one yet."),
            "no_hire": _reason(found.against_hire, rated, words, "Nothing was found against it."),
            "flip": flip_words(found, words),
            "flip_note": flip_note(found, again=by_rules([story.rating for story in rated.stories])),
            "flags": [_flag(flag, found, words, pack) for flag in FLAGS if found.flags[flag]],
            "not_seen": _not_seen(found, words),
        },
    }


def _head(rated: Rated, words: Words) -> str:
    decision = rated.debrief.decision
    if decision.offer is not None:
        return f"{panel_head(decision) or VOTE_WORDS[decision.whole or 'not_inclined']}. {OFFER[decision.offer]}"
    level = rated.debrief.overall
    if level is None:
        return "Not scored. There was too little to rate."
    if rated.session.plan == "full_loop":
        return f"No vote: fewer than two stories were scored. What was told is {words.level(level)}."
    if level < THIN:
        return "One story, with little yet to rate. A vote needs a whole loop."
    return f"One story, rated {words.level(level)}. A vote needs a whole loop."


def _carries(rated: Rated, words: Words) -> str:
    if not rated.stories:
        return "No story was told in it."
    reasons = sorted({story.rating.unscored or "" for story in rated.stories})
    if all(reasons):
        head = "The reason" if len(reasons) == 1 else "The reasons"
        return f"{head}: {'; '.join(reasons)}. An attempt that is not scored stays out of the trend."
    put = ""
    if rated.debrief.lens.standing:
        if any(flip.kind == "settled" and flip.decides and flip.also is None for flip in rated.debrief.flips):
            return "Two statements that do not match carry it: they were put to you and neither was settled."
        put = "Two statements that do not match were put to you and neither was settled. "
    gaps = [words.missing(signal, f"{rated.session.id}{story}") for story, signal in rated.debrief.missing[:CARRYING]]
    if not gaps:
        return f"{put}No gap stands out."
    if rated.debrief.decision.offer:
        head = "Still open:"
    else:
        head = "One gap carries it most:" if len(gaps) == 1 else "Two gaps carry it most:"
    return f"{put}{head} {' '.join(gaps)} These may well be facts that you have."


def _next(rated: Rated, words: Words) -> dict[str, str]:
    if rated.session.sample:
        head = "Now with a story of your own."
        return {"head": head, "why": "About 20 minutes.", "act": "story", "arg": "", "label": "Practise one story"}
    clash = next(iter(rated.debrief.lens.standing), None)
    asked = rated.stories[clash.story_b].question if clash else None
    if clash and asked:
        head = "Find out which of two statements holds, then tell that story again with it."
        why = f"“{clash.a.text}” (story {clash.story_a + 1}), and “{clash.b.text}” (story {clash.story_b + 1})."
        return {"head": head, "why": why, "act": "again", "arg": asked.id, "label": "Answer it again"}
    short = next((n for n, story in enumerate(rated.stories) if story.rating.unscored), None)
    bare = rated.stories[short].question if short is not None and rated.debrief.overall is None else None
    if short is not None and bare:
        head = "Tell it again, so that there is something to rate."
        why = f"Story {short + 1}: {rated.stories[short].rating.unscored}."
        return {"head": head, "why": why, "act": "again", "arg": bare.id, "label": "Answer it again"}
    action = rated.debrief.next_action
    question = rated.stories[action.story].question if action is not None and rated.stories else None
    if action is None or question is None:
        head = "Tell one story on what is least covered."
        return {"head": head, "why": "About 20 minutes.", "act": "story", "arg": "", "label": "Practise one story"}
    signal = words.signal(action.signal)
    minutes = counted(action.minutes, "minute")
    why = f"Story {action.story + 1} leaves open: {signal.ask} {minutes} to find it, then tell the story again."
    return {"head": signal.next, "why": why, "act": "again", "arg": question.id, "label": "Answer it again"}


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


def _flag(flag: FlagId, found: Debrief, words: Words, pack: Pack) -> str:
    stories = ", ".join(str(story + 1) for story in found.flags[flag])
    mend = next(known.mend for known in pack.red_flags if known.id == flag)
    return f"{words.flags[flag]}: {'story' if len(found.flags[flag]) == 1 else 'stories'} {stories}. {mend}"


def _not_seen(found: Debrief, words: Words) -> str:
    absent = [words.flags[flag].lower() for flag in FLAGS if not found.flags[flag]]
    return f"Looked for and not seen: {', '.join(absent)}." if absent else ""
