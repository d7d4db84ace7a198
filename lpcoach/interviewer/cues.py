"""Which clauses a question of a kind or layer may take up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lpcoach.content.terms import SignalId

__all__ = ["BESIDE", "CUES", "DECISION", "DEED", "UNREAL", "WORK", "Cue"]

# An own decision, as told in one clause.
DECISION: Final = re.compile(
    r"\bI(?:'d|’d| had| have|'ve|’ve)? (?:then |also |finally |just |immediately |only )?(?:decided|chose|picked|"
    r"refused|rejected|stopped|turned|proposed|insisted|argued|rolled|went with|replaced|switched|dropped|"
    r"removed|moved (?!away|on\b|out|house|team|project|to (?:another|a new))|fixed|changed|cut|took (?:out|over)|"
    r"deleted|rewrote|built|set up|shipped|"
    r"launched|froze|blocked|escalated|recommended|trained|added|committed|lowered|raised)\b",
    re.IGNORECASE,
)
# Something that was done to the system itself.
DEED: Final = re.compile(
    r"(?:I|we)(?:'d|’d| had| have|'ve|’ve)? (?:then |also |finally |just |only )?(?:turned (?:on|off)|rolled|"
    r"replaced|switched|removed|moved (?!away|on\b|out|house|team|project|to\b)|fixed|changed|took out|deleted|"
    r"rewrote|built|set up|shipped|launched|froze|blocked|retrained|trained|added|lowered|raised|deployed|cached|"
    r"introduced)\b",
    re.IGNORECASE,
)
# What was only said, asked, heard or thought, and what is said about the telling: no question goes on from it.
BESIDE: Final = re.compile(
    r"\b(?:said|told|asked|heard|think|say|love to|guess|believe[ds]?|remember|bet|delighted|discuss\w*|meetings?|"
    r"learn(?:ed|t)|argu\w+|mentioned|another team|knew|met|talked|spoke|replied|explained|"
    r"convinced|chair|hindsight|core of|everyone|textbook|should)\b",
    re.IGNORECASE,
)
# What a story is about, told as something that was made or run: from here a question may lead to any part of it.
WORK: Final = re.compile(
    r"\b(?:I|we)(?:'d|’d| had| have|'ve|’ve| also| then)? (?:built|ran|run|owned?|used|trained|retrained|"
    r"predict(?:ed)?|forecast|designed|set up|shipped|launched|deployed|replaced|switched|removed|added|changed|cut|"
    r"rewrote|rolled (?:it |this )?out|measured|tested|compared|fine-?tuned|introduced|froze|capped|cached|"
    r"turned (?:on|off)|reran|proposed|work(?:ed)? on|swapped|pulled|tightened|paired|modelled|replayed|hashed|"
    r"labell?ed|sampled|wrote|made\b(?! sure| a list)|traced|dropped|booked|started|spent|took over|sat with|found|"
    r"reached|escalated|(?:was|am) responsible|reworked|translate|did a|"
    r"(?:had|have) (?:a|an|about)\b(?! look| chat| talk| call| list))\b",
    re.IGNORECASE,
)
# What was not done, or only wished for.
UNREAL: Final = re.compile(
    r"n['’]t\b|\bnot\b|\bnever\b|\bno\b|\bnobody\b|\bwill\b|\bwould\b|\bshould\b|\bcould\b|\bnext (?:step|on)\b|"
    r"\broadmap\b|\bplan(?:s|ned)?\b|\bwant(?:s|ed)? to\b|\bmight\b|\bhop(?:e|ed)\b|\bgoing to\b|"
    r"\b(?:was|am) sure\b|\bthought\b|\bbelieved?\b|\bfelt\b",
    re.IGNORECASE,
)
_CHANGE = DEED.pattern + (
    r"|went live|rolled out|^launched|^shipped|^deployed|\b(?:was|were|got) (?:launched|shipped|deployed|rolled|"
    r"retrained|replaced|removed|switched|turned (?:on|off)|moved|released|in production)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """``words`` must stand in the clause; ``signals`` are the items that make it fitter; ``ours``: told of oneself."""

    words: re.Pattern[str]
    signals: frozenset[SignalId]
    ours: bool = False
    real: bool = False


def _cue(words: str, *signals: SignalId, ours: bool = False, real: bool = False) -> Cue:
    return Cue(re.compile(words, re.IGNORECASE), frozenset(signals), ours, real)


CUES: Final[dict[str, Cue]] = {
    "numbers": _cue(
        r"improv|\bbetter\b|\bworse\b|faster|slower|reduced|reduction|reduces|increas|\bfell\b|\brose\b|dropped "
        r"(?:from|to|by)|cheaper|went (?:up|down|(?:from|to) [$€£]?\d)|success|saved|\bgrew\b|doubled|halved|higher|"
        r"lower\b|back to normal|much more|\bless\b",
        "change",
        "unsupported",
        real=True,
    ),
    "mechanisms": _cue(
        _CHANGE + r"|alert|alarm|monitor|dashboard|\bevery (?:week|release|night|day)",
        "mechanism",
        "monitoring",
        "effect",
        "own_action",
        ours=True,
        real=True,
    ),
    "alternatives": _cue(
        DECISION.pattern + r"|\b(?:we|they) decided|instead|went with|"
        r"argued|proposed|preferred",
        "own_decision",
        "novelty_first",
        "constraint",
        "tension",
        real=True,
    ),
    "risk": _cue(
        _CHANGE + r"|trained on|automat(?:ed|ically)|let the|skipped",
        "unsafe_choice",
        "own_decision",
        "data",
        ours=True,
        real=True,
    ),
    "learning": _cue(
        r"\bwrong|fail|mistake|\b(?:i|we) missed|\bbroke|\bbug\b|should have|customers? complain|outage|incident|"
        r"\blost\b|too late|fixed|rolled back|noticed|found (?:out )?(?:that|the|a)|caused",
        "self_criticism",
        "nothing_left",
        "cause",
    ),
    "product_metric": _cue(
        _CHANGE + r"|customer|users?\b|complain|conversion|orders?\b|revenue|clicks|calls|tickets|\bfell\b|\brose\b|"
        r"went (?:up|down|(?:from|to) [$€£]?\d)",
        "product_metric",
        "customer",
        "change",
        real=True,
    ),
    "data": _cue(
        r"\bdata\b|label|\btables?\b|\bjoin|\blogs?\b|logged|sampl|records?\b|\brows\b|trained|training|dataset|"
        r"collected|annotat|\bhistory|examples|images|pictures|transcripts|documents",
        "data",
        real=True,
    ),
    "features": _cue(
        r"retrained|\b(?:i|we) trained|\bmodel (?:was|had|read|saw|learn|pick|treat|got|could|did|thought)|"
        r"\bprompt\b|\b(?:i|we) (?:added|built|removed|dropped|used|computed|logged|changed)\b.*(?:features?|inputs?|"
        r"embedding|column|field)",
        "features",
        "training_eval",
        real=True,
    ),
    "training_eval": _cue(
        r"accura|\bauc\b|precision|recall\b|\bf1\b|\btest(?:ed|s)?\b|evaluat|a/b|offline|baseline|\bbetter\b|\bworse\b|"
        r"improv|\bbeat\b|\berror|retrained|outperform",
        "training_eval",
        "measured",
        "change",
        real=True,
    ),
    "deployment": _cue(
        r"deployed|launched|went live|rolled|shipped|serving|canary|latency|\bp9\d|\bgpu|production|replica|"
        r"cluster|\bcache|switched|turned on|released",
        "deployment",
        real=True,
    ),
    "monitoring": _cue(
        _CHANGE + r"|alert|alarm|monitor|dashboard|drift|paged|went (?:up|down|(?:from|to) [$€£]?\d)|\bfell\b|\brose\b",
        "monitoring",
        "change",
        "mechanism",
        real=True,
    ),
}
