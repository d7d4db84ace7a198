"""What a text is: told, still to be written, a question, an instruction, or a heading over no story."""

from __future__ import annotations

import re
from typing import Final

from lpcoach.stories.labels import plain
from lpcoach.stories.wording import fold, pattern

__all__ = [
    "asks",
    "clean_title",
    "counted_words",
    "denies",
    "excluded",
    "gaps",
    "illustrates",
    "is_draft",
    "is_todo",
    "is_told",
    "lists_questions",
    "names_nothing",
    "numbered",
    "speaks_of_self",
    "teaches",
    "tells_failure",
]

_TODO: Final = pattern("todo", flags=0)
_WHOLE: Final = pattern("whole", r"\W*(?:{})?\W*")
_DRAFT: Final = pattern("draft")
_MARKED: Final = re.compile(
    r"\b(?-i:TODO|WIP|TBD)\b|[(\[]\s*(?:draft|wip|todo|tbd|in progress|incomplete|unfinished|entwurf|borrador)|🚧|⏳|"
    r"\bdraft\s*$|^\W*draft\b",
    re.IGNORECASE,
)
_DENIES: Final = pattern("denies", r"\s*(?:{})\s*")
_TEACHES: Final = pattern(
    "teaches", r"\W*(?:{})\b|.*[?？]\W*$|.*\byou(?:r|rs)?\b|.*你(?:的|采取|做|如何)", re.IGNORECASE | re.DOTALL
)
_BAD: Final = pattern("bad")
_GUIDE: Final = pattern("guide")
_ASKS: Final = pattern("asks", r"\W*(?:q\d*[.:)]\s*)?(?:{})(?!\w)")
_ASKED: Final = pattern("asked", r"(?:{})\W*$")
_FAIL: Final = pattern("fail")
_OWN_FAIL: Final = pattern("own_fail")
_FIRST: Final = pattern("first")
_LESSON: Final = frozenset(word for one in pattern("lesson").pattern.split("|") for word in one.split())
_GAP: Final = re.compile(
    r"(?<!\[)\[(?!\[)(?:your|insert|add|fill|number|metric|company|project|name|title|story|todo|tbd|describe|what|who|"
    r"when|where|how|why|n|x+%?|\?+|\.{2,}|…|[^\[\]]{0,80}\bhere)(?!\w)[^\[\]]{0,300}\](?!\()|\[\s*\.{3}\s*\]|"
    r"\{\{?\s*[a-z_ ]{2,40}\}?\}|"
    r"<(?!https?:|/|b>|i>|br)[a-z][^<>\n]{2,100}>",
    re.IGNORECASE,
)
_SAID: Final = re.compile(r"[\"“‘'](?:i|we|my|you)[\"”’']", re.IGNORECASE)  # the word, not the person
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_COUNT: Final = (
    r"(?:\d{1,2}\b|(?-i:[A-Z]\b)|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|[一二三四五六七八九十]+)"
)
_KINDS: Final = (
    r"(?:(?:star )?stor(?:y|ies)|geschichte|hist[oó]ria|histoire|스토리|이야기|경험|사례|故事|ストーリー|"
    r"case|example|beispiel"
)
_NUMBERED: Final = re.compile(rf"^\W*{_KINDS})\s*[#№]?\s*{_COUNT}", re.IGNORECASE)
_OPENS: Final = re.compile(
    rf"^\W*{_KINDS}|q(?:uestion)?|frage|pregunta|pergunta|问题|質問|질문)\s*(?:[#№]\s*)?{_COUNT}?\s*(?:\([^)]*\)\s*)?(?:[.:)\]\-–—·|：]+\s*|$)",
    re.IGNORECASE,
)
_ASIDES: Final = re.compile(
    r"\s*[(\[]\s*(?:draft|wip|todo|tbd|in progress|incomplete|unfinished|entwurf|borrador|done|final)\s*[)\]]\s*|"
    r"\s*[🚧✅⏳⭐🌟]\s*|\s+-\s+(?:draft|wip|todo)$|^(?:lps?|principles?)\s*:\s+",
    re.IGNORECASE,
)


def counted_words(text: str) -> int:
    """Words that tell something, where two signs of Chinese, Japanese or Korean count as one."""
    bare = _GAP.sub(" ", _TODO.sub(" ", text))
    return len(re.findall(r"[^\W_]+", _CJK.sub(" ", bare))) + (len(_CJK.findall(bare)) + 1) // 2


