"""What a found text is: a story, a draft, a slot to fill, or a legend, template or bad example that is no story."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lpcoach.content.terms import STAR_PARTS, StarPart
from lpcoach.stories.labels import plain
from lpcoach.stories.principles import fold, principles_in
from lpcoach.stories.types import ImportedStory, Note, Part

__all__ = [
    "Found",
    "asks",
    "clean_title",
    "counted_words",
    "excluded",
    "finish",
    "illustrates",
    "is_told",
    "is_todo",
    "numbered",
]

_TODO: Final = re.compile(r"\b(?:TODO|TBD|TBA|TBC|FIXME|WIP|TK|XXX?)\b|\?{2,}|_{3,}|🚧")
_WHOLE: Final = re.compile(
    r"\W*(?:todo|tbd|tba|tbc|wip|tk|n/?a|none|nil|null|empty|draft|coming soon|later|idea|pending|in progress|fill (?:this )?in|"
    r"to be (?:written|added|done|filled)|to do|no story yet|need(?:s)? (?:a )?story|not (?:started|written)(?: yet)?|write (?:me|this)|"
    r"offen|fehlt|pendiente|pendente|a faire|未定|待写|待补充|미정|작성 중|작성중|未記入|lorem ipsum.*)?\W*",
    re.I,
)
_GAP: Final = re.compile(
    r"(?<!\[)\[(?!\[)(?:your|insert|add|fill|number|metric|company|project|name|title|story|todo|tbd|describe|what|who|when|where|how|why|n|x+%?|"
    r"\?+|\.{2,}|…|[^\]]*\bhere)(?!\w)[^\]]*\](?!\()|\[\s*\.{3}\s*\]|\{\{?\s*[a-z_ ]{2,40}\}?\}|<(?!https?:|/|b>|i>|br)[a-z][^<>\n]{2,100}>",
    re.I,
)
_DRAFT: Final = re.compile(
    r"\b(?:draft|wip|todo|to do|tbd|idea|ideas|outline|stub|in progress|not started|unfinished|incomplete|rough|seed|backlog|needs? work|"
    r"pending|entwurf|borrador|rascunho|brouillon)\b|草稿|초안|下書き|🚧|⏳|📝 draft|🌱",
    re.I,
)
_NO: Final = re.compile(r"\s*(?:no|n|false|0|nein|non|nao|nope|✗|❌|not yet|-)\s*", re.I)
_YES: Final = re.compile(
    r"\s*(?:yes|y|true|1|x|ja|si|oui|sim|✓|✔|✅|done|final|ready|complete|completed|polished|fertig|listo)\b.*|\s*[✓✔✅☑].*",
    re.I,
)
_FIRST: Final = re.compile(
    r"(?<!\w)(?:i|i'm|i’m|i've|i’ve|i'd|i’d|my|me|we|our|us|ich|mein\w*|mir|mich|wir|unser\w*|yo|mi|mis|nuestr\w+|eu|meu|minha|meus|"
    r"nos|nosso|nossa|je|j['’]\w+|mon|ma|mes|nous|notre|io|ik)(?!\w)|我|저는|제가|나는|내가|우리|저희|私|僕|我々",
    re.I,
)
_TEACHES: Final = re.compile(
    r"\W*(?:describe|set the|explain|briefly|brief|share|use|what|who|when|where|why|how|include|give|keep|focus|quantify|highlight|provide|"
    r"clarify|state|specific steps|specific actions|tell|outline|mention|talk about|be specific|start with|detail|1-2|2-3|one or two|add|"
    r"beschreib\w*|nenne|schildere|was|wie|welche|erklare|describe|explica|cuenta|que|cual|descreva|explique|decrivez|expliquez|quel|"
    r"描述|说明|介绍|설명|기술|무엇|어떤|説明|何を|どの)\b|.*\?\W*$|.*\byou(?:r|rs)?\b",
    re.I | re.S,
)
_LESSON: Final = frozenset(
    "context background info information set scene stage describe what you your did do had goal responsibility role challenge outcome impact "
    "quantify numbers specific specifics steps step brief explain happened who when where why how measurable learned seconds sentences sentence "
    "metrics details the a of and or to for in with this that should be part problem objective positive result results action actions task "
    "situation used took taken data possible achieved".split()
)
_BAD: Final = re.compile(
    r"\b(?:bad|weak|poor|terrible|wrong|mediocre|vague|thin|schlecht\w*|mal|mau|mauvais)\s+(?:star\s+)?(?:example|answer|story|version|response|"
    r"beispiel|antwort|ejemplo|exemplo|exemple|respuesta|resposta)s?\b|\b(?:example|answer|story|version|response)s?\s+(?:that|which|to avoid|not to)|\bdon[’']?t (?:say|do|write|tell)|"
    r"\bwhat not to|\bhow not to|\banti[- ]?patterns?\b|\bcommon mistakes\b|\bnot like this\b|\bavoid this\b|❌|👎|🚫|\bweak\s*(?::|$|\()|\bbad\s*(?::|$|\()|"
    r"坏例子|反面|错误示例|나쁜 예|悪い例|\b(?:sample|model|worked|good|strong|great|template)\s+(?:star\s+)?(?:example|answer|story|response)s?\b|"
    r"\bexample of (?:a )?(?:good|bad|weak|strong)|\btemplates?\b\s*(?:$|[:)(\]-])|^\W*template\b|\b(?:blank|empty) (?:story|form|slot to copy)|copy (?:this|me)\b|"
    r"\bvorlage\b|\bplantilla\b|\bmodele\b|模板|템플릿|テンプレート",
    re.I,
)
_GUIDE: Final = re.compile(
    r"(?:the |what is (?:the )?|about (?:the )?|using (?:the )?|why (?:the )?)?(?:star(?:-?[a-z])?|s\.t\.a\.r\.?|star \+ \w+)(?: \(.*\))?(?: ?-? ?(?:method|format|framework|"
    r"technique|structure|legend|cheat ?sheet|reminder|formula|explained|works|guide|overview|refresher))+\??(?: \(.*\))?|how to\b.*|.*\b(?:tips|legend|glossary|checklist|rubric|"
    r"instructions|table of contents|resources|references|red flags)\b(?: \(.*\))?|tips?\b.*|contents|toc|index|legend\b.*|legende|key|inhalt\w*|indice|sommaire|目录|目次|목차|guide|"
    r"instructions\b.*|how this .*|about this .*|overview|story (?:index|map|matrix)|coverage.*|questions? (?:to ask|bank|list)\b.*|(?:common|sample|example|practice|likely) (?:interview )?questions"
    r"|(?:amazon(?:[’']?s)? )?(?:the )?(?:16 |14 )?leadership principles(?: .*)?|changelog|archive(?:d)? (?:notes|links)|do[’']?s and don[’']?ts|pro tips?.*|tipps.*|consejos.*|dicas.*|conseils.*"
    r"|面试技巧|技巧|提示|注意事项|팁|面接のコツ|ヒント",
    re.I,
)
_ASKS: Final = re.compile(
    r"\W*(?:q\d*[.:)]\s*)?(?:tell (?:me|us)|describe (?:a|an|the|your|how|one|something)|give (?:me|us|an)|walk (?:me|us)|share (?:a|an)|have you|talk (?:me|about)|can you|could you|(?:what|how|why|when|which|who|where)(?: \w+)? (?:do|did|does|would|have|has|is|are|was|were|should|will) "
    r"(?:you|your|a|an|the)|explain|discuss|a time (?:when|you)|erzahl\w*|beschreib\w*|nenn\w* (?:sie )?|wann|wie|cuent\w*|hable\w*|habla\w*|describ\w*|dime|conte|fale|"
    r"descreva|parlez|racontez|decrivez|donnez|请|讲|谈谈|描述|分享|说说)(?!\w)",
    re.I,
)
_FAIL: Final = re.compile(
    r"\b(?:fail(?!over|[- ]?safe|ures? (?:of (?:an?|the|our|one|their)\b|rate|detection|prediction|mode|analysis))(?:ed|ure|ures|s|ing)?|mistakes?|setbacks?|regret\w*|got (?:it )?wrong|was wrong|were wrong|"
    r"missed|did(?:n[’']?t| not) (?:meet|make|go|work|succeed|deliver|achieve|reach)|went wrong|gone wrong|postmortem of my|my bad|error in judg\w+|blew|screwed up|"
    r"scheiter\w*|fehler|misserfolg|fehlschlag\w*|fracas\w*|equivoc\w*|falh\w+|echec\w*|echou\w*|erreur)\b|失败|失敗|실패|错误|실수",
    re.I,
)
_OWN_FAIL: Final = re.compile(
    r"\bi (?:had |have )?(?:failed|messed up|screwed up|made (?:a|the|one) (?:\w+ )?mistake|was wrong|got it wrong|misjudged|broke|missed the)\b|\b(?:it was|this was|that was) my (?:mistake|failure|fault)\b|"
    r"\bmy (?:biggest |own )?(?:mistake|failure)\b|\bwe (?:failed|missed the|had to (?:kill|cancel|scrap))\b|\bich habe (?:\w+ ){0,3}(?:versagt|falsch)\b",
    re.I,
)
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STORY: Final = re.compile(
    r"^\W*(?:(?:star )?stor(?:y|ies)|geschichte|historia|história|histoire|스토리|이야기|故事|ストーリー|case|example|episode|beispiel|q(?:uestion)?)\s*(?:[#№]\s*)?(?:\d{1,2}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten|[一二三四五六七八九十]+)?\s*(?:\([^)]*\)\s*)?(?:[.:)\-–—·|：]+\s*|$)",
    re.I,
)
_NUMBERED: Final = re.compile(
    r"^\W*(?:(?:star )?story|geschichte|historia|história|histoire|스토리|故事|ストーリー|case|episode|example)\s*[#№]?\s*(?:\d{1,2}\b|(?-i:[A-Z]\b)|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|[一二三四五六七八九十]+)",
    re.I,
)


@dataclass(slots=True)
class Found:
    """A text that may be a story, with what was said about it; ``finish`` decides."""

    where: str
    text: str
    title: str = ""
    question: str = ""
    principles: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)  # the headings above it
    status: str = ""
    draft: bool = False
    failure: str = ""
    parts: dict[StarPart, list[Part]] = field(default_factory=dict)
    weak: dict[StarPart, list[Part]] = field(default_factory=dict)
    slot: bool = False  # its neighbours are stories, so that an empty one is a slot to fill


def counted_words(text: str) -> int:
    """Words, where two signs of Chinese, Japanese or Korean count as one."""
    bare = _GAP.sub(" ", _TODO.sub(" ", text))
    signs = len(_CJK.findall(bare))
    return len(re.findall(r"[^\W_]+", _CJK.sub(" ", bare))) + (signs + 1) // 2


def is_todo(text: str) -> bool:
    """Whether a text says no more than that it is still to be written."""
    return bool(_WHOLE.fullmatch(plain(text))) or (
        counted_words(text) <= 2 and bool(_TODO.search(text) or _GAP.search(text))
    )


def is_told(text: str) -> bool:
    """Whether prose tells something of one's own, at some length."""
    own = len(_FIRST.findall(re.sub(r"[\"“‘'](?:i|we|my)[\"”’']", " ", text, flags=re.I)))
    yours = len(re.findall(r"\byou(?:r|rself)?\b", text, re.I))
    need = 1 if len(_CJK.findall(text)) > 30 else 3
    return counted_words(text) >= 30 and (own >= need or len(_CJK.findall(text)) > 120) and own > yours


