"""How a line, a column or a key says which part of a story it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from lpcoach.stories.wording import entries, fold, names

__all__ = ["BULLET", "Label", "inline", "label", "named", "plain"]

Kind = Literal["part", "weak", "meta", "other"]

_PARTS: Final = names("parts")
_TABLES: Final[tuple[tuple[Kind, dict[str, str]], ...]] = (
    ("part", _PARTS),
    ("meta", names("meta")),
    ("weak", names("weak")),
    ("other", dict.fromkeys(map(fold, entries("other")), "other")),
)
_LETTERS: Final = {"s": "situation", "t": "task", "a": "action", "r": "result"}
# Words with which labels begin that end the part before them.
_AFTER: Final = re.compile(
    r"(?:possible |likely |potential |expected )?(?:follow ?ups?|probing questions|probes)\b|"
    r"(?:key )?(?:lessons?|learnings?|takeaways?)\b|what (?:i|we) (?:learned|learnt|d do|would|took)\b|what id do\b|"
    r"why (?:this|it)\b|what they(?:re)? (?:are )?(?:look|want)|reflections?\b|notes? to (?:self|me)\b"
)
_ASKED: Final = re.compile(
    r"(?:the )?(?:interview |behaviou?ral )?questions? (?:this|it|that|answered|covered|triggers?|variants?)\b.*|"
    r"answers questions?"
)

BULLET: Final = re.compile(
    r"^\s*(?:>\s?)*(?:(?:[-*+•▪◦‣–·●○■□◆▶►➤✦]|\(?\d{1,2}[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+|[■●◆▶►➤▪])?"
)
_ODD: Final = re.compile(r"^(?:[^\w\s*_`(\[【［「『〔\"'“<>#|&+=/\\$€£¥%@{-]|\ufe0f|\u200d|:[a-z_]+:)+\s*")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_BOXED: Final = re.compile(
    r"^[【\[［「『〔](?P<name>[^】\]］」』〕]{1,40})[】\]］」』〕]\s*[:：\-–—]?\s*(?P<value>.*)$"
)
_BOLD: Final = re.compile(r"(?:\*\*|__)(?P<name>.{1,60}?)(?:\*\*|__)(?P<value>.*)$")
_ENDS: Final = re.compile(r"\s*\t\s*|\s*(?:::?|：|→|=>|=)\s*|\s+[-–—]+\s*|\s*[–—]\s*")
_LESSON: Final = re.compile(r"(?:\[L\]|\(L\)|L\s*[:：])\s")  # what was learned, behind the S, T, A and R
_TAGS: Final = re.compile(r"</?(?:u|b|i|em|strong|span|mark|font|center|ins)(?:\s[^<>]*)?>", re.IGNORECASE)
_JOINTS: Final = re.compile(r"\s*(?:/|&|\+|,|\band\b|\bund\b|\by\b|\bet\b|\be\b)\s*")
_LEADS: Final = re.compile(
    r"^\s*(?:\d{1,2}\s*[.):]|[star]\s*[-–—.:=)]\s?|\d+\s|(?:story|star|s\.?t\.?a\.?r\.?|my|the|your|meine?)\s)\s*"
)
_TAILS: Final = re.compile(r"(?:(?<=\w\w)\s*\d{1,2}|\s+(?:taken|i took|achieved|at hand|details?|part|teil))\s*$")


@dataclass(frozen=True, slots=True)
class Label:
    """What a line announces: ``names`` are parts or one thing said of a story; ``value`` is the text that follows."""

    kind: Kind
    names: tuple[str, ...]
    value: str = ""
    letter: bool = False


def plain(text: str) -> str:
    """Text without the marks of Markdown and the pictures around it."""
    bare = re.sub(r"!?\[\[([^\[\]|]{0,200}\|)?([^\[\]]{0,200})\]\]", r"\2", _TAGS.sub("", text))
    bare = re.sub(r"!?\[([^\[\]]{0,300})\]\([^)\s]{0,500}\)", r"\1", bare)
    bare = re.sub(r"\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", "", bare)
    return _ODD.sub("", bare.strip()).strip()


@lru_cache(maxsize=4096)
def named(text: str) -> Label | None:
    """What a name alone (of a column, a key, a label) stands for."""
    for name in _readings(text):
        for kind, table in _TABLES:
            if name in table:
                lettered = kind == "weak" and re.match(rf"\W*{table[name][0]}\s*[-–—.:)(]", fold(text))  # "S - context"
                return Label("part" if lettered else kind, (table[name],))
        if _ASKED.fullmatch(name):
            return Label("meta", ("question",))
        if _AFTER.match(name) and len(name.split()) < 8:
            return Label("other", ("other",))
        pieces = [piece for piece in _JOINTS.split(name) if piece]
        parts = [_PARTS.get(piece) or dict(_TABLES)["weak"].get(piece) or _LETTERS.get(piece) for piece in pieces]
        if len(pieces) > 1 and all(parts):
            joined = tuple(dict.fromkeys(part for part in parts if part))
            return Label("part", joined, "", all(len(piece) == 1 for piece in pieces))
        if name in _LETTERS:
            return Label("part", (_LETTERS[name],), "", letter=True)
    return None


def _readings(text: str) -> list[str]:
    """The ways to read a name: with and without numbers, `my`, and what stands in brackets or before a dash."""
    if len(text) > 80:
        return []
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain(text)).replace("_", " ")
    low = re.sub(r"[’']", "", fold(apart))
    within = [piece[1:-1] for piece in _BRACKETS.findall(low)]
    bare = _BRACKETS.sub(" ", low)
    short = not re.search(r"\w{2}|[^\W\da-z]", bare)
    led = _LEADS.sub("", bare)
    found = [bare, *(within if short else []), led, bare.replace("-", " "), _TAILS.sub("", led)]
    found += [name for name in within if name.strip() in _PARTS]
    return [key for key in (re.sub(r"\s+", " ", name).strip(' -–—:.·*?!#"') for name in found) if key]


def label(line: str) -> Label | None:
    """The label that a line begins with, if it begins with one."""
    line = _TAGS.sub("", line)
    mark = BULLET.match(line)
    heading = bool(mark and "#" in mark.group())
    body = _ODD.sub("", line[mark.end() if mark else 0 :].strip())
    if (bold := _BOLD.match(body)) and (found := _bold(bold, body)):
        return found
    if heading and (whole := named(body)):
        return whole
    text = re.sub(r"\*\*|__", "", body if heading else body.removeprefix("*").removeprefix("_"))
    if (boxed := _BOXED.match(text)) and (found := named(boxed["name"])) and found.kind != "other":
        return Label(found.kind, found.names, boxed["value"], found.letter)
    if found := _before_colon(text):
        return found if found.kind != "other" or re.search("[:：]", line) else None
    alone = named(text)
    if alone and not alone.letter and (alone.kind == "part" or (alone.kind == "other" and text.isupper())):
        return alone
    return Label("other", ("other",)) if _LESSON.match(text) else None


def _before_colon(text: str) -> Label | None:
    if letter := re.match(r"\(?([STAR])\)\s*(.*)$", text):
        return Label("part", (_LETTERS[letter[1].lower()],), letter[2], letter=True)
    best = None
    for end in _ENDS.finditer(text[:90]):
        found = named(text[: end.start()])
        if found and (best is None or best.letter):
            value = text[end.end() :].strip().removeprefix("*").strip()
            best = Label(found.kind, found.names, value, found.letter)
        if re.search("[:：]", end.group()):
            break
    return best


def _bold(bold: re.Match[str], body: str) -> Label | None:
    name, rest = bold["name"].strip(" :："), body[bold.end("name") + 2 :]
    if len(name) == 1 and rest[:1].isalpha():  # **S**ituation: the bold letter is a part of the word
        return label(name + rest)
    found = named(name)
    if found is None or (found.letter and rest and not re.match(r"\s*[:：\-–—.)]|\s", rest) and ":" not in name):
        return None
    if found.letter and re.match(r"\s*[-–—]", rest) and (longer := label(name + rest)) and not longer.letter:
        return longer
    return Label(found.kind, found.names, bold["value"].lstrip(" :：-–—").strip(), found.letter)


_WORDS: Final = "|".join(sorted((re.escape(name) for name in _PARTS), key=len, reverse=True))
# A label inside a text follows the end of a sentence or entry, so that "as a result:" is none.
_INLINE: Final = re.compile(
    r"(?:^|(?<=[.;!?|/→。；\n>])|(?<=[.;!?|/→。；\n\"”)] )|(?<=\*\*)|(?<=[-–—] ))\s*[*_]{0,2}(?:my )?"
    rf"(?P<name>{_WORDS})(?:\s*\([^)]{{0,25}}\))?[*_]{{0,2}}\s*[:：][*_]{{0,2}}\s*",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(
    r"(?:^|(?<=\s)|(?<=[|/;.*]))[*_]{0,2}[(\[]?(?P<name>[STAR])(?:\)|\]|[*_]{0,2}\s?[:：=])[:：]?[*_]{0,2}\s*[:：]?"
)


def inline(text: str) -> list[tuple[int, int, str]]:
    """All parts that a text announces inside itself: (start of the label, start of the value, part)."""
    found = [(m.start(), m.end(), _PARTS.get(fold(m["name"]), "")) for m in _INLINE.finditer(text)]
    found = [one for one in found if one[2]]
    letters = [(m.start(), m.end(), _LETTERS[m["name"].lower()]) for m in _LETTER.finditer(text)]
    if len({part for _, _, part in letters}) >= 3 and letters[0][2] == "situation" and len(found) < 2:
        return letters
    return found if len({part for _, _, part in found}) >= 2 else []
