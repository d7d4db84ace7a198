"""A rule says which clause shows which signal; rules are data, ``scan`` applies them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lpcoach.content.terms import LayerId, SignalId
from lpcoach.reading.clauses import Sentence
from lpcoach.reading.types import Evidence

__all__ = ["NUMBER", "Rule", "evidence", "is_list", "rule", "scan"]

_WORD_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|a third|a quarter|a fifth|a tenth|"
    r"none|zero|a dozen|dozens)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million))?"
)
_DIGITS = (
    r"(?<![\w.])[-+~±<>≤≥]{0,2}(?:[$€£¥₹]|eur |usd |gbp |chf )?[-+]?\.?\d[\d.,']*"
    r"(?:\s?(?:%|percent|k|m|bn|x|ms|pp|bps|σ|°c)\b|%)?"
)
NUMBER = rf"(?:{_DIGITS}|\b{_WORD_NUMBER}\b)"
_SEVERAL = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|eighteen|twenty|"
    r"thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|a hundred|nobody|none|zero)"
)
_QUANTITY = (
    rf"(?:{_DIGITS}|\b{_SEVERAL}\b)"  # what can be compared: not "one" and "half", which are mostly figures of speech
)

# A thing that was wished for, planned or denied is not a thing that was there.
_UNREAL = re.compile(
    r"\b(?:no|not|never|without|lack(?:ed|ing)?|would(?: have)?|should(?: have)?|could have|will|won't|want(?:ed)? to|"
    r"plan(?:ned|ning|s)? to|hop(?:e|ed|ing) to|going to|need(?:ed)? to|ought to|if (?:i|we) had|missing|"
    r"\w+n't|roadmap|next step)\b[^.;:,]{0,30}$"
)
_LISTED = re.compile(r"(?:\b[\w/+.-]+(?: [\w/+.-]+){0,2}, ){3,}(?:and )?[\w/+.-]+")
_VERB = re.compile(
    r"\b(?:i|we|it|that|she|he|they|which|who)\b|\b(?:was|were|is|are|had|has|did)\b|\b\w{3,}ed\b|\b(?:went|fell|"
    r"rose|ran|wrote|built)\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """``source``, a pattern, in a flat sentence shows ``signal``; ``real`` demands that it was not denied."""

    signal: SignalId
    strength: int
    source: str
    layer: LayerId | None = None
    real: bool = True

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first needed: a page opens sooner, since to compile all takes longer than all else."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def rule(signal: SignalId, strength: int, *patterns: str, layer: LayerId | None = None, real: bool = True) -> Rule:
    """Build a rule from alternatives; ``{n}`` is any number, ``{q}`` one that can be compared, ``{d}`` digits."""
    joined = "|".join(
        f"(?:{p.replace('{n}', NUMBER).replace('{q}', _QUANTITY).replace('{d}', _DIGITS)})" for p in patterns
    )
    return Rule(signal, strength, joined, layer, real)


def evidence(
    sentence: Sentence, signal: SignalId, strength: int, start: int, end: int, layer: LayerId | None = None
) -> Evidence:
    """An item whose quote is the clause around ``start``..``end``."""
    return Evidence(signal, sentence.quote(start, end), strength, layer)


def scan(sentence: Sentence, rules: Iterable[Rule]) -> Iterator[Evidence]:
    """The items that ``rules`` find in the sentence: at most one a rule."""
    for one in rules:
        for match in one.pattern.finditer(sentence.low):
            if one.real and _UNREAL.search(sentence.low, max(0, match.start() - 45), match.start()):
                continue
            weak = one.strength > 1 and is_list(sentence.low)
            yield evidence(sentence, one.signal, 1 if weak else one.strength, match.start(), match.end(), one.layer)
            break


@lru_cache(maxsize=512)
def is_list(low: str) -> bool:
    """Whether a sentence mostly lists names: a list says that things exist, not what they did."""
    found = _LISTED.search(low)
    if not found:
        return False
    return found.end() - found.start() > 0.6 * len(low) and not re.search(r"\d", found.group())