def asks(text: str) -> bool:
    """Whether a line is an interviewer's question."""
    bare = plain(text)
    return bool(re.search(r"[?？]\W*$", bare) or (_ASKS.match(fold(bare)) and len(bare.split()) > 3)) or bool(
        re.search(r"(?:말해\s?주세요|말씀해\s?주세요|경험은|설명해\s?주세요|教えてください|聞かせてください)\W*$", bare)
    )


def numbered(text: str) -> bool:
    """Whether a heading says `Story 3`, with or without a name."""
    return bool(_NUMBERED.match(plain(text)))


def excluded(heading: str) -> bool:
    """Whether what stands under a heading teaches, lists or points, and tells no story."""
    return bool(_GUIDE.fullmatch(clean_title(heading))) or illustrates(heading)


def illustrates(heading: str) -> bool:
    """Whether a heading announces a template, or an example that shows how (not) to tell."""
    return bool(_BAD.search(heading)) and not (
        numbered(heading) and not re.search(r"(?i)template|❌|👎|\bbad\b|\bweak\b", heading)
    )


def clean_title(heading: str) -> str:
    """A heading without number, pictures and marks: what the story is called."""
    bare = plain(re.sub(r"<!--.*?-->|\{#[^}]*\}", "", heading.strip().strip("#").strip()))
    bare = re.sub(r"^\W*\d{1,2}\s*[.):]\s*", "", bare)
    shorter = _STORY.sub("", bare).strip()
    if shorter and not re.fullmatch(r"\W*", shorter):
        bare = shorter
    bare = re.sub(
        r"\s*[(\[]\s*(?:draft|wip|todo|tbd|in progress|incomplete|unfinished|entwurf|borrador|done|final)\s*[)\]]\s*|\s*[🚧✅⏳⭐🌟]\s*|\s+-\s+(?:draft|wip|todo)$",
        " ",
        bare,
        flags=re.I,
    )
    return re.sub(r"\s+", " ", _outer(bare)).strip(" :：-–—·|*_#\t")


