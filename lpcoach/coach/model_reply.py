"""A reply to the candidate's own question, played by a model: asked for once, also by two tabs and after a reload."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lpcoach.chat.failures import ChatFailure, remedy
from lpcoach.chat.types import Wait
from lpcoach.coach import loop
from lpcoach.coach.model_once import once
from lpcoach.coach.model_turn import failure_keeps
from lpcoach.errors import SettingError
from lpcoach.interviewer.playing import play
from lpcoach.session import events
from lpcoach.session.types import Session

if TYPE_CHECKING:
    from lpcoach.coach.model import LanguageModel

__all__ = ["Replied", "reply", "unreplied"]

_NOTES: Final = 1500


@dataclass(frozen=True, slots=True)
class Replied:
    """The practice as it stands now, and in ``note`` why no reply came."""

    session: Session
    text: str
    note: str = ""


def unreplied(session: Session) -> bool:
    """Whether the question posed last has no reply."""
    turn = session.turns[-1] if session.turns else None
    return turn is not None and turn.asked.kind == "invitation" and turn.answer is not None and not turn.reply


async def reply(
    lm: LanguageModel,
    session: Session,
    on_text: Callable[[str], None] | None,
    on_wait: Callable[[Wait], None] | None = None,
) -> Replied:
    """Play a reply to the question posed last, and keep it marked as played."""
    try:
        async with once(lm, f"{session.id}:{len(session.turns)}:reply", on_wait):
            session = lm.coach.session(session.id)  # another tab may have its reply
            return await _played(lm, session, on_text, on_wait) if unreplied(session) else Replied(session, "")
    except ChatFailure as failure:  # stopped while another tab asks
        return Replied(session, "", f"{failure}")


async def _played(
    lm: LanguageModel,
    session: Session,
    on_text: Callable[[str], None] | None,
    on_wait: Callable[[Wait], None] | None,
) -> Replied:
    coach, seen = lm.coach, ""

    def show(text: str) -> None:
        nonlocal seen
        seen = text
        if on_text is not None:
            on_text(text)

    try:
        model = lm.served()
        context = " ".join(value[:_NOTES] for value in session.notes.values())
        played = await lm.stoppable(play(model, session.turns[-1].answer or "", coach.pack, context, show, on_wait))
    except (ChatFailure, SettingError) as failure:
        kept = f" It had got as far as: “{seen}”" if seen and failure_keeps(failure) else ""
        return Replied(session, "", f"{failure}{remedy(failure)}{kept}")
    now = coach.session(session.id)
    if now.seq != session.seq:
        return Replied(now, played.text)
    step = loop.Step(now, coach.now())
    step.add(events.Replied(played.text, model.name))
    return Replied(coach.commit(step), played.text)
