"""Leadership Principles as people write them -> ids: old names, short names, numbers, slips, lists with commas."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import Final

__all__ = ["PRINCIPLES", "fold", "principles_in", "words_of"]

# In the order in which Amazon numbers them. Names after ``!`` count only when they stand alone in a list.
PRINCIPLES: Final = {
    "customer_obsession": "customer obsession|customer obsessed|obsess over customers|obsess over the customer|customer "
    "centric|customer focus|kundenorientierung|kundenbesessenheit|obsesion por el cliente|obsessao pelo cliente|obsession "
    "client|obsession du client|고객 집착|고객집착|고객 중심|顾客至上|客户至上|顧客至上|顾客至尚|客户痴迷|顧客へのこだわり|地球上で最もお客様を大切に"
    "!CO|customer|customers|obsession|お客様",
    "ownership": "ownership|take ownership|owner mindset|eigenverantwortung|mentalidad de dueno|responsabilidad|propriedade|"
    "sentimento de dono|sens des responsabilites|주인의식|오너십|主人翁精神|主人翁|オーナーシップ!OWN|OW|owner",
    "invent_and_simplify": "invent simplify|invention simplification|innovate simplify|erfinden vereinfachen|inventar "
    "simplificar|inventa simplifica|inventer simplifier|발명과 단순화|발명 단순화|창조와 단순화|创新与简化|创新简化|创新和简化|創造と単純化"
    "!I&S|IS|IAS|INV|invent|simplify|innovate|innovation",
    "are_right_a_lot": "are right a lot|right a lot|leaders are right a lot|be right a lot|is right a lot|being right a "
    "lot|haben meistens recht|tener razon a menudo|estar certo|avoir souvent raison|대체로 옳다|정확하고 옳은 판단|决策正确|决策多数时候正确|"
    "正确决策|多くの場合正しい!ARAL|RAL|AR|ARL|right|are right|a lot|good judgment|judgment|judgement",
    "learn_and_be_curious": "learn be curious|learn curious|learning curiosity|always be curious|lernen neugierig "
    "sein|aprender ser curioso|aprende se curioso|apprendre etre curieux|배우고 호기심을 가져라|학습과 호기심|好奇求知|好学好问|学习和好奇|学び 好奇心"
    "!L&BC|LBC|LABC|L&C|be curious|curious|curiosity|learn|learning",
    "hire_and_develop_the_best": "hire develop the best|hire develop best|hire develop|develop the best|hiring "
    "developing the best|die besten einstellen entwickeln|contratar desarrollar a los mejores|contratar desenvolver os "
    "melhores|recruter developper les meilleurs|최고의 인재 채용 육성|인재 채용과 육성|选贤育能|招聘并培养最优秀的人才|ベストな人材を確保し育てる"
    "!H&D|HDB|HADB|H&DB|HD|hire the best",
    "insist_on_the_highest_standards": "insist on the highest standards|insist on highest standards|insist on high "
    "standards|highest standards|high standards|hochste massstabe|hochste standards|insistir en los mas altos "
    "estandares|insista nos mais altos padroes|exiger le plus haut niveau|최고의 기준 고집|최고의 기준|最高标准|坚持最高标准|常に高い目標を掲げる"
    "!IHS|IOHS|IOTHS|HS|ITHS|standards|raise the bar",
    "think_big": "think big|thinking big|gross denken|pensar en grande|piensa en grande|pense grande|voir grand|크게 "
    "생각하라|크게 생각하기|远见卓识|高瞻远瞩|大胆思考|広い視野で考える!TB",
    "bias_for_action": "bias for action|bias towards action|bias toward action|bias to action|biased for "
    "action|aktives handeln|vorliebe fur aktion|inclinacion por la accion|inclinacion a la accion|vies para "
    "acao|privilegier l action|행동 우선|신속한 행동|신속하게 행동|崇尚行动|行动导向|とにかく行動する!BFA|B4A|BA|action|bias|act fast",
    "frugality": "frugality|frugal|sparsamkeit|frugalidad|frugalidade|frugalite|검소함|절약|勤俭节约|节俭|質素倹約!FRU|FR",
    "earn_trust": "earn trust|earns trust|earn the trust of others|earn trust of others|earning trust|build trust|vocally "
    "self critical|vertrauen gewinnen|vertrauen verdienen|ganarse la confianza|gana confianza|ganar la confianza|conquiste "
    "a confianca|ganhar confianca|gagner la confiance|신뢰 얻기|신뢰 구축|신뢰를 얻어라|赢得信任|人々から信頼を得る|信頼を得る!ET|trust|self critical",
    "dive_deep": "dive deep|dives deep|deep dive|diving deep|dive deeper|in die tiefe gehen|den dingen auf den grund "
    "gehen|profundizar|mergulhe fundo|aller en profondeur|깊게 파고들기|깊이 파고들어라|깊이 파고들기|刨根问底|深入探究|深入钻研|より深く考える!DD",
    "have_backbone_disagree_and_commit": "have backbone disagree commit|have backbone|backbone disagree commit|disagree "
    "commit|have a backbone|backbone|ruckgrat zeigen|tener caracter|ter pulso firme discordar e comprometer|avoir du "
    "cran|소신 있게 반대하고 헌신하라|강골 기질|소신|敢于谏言服从大局|敢于谏言|有骨气|意見を持ち議論を交わし納得したら力を注ぐ"
    "!HBDC|HB|D&C|DAC|DC|BB|HBDAC|disagree",
    "deliver_results": "deliver results|delivers results|delivering results|deliver result|ergebnisse liefern|liefern von "
    "ergebnissen|obtener resultados|entregar resultados|entregue resultados|obtenir des resultats|성과 창출|결과를 내라|성과를 "
    "내라|达成业绩|交付结果|結果を出す!DR|results|deliver",
    "strive_to_be_earths_best_employer": "strive to be earths best employer|strive to be earth s best employer|strive to "
    "be the earths best employer|earths best employer|earth s best employer|be earths best employer|best employer|bester "
    "arbeitgeber der erde|mejor empleador del mundo|melhor empregador da terra|meilleur employeur au monde|지구 최고의 "
    "고용주|致力于成为全球最佳雇主|全球最佳雇主|地球上で最高の雇用主を目指す!SEBE|EBE|BE|STBEBE|employer",
    "success_and_scale_bring_broad_responsibility": "success scale bring broad responsibility|success scale brings broad "
    "responsibility|success scale|scale brings broad responsibility|broad responsibility|with success scale comes broad "
    "responsibility|erfolg grosse bringen verantwortung|exito escala conllevan responsabilidad|성공과 규모에는 폭넓은 책임|성공과 "
    "규모|成功和规模带来更大的责任|成功と規模には責任が伴う!SSBR|SSBBR|SS|BR|S&S|responsibility",
}
_IDS: Final = tuple(PRINCIPLES)
_DROPPED: Final = frozenset({"and", "und", "y", "e", "et"})
_BREAKS: Final = re.compile(
    r"[,;、，；|/·•\n→>+()\[\]{}\"“”]|\s[-–—&]\s|^[-*•]\s|\b(?:primary|secondary|main)\b:?", re.I
)
_NUMBER: Final = re.compile(r"(?:lp|principle|#)\s*#?\s*(\d{1,2})", re.I)
_NOISE: Final = re.compile(r"^(?:amazon )?(?:lps?|principles?|leadership principles?|leadership)$|^[\d\W]*$")


def fold(text: str) -> str:
    """Lower case without accents, so that the same name is written one way."""
    low = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in low if not unicodedata.combining(letter)))


def words_of(text: str) -> list[str]:
    """The folded words of a name; CamelCase and snake_case come apart."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ").replace("’", "'").replace("'", "")
    return [word for word in re.findall(r"\w+", fold(apart)) if word not in _DROPPED]