def is_todo(text: str) -> bool:
    """Whether a text says no more than that it is still to be written."""
    return bool(_WHOLE.fullmatch(plain(text))) or (counted_words(text) <= 2 and gaps(text))


def names_nothing(title: str) -> bool:
    """Whether a title is no name: empty, or `TODO`."""
    return bool(_WHOLE.fullmatch(plain(title))) or not counted_words(title)


def gaps(text: str) -> bool:
    """Whether something in a text is still to be written."""
    return bool(_TODO.search(text) or _GAP.search(text))


def is_draft(status: str, title: str, tags: list[str]) -> bool:
    """Whether its status, its title or a tag calls a story a draft."""
    tagged = {word for tag in tags for word in re.findall(r"\w+", tag.lower())} & {"draft", "wip", "todo"}
    return bool(tagged or _DRAFT.search(status) or (status.strip() and denies(status)) or _MARKED.search(title))


def denies(value: str) -> bool:
    """Whether a value says no."""
    return bool(_DENIES.fullmatch(value))


def speaks_of_self(text: str) -> bool:
    """Whether a text has an I or a we."""
    return bool(_FIRST.search(_SAID.sub(" ", text)))


def is_told(text: str) -> bool:
    """Whether prose tells something of one's own, at some length."""
    own, yours = len(_FIRST.findall(_SAID.sub(" ", text))), len(re.findall(r"\byou(?:r|rself)?\b", text, re.IGNORECASE))
    signs = len(_CJK.findall(text))
    return counted_words(text) >= 30 and (own >= (1 if signs > 30 else 3) or signs > 120) and own > yours


def teaches(text: str) -> bool:
    """Whether a part says what should stand there."""
    first, _, rest = text.partition("\n")
    exemplified = re.search(r"\bexample\b", rest, re.IGNORECASE) and _TEACHES.match(fold(plain(first)))
    if exemplified or speaks_of_self(text):
        return bool(exemplified)
    words = re.findall(r"[a-z]+", fold(text))
    lesson = 0 < len(words) < 25 and sum(word in _LESSON for word in words) >= 0.55 * len(words)
    return lesson or bool(_TEACHES.match(fold(plain(text))))


def asks(text: str) -> bool:
    """Whether a line is an interviewer's question."""
    bare = plain(text)
    opened = _ASKS.match(fold(bare)) and len(bare.split()) > 3
    return bool(opened or re.search(r"[?？]\W*$", bare) or _ASKED.search(bare))


def lists_questions(text: str) -> bool:
    """Whether most lines of a text are questions."""
    rows = [line for line in text.splitlines() if line.strip()]
    return bool(rows) and sum(map(asks, rows)) * 2 > len(rows) and counted_words(text) / len(rows) < 30


def numbered(text: str) -> bool:
    """Whether a heading says `Story 3`, with or without a name."""
    return bool(_NUMBERED.match(plain(text)))


def illustrates(heading: str) -> bool:
    """Whether a heading announces a template, or an example that shows how (not) to tell."""
    if numbered(heading) and not re.search(r"(?i)template|❌|👎|\bbad\b|\bweak\b", heading):
        return False
    return bool(_BAD.search(heading))


def excluded(heading: str) -> bool:
    """Whether what stands under a heading teaches, lists or points, and tells no story."""
    return illustrates(heading) or bool(_GUIDE.fullmatch(clean_title(heading)))


def tells_failure(about: list[str], body: str) -> bool:
    """Whether a story is one of failure, by what is said about it or by its own words."""
    return any(_FAIL.search(fold(text)) for text in about) or bool(_OWN_FAIL.search(body))


def clean_title(heading: str) -> str:
    """A heading without number, pictures and marks: what the story is called."""
    bare = plain(re.sub(r"<!--.*?-->|\{#[^}]*\}", "", heading.strip().strip("#").strip()))
    bare = re.sub(r"^\W*\d{1,2}\s*[.):]\s*", "", bare)
    shorter = _OPENS.sub("", bare).strip()
    bare = _ASIDES.sub(" ", shorter if re.search(r"\w", shorter) else bare).strip()
    if len(bare) > 2 and bare[0] in '"“„«' and bare[-1] in '"”“»':
        bare = bare[1:-1]
    return re.sub(r"\s+", " ", bare).strip(" :：-–—·|*_#\t")
