"""What else was considered, why it was rejected, and what was checked and ruled out."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_REASON = r"(?:because|since|as|but|so|would(?:n't| not)?|it|and|which|for|too|that|did not|didn't|:|,)"

RULES: tuple[Rule, ...] = (
    rule(
        "ruled_out",
        2,
        r"\b(?:ruled out|excluded|eliminated|wasn't (?:the|it)|was not the|it was not|weren't|not (?:drift|the model|the data|a model|seasonality))\b",
        r"\?\s*(?:no\b|not|none|nothing|fine|flat|clean|same|identical|unchanged|the \w+ were fine)",
        r"\b(?:checked|looked at|tested|suspected|blamed|first (?:thought|guess|idea|suspect|hypothesis)|my (?:first )?(?:hypothesis|guess|suspicion))\b[^.]{0,80}\b(?:fine|flat|clean|no (?:pattern|difference|change|effect|sign)|unchanged|same|nothing|wrong|but|not|didn't|wasn't|identical|normal|innocent)\b",
        r"\b(?:no pattern|same distribution|identical (?:on|in|for)|(?:were|was) (?:fine|clean|innocent|unchanged|identical)\b)",
        real=False,
    ),
    rule(
        "alternative",
        2,
        rf"\b(?:considered|thought about|looked at|tried|tested|evaluated|discussed|weighed|option (?:was|a|b|one|two|1|2)|alternative(?:s)? (?:was|were|:)|could have|the plan i inherited|proposal was|suggestion was)\b[^.]{{0,90}}\b{_REASON}\b[^.]{{0,60}}\b(?:not|no|n't|didn't|too|lost|lose|costs?|would|needs?|needed|wouldn't|rejected|dropped|worse|only|expensive|slow\w*|same|similar|hide|break|risk)\b",
        r"\b(?:rejected|dropped|decided against|ruled against|didn't (?:go|use|take)|did not (?:go|use|take)|turned down|discarded|said no to|left out|against (?:a|the|using)|killed)\b[^.;]{0,80}\b(?:because|since|as|it would|too|for|would|costs?|needs?)\b",
        r"\b(?:instead of|rather than|not)\b[^.;]{0,60}\b(?:because|since|as (?:it|the|that)|so that|for the sake)\b",
        r"\bwould(?:'ve| have)? (?:been|cost|taken|needed|meant|flattened|hidden|broken|given|fixed|required|lost|made|left|let|moved)\b[^.;]{0,60}",
        r"\b(?:distillation|retrain\w*|rollback|a (?:smaller|bigger|larger|second|new) \w+|vendor|rules?|heuristic|threshold|fine-tuning|sampling|reweighting|caching|quanti[sz]\w+)\b[^.;]{0,40}\b(?:was (?:tempting|cheaper|faster|rejected|the other|everyone)|would)\b",
        real=False,
    ),
    rule("alternative", 1, r"\b(?:considered|alternatives?|other options?|instead of|rather than|compared (?:several|different|various)|trade-?offs?)\b"),
)
