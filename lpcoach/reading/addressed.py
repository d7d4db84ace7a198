"""What in an answer is addressed to whoever reads or rates it, and no part of the story: it is kept from a model."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from lpcoach.reading.clauses import sentences, words
from lpcoach.reading.unreadable import COMMON, foreign

__all__ = ["addressed", "without_addressed"]

_WHO: Final = (
    r"(?:rater|grader|evaluator|reviewer|interviewer|judge|examiner|assessor|scorer|bar raiser|language model|llm|ai|"
    r"assistant|chatbot|model|system|gpt)"
)
_TOP: Final = (
    r"(?:5|five|10|ten|100|top|highest|maximum|max|full|perfect|excellent|outstanding|strong[ _]hire|hire|pass|true|"
    r"above the bar|best)"
)
_RATED: Final = r"(?:answer|candidate|response|story|reply|applicant|submission|text)"
_IMPERATIVE: Final = (
    r"^[\W_]*(?:(?:please|now|then|so|instead|just|simply|always|only|first|next|therefore|also|and|you (?:must|should|"
    r"will|shall|can|have to|need to|are to)|do|kindly)\W+)*"
)
# Whole blocks that are no prose of a candidate.
_BLOCKS: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<tag>system|instructions?|admin|developer|assistant|rater|grader|rating|verdict|override|prompt|secret)\b"
    r"[^<>]*>.*?(?:</(?P=tag)>|\Z)"
    r"|<\|[^|<>\n]{1,40}\|>(?:\s*(?:system|user|assistant|developer)\b[^\n]*)?"
    r"|^[ \t]*[#=*-]{2,}[ \t]*(?:system|developer|admin)[ \t]\w+.*?(?=\n[ \t]*\n|\Z)"
    r"|\[(?:system|developer|admin)[^\]\n]*\][^\n.!?]*[.!?]?"
    r"|(?<=[.!?\n])[ \t]*[\"'}\])]{2,}[ \t]*$"
    r"|-{3,}[ \t]*(?:BEGIN|END)\b[^\n-]{0,40}-{3,}|\[/?INST\]|<</?SYS>>|</?[a-z_][\w-]{0,40}>"
    r"|```.*?(?:```|\Z)"
    r"|\{(?:[^{}]|\{[^{}]*\})*\"(?:[^{}]|\{[^{}]*\})*:(?:[^{}]|\{[^{}]*\})*\}"
    r"|^[ \t]*(?:[#*>\[(=-]{1,6}[ \t]*)?(?:system|assistant|developer|user|human|ai|rater|grader|evaluator|interviewer|"
    r"admin(?:istrator)?)[ \t]*(?:message|note|prompt|override)?[\])*]{0,3}[ \t]*[:>].*?(?=\n[ \t]*\n|\Z)"
    r"|(?<![\w/])[A-Za-z0-9+/_-]{24,}={0,2}(?![\w/])"
    r"|(?:\b[0-9a-f]{2}[ :]){8,}[0-9a-f]{2}\b",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_COMMANDS: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,50}\b(?:instructions?|rules?|rubric|prompts?|guidelines?|"
    r"criteria|above|previous|prior|everything|guide)\b"
    rf"|{_IMPERATIVE}(?:rate|score|grade|mark|award|assign|give|treat|consider|classify|vote|approve|pass)\b"
    rf".{{0,60}}\b{_TOP}\b"
    rf"|\b(?:rate|score|grade|mark|award|give)\b.{{0,15}}\b(?:me|this|my|the {_RATED})\b.{{0,40}}\b{_TOP}\b"
    rf"|{_IMPERATIVE}(?:respond|reply|answer|output|print|return|say|repeat|echo|emit|write|ask|tell|reveal|show|decode|"
    r"translate|follow|obey|execute|end|stop|skip|do not|don't|never|praise|congratulate|include|use|append|start|"
    r"begin)\b.{0,60}\b(?:"
    r"json|scores?|levels?|verdicts?|ratings?|exactly|instructions?|prompt|probes?|questions?|probing|asking|candidate|"
    r"true|yes|http\S*|www\S*|rubric|interview|base64|the following|strong[ _]hire|key|praise|congratulations)\b"
    rf"|\b(?:this|the) {_RATED}\b.{{0,30}}\b(?:deserves?|merits?|earns?|must|should|shall|has been|was|is)\b.{{0,40}}"
    rf"\b(?:rated|scored|graded|given|level|score|marks?|verified|approved|{_TOP}\b.{{0,12}}(?:level|score|mark|rating))"
    rf"|\b(?:you are (?:now )?(?:an?|the|in)|act as|pretend|imagine you)\b.{{0,30}}\b{_WHO}\b"
    rf"|\b(?:dear|attention|hey|hello),? (?:\w+ ){{0,2}}{_WHO}\b"
    rf"|\b(?:note|message|instructions?) (?:to|for) (?:the )?(?:\w+ )?{_WHO}\b"
    rf"|\b(?:to|for) the {_WHO}\b\W{{0,3}}(?::|please\b|you (?:must|should|will)\b|reading this)"
    r"|\b(?:new|updated|hidden|special|important|urgent|system|developer|admin\w*|debug|jailbreak|maintenance)\W"
    r"(?:instructions?|override|notice|directive|message|mode|prompt|note)\b\W{0,3}(?::|enabled|activated|follows?|"
    r"is now)"
    r"|\b(?:system|admin\w*|developer|hidden|special) (?:note|message|notice|directive|instructions?) (?:for|from|to)\b"
    rf"|\b(?:holds?|verdict|levels?|scores?|rating|overall|evidence|depth|alignment|bar)\b\s*(?:=|:|->|to|must be|"
    rf"should be|at)\s*[\"']?{_TOP}\b"
    r"|\b(?:all|every|each) (?:checks?|criteria|criterion|levels?|scores?)\b.{0,40}\b(?:true|yes|5|five|met|pass\w*|"
    r"hold)"
    rf"|{_IMPERATIVE}(?:set|mark|fill(?: in)?|tick|check|count|treat)\b.{{0,60}}\b(?:true|yes|met|fulfilled|shown|"
    r"everywhere|as given|every check|all (?:checks|fields|points))\b"
    rf"|{_IMPERATIVE}(?:pretend|act as|role-?play|decode|ask (?:me|the candidate)|reply with)\b"
    rf"|^\W*{_WHO}\s*[,:]\s"
    rf"|\b(?:deserves?|merits?|has earned) (?:an? |the |full )?{_TOP}\b"
    r"|\b(?:answers?|candidates?|users?)\b.{0,30}\b(?:is|are|be) (?:rated|scored|graded)\b"
    r"|\b(?:approve|pass|hire) (?:this|the) candidate\b"
    r"|\b(?:answer|transcript|submission) (?:ends|is over)\b"
    r"|\b(?:the|these|those|all) (?:checks|criteria)(?: above| below)? (?:all |are |must |do )?(?:hold|true|met)\b"
    r"|\bend of (?:the )?(?:answer|candidate|transcript|data|input|text)\b"
    r"|\byour next (?:question|probe) (?:must|should|is|will)\b|\bno (?:more|further) (?:probes|questions)\b",
    re.IGNORECASE | re.DOTALL,
)
# What is to be given, the best there is, and who is rated or rates: a sentence with all three and no "I" or "we" in it
# is no sentence of a story.
_TRAITS: Final = (
    r"\b(?:scores?|marks?|grad\w+|ratings?|rubric|criteri\w+|verdicts?|results?|checks?|holds|items?|levels?|note|"
    r"bewert\w+|outputs?)\b",
    r"\b(?:best|top|highest|maxim\w+|full|perfect|five|5|5/5|fully met|above the bar|strong[ _]hire|true|yes|"
    r"lenient|meilleure|h\u00f6chst\w+)\b",
    r"\b(?:raters?|graders?|evaluators?|reviewers?|assessors?|bewerter|candidate|applicant|committee|recruiting|"
    r"override|form|answer|consignes|anweisungen|scoring assistant)\b",
)
_FIRST_PERSON: Final = re.compile(r"\b(?:i|we|my|our|us|me|i'm|i'd|i've)\b", re.IGNORECASE)
_YOU: Final = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_ORDERS: Final = re.compile(
    r"\byour next (?:question|probe)\b|\bas (?:the|a) (?:grader|rater|evaluator|interviewer)\b"
    r"|\b(?:evaluators?|graders?|raters?|interviewers?) (?:of|for|reading) (?:this|the)\b"
    r"|\b(?:do not|don't|stop) (?:probe|probing)\b|\btext to be (?:judged|rated|scored|graded)\b"
    r"|(?:\b(?:evidence|depth|alignment|bar)\W{1,3}[1-5](?:/5)?\W+){2}",
    re.IGNORECASE,
)
_LEET: Final = str.maketrans("013457@$", "oieastas")
_PAIRS: Final = re.compile(r"(?:^[ \t]*[\w -]{1,30}[:=][^\n]{0,40}(?:\n|\Z)){2,}", re.MULTILINE)  # lines of name: value
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BREAK: Final = "\n"
_NO_LATIN: Final = 0.2  # share of letters of other scripts in a sentence


@lru_cache(maxsize=64)
def addressed(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the text that speak to its reader, in order, none overlapping another."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(_found(text)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def without_addressed(text: str) -> str:
    """The text without those spans; what is left is the story as it was told."""
    kept, at = [], 0
    for start, end in addressed(text):
        kept.append(text[at:start])
        at = end
    whole = "".join([*kept, text[at:]]) if kept else text
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"\s*\n\s*\n\s*", "\n\n", whole)).strip() if kept else text


def _found(text: str) -> Iterator[tuple[int, int]]:
    blocks = [match.span() for match in _BLOCKS.finditer(text)]
    yield from blocks
    for start, end in blocks:  # what stands around a block is no one sentence
        text = f"{text[:start]}{_BREAK * (end - start)}{text[end:]}"
    told = list(sentences("answer", text))
    said = [_HIDDEN.sub("", text[one.start : one.start + len(one.text)]) for one in told]
    cut = {at for at, one in enumerate(said) if any(map(_speaks, _readings(one.strip()))) or _other_language(one)}
    for at, one in enumerate(told):
        if at in cut or ({at - 1, at + 1} & cut and _to_you(said[at])):
            yield one.start, one.start + len(one.text)
    for pairs in _PAIRS.finditer(text):  # one of them is cut: so is the whole list
        if any(told[at].start < pairs.end() and pairs.start() < told[at].start + len(told[at].text) for at in cut):
            yield pairs.span()


def _to_you(said: str) -> bool:
    """Whether it speaks to somebody and of nobody's own doing: beside what is cut it belongs to that."""
    return _YOU.search(said) is not None and _FIRST_PERSON.search(said) is None


def _readings(said: str) -> Iterator[str]:
    """The sentence, and what it says where letters were put in place of others."""
    yield said
    if "%20" in said:
        yield unquote(said)
    if len(re.findall(r"[a-z][0134578@$]+[a-z]", said, re.IGNORECASE)) > 1:
        yield said.translate(_LEET)
    if foreign_to_all(said):
        yield codecs.decode(said, "rot13")


def _speaks(said: str) -> bool:
    if _COMMANDS.search(said) or _ORDERS.search(said):
        return True
    if _FIRST_PERSON.search(said):
        return False
    return sum(bool(re.search(trait, said, re.IGNORECASE)) for trait in _TRAITS) == len(_TRAITS)


def foreign_to_all(said: str) -> bool:
    """Whether of several words not one is a common English word."""
    return len(found := words(said)) > 4 and not any(word in COMMON for word in found)


def _other_language(said: str) -> bool:
    letters = [char for char in said if char.isalpha()]
    if sum(ord(char) > 0x24F for char in letters) > _NO_LATIN * max(1, len(letters)):
        return True
    return foreign(said, words(said))
