"""What a question asks about and whether a story speaks of it at all, by words; a story with one such word passes.

Of 103 answers of the calibration set five have no word of what their own question asks about; set against any question
of the pack 39 in 100.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

__all__ = ["SUBJECTS", "missed", "subjects"]

ENOUGH: Final = 3  # words of a subject from which a story is said to be about it
# By subject: its name in a sentence, the words of a question that asks for it, and the words of a story that has it.
SUBJECTS: Final[dict[str, tuple[str, re.Pattern[str], re.Pattern[str]]]] = {
    name: (said, re.compile(rf"\b(?:{asks})", re.IGNORECASE), re.compile(rf"\b(?:{has})", re.IGNORECASE))
    for name, said, asks, has in (
        (
            "metric", "a metric or a test",
            r"metrics?\b|experiments?\b|a/b|offline|baseline|(?:test|experiment) (?:result|read|show)",
            r"metrics?\b|experiment|a/b|control\b|holdout|hold-out|interval|offline|baseline|accura|precision|recall\b|"
            r"rates?\b|latency|p9\d|errors?\b|scores?\b|auc\b|test(?:ed|s)?\b|measur|compar|\d[\d.,]*\s?(?:%|percent|points)",
        ),
        (
            "conflict", "a disagreement",
            r"disagree|argu|object(?:ed|ion)|conflict|push(?:ed)? back|convinc|overrul|against your manager",
            r"disagree|argu|object(?:ed|ion|s)?\b|conflict|push(?:ed)? back|convinc|persua|overrul|refus|insist|oppos|"
            r"debate|said no|wanted\b|prefer|escalat|unhappy|annoyed|vot(?:e|ed)\b",
        ),
        (
            "people", "people",
            r"hir(?:e|ed|ing)\b|coach|mentor|junior|team ?mates?\b|colleague|someone (?:on|in) your team|"
            r"grow(?:n|th)? (?:of )?(?:an? )?(?:engineer|person|somebody|someone)|onboard|morale|burn",
            r"hir(?:e|ed|ing)\b|coach|mentor|junior|intern\b|colleague|onboard|morale|burn|interview|candidate|"
            r"my manager|taught|trained (?:her|him|them)|paired|feedback|rotation|she\b|he\b|her\b|his\b|him\b|promot",
        ),
        (
            "deadline", "a date or a commitment",
            r"deadline|commitment|on time|promised|(?:miss|late|slip)(?:ed)? (?:a |the )?(?:date|launch|deadline)|"
            r"ran out of time|deliver(?:ed|y)? (?:date|late)",
            r"deadline|commit(?:ment|ted)|promis|on time|late\b|slip|due\b|launch date|sprint|"
            r"by (?:the|mon|tue|wed|thu|fri|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|date\b",
        ),
        (
            "data", "data",
            r"(?:bad|wrong|missing|dirty|training|source) data|data (?:quality|source|set|that|you)|dataset|labels?\b|"
            r"label(?:l?ing|led)",
            r"data\b|dataset|label|rows?\b|nulls?\b|missing|schema|duplicat|feed\b|fields?\b|annotat|tables?\b|column|timezone|"
            r"corpus",
        ),
        (
            "customer", "customers",
            r"customers?\b|users?\b|complain|support ticket",
            r"customer|users?\b|complain|tickets?\b|shopper|buyer|seller|caller|patient|driver|rider|guest|client|reader|"
            r"merchant|member|subscriber|listener|student|farmer|nurse|agent|operator|host|passenger|visitor|"
            r"borrower|applicant|viewer|player|traveller|tenant|clerk|doctor|planner|support",
        ),
        (
            "money", "cost",
            r"cost(?! you)|budget|cheap|spend|spent less|fewer resources|frugal|gpu",
            r"cost|budget|cheap|spend|spent|[$€£]|dollars?|euros?|pounds?|gpus?\b|cpu|instances?\b|"
            r"licen[cs]e|invoice|bill\b|fee\b|free\b|sav(?:e|ed|ing)",
        ),
        (
            "harm", "privacy, bias or abuse",
            r"privacy|personal data|bias|unfair|fairness|abus|misus|harm(?:ed|ful)?\b|unsafe|safety",
            r"privacy|private|personal|bias|fair|abus|misus|harm|unsafe|safe|consent|gdpr|names?\b|gender|women|men\b|age\b|"
            r"group|language|accent|dialect|skin|minorit|protected|fraud|attack|jailbreak|leak|legal|anonym|"
            r"retention|toxic|self-harm|risk",
        ),
    )
}  # fmt: skip


def subjects(question: str, theme: str = "", *, conflict: bool = False) -> tuple[str, ...]:
    """What a question asks about: by the name of its theme, else by its own words; empty where none of these."""
    found = tuple(n for n, (_, asks, _) in SUBJECTS.items() if asks.search(theme) or (conflict and n == "conflict"))
    return found or tuple(name for name, (_, asks, _) in SUBJECTS.items() if asks.search(question))


def missed(asked: tuple[str, ...], story: str) -> tuple[str, str] | None:
    """What is asked about and what a story speaks of most instead, in words; None where it has a word of any of it."""
    counts = Counter({name: len(has.findall(story)) for name, (_, _, has) in SUBJECTS.items()})
    if not asked or any(counts[name] for name in asked):
        return None
    ((most, count),) = counts.most_common(1)
    return SUBJECTS[asked[0]][0], SUBJECTS[most][0] if count >= ENOUGH else ""
