"""Self-criticism and learning that changed something."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    rule(
        "self_criticism",
        2,
        r"\bi (?:was|had been|'d been|am) (?:wrong|too|slow|late|mistaken|proud|part of (?:it|the problem)|"
        r"not proud)\b|\bproved me wrong\b|\bi'm (?:still )?not (?:proud|happy)\b",
        r"\b(?:my|our) own (?:mistake|fault|error|bug|pr|code|design|assumption|rule|cleaning|normali[sz]ation|"
        r"doing|laziness|fix|change|test|pipeline|dashboard|alarm)\b|\bmy (?:mistake|fault|error|miss|bug|"
        r"assumption was|blind spot|oversight)\b",
        r"\b(?:that|this|which) (?:one )?(?:was|is|'s) (?:mine|on me|my (?:fault|doing|mistake))\b|"
        r"\ba loop (?:we|i)'?d? built\b|\b(?:we|i)'d built ourselves\b",
        r"\bi (?:should|could) (?:have|of)\b|\bi should've\b|\bshould(?:'ve| have) (?:been|done|asked|seen|"
        r"checked|tested|had|proposed|known|kept|started|said|caught)\b",
        r"\bi(?:'d| had) (?:\w+ ){0,5}?(?:never|not|missed|ignored|assumed|made it worse|skipped|trusted|"
        r"designed it|written (?:it|that|the)|averaged|forgotten|approved|signed|set it|tested .{0,30} never)\b",
        r"\bi (?:missed|ignored|overlooked|underestimated|overestimated|misjudged|assumed|regret|got (?:it|that|"
        r"this|one thing) wrong|misread|skipped|never (?:asked|looked|checked|tested|told|measured|thought|once)|"
        r"didn't (?:ask|look|check|test|tell|measure|notice|see|think|break)|did not (?:ask|look|check|test|tell|"
        r"measure|notice|see|think|break)|failed to|forgot|only (?:monitored|checked|looked|tested))\b",
        r"\b(?:what (?:i|we)(?:'d| had)? (?:got wrong|missed|did wrong)|what went wrong|weak (?:point|spot|part)|"
        r"one hole|the gap|my weakness|embarrass\w+|felt (?:rather )?(?:foolish|stupid)|that stung|still bothers|"
        r"not (?:yet )?(?:solved|good enough)|something of mine|caught (?:me|mine|my)|i lost that|cost me|"
        r"by luck|too loosely|too late)\b",
        r"\bi (?:do not|don't|can't|cannot|couldn't|could not) (?:claim|take credit|prove|show)\b|"
        r"\bnever (?:measured|checked|tested|looked|asked)\b|\bi haven't (?:reviewed|checked|tested|measured|"
        r"tracked|solved)\b|\bi didn't track\b|\bi would(?:n't| not) do (?:it|that) again\b",
        real=False,
    ),
    rule(
        "learning",
        2,
        r"\b(?:since then|from then on|after that|now|these days|today|ever since)\b[^.;]{0,25}\b(?:i|"
        r"we)\b[^.;]{0,60}\b(?:ask|write|check|start|put|look|keep|read|always|never|begin|test|measure|don't)\b",
        r"\b(?:i|we) now (?:ask|write|check|start|put|look|keep|run|read|always|never|begin|test|measure|require|"
        r"do|have)\b",
        r"\b(?:learned|learnt|taught me|lesson (?:was|is|for me)|takeaway|took from it|"
        r"what stays with me)\b[^.;]{0,20}\b(?:that|is|was|:|to|how)\b[^.]{0,80}\b(?:so|now|because|before|when|"
        r"until|\d|not|instead)\b",
        r"\b(?:became|is now|are now|was turned into|turned into|made (?:it|that) (?:a|the|"
        r"into)) (?:\w+ ){0,3}(?:rules?|template|step|checks?|standard|default|gate|policy|required|part of|"
        r"launch gate|alarm)\b",
        r"\b(?:permanent(?:ly)?|long[- ]term|what changed|afterwards|after that|to prevent (?:it|this)|"
        r"so (?:that )?it (?:can't|cannot|doesn't))\b[^.;]{0,70}\b(?:is|are|has|have|added|built|wrote|now|every|"
        r"each|fails?|blocks?|gate|check|test|alarm|rule|:)\b",
        r"\b(?:now|since)[,]? (?:the |a |no |every |each )[^.;]{5,80}",
    ),
    rule(
        "learning",
        1,
        r"\b(?:learned|learnt|lesson|lessons|takeaway|next time|differently|in hindsight|looking back)\b",
        real=False,
    ),
)
