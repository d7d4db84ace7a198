"""What was said on a story, put together for a reader: exchanges, threads, and where a turn stands in its thread."""

from __future__ import annotations

from lpcoach.errors import SessionError
from lpcoach.reading.types import Reply, Thread
from lpcoach.session.types import Session, Turn

__all__ = ["exchange", "open_turn", "stories", "thread", "where_of"]


def open_turn(session: Session) -> Turn | None:
    """The turn that awaits an answer; there is at most one."""
    return session.turns[-1] if session.turns and session.turns[-1].open else None


def stories(session: Session) -> tuple[int, ...]:
    """The stories that were asked for, from 0."""
    return tuple(turn.story for turn in session.turns if turn.asked.kind == "lead" and turn.story is not None)


def exchange(session: Session, story: int) -> tuple[Turn, ...]:
    """All turns of a story in order, the lead question first, open and skipped ones too."""
    return tuple(turn for turn in session.turns if turn.story == story)


def thread(session: Session, story: int) -> Thread:
    """The story's lead question and answer, and what was answered since; what was skipped is left out."""
    turns = exchange(session, story)
    if not turns:
        raise SessionError(f"Story {story + 1} has not been asked for in this practice.")
    lead, *later = turns
    replies = tuple(Reply(turn.asked.text, turn.answer) for turn in later if turn.answer is not None)
    return Thread(lead.asked.text, lead.answer or "", replies)


def where_of(session: Session, turn: Turn) -> str | None:
    """The place of an answered turn in its story's thread, ``answer`` or ``probe:N``; None when it stands in none."""
    if turn.story is None or turn.answer is None:
        return None
    lead, *later = exchange(session, turn.story)
    if turn is lead:
        return "answer"
    answered = [other for other in later if other.answer is not None]
    return next((f"probe:{n}" for n, other in enumerate(answered) if other is turn), None)
