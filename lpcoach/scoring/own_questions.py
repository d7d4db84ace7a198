"""The candidate's own questions: what is seen, what is missing, and the levels that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final, get_args

from lpcoach.content.terms import QuestionFlag, QuestionSignal
from lpcoach.reading.clauses import flat, sentences, words
from lpcoach.reading.types import Quote
from lpcoach.reading.weights import Weights, weights_here

__all__ = [
    "QUESTION_FLAGS",
    "QUESTION_LEVELS",
    "SEEN",
    "QuestionReading",
    "question_levels",
    "question_object",
    "seen_in",
    "weigh_question",
]

QUESTION_LEVELS: Final = ("curiosity", "long_term", "overall")
QUESTION_FLAGS: Final[frozenset[str]] = frozenset(get_args(QuestionFlag))
SEEN: Final[tuple[str, ...]] = (*get_args(QuestionSignal), *get_args(QuestionFlag), "shared", "weighs", "case")

_SIGNALS: dict[QuestionSignal, re.Pattern[str]] = {
    "trade_off": re.compile(
        r"\b(?:trade-?off|give up|gave up|given up|drop(?:ped)?|refuse[ds]?|stop(?:ped)? doing|instead of|rather than|"
        r"which (?:number|one|of (?:them|the two|these)) (?:wins|won|comes first|gives)|wins? (?:when|in)|"
        r"at the expense|against|"
        r"cost of|price (?:that|of|do)|choose between|what would you (?:cut|lose)|what loses|worth (?:it|the)|"
        r"disagree\w*)\b"
    ),
    "failure": re.compile(
        r"\b(?:fail\w*|went wrong|mistakes?|incident|outage|broke|breaks?|wrong|regret|disappoint\w*|held back|"
        r"rolled back|"
        r"worst|surpris\w+|dies|hardest|struggl\w+|hurt|missed|postmortem|page[sd]?|stuck|not work\w*|risk)\b"
    ),
    "mechanism": re.compile(
        r"\b(?:how (?:do|does|did|would|is|are) (?:you|the team|it|that|this|they|people|a|an|anyone|somebody)|"
        r"who (?:decides?|owns?|gets?|is (?:free|"
        r"responsible|paged|asked)|signs|says|can)|how (?:do|would) you know|what happens (?:when|if|to)|"
        r"written down|rule|review|"
        r"measured?|metric|threshold|gate|process|what would (?:you need|have to)|earliest sign|anybody looking)\b"
    ),
    "long_term": re.compile(
        r"\b(?:(?:in|over|within) (?:the next )?(?:two|three|five|ten|a few|several|\d+) years?|"
        r"years? (?:from now|ahead|on|out|later)|"
        r"long[- ]term|eventually|next (?:few )?years|roadmap|still (?:be )?(?:true|there|matter|hold)|over time|"
        r"kept up|keep .{0,20} up|"
        r"last year|outlive|future|scale to)\b"
    ),
    "growth": re.compile(
        r"\b(?:grow(?:th|s|ing)?|learn\w*|develop\w*|mentor\w*|feedback|first (?:month|three months|90 days|year|"
        r"project|weeks?)|"
        r"success(?:ful)? (?:in|look)|promot\w+|career|new hire|onboarding)\b"
    ),
}
_FLAGS: dict[QuestionFlag, re.Pattern[str]] = {
    "perks": re.compile(
        r"\b(?:salary|pay|paid|bonus|compensation|stock|rsus?|vacation|holidays?|leave days|days off|"
        r"parental leave|remote|work from home|"
        r"home office|hybrid|dental|health (?:plan|insurance)|insurance|gym|lunch|parking|laptop|perks?|benefits|"
        r"discount|relocation|"
        r"office (?:dog|food|snacks)|swag|working hours|overtime)\b"
    ),
    "website": re.compile(
        r"\b(?:what (?:does|is) (?:your|the) (?:company|team|product) (?:do|called|about)|how many (?:employees|"
        r"offices|customers)|"
        r"where (?:is|are) (?:your|the) (?:office|headquarters)|when was|founded|leadership principles|company culture|"
        r"(?:your|the) (?:mission|values|culture)|competitors|what products|which countries)\b"
    ),
    "disguised_boast": re.compile(
        r"\b(?:as (?:i|someone who)|i (?:have|had|built|led|won|published|always|personally|once)|"
        r"my (?:experience|paper|team|phd|system|award))\b"
        r"[^?]{40,}"
    ),
}
_YES_NO = re.compile(
    r"^(?:so |and |but |hi,? |also,? )?(?:is|are|do|does|did|can|could|will|would|has|have|was|were|should|may|"
    r"am)\b(?![^?]*\b(?:or|and (?:how|what|why|who)|how|what|why)\b)"
)
_STOP = frozenset(
    words(
        "about after again answer because before being between could does doing during every first from have "
        "having here into just "
        "know like make many more most much need only other over people question really should some something "
        "still team than that "
        "their them then there these they thing things think this those through time under very want what when "
        "where which while "
        "will with work would year years your yours been were"
    )
)
_MENTION = re.compile(
    r"\b(?:you (?:said|mentioned|told|were open|asked|described|spoke|pointed)|(?:the )?(?:bar raiser|manager|"
    r"recruiter|interviewer|somebody|someone|"
    r"(?:first|second|third|last) (?:round|interview\w*))[^.?]{0,20}\b(?:said|mentioned|told|heard)|i heard|"
    r"in the (?:last|first|second) (?:round|hour)|earlier (?:today|you))\b"
)
_WEIGHS = re.compile(r"\b(?:or|but|and yet)\b")
_CASE = re.compile(r"\b(?:if|when|once|after)\b")
_SEVERAL = 3  # question marks, or question words in one sentence


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """Ids seen (best first), missing (most useful first) and flags; ``quotes`` holds the clause for each seen one."""

    seen: tuple[QuestionSignal, ...] = ()
    missing: tuple[QuestionSignal, ...] = ()
    flags: tuple[QuestionFlag, ...] = ()
    quotes: Mapping[QuestionSignal | QuestionFlag, Quote] = field(default_factory=dict)
    manner: Mapping[str, float] = field(default_factory=dict)  # shared words, two things weighed, a case


_ORDER: tuple[QuestionSignal, ...] = (
    "from_the_loop",
    "trade_off",
    "failure",
    "mechanism",
    "long_term",
    "specific",
    "growth",
)
_WANTED: tuple[QuestionSignal, ...] = ("specific", "trade_off", "mechanism", "long_term", "failure")


def weigh_question(text: str, context: str = "") -> QuestionReading:
    """What a question shows; ``context`` is what was said or noted of role and loop, for what is specific to it."""
    quotes = dict(_found(text, context))
    flags: list[QuestionFlag] = [
        flag for flag in ("perks", "website", "disguised_boast", "yes_no", "several") if flag in quotes
    ]
    if "perks" in flags or "website" in flags:
        quotes = {name: quote for name, quote in quotes.items() if name in flags}
    seen = tuple(signal for signal in _ORDER if signal in quotes)
    missing = tuple(signal for signal in _WANTED if signal not in quotes)
    return QuestionReading(seen, missing, tuple(flags), quotes, _manner(text, context))


def _manner(text: str, context: str) -> dict[str, float]:
    low = flat(text)
    shared = {word for word in words(context) if len(word) > 4} & set(words(text))
    found = {"shared": min(3, len(shared)), "weighs": bool(_WEIGHS.search(low)), "case": bool(_CASE.search(low))}
    return {name: float(count) for name, count in found.items() if count}


def seen_in(found: QuestionReading) -> dict[str, float]:
    """What a question shows, in the form that a scale adds up."""
    return {**dict.fromkeys((*map(str, found.seen), *map(str, found.flags)), 1.0), **found.manner}


def question_levels(found: QuestionReading, weights: Weights | None = None) -> dict[str, int]:
    """Curiosity, long-term thinking and the level overall, 1 to 5 each."""
    known = weights or weights_here()
    counts = seen_in(found)
    return {name: 1 + known.scales[f"question {name}"].mark(counts) for name in QUESTION_LEVELS}


def question_object(id: str, text: str, context: str) -> dict[str, object]:
    """The object of the rating guide for one question, with its quotes."""
    found = weigh_question(text, context)
    return {
        "id": id,
        **question_levels(found),
        "flags": {flag: flag in found.flags for flag in get_args(QuestionFlag)},
        "seen": {signal: asdict(found.quotes[signal]) for signal in found.seen},
        "missing": list(found.missing),
    }


def _found(text: str, context: str) -> Iterator[tuple[QuestionSignal | QuestionFlag, Quote]]:
    parts = list(sentences("answer", text))
    known = {word for word in words(context) if len(word) > 3} - _STOP
    named: set[QuestionSignal | QuestionFlag] = set()
    for part in parts:
        for name, pattern in (*_SIGNALS.items(), *_FLAGS.items(), ("from_the_loop", _MENTION)):
            match = pattern.search(part.low)
            if match and name not in named:
                named.add(name)
                yield name, part.quote(match.start(), match.end())
        shared = [word for word in dict.fromkeys(words(part.text)) if word in known]
        if len(shared) >= 2 and "specific" not in named:
            named.add("specific")
            at = part.low.index(shared[0])
            yield "specific", part.quote(at, at + len(shared[0]))
    asked = [part for part in parts if part.text.rstrip().endswith("?")] or parts[-1:]
    if asked and all(_YES_NO.search(part.low) for part in asked):
        yield "yes_no", asked[0].quote(0, 1)
    many = len(re.findall(r"\b(?:how|what|why|who|which|where|when|do you|can i|are there|does)\b", flat(text)))
    if text.count("?") >= _SEVERAL or (len(asked) <= 2 and many > 4):
        yield "several", parts[0].quote(0, 1)
