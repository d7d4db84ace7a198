"""A practice as Markdown: what was asked and said, and what the debrief says of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from lpcoach.content.models import Pack
from lpcoach.content.words import VOTE_WORDS, Words, pick
from lpcoach.report.escape import said, written
from lpcoach.report.stories import story_values
from lpcoach.report.verdict import verdict_values
from lpcoach.scoring.own_questions import weigh_question
from lpcoach.session.clock import total_minutes
from lpcoach.session.rated import Rated
from lpcoach.session.threads import exchange, stories
from lpcoach.session.types import Session, Turn

__all__ = ["markdown", "practice_values"]

PLAN_WORDS = {"full_loop": "full loop", "one_story": "one story", "question_again": "one question again"}


def markdown(session: Session, pack: Pack, rated: Rated | None) -> str:
    """The practice as Markdown, with its debrief when it is rated; what was typed stays text, whatever it holds."""
    return _template().render(**practice_values(session, pack, rated))


def practice_values(session: Session, pack: Pack, rated: Rated | None) -> dict[str, Any]:
    """What the reports say of a practice, as plain values; the templates escape them."""
    words = Words(pack)
    ratings = _ratings(rated, words) if rated else {}
    ended = session.finished_at
    return {
        "session": session,
        "rated": rated,
        "raters": ", ".join(dict.fromkeys(story.rating.rater for story in rated.stories)) if rated else "",
        "plan": PLAN_WORDS[session.plan],
        "day": _day(session),
        "minutes": round(total_minutes(session, ended or session.last_at or session.started_at)),
        "verdict": verdict_values(rated, pack, words) if rated else None,
        "own_vote": VOTE_WORDS[session.own.vote] if session.own and session.own.vote else "none",
        "vote": VOTE_WORDS[rated.debrief.vote] if rated and rated.debrief.vote else "none",
        "facts": [(words.signal(signal).ask, story) for story, signal in rated.debrief.missing] if rated else [],
        "phases": {part.id: part.name for part in pack.pack.phases},
        "introduction": [_turn(turn) for turn in session.turns if turn.phase == "introductions"],
        "stories": [_story(session, story, ratings.get(story)) for story in stories(session)],
        "cross": [_cross(turn, session) for turn in session.turns if turn.phase == "cross_examination"],
        "questions": [_asked_back(turn, session, pack) for turn in _questions(session)],
        "pack": pack,
    }


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # no HTML is written: ``written`` escapes every value for Markdown
        finalize=written,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["said"] = said
    return environment.get_template("practice.md.j2")


def _day(session: Session) -> str:
    at = (session.finished_at or session.started_at).astimezone()
    return f"{at.day} {at:%B %Y}"


def _turn(turn: Turn) -> dict[str, Any]:
    """One question and what came of it; ``by`` is who asked."""
    state = "Skipped" if turn.skipped else "No answer yet" if turn.open else ""
    by = "embedded" if turn.asked.by == "embedded" else "a language model"
    return {"by": by, "asked": turn.asked.text, "answer": turn.answer, "state": state}


def _story(session: Session, story: int, rating: dict[str, Any] | None) -> dict[str, Any]:
    told = [turn for turn in exchange(session, story) if turn.phase == "deep_dives"]
    return {"number": story + 1, "turns": [_turn(turn) for turn in told], "rating": rating}


def _ratings(rated: Rated, words: Words) -> dict[int, dict[str, Any]]:
    pairs = zip(rated.stories, rated.record().stories, strict=True)
    return {told.story: story_values(told, record, words, rated.session.id) for told, record in pairs}


def _cross(turn: Turn, session: Session) -> dict[str, Any]:
    corrected = next((c.quote.text for c in session.corrections if turn.answered_at == c.at), "")
    return {**_turn(turn), "kind": turn.asked.kind, "story": turn.story, "corrected": corrected}


def _questions(session: Session) -> list[Turn]:
    return [turn for turn in session.turns if turn.phase == "your_questions" and turn.answer is not None]


def _asked_back(turn: Turn, session: Session, pack: Pack) -> dict[str, str]:
    """A question of the candidate's own, with what it shows of role and loop."""
    text = turn.answer or ""
    said_before = [other.answer for other in session.turns if other.answer and other.phase != "your_questions"]
    found = weigh_question(text, "\n".join([*session.notes.values(), *said_before]))
    words = {item.id: item for item in pack.feedback.your_questions}
    seen = [pick(words[item].seen, text) for item in (*found.seen, *found.flags)]
    missing = [pick(words[item].missing, text) for item in found.missing[:2]]
    return {"text": text, "seen": " ".join(seen), "missing": " ".join(missing)}
