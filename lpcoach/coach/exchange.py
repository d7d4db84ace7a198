"""What goes out of the workbook as a file, and what comes back into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lpcoach.coach.stories import check_body
from lpcoach.content.words import counted
from lpcoach.errors import InputError, SessionError
from lpcoach.report.packet import FriendRatings, friend_ratings, packet_html
from lpcoach.report.paper import debrief_html
from lpcoach.store.exchange_file import export_file, json_object
from lpcoach.store.exchange_in import Taken

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["LARGEST", "export_html", "friends", "packet", "take_in"]

LARGEST: Final = 200_000_000  # bytes of an import
FRIENDS: Final = "friends:{}"  # by practice, so that an import adds those of a practice that is new here


def export_html(coach: Coach, practices: Iterable[str]) -> str:
    """Practices as a document that stands alone; words alone where scores are hidden."""
    told = [(session, coach.rated(session) if session.ratings else None) for session in map(coach.session, practices)]
    return debrief_html(told, coach.pack, numbers=not coach.settings.hide_scores)


def packet(coach: Coach, practice: str) -> str:
    """The blind rating packet of a practice."""
    return packet_html(coach.session(practice), coach.pack)


def take_in(coach: Coach, raw: bytes) -> str:
    """Import a file that lpcoach made, whichever it is, and say what came of it."""
    if len(raw) > LARGEST:
        raise InputError(f"The file has {len(raw):,} bytes; {LARGEST:,} are read at most.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("The file is not text in UTF-8. Choose the file as it was exported.") from None
    found = json_object(text)
    if "lpcoach_packet" in found:
        return _friend(coach, found)
    file = export_file(found)
    for row in file.stories:
        check_body(row.kind, row.body)
    return _said(coach.store.take_in(file))


def _said(taken: Taken) -> str:
    parts = [
        (taken.new, "practice", "practices", "added"),
        (taken.longer, "practice", "practices", "gone on with"),
        (taken.there, "practice was", "practices were", "here already"),
        (taken.stories, "story revision", "story revisions", "added"),
        (taken.attempts, "attempt at a drill", "attempts at drills", "added"),
        (taken.drafts, "draft", "drafts", "added"),
        (taken.settings, "setting", "settings", "added"),
    ]
    said = [f"{counted(count, one, many)} {what}" for count, one, many, what in parts if count]
    return f"Imported: {', '.join(said)}." if said else "The file holds nothing."


def _friend(coach: Coach, found: Mapping[str, Any]) -> str:
    read = friend_ratings(found)
    if read.practice not in {row.id for row in coach.store.practices()}:
        raise InputError("These ratings belong to a practice that is not in this workbook. Ask for the right file.")
    if not coach.session(read.practice).ratings:
        raise SessionError("Rate yourself on this practice first; your friend's ratings are shown after that.")
    others = [each for each in _kept(coach, read.practice) if each != read.model_dump(mode="json")]
    coach.store.set_setting(FRIENDS.format(read.practice), [*others, read.model_dump(mode="json")])
    return f"Ratings by {read.name or 'a friend'} are read in. The debrief of that practice shows where you agree."


def _kept(coach: Coach, practice: str) -> list[Any]:
    kept = coach.store.settings().get(FRIENDS.format(practice))
    return list(kept) if isinstance(kept, list) else []


def friends(coach: Coach, practice: str) -> list[FriendRatings]:
    """The ratings of friends that were read in for a practice, the latest first."""
    return [friend_ratings(each) for each in reversed(_kept(coach, practice))]
