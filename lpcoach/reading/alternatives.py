"""What else was considered, why it was rejected, and what was checked and ruled out."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_LESS = r"(?:not|no|n't|too|lost|loses?|costs?|would|need(?:s|ed)?|rejected|worse|only|expensive|slow\w*|similar|same|hides?|breaks?|risk\w*|fail\w*|missed|adds?|late|never|nobody|recalibrat\w+|{d})"

RULES: tuple[Rule, ...] = (
    rule(
        "ruled_out",
        2,
        r"\b(?:ruled (?:it |that |this |them )?out|i excluded|was excluded|eliminated|so (?:it )?(?:wasn't|was not|weren't)|that wasn't (?:it|the)|it was not|not the (?:model|data|cause|problem|vendor))\b",
        r"\?\s*(?:no\b|nope|not|none|nothing|fine|flat|clean|same|identical|unchanged|(?:the )?\w+ (?:were|was) (?:fine|ok|clean|the same))",
        r"\b(?:checked|looked at|tested|suspected|blamed|first (?:thought|guess|idea|suspect|suspected)|i thought|accepted story|my (?:first )?(?:hypothesis|guess|suspicion|theory))\b[^.]{0,80}\b(?:fine|flat|clean|ok|no (?:pattern|difference|change|effect|sign)|unchanged|nothing|wrong|but|didn't|wasn't|weren't|identical|normal)\b",
        r"\b(?:no pattern|same distribution|same binary|identical (?:on|in|for))\b|\b(?:were|was|looked|row counts were) (?:fine|clean|innocent|identical|ok|normal|healthy)\b",
        r"\b(?:turned out (?:to be|not|that|it)|it turned out|turns out)\b",
        real=False,
    ),
    rule(
        "alternative",
        2,
        rf"\b(?:considered|thought about|tried|evaluated|weighed|options? (?:i|we|was|were|a|b|one|two|1|2)|alternatives?(?: was| were|:)|could have|the plan i inherited|proposal was|suggestion(?: was)?|the (?:popular|obvious|usual|easy|other|standard|textbook) (?:fix|option|way|answer|choice|route|thing|solution))\b[^.]{{0,110}}\b{_LESS}\b",
        rf"\b(?:rejected|dropped|decided against|ruled against|didn't (?:go|use|take)|did not (?:go|use|take)|turned down|discarded|said no to|left out|killed|cut|we turned down|didn't want|vetoed|chose not)\b[^.;]{{0,80}}(?:\b(?:because|since|as|it would|too|for|would|costs?|needs?|so)\b|\(|{{d}})",
        r"\b(?:rejected|turned down|decided against|discarded)\b",
        r"\b(?:instead of|rather than|not)\b[^.;]{0,60}\b(?:because|since|as (?:it|the|that)|so that|for the sake|so)\b",
        r"\bwould(?:'ve| have)? (?:also |only |still |just )?(?:been|cost|taken|needed?|meant?|flattened|hidden|hide|broken|break|given|give|fixed|fix|required?|lost|lose|made?|make|left|let|moved?|cover\w*|destroy\w*|punish\w*|delay\w*|slow\w*|add\w*|kill\w*|flag\w*|block\w*)\b[^.;]{0,60}",
        r"\b(?:distillation|retraining|a (?:smaller|bigger|larger|second|new|cheaper) \w+|the vendor|rules|heuristic|fine-tuning|sampling|reweighting|caching|quanti[sz]ation)\b[^.;]{0,30}\b(?:i did run|was (?:tempting|cheaper|faster|rejected|the other|everyone|out)|lost|would|got|gave)\b",
        r"\b(?:i|we) (?:didn't|did not|couldn't|could not) (?:\w+ )?(?:kill|use|go|take|do|want|retrain|block|wait|add|collect|remove|switch|roll|put)\b[^.;]{0,50}\b(?:because|since|as|so|for)\b",
        real=False,
    ),
    rule("alternative", 1, r"\b(?:considered|alternatives?|other options?|instead of|rather than|compared (?:several|different|various)|trade-?offs?|proposed|wanted)\b"),
)
