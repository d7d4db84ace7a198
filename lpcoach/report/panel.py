"""The panel in words: who voted how and on what ground, what each wrote, and the Bar Raiser's lens."""

from __future__ import annotations

from typing import Any

from lpcoach.content.models import Pack
from lpcoach.content.terms import VOTES
from lpcoach.content.words import VOTE_WORDS, Words, counted
from lpcoach.reading.weights import weights_here
from lpcoach.scoring.panel import Ballot, Cited
from lpcoach.scoring.panel_decision import Decision, by_rules
from lpcoach.scoring.panel_scales import rater_scales
from lpcoach.scoring.votes import offers
from lpcoach.session.rated import Rated

__all__ = ["ballots", "lens_values", "panel_head", "rated_by", "vote_rows"]

COUNTS = ("None", "One", "Two", "All three")


def panel_head(decision: Decision) -> str:
    """How the four voted, in one clause; empty without a panel."""
    if decision.panel is None:
        return ""
    votes = {ballot.rater: ballot.vote for ballot in decision.panel.ballots}
    if len(set(votes.values())) == 1:
        return f"All four: {VOTE_WORDS[votes['bar_raiser']].lower()}"
    for_it = sum(offers(vote) for rater, vote in votes.items() if rater != "bar_raiser")
    if for_it == len(votes) - 1 and offers(votes["bar_raiser"]):
        return "All four for it"
    if for_it == 0 and not offers(votes["bar_raiser"]):
        return "All four against it"
    if offers(votes["bar_raiser"]):
        return f"The Bar Raiser for it, {COUNTS[for_it].lower()} of the others"
    return f"{COUNTS[for_it]} of the others for it, the Bar Raiser not"


def vote_rows(rated: Rated, words: Words) -> list[dict[str, Any]]:
    """The rows of the table of votes; ``steps`` is how far a vote moved on reading, to the right or the left."""
    decision, own = rated.debrief.decision, rated.session.own
    if decision.panel:
        rows = [_seat(ballot, words) for ballot in decision.panel.ballots]
    else:
        rater = next((story.rating.rater for story in rated.stories), "embedded")
        name = "Embedded rater" if rater.startswith("embedded") else "Language model"
        whole = {"first": None, "vote": decision.whole, "filled": True, "steps": 0}
        rows = [{"name": name, "note": "reads every thread", **whole}]
    if own is not None:
        note = "given before the reveal"
        rows.append(
            {"name": "Your own vote", "note": note, "first": None, "vote": own.vote, "filled": False, "steps": 0}
        )
    return rows


def _seat(ballot: Ballot, words: Words) -> dict[str, Any]:
    names = ", ".join(words.principles[principle] for principle in ballot.principles)
    return {
        "name": ballot.name,
        "note": f"{names}; across stories" if ballot.rater == "bar_raiser" else names,
        "first": ballot.first,
        "vote": ballot.vote,
        "filled": True,
        "steps": VOTES.index(ballot.vote) - VOTES.index(ballot.first),
    }


def ballots(rated: Rated, words: Words) -> list[dict[str, Any]]:
    """What each rater wrote before it read the others, and what moved its vote."""
    panel = rated.debrief.decision.panel
    key = rated.session.id
    return [
        {
            "name": ballot.name,
            "first": VOTE_WORDS[ballot.first],
            "vote": VOTE_WORDS[ballot.vote],
            "moved": ballot.first != ballot.vote,
            "cites": _cited(ballot.cites, words, key),
            "for_hire": _cited(ballot.for_hire, words, key),
            "against": _cited(ballot.against_hire, words, key),
            "notes": [
                {
                    "name": words.principles[note.principle],
                    "plus": _cited(note.plus, words, key),
                    "minus": _cited(note.minus, words, key),
                    "lacking": words.missing(note.lacking, key) if note.lacking else "",
                }
                for note in ballot.notes
            ],
        }
        for ballot in (panel.ballots if panel else ())
    ]


def _cited(cited: Cited | None, words: Words, key: str) -> dict[str, Any] | None:
    if cited is None:
        return None
    return {
        "words": words.seen(cited.item.signal, f"{key}{cited.story}"),
        "quote": cited.item.quote.text,
        "story": cited.story,
    }