def _outer(text: str) -> str:
    return text[1:-1] if len(text) > 2 and text[0] in '"“„«' and text[-1] in '"”“»' else text


def _split_principles(title: str) -> tuple[str, list[str]]:
    """Take a list of principles out of a title: in brackets, before a colon or after a dash."""
    for pattern in (
        r"[(\[（](?P<p>[^)\]）]+)[)\]）]",
        r"^(?P<p>[^:]{2,60}):\s+(?=\S)",
        r"\s+[-–—|]+\s+(?P<p>[^–—|]{2,160})$",
        r"^(?P<p>[^–—|]{2,60})\s+[-–—|]+\s+(?=\S)",
    ):
        for match in re.finditer(pattern, title):
            inner = re.sub(
                r"^\W*(?:for |shows? |amazon )?(?:(?:lps?|principles?)\s*:?\s+)?", "", match["p"], flags=re.I
            )
            ids, unknown = principles_in(inner)
            if ids and not unknown:
                rest = (title[: match.start()] + " " + title[match.end() :]).strip(" -–—:|")
                return re.sub(r"\s+", " ", rest), [inner]
    return title, []


def _teaches(text: str) -> bool:
    """Whether a part says what should stand there."""
    bare = re.sub(r"[\"“‘'](?:i|we|you|my)[\"”’']", " ", text, flags=re.I)
    if _FIRST.search(bare):
        return False
    words = re.findall(r"[a-z]+", fold(bare))
    return bool(_TEACHES.match(fold(plain(bare)))) or (
        0 < len(words) < 25 and sum(w in _LESSON for w in words) >= 0.55 * len(words)
    )