@cache
def _names() -> tuple[dict[tuple[str, ...], str], dict[str, str], dict[str, str]]:
    """Return names by words, all names as text, and letters that stand for a name."""
    anywhere, alone, letters = {}, {}, {}
    for name, written in PRINCIPLES.items():
        free, _, single = written.partition("!")
        for alias in free.split("|"):
            anywhere[tuple(words_of(alias))] = name
            alone[" ".join(words_of(alias))] = name
        for alias in single.split("|"):
            if alias.isupper():
                letters[alias] = name
            else:
                alone[" ".join(words_of(alias))] = name
    return anywhere, alone, letters


def principles_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the principles that a list names, in its order, and the names that are none of them."""
    anywhere, _, _ = _names()
    longest = max(map(len, anywhere))
    found: list[tuple[int, str]] = []
    rest = list(text)
    spots = [
        (m.start(), m.end()) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    ]
    if " ".join(text.split()) != " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).split()):
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
        rest = list(text)
    words = [" ".join(words_of(text[start:end])) for start, end in spots]
    at = 0
    while at < len(spots):
        step = 1
        for until in range(min(len(spots), at + longest + 3), at, -1):
            key = tuple(word for one in words[at:until] if one for word in one.split())
            if key in anywhere:
                found.append((spots[at][0], anywhere[key]))
                rest[spots[at][0] : spots[until - 1][1]] = [","] * (spots[until - 1][1] - spots[at][0])
                step = until - at
                break
        at += step
    unknown: list[str] = []
    start = 0
    left = "".join(rest)
    for piece in [*_BREAKS.finditer(left), None]:
        chunk = left[start : piece.start() if piece else len(left)]
        _chunk(chunk, start, found, unknown)
        start = piece.end() if piece else len(left)
    return tuple(dict.fromkeys(name for _, name in sorted(found))), tuple(dict.fromkeys(unknown))


def _chunk(chunk: str, start: int, found: list[tuple[int, str]], unknown: list[str]) -> None:
    """Read a piece of a list that holds no full name: letters, a number, a short name, a slip, or nothing known."""
    _, alone, letters = _names()
    bare = chunk.strip(" \t*_`#.:-–—!?&'’")
    key = " ".join(words_of(bare))
    if not key or _NOISE.match(key):
        number = _NUMBER.fullmatch(chunk.strip())
        if number and 1 <= int(number[1]) <= len(_IDS):
            found.append((start, _IDS[int(number[1]) - 1]))
        return
    number = _NUMBER.fullmatch(bare)
    if number and 1 <= int(number[1]) <= len(_IDS):
        found.append((start, _IDS[int(number[1]) - 1]))
    elif bare in letters:
        found.append((start, letters[bare]))
    elif key in alone:
        found.append((start, alone[key]))
    elif len(key) > 4 and (close := get_close_matches(key, alone, 1, 0.8)):
        found.append((start, alone[close[0]]))
    else:
        unknown.append(bare)
