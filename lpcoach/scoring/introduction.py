"""A short reaction to the introduction: what is seen, with its clause, and what is missing."""

from __future__ import annotations

import re
from typing import Literal, get_args

from lpcoach.reading.clauses import sentences, words
from lpcoach.reading.types import Quote

__all__ = ["IntroductionPart", "react"]

IntroductionPart = Literal["role", "system", "figure", "customer", "why", "length"]
WORDS_A_MINUTE = 140
SHORTEST, LONGEST = 60, 90  # seconds spoken
_PARTS: dict[IntroductionPart, re.Pattern[str]] = {
    "role": re.compile(
        r"\b(?:i am|i'm|i work(?:ed)? as|currently|at the moment|my (?:role|job|title)|i lead|i run|"
        r"i've been)\b[^.;]{0,60}\b(?:engineer|scientist|"
        r"developer|lead|manager|architect|researcher|analyst|mlops|team|owner|at|for|on)\b|\b(?:engineer|"
        r"scientist) (?:at|for|in|on)\b"
    ),
    "system": re.compile(
        r"\bi (?:own|run|build|built|maintain|look after|am responsible for|work on|keep|ship|operate|designed|"
        r"wrote|launched|answer for)\b[^.;]{0,70}"
        r"\b(?:model|models|pipeline|service|system|ranker|ranking|search|forecast\w*|classifier|assistant|"
        r"platform|detector|recommender|"
        r"recommendations?|api|store|index|retrieval|chatbot|bot|engine|evaluation|inference|features?|app|tool|"
        r"product|scoring)\b"
    ),
    "figure": re.compile(r"[$€£]?\d[\d.,]*\s?(?:%|k|m|ms|bn)?"),
    "customer": re.compile(
        r"\b(?:customers?|users?|patients?|drivers?|sellers?|buyers?|shoppers?|riders?|members?|nurses?|"
        r"teachers?|students?|farmers?|readers?|"
        r"viewers?|merchants?|support agents?|operators?|people who|families|clinicians?|dispatchers?|callers?)\b"
    ),
    "why": re.compile(
        r"\b(?:i (?:want|would like|'d like|am looking|hope|applied)|i'm looking|why (?:i|this|amazon)|"
        r"because (?:i|the|this|your)|"
        r"drawn to|interests? me|attract\w+|looking for|what i want|next step|brings me|here because)\b"
    ),
}


def react(text: str, role: str = "") -> tuple[tuple[tuple[IntroductionPart, Quote], ...], tuple[IntroductionPart, ...]]:
    """The parts seen, each with the clause that shows it, and the parts missing. ``role`` counts where it is named."""
    seen: dict[IntroductionPart, Quote] = {}
    title = [word for word in words(role) if len(word) > 3][:6]
    for sentence in sentences("answer", text):
        for part, pattern in _PARTS.items():
            match = pattern.search(sentence.low)
            if match and part not in seen:
                seen[part] = sentence.quote(match.start(), match.end())
        named = next((sentence.low.find(word) for word in title if word in sentence.low), -1)
        if named >= 0 and "role" not in seen:
            seen["role"] = sentence.quote(named, named + 1)
        if "length" not in seen and SHORTEST <= len(words(text)) * 60 / WORDS_A_MINUTE <= LONGEST:
            seen["length"] = sentence.quote(0, 1)
    parts: tuple[IntroductionPart, ...] = get_args(IntroductionPart)
    return tuple((part, seen[part]) for part in parts if part in seen), tuple(p for p in parts if p not in seen)