def finish(found: Found) -> tuple[ImportedStory | None, list[Note]]:
    """Decide on a text: the story, or None where it is none; with what its owner is asked."""
    raw_title = found.title
    draft = found.draft or bool(
        _DRAFT.search(found.status)
        or (found.status and _NO.fullmatch(found.status))
        or re.search(
            r"[(\[]\s*(?:draft|wip|todo|tbd|in progress|incomplete|unfinished|entwurf|borrador)|🚧|⏳|\bdraft\s*$|^\W*draft\b",
            raw_title,
            re.I,
        )
    )
    title, listed = _split_principles(clean_title(raw_title))
    if title and is_todo(title) and not numbered(raw_title):
        draft, title = True, ""
    parts = {part: _joined(found.parts.get(part) or found.weak.get(part) or []) for part in STAR_PARTS}
    if len([part for part, one in parts.items() if one]) == 1 and not found.parts and is_told(found.text):
        parts = dict.fromkeys(STAR_PARTS)  # one heading such as "Background" makes no parts
    labelled = {part: one for part, one in parts.items() if one is not None}
    nameless = (
        not title or bool(_GAP.search(raw_title)) or (numbered(raw_title) and numbered(title)) or illustrates(raw_title)
    )
    if illustrates(raw_title) or not _own(found, labelled, nameless):
        return None, []
    body = "\n".join(one.text for one in labelled.values()) if labelled else found.text
    full = all(counted_words(one.text) >= 2 and not is_todo(one.text) for one in labelled.values())
    ends = not labelled or {"action", "result"} <= labelled.keys() and bool({"situation", "task"} & labelled.keys())
    long = bool(labelled) or counted_words(found.text) >= 40
    gaps = bool(_TODO.search(body) or _GAP.search(body) or _DRAFT.fullmatch(plain(body)))
    ids, asked = _principles(found, listed, title or found.where)
    title, question = _names(title, found, labelled)
    story = ImportedStory(
        title=title,
        question=question,
        principles=ids,
        failure=_failure(found, title, body),
        complete=full and ends and long and not gaps and not draft,
        text=found.text,
        where=found.where,
        star={part: one for part, one in labelled.items() if one.text},
    )
    return story, asked


