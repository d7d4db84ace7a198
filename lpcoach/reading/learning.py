"""Self-criticism and learning that changed something."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    rule(
        "self_criticism",
        2,
        r"\bi (?:was|had been|'d been) (?:wrong|too|slow|late|mistaken|the one who|proud|part of)\b",
        r"\b(?:my (?:mistake|fault|error|miss|bug|own (?:pr|mistake|code|design|assumption|rule)|assumption was)|that (?:was|one was|one is|is) (?:mine|on me|my))\b",
        r"\bi (?:should|could) (?:have|of|'ve)\b|\bi should've\b|\bwhich i should\b|\bi (?:had|'d) (?:never|not|missed|ignored|assumed|made it worse|set it|skipped|trusted|designed it|written (?:it|that|the)|averaged|forgotten|approved|signed)\b",
        r"\bi (?:missed|ignored|overlooked|underestimated|overestimated|misjudged|assumed|regret|got (?:it|that|this) wrong|misread|skipped|never (?:asked|looked|checked|tested|told|measured)|didn't (?:ask|look|check|test|tell|measure|notice|see|think)|did not (?:ask|look|check|test|tell|measure|notice|see|think)|failed to|forgot)\b",
        r"\b(?:what i got wrong|the weak (?:point|spot|part)|weak point|weakness(?:es)? (?:is|are|was)|i am not proud|i'm not proud|not proud|embarrass\w+|felt (?:rather )?(?:foolish|stupid)|still (?:bothers|don't|do not|not (?:solved|good|fixed))|killed? something of mine|caught (?:me|mine|my))\b",
        r"\bi (?:do not|don't|can't|cannot|couldn't|could not) (?:claim|take credit|say it was|prove|show)\b",
        real=False,
    ),
    rule(
        "learning",
        2,
        r"\b(?:since then|from then on|after that|now|these days|today|ever since)\b[^.;]{0,25}\b(?:i|we)\b[^.;]{0,60}\b(?:ask|write|check|start|put|look|keep|run|read|always|never|begin|first|before|test|measure|don't|do)\b",
        r"\b(?:i|we) now (?:ask|write|check|start|put|look|keep|run|read|always|never|begin|test|measure|require|do)\b",
        r"\b(?:learned|learnt|taught me|lesson (?:was|is|for me)|takeaway|took from it)\b[^.;]{0,20}\b(?:that|is|was|:|to|how)\b[^.]{0,80}\b(?:so|now|because|before|if|when|until|\d|not|instead)\b",
        r"\b(?:next time|if i did it again|were i to do it again|would do differently|i'd do differently)\b[^.;]{0,80}",
        r"\b(?:it became|became|is now|are now|was turned into|made (?:it|that) (?:a|the|into)) (?:\w+ ){0,3}(?:rule|template|step|check|standard|default|gate|policy|required|part of)\b",
    ),
    rule("learning", 1, r"\b(?:learned|learnt|lesson|lessons|takeaway|next time)\b", real=False),
)
