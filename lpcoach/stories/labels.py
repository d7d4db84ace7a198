"""The names that people give to the parts of a story, in several languages, and how a line or a column says one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from lpcoach.content.terms import StarPart
from lpcoach.stories.principles import fold

__all__ = ["BULLET", "Label", "PARTS", "inline", "label", "named", "plain"]

Kind = Literal["part", "weak", "meta", "other"]

_STRONG: Final[dict[StarPart, str]] = {
    "situation": "situation|situtation|situations|ausgangslage|ausgangssituation|situacion|situacao|situazione|situatie|"
    "상황|情境|情景|情况|情況|状況|tinh huong|ситуация|sytuacja|durum",
    "task": "task|tasks|aufgabe|aufgaben|aufgabenstellung|tarea|tareas|tarefa|tarefas|tache|taches|compito|taak|과제|임무|업무|"
    "任务|任務|課題|タスク|nhiem vu|задача|zadanie|gorev",
    "action": "action|actions|activity|handlung|handlungen|aktion|aktionen|massnahme|massnahmen|vorgehen|accion|acciones|"
    "acao|acoes|accao|azione|azioni|actie|행동|액션|조치|行动|行動|アクション|hanh dong|действие|действия|dzialanie|dzialania|eylem",
    "result": "result|results|ergebnis|ergebnisse|resultat|resultate|resultado|resultados|resultats|risultato|risultati|"
    "resultaat|결과|结果|結果|成果|ket qua|результат|результаты|rezultat|sonuc",
}
# Names that mean a part only beside others, or where no plain name is there.
_WEAK: Final[dict[StarPart, str]] = {
    "situation": "context|background|setting|setup|set up|scene|problem|challenge|obstacle|the problem|what happened|trigger|"
    "kontext|hintergrund|contexto|contexte|contesto|배경|背景|갈등|문제|问题背景|挑战",
    "task": "goal|goals|objective|target|mission|responsibility|responsibilities|role and goal|what i had to do|complication|"
    "ziel|auftrag|objetivo|objectif|meta|mandat|목표|目标|目標|职责|role",
    "action": "approach|solution|steps|what i did|how i did it|execution|response|implementation|解决方案|做法|措施|対応|取り組み|해결|"
    "what we did|decision|losung|vorgehensweise|solucion|solucao|demarche",
    "result": "outcome|outcomes|impact|results and impact|effect|what came of it|wirkung|impacto|efecto|성과|效果|影响|影響|効果",
}
_META: Final[dict[str, str]] = {
    "title": "title|story title|story name|name|headline|story|titel|titulo|titre|제목|标题|題名|タイトル|표제|case|subject|project",
    "question": "question|questions|q|prompt|interview question|lead question|frage|pregunta|pergunta|질문|问题|問題|質問|문항|"
    "answers|use for|use when|good for|questions covered|questions it covers|works for|asked as",
    "principles": "lp|lps|lp s|principle|principles|leadership principle|leadership principles|amazon lp|amazon lps|primary "
    "lp|secondary lp|primary lps|secondary lps|lps covered|principles covered|principles demonstrated|amazon principle|"
    "amazon principles|amazon leadership principles|amazon leadership principle|primary principle|secondary principles|"
    "main lp|other lps|lp tags|lps shown|principles shown|primary lp s|lp primary|lp secondary|alps|"
    "fuhrungsprinzip|fuhrungsprinzipien|prinzip|prinzipien|principio|principios|principio de lideranca|principios de "
    "liderazgo|principios de lideranca|principe|principes|principes de leadership|리더십 원칙|원칙|领导力准则|领导力原则|准则|原则|"
    "リーダーシップ プリンシプル|リーダーシッププリンシプル|リーダーシップ原則|原則",
    "tags": "tag|tags|theme|themes|category|categories|competency|competencies|skills|skill|topic|topics|keywords|type|values|"
    "labels|story type|kategorie|thema|categoria|etiquetas|태그|标签|分类|タグ|kompetenz|kompetenzen|group|demonstrates|shows",
    "status": "status|state|stage|ready|complete|completed|draft|done|progress|estado|statut|상태|状态|状態|readiness|stand",
    "failure": "failure|fail|failed|is failure|failure story|is it a failure|fehlschlag|scheitern|fracaso|fracasso|fallo|echec|실패|"
    "失败|失敗|misserfolg",
    "text": "text|answer|answers text|full story|full text|body|content|narrative|full answer|my answer|antwort|respuesta|"
    "resposta|reponse|답변|回答|story text|the story|star|star answer|star story|script|telling|details|detail|description|notes text",
}
# Words with which other labels begin; they end the part before them.
_AFTER: Final = re.compile(
    r"(?:possible |likely |potential |expected )?(?:follow ?ups?|probing questions|probes)\b|(?:key )?(?:lessons?|learnings?|takeaways?)\b|"
    r"what (?:i|we) (?:learned|learnt|d do|would|took)\b|what id do\b|why (?:this|it)\b|what they(?:re)? (?:are )?(?:looking|want)|reflections?\b"
)
_OTHER: Final = (
    "learned|learnt|learning|learnings|lesson|lessons|lesson learned|lessons learned|what i learned|reflection|reflections|takeaway|takeaways|"
    "key takeaway|key takeaways|follow up|follow ups|follow up questions|followups|probes|likely follow ups|possible follow ups|"
    "metrics|metric|key metrics|key numbers|numbers|notes|note|why it works|why this works|feedback|time|date|when|where|team|"
    "team size|company|hook|tldr|tl dr|soundbite|one liner|elevator|growth|mechanism|mechanisms|trade offs|tradeoffs|"
    "alternatives|what id do differently|what i would do differently|gelernt|erkenntnis|erkenntnisse|lehren|gelerntes|"
    "fazit|aprendizaje|aprendizajes|leccion|lecciones|aprendizado|aprendizados|licoes|apprentissage|apprentissages|lecon|"
    "배운 점|배운점|교훈|느낀 점|反思|学到|收获|总结|学び|教訓|key points|keywords to hit|tips|tip|interviewer notes|source|last used|strength|"
    "confidence|self score|score|practice log|practiced|related|links|created|updated|created time|last edited|id|no|url"
)


def _table(names: dict[StarPart, str] | dict[str, str]) -> dict[str, str]:
    return {fold(name): key for key, written in names.items() for name in written.split("|")}  # type: ignore[attr-defined]


PARTS: Final = _table(_STRONG)
_WEAKS, _METAS, _OTHERS = _table(_WEAK), _table(_META), frozenset(fold(name) for name in _OTHER.split("|"))
_LETTERS: Final[dict[str, StarPart]] = {"s": "situation", "t": "task", "a": "action", "r": "result"}

BULLET: Final = re.compile(
    r"^\s*(?:>\s?)*(?:(?:[-*+•▪◦‣–·●○■□◆▶►➤✦]|\(?\d{1,2}[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+|[■●◆▶►➤▪])?"
)
_ODD: Final = re.compile(r"^(?:[^\w\s*_`(\[【［「『〔\"'“<>#|&+=/\\$€£¥%@{-]|\ufe0f|\u200d|:[a-z_]+:)+\s*")
_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）")
_BOXED: Final = re.compile(
    r"^[【\[［「『〔](?P<name>[^】\]］」』〕]{1,40})[】\]］」』〕]\s*[:：\-–—]?\s*(?P<value>.*)$"
)
_ENDS: Final = re.compile(r"\s*(?:::?|：|→|=>|=)\s*|\s+[-–—]+\s*|\s*[–—]\s*")
_JOINTS: Final = re.compile(r"\s*(?:/|&|\+|,|\band\b|\bund\b|\by\b|\bet\b|\be\b)\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """What a line announces: ``names`` are parts or one meta name; ``value`` is the text that follows it."""

    kind: Kind
    names: tuple[str, ...]
    value: str
    letter: bool = False


def plain(text: str) -> str:
    """Text without the marks of Markdown and the pictures around it."""
    bare = re.sub(r"!?\[\[([^\]|]*\|)?([^\]]*)\]\]", r"\2", text)
    bare = re.sub(r"!?\[([^\]]*)\]\([^)\s]*\)", r"\1", bare)
    bare = re.sub(r"\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", "", bare)
    return _ODD.sub("", bare.strip()).strip()


def named(text: str) -> Label | None:
    """What a name alone (of a column, a key, a label) stands for."""
    for name in _keys(text):
        for table, kind in ((PARTS, "part"), (_METAS, "meta"), (_WEAKS, "weak")):
            if name in table:
                return Label(kind, (table[name],), "")  # type: ignore[arg-type]
        if name in _OTHERS or (_AFTER.match(name) and len(name.split()) < 8):
            return Label("other", (name,), "")
        pieces = [piece for piece in _JOINTS.split(name) if piece]
        parts = tuple(dict.fromkeys(_part(piece) for piece in pieces))
        if len(pieces) > 1 and all(parts):
            return Label("part", tuple(part for part in parts if part), "", all(len(piece) == 1 for piece in pieces))
        if name in _LETTERS:
            return Label("part", (_LETTERS[name],), "", True)
    return None


def _part(name: str) -> str | None:
    name = name.strip()
    return PARTS.get(name) or _WEAKS.get(name) or _LETTERS.get(name)


def _keys(text: str) -> list[str]:
    """The ways to read a name, the longest first: with and without what stands in brackets or before a dash."""
    if len(text) > 80:
        return []
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain(text)).replace("_", " ")
    low = fold(apart).replace("’", "").replace("'", "")
    within = [piece[1:-1] for piece in _BRACKETS.findall(low)]
    bare = _BRACKETS.sub(" ", low)
    found = [bare, re.sub(r"^\s*(?:story|star|s\.?t\.?a\.?r\.?|my|the|your|mein|meine)\s+", "", bare)]
    found.append(re.sub(r"^\s*(?:\d{1,2}\s*[.):]|[star]\s*[-–—.:=)]\s|[star]\s*[-–—:]|\d+\s)\s*", "", bare))
    found += within if len(bare.strip(" -–—:.")) < 2 or not re.search(r"\w{2}", bare) else []
    found += [
        bare.replace("-", " "),
        re.sub(r"\s+(?:taken|i took|achieved|at hand|details?|part|teil)\s*$", "", bare),
        *within,
    ]
    return [key for key in (re.sub(r"\s+", " ", name).strip(' -–—:.·*?!#"') for name in found) if key]


def label(line: str) -> Label | None:
    """The label that a line begins with, if it begins with one."""
    mark = BULLET.match(line)
    heading = bool(mark and "#" in mark.group())
    body = _ODD.sub("", line[mark.end() if mark else 0 :].strip())
    bold = re.match(r"(?:\*\*|__)(?P<name>.{1,60}?)(?:\*\*|__)(?P<value>.*)$", body)
    if bold and (found := _read(bold["name"].strip(" :："), bold["value"].lstrip(" :：-–—"), body, bold)):
        return found
    if heading and (whole := named(body)):
        return whole
    text = body if heading else body.removeprefix("*").removeprefix("_")
    text = text.replace("**", "").replace("__", "")
    if (boxed := _BOXED.match(text)) and (found := named(boxed["name"])) and found.kind != "other":
        return Label(found.kind, found.names, boxed["value"], found.letter)
    letter = re.match(r"\(?([STAR])\)\s*(.*)$", text)
    if letter:
        return Label("part", (_LETTERS[letter[1].lower()],), letter[2], True)
    best = None
    for end in _ENDS.finditer(text[:90]):
        found = named(text[: end.start()])
        if found and (best is None or best.letter):
            best = Label(found.kind, found.names, text[end.end() :].strip().removeprefix("*").strip(), found.letter)
        if ":" in end.group() or "：" in end.group():
            break
    if best:
        return best if best.kind != "other" or ":" in line or "：" in line else None
    alone = named(text)
    if alone and not alone.letter and (alone.kind == "part" or (alone.kind == "other" and text.isupper())):
        return alone
    return None


def _read(name: str, value: str, body: str, bold: re.Match[str]) -> Label | None:
    rest = body[bold.end("name") + 2 :]
    if len(name) == 1 and rest[:1].isalpha():  # **S**ituation: the bold letter is a part of the word
        return label(name + rest)
    found = named(name)
    if found is None or (found.letter and rest and not re.match(r"\s*[:：\-–—.)]|\s", rest) and ":" not in name):
        return None
    if found.letter and re.match(r"\s*[-–—]", rest) and (longer := label(name + rest)) and not longer.letter:
        return longer
    return Label(found.kind, found.names, value.strip(), found.letter)


_WORDS: Final = "|".join(sorted((re.escape(name) for name in PARTS), key=len, reverse=True))
_INLINE: Final = re.compile(
    rf"(?:^|(?<=[.;!?|/→。；\n>])|(?<=[.;!?|/→。；\n\"”)] )|(?<=\*\*)|(?<=[-–—] ))\s*(?:\*\*|__)?(?P<name>(?:my )?(?:{_WORDS}))"
    r"(?:\s*\([^)]{0,25}\))?(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*",
    re.I,
)
_LETTER: Final = re.compile(
    r"(?:^|(?<=\s)|(?<=[|/;.*]))(?:\*\*|__)?[(\[]?(?P<name>[STAR])(?:\)|\]|\s?[:：=])(?:[:：])?(?:\*\*|__)?\s*[:：]?(?=\s|\w|\W)"
)


def inline(text: str) -> list[tuple[int, int, str]]:
    """All parts that a text announces inside itself: (start of the label, start of the value, part)."""
    found = [
        (m.start(), m.end(), PARTS[fold(m["name"].lower().removeprefix("my "))])
        for m in _INLINE.finditer(text)
        if fold(m["name"].lower().removeprefix("my ")) in PARTS
    ]
    letters = [(m.start(), m.end(), str(_LETTERS[m["name"].lower()])) for m in _LETTER.finditer(text)]
    if len({part for _, _, part in letters}) >= 3 and letters[0][2] == "situation" and len(found) < 2:
        return letters
    return found if len({part for _, _, part in found}) >= 2 else []