def lens_values(rated: Rated, words: Words) -> list[dict[str, Any]]:
    """The Bar Raiser's lens: name, what is said, quotes with their stories. Empty where nothing was scored."""
    found = rated.debrief.lens
    if found.spread is None:
        return []
    low, high = found.spread
    same = (
        f"All stories are rated {words.level(low)}."
        if low == high
        else f"From {words.level(low)} to {words.level(high)}."
    )
    consistent = [same] if len(rated.stories) > 1 else ["One story has none beside it to be consistent with."]
    if found.standing:
        consistent.append("Two statements do not match and were not settled:")
    if found.repeats:
        pair = found.repeats[0]
        tell = "tell one case" if pair.sure else "may tell the same case under another question"
        consistent.append(f"Stories {pair.a + 1} and {pair.b + 1} {tell}; a case shows one thing once.")
    standing = found.standing[0] if found.standing else None
    clash = [(standing.a.text, standing.story_a), (standing.b.text, standing.story_b)] if standing else []
    raised = [(found.raised.item.quote.text, found.raised.story)] if found.raised else []
    scaled = [(found.scaled.item.quote.text, found.scaled.story)] if found.scaled else []
    return [
        {"name": "Consistent across stories", "words": " ".join(consistent), "quotes": clash},
        {"name": "Raises the level of a team", "words": _raises(found.bar, words), "quotes": raised},
        {
            "name": "Mechanisms that scale",
            "words": _scales(found.mechanisms, bool(scaled), len(rated.stories)),
            "quotes": scaled,
        },
    ]


def _raises(bar: float | None, words: Words) -> str:
    if bar is None:
        return "Not scored."
    where = "at the level of a good team" if bar == 3 else "below a good team" if bar < 3 else "above a good team"
    return f"On the criterion {words.criteria['bar']} the stories together are {words.level(bar)}: {where}."


def _scales(left: tuple[int, ...], proved: bool, told: int) -> str:
    if not left:
        return "No story leaves a mechanism that works without the person."
    said = f"{len(left)} of {counted(told, 'story', 'stories')} leave one."
    return (
        f"{said} One was taken up elsewhere or has proved itself:"
        if proved
        else f"{said} None is told to have spread or caught anything."
    )


def rated_by(rated: Rated, pack: Pack) -> str:
    """Who rated, on what ground, and how far that agrees with people."""
    rater = next((story.rating.rater for story in rated.stories), "embedded")
    who = f"Rated by {rater.replace('embedded', 'the embedded rater, version')}, rubric {pack.rubric.version}."
    anchors = "Levels follow this workbook’s own anchors, not an official scale."
    return f"{who} {_ground(rated, pack)} {anchors} {_agreement(rated)}".rstrip()


def _ground(rated: Rated, pack: Pack) -> str:
    decision = rated.debrief.decision
    if decision.panel:
        return (
            "It sits in four chairs, and no kind of evidence is read in two of them; each votes blind, then reads the "
            "others’ notes. "
            "An offer needs the Bar Raiser and two of the other three."
        )
    if decision.whole is None:
        return "A vote needs a full loop with two scored stories."
    if not by_rules([story.rating for story in rated.stories]):
        return "One model read every thread whole, so one vote is shown and not a panel’s."
    names = {seat.id: seat.name for seat in pack.pack.panel}
    without = [names[rater].lower().replace("bar raiser", "Bar Raiser") for rater in decision.without]
    listed = f"{', '.join(without[:-1])} and {without[-1]}" if len(without) > 1 else "".join(without)
    return (
        f"One vote is shown and not a panel’s: as {listed} it would not have two clauses in full of its own in each of "
        "two stories, and four weightings of one score are not four people."
    )


def _agreement(rated: Rated) -> str:
    if not by_rules([story.rating for story in rated.stories]):
        return ""
    found = weights_here().made["figures"]["overall"]
    alone = sorted(scale.kappa for scale in rater_scales().values())
    chairs = f" One chair alone: {alone[0]:.2f} to {alone[-1]:.2f}." if rated.debrief.decision.panel else ""
    return (
        f"On writers that it had not seen its overall level agreed with two raters by a kappa of {found['mean']:.2f} "
        f"({found['worst']:.2f} for the worst writer; the raters with each other {found['raters']:.2f}); "
        f"those texts and ratings are synthetic.{chairs}"
    )
