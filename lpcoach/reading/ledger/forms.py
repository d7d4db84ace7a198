"""Forms of statement that deny each other: a lead, an owner, an outcome, a thing that was and was not there.

Each opposition is two forms of statement that cannot both hold of one thing, and how many words the two sentences
must share before they are taken to speak of one thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["AT_FIRST", "ELSEWHERE", "OPPOSITIONS", "Opposition"]

NEVER: Final = 99.0
# Who says so leaves room for both: another time, another place, a wish, or an open correction.
ELSEWHERE: Final = re.compile(
    r"\b(?:(?:previous|former|earlier|last|old|other|another) (?:job|company|employer|team|project|role)|correction|"
    r"misspoke|i said|i told you|that's wrong|that was wrong|hang on|no,? wait|sorry|would have|could have|should(?"
    r":'ve| "
    r"have)|if (?:i|we|she|he|they|it)|next time|at first|initially|in the beginning|until then|back then|later|"
    r"since then|by now|from then|used to|nowadays|these days|now|today|afterwards|from now|next)\b"
)
# Who says so tells of what was missing at first: there may well be one later.
AT_FIRST: Final = re.compile(
    r"\bwhen (?:i|we) (?:first )?(?:came|joined|arrived|started|began|took (?:it )?over|got there|inherited)\b|"
    r"\b(?:so )?(?:i|we) (?:then |later |also |had )?(?:built|wrote|made|added|set up|created|introduced|started) "
    r"(?:one|it|them|that)\b"
)
_PERSON: Final = (
    r"(?:he|she|they|(?:my|our|the|a|one of the|one of my) (?:[a-z-]+ ){0,3}?(?:manager|director|lead|boss|head|"
    r"colleague|vp|cto|ceo|pm|owner|engineer|scientist|analyst|trader|nurse|intern|student|junior|support|architect|"
    r"researcher|developer|customer|client|principal|founder|partner)s?)"
)


@dataclass(frozen=True)
class Opposition:
    """Two forms of statement that deny each other."""

    type: str
    one: re.Pattern[str]
    other: re.Pattern[str]
    why: str
    within: float  # words shared in one story
    across: float  # in two stories
    akin: float  # in two stories of one piece of work


def _opposition(kind: str, one: str, other: str, why: str, shares: tuple[float, float, float]) -> Opposition:
    return Opposition(kind, re.compile(one), re.compile(other), why, *shares)


_DONE: Final = (
    r"(?:proposed|suggested|designed|built|wrote|found|noticed|spotted|caught|discovered|decided|drove|pushed|came up|"
    r"came with|raised|convinced|presented|fixed|stopped|introduced|chose|led|ran|took|got|turned|started|created|"
    r"saw|dug|traced|worked out|figured out|put|rolled|called|rewrote|made|set|did|defined|drew|pulled)"
)
_BY_OTHERS: Final = (
    r"\b(?:was|were|been) (?:all |"
    r"mostly |actually |really )?(?:drawn up|designed|written|built|made|done|proposed|found|noticed|caught|decided"
    r"|led|"
    r"developed|created|invented|raised|put together|suggested) by (?!me\b|myself\b|us\b|hand\b|a model|the model|"
    r"component|january|february|march|april|may |june|july|august|september|october|november|december|\d|then\b|"
    r"now\b)"
)
_NOT_MINE: Final = (
    rf"\bit was (?!me\b|my own\b|i\b|a |an |the same\b|not\b|in\b|at\b|on\b)(?:[a-z]+ ){{1,4}}?who\b|\b{_PERSON} "
    rf"(?:had )?(?:\w+ )?{_DONE}\b[^.;]{{0,60}}\b(?:himself|herself|themselves|alone|(?:all )?by (?:him|her|them)"
    rf"sel(?:f|"
    rf"ves))\b|\bagainst my (?:advice|recommendation|vote|will|view)\b|\b(?:was|were) (?:entirely |all |really "
    r"|actually )?(?:his|hers|her|theirs) (?:idea|call|decision|work|proposal|design)\b|\bi (?:only|just) (?:heard|"
    r"learned|learnt|read|reviewed|watched|signed|joined|helped|came in)\b|\b(?:no|little) part in\b|"
    r"\bi (?:didn't|did not|never) (?:touch(?:ed)?|build|"
    r"built|"
    r"write|wrote|design(?:ed)?|decide[d]?|have a say)\b|\b(?:wasn't|was not|weren't) (?:my|mine)\b|\bnot my (?:idea|"
    r"call|decision|work|design|proposal)\b|\bwithout (?:him|her|them) (?:i|we)(?:'d| would)\b"
    r"|\b(?:his|her|their|[a-z]+'s) (?:own )?(?:idea|proposal|suggestion)\b(?! of)|\b(?:idea|proposal|suggestion|"
    r"design|"
    r"note|pager|paper|draft|memo) (?:[a-z]+ ){0,4}(?:came from|was from) (?!me\b)|\bi (?:only )?heard (?:of|about)"
    r" (?:it|this|that) (?:when|from|"
    r"after|in|later)\b|\b(?:he|she|they) had the idea\b"
)
_MINE: Final = (
    rf"\bi(?:'d|'ve| had| have| myself| personally| alone)? (?:then |also |finally |first )?{_DONE}\b|\b(?:proposal|"
    r"idea|decision|call|design)\b[^.;]{0,40}\b(?:was|were) mine\b|\bmy (?:own )?(?:idea|call|decision|proposal|"
    r"initiative|"
    r"design)\b|\bi (?:made|took) the (?:call|decision)\b"
)
_CALL: Final = r"(?:made|took) the (?:final |actual )?(?:decision|call)"

OPPOSITIONS: Final[tuple[Opposition, ...]] = (
    _opposition(
        "ownership",
        rf"\bi {_CALL}\b|\b(?:decision|call) (?:to [^.;]+ )?was mine\b|\bit was my (?:call|decision)\b",
        rf"\b(?:he|she|they) (?:then )?{_CALL}\b|{_PERSON} (?:then )?{_CALL}\b|\b(?:it )?was (?:his|her|their) (?:call|"
        r"decision)\b|\bagainst my (?:advice|recommendation|vote|will)\b|\b(?:decision|call) (?:was|came from) (?:his|"
        r"hers|theirs|my|our|the)\b(?! own)|'s (?:call|decision)\b",
        "one statement gives the decision to the candidate, the other to somebody else",
        (1, 3, 0),
    ),
    _opposition(
        "ownership",
        r"\bi(?:'d| had)? (?:noticed|spotted|caught|found|discovered)\b",
        r"\b(?:phoned|called|rang|pinged|emailed|alerted|messaged|texted|woke) me\b(?! back)|\bit was (?!me\b|not\b"
        r"|a\b|in\b)"
        r"(?:[a-z]+ ){1,5}?who\b|\bcame to my desk\b|\b(?:pointed|flagged) it (?:out )?to me\b|\bwithout (?:him|her"
        r"|them) (?:i|we)"
        r"(?:'d| would)\b|\bi (?:hadn't|had not) (?:looked|noticed|seen|opened)\b",
        "one statement says that the candidate noticed it, the other that somebody else did",
        (1, NEVER, 1),
    ),
    _opposition(
        "ownership",
        _MINE,
        _NOT_MINE,
        "one statement gives this to the candidate, the other to somebody else",
        (2, NEVER, 2),
    ),
    _opposition(
        "ownership",
        _MINE,
        _BY_OTHERS,
        "one statement gives this to the candidate, the other to somebody else",
        (1, NEVER, 2),
    ),
    _opposition(
        "role",
        r"\bi (?:led|was leading|headed|was (?:the |a )?(?:[a-z-]+ )?lead|managed|was in charge of|ran) (?:the|this"
        r"|that|it"
        r"|a|our|all)?\b|\bi was the (?:[a-z-]+ )?(?:lead|tech lead|team lead|owner)\b",
        rf"{_PERSON} (?:was|were) (?:leading|running|in charge)\b|{_PERSON} led (?:it|this|the|us|that)\b|\bled by "
        rf"(?:my|"
        r"our|the|a)\b|\bthe lead (?:for [a-z]+|of [a-z ]+)?,? ?(?:that )?was (?!me\b|mine\b|i\b)|\bi (?:didn't|did"
        r" not|"
        r"never|wasn't|was not) (?:lead|led|leading|the lead|in charge)\b|\bi was (?:just |only )?one of (?:the |"
        r"several )?"
        r"(?:\w+ )?(?:engineers|scientists|people|developers|contributors)\b|\bi (?:only|just"
        r") "
        r"(?:helped|supported|contributed|consulted|advised|assisted)\b|\bmy part was (?:only|just|small)\b",
        "one statement gives the lead to the candidate, the other does not",
        (0, 3, 0),
    ),
    _opposition(
        "role",
        r"\b(?:i(?:'d| was| am|'m| had)?|as|we hired me as) (?:been )?(?:hired |working |then )?(?:as )?(?:a |an |"
        r"the |our )?(?:most )?"
        r"(?:principal|staff|senior|head of|director|tech lead|team lead|lead|chief|ceo|cto|founder|vp)\b|\bmost "
        r"senior\b",
        r"\b(?:i(?:'d| had)? (?:just )?(?:come|came|joined|started)(?: in)? as|i was only|i was just|i was hired as"
        r") (?:a |the |an )?"
        r"(?:junior|intern|graduate|trainee|working student|new grad)\b|\bi (?:was|had been|had only been) (?:still"
        r" |just |only )?(?:the |a |an )?(?:most )?(?:junior|intern|new grad|"
        r"graduate|trainee|working student|newcomer|apprentice)\b|\b(?:year|months) out of (?:university|college|"
        r"school)\b"
        r"",
        "one statement has the candidate senior, the other just starting",
        (0, 1, 0),
    ),
    _opposition(
        "outcome",
        r"\b(?:came|got|went|were|was|is|are) (?:[a-z'%\d.]+ ){0,3}?back\b|\brecovered\b|\breturned to\b|\brestored\b",
        r"\bnever (?:got|came|fully|really|quite|recovered|went|returned)\b[^.;]{0,30}\b(?:back|again|recover(?:ed)"
        r"?)\b|"
        r"\bnever recovered\b|\b(?:didn't|did not|hasn't|haven't) (?:\w+ )?(?:recover|come back|get back|return)(?:"
        r"ed)?\b|"
        r"\bstill (?:[a-z]+ )?\S+ (?:points |percent )?(?:below|under|lower than)\b",
        "one statement says that it recovered, the other that it did not",
        (1, 3, 1),
    ),
    _opposition(
        "outcome",
        r"\b(?:shipped|launched|went live|was live|is live|went into production|released|rolled (?:it |this )?out|"
        r"is in use|"
        r"in production|went out|deployed)\b",
        r"\bnever (?:actually |really )?(?:shipped|launched|went live|went out|left|made it|reached|got (?:to|into|out|"
        r"past|as far)|saw (?:production|the light|users?|customers?|traffic)|rolled|"
        r"was (?:launched|shipped|released|used|deployed)|deployed|released|used|turned on)\b|"
        r"\b(?:didn't|did not|wasn't|was not) (?:ever |actually |in the end )?(?:ship|launch|go live|go out|launched|"
        r"shipped|released|rolled out|deployed)\b|\b(?:was|were|got|been) (?:\w+ )?(?:shelved|cancelled|canceled|"
        r"scrapped|"
        r"abandoned|killed)\b|\bshelved it\b|\bstayed (?:a|in) (?:prototype|the drawer|notebook)\b",
        "one statement says that it went live, the other that it never did",
        (1, 2, 1),
    ),
    _opposition(
        "outcome",
        r"\b(?:no(?:body| one)?|none of the|not one|not a single) ?(?:customer|client|user|advertiser|merchant|patient|"
        r"driver|seller|buyer|tenant|guest|one|person)?s? (?:ever )?(?:noticed|was affected|were "
        r"affected|was hit|"
        r"saw it|felt it)\b|\bwithout (?:anyone|anybody|any customer|any user) noticing\b|\bno customer impact\b",
        r"\b(?:complaints?|tickets|calls|mails|emails|letters|reviews) (?:came )?from (?:angry |our |the )?[a-z]+\b|"
        r"\b\d+ (?:[a-z]+ )?(?:complaints|tickets|escalations|angry)\b|(?<!no )\bcustomers? (?:had )?(?:complained|"
        r"wrote|noticed)\b|"
        r"\bapologi[sz]ed to\b",
        "one statement says that nobody noticed, the other that people wrote in",
        (0, 2, 1),
    ),
    _opposition(
        "outcome",
        r"\b(?:on time|in time for|ahead of (?:the )?(?:deadline|schedule|date|plan)|(?:days?|weeks?) (?:early|"
        r"before the "
        r"(?:deadline|date|launch|freeze))|met the deadline|made the deadline|hit the (?:deadline|date))\b",
        r"\bmissed (?:the|our|that|my) (?:\w+ )?(?:deadline|date|window|freeze)\b|\b(?:days?|weeks?|months?) late\b"
        r"|\btoo late "
        r"for\b|\bafter the (?:deadline|date) had\b|\bslipped (?:by|past)\b",
        "one statement says that it was in time, the other that it was late",
        (1, 2, 1),
    ),
    _opposition(
        "outcome",
        r"\b(?:renewed|extended the|stayed with us|signed (?:for|the|on|again|up)|signed a)\b",
        r"\b(?:lost (?:the|that|this|our) (?:biggest |largest )?(?:client|customer|account|contract|deal)|(?:client"
        r"|customer|they) left "
        r"us|(?:cancelled|terminated) (?:the|their) (?:contract|pilot)|(?:didn't|did not|never) (?:stay|renew|"
        r"renewed|sign|signed|extend|"
        r"extended)|(?:over )?to (?:the |a )?compet(?:itor|ing \w+))\b",
        "one statement has the client stay, the other leave",
        (0.5, 2, 0),
    ),
    _opposition(
        "outcome",
        r"\b(?:fell|dropped|rose|improved|climbed|went (?:up|down|from)|came down|up by|down by|halved|doubled|cut)"
        r" [^.;]{0,40}\d",
        r"\bno (?:measurable |real |visible |significant )?(?:effect|difference|impact|improvement)\b|\b(?:didn't|"
        r"did not|never) "
        r"(?:really |actually )?(?:change|changed|move|moved|help|helped|improve|improved|budge|budged)\b|\bmade no"
        r" difference\b|"
        r"\bdid nothing\b|\bas (?:bad|high|low) as before\b",
        "one statement has it change, the other not at all",
        (2, 3, 2),
    ),
    _opposition(
        "existence",
        r"\bcanary\b|\bin (?:\w+ )?(?:waves|stages|steps|phases)\b|\b(?:at|to|on|with) (?:\d+|five|ten|one)(?: ?%| "
        r"percent) of "
        r"(?:the |our )?(?:traffic|users|clinics|customers|stores|clients|tenants|sites|requests|calls)\b|\bshadow "
        r"mode\b|"
        r"\bbehind a flag\b|\bstaged rollout\b|\bgradual(?:ly)?\b",
        r"\b(?:all )?in one go\b|\ball at once\b|\bbig bang\b|\b(?:straight|directly) to (?:everyone|all|100|"
        r"production|"
        r"full)\b|\beveryone at once\b|\bfor everyone on the same day\b|\b100 ?% (?:from|on) (?:day|the first)\b|"
        r"\bswitched "
        r"(?:all|everyone|everything)\b",
        "one statement has a gradual rollout, the other a switch for all at once",
        (0, 2, 1),
    ),
    _opposition(
        "existence",
        r"\b(?:i|we) (?:tested|tried|compared|ran|evaluated|benchmarked|considered|rejected|prototyped|measured)\b|"
        r"\b(?:ran|"
        r"tested|compared|tried|evaluated|rejected)\b[^.;]{0,50}\b(?:both|it|them|with)\b|\bwas (?:better|worse) on"
        r"\b",
        r"\bnever (?:really |even |seriously |actually )?(?:looked (?:at|into)|tried|tested|considered|evaluated|"
        r"compared|"
        r"benchmarked|thought (?:of|about)|on the table|discussed|came up|an option)\b|\b(?:nobody|no one|none of "
        r"us) (?:ever "
        r")?(?:tried|tested|considered|looked (?:at|into)|compared|evaluated)\b",
        "one statement says that it was tried, the other that it was never looked at",
        (1, 2, 1),
    ),
    _opposition(
        "existence",
        r"\b(?:i|we) (?:talked|spoke|called|interviewed|met|visited|sat (?:with|beside)|phoned|surveyed|"
        r"went|rode|shadowed)\b",
        r"\bnever (?:once |actually |really |even )?(?:talked|spoke|spoken|asked|called|interviewed|met|visited|"
        r"involved|sat (?:with|beside)|"
        r"phoned|surveyed)\b|\bwithout (?:ever )?(?:asking|talking to|speaking to|meeting|calling|visiting)\b|\b(?:"
        r"nobody|no "
        r"one|none of us) (?:ever )?(?:asked|talked|spoke|called|visited)\b",
        "one statement says that people were spoken with, the other that they never were",
        (2, 3, 2),
    ),
)