def _own(found: Found, labelled: dict[StarPart, Part], nameless: bool) -> bool:
    """Whether there is something of one's own: told parts, told prose, or a named slot."""
    if not labelled:
        return is_told(found.text) or found.slot
    told = [one.text for one in labelled.values() if counted_words(one.text) >= 2 and not is_todo(one.text)]
    taught = [text for text in told if _teaches(text)]
    if not told:
        return (found.slot or not nameless) and not (nameless and _GAP.search(found.text))
    own = bool(_FIRST.search(re.sub(r"[\"“‘'](?:i|we)[\"”’']", " ", " ".join(told), flags=re.I)))
    if taught and (len(taught) == len(told) or (len(taught) * 2 >= len(told) and not own)):
        return not nameless and found.slot and bool(found.principles)
    return True


def _joined(parts: list[Part]) -> Part | None:
    if not parts:
        return None
    text = "\n".join(part.text for part in parts if part.text)
    return Part(text, "; ".join(dict.fromkeys(part.where for part in parts)))


def _principles(found: Found, listed: list[str], name: str) -> tuple[tuple[str, ...], list[Note]]:
    ids: list[str] = []
    strange: list[str] = []
    for text in [*found.principles, *listed]:
        known, unknown = principles_in(plain(text))
        ids += known
        strange += unknown
    for text in found.tags:
        ids += principles_in(plain(text.replace("#", " , ")))[0]
    for heading in found.context:
        known, unknown = principles_in(clean_title(heading))
        ids += known if not unknown else ()
    known, unknown = principles_in(name)
    ids += known if not unknown else ()
    asked = [
        Note(f"Not a principle known here, in “{name}”: {one}", found.where, asked=True)
        for one in dict.fromkeys(strange)
    ]
    return tuple(dict.fromkeys(ids)), asked


def _names(title: str, found: Found, labelled: dict[StarPart, Part]) -> tuple[str, str]:
    question = plain(found.question)
    if not question:
        question = next((clean_title(text) for text in (title, *reversed(found.context)) if asks(text)), "")
    if not title:
        above = next((clean_title(text) for text in reversed(found.context) if principles_in(text)[0]), "")
        first = above or next((one.text for one in labelled.values() if counted_words(one.text) > 1), "")
        head = plain(first).split()
        title = question or " ".join(head[:9]) + ("…" if len(head) > 9 else "")
    return title, question


def _failure(found: Found, title: str, body: str) -> bool:
    if found.failure:
        return not _NO.fullmatch(found.failure) and not is_todo(found.failure)
    return any(_FAIL.search(fold(text)) for text in (title, found.question, *found.tags, *found.context)) or bool(
        _OWN_FAIL.search(body)
    )
