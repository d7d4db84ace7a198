"""What else was considered, why it was rejected, and what was checked and ruled out."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_LESS = (
    r"(?:not|no|n't|too|lost|loses?|costs?|would|need(?:s|ed)?|rejected|worse|only|expensive|slow\w*|similar|same|"
    r"hides?|breaks?|risk\w*|fail\w*|missed|adds?|late|never|nobody|recalibrat\w+|{d})"
)

RULES: tuple[Rule, ...] = (
    rule(
        "ruled_out",
        2,
        r"\b(?:ruled (?:it |that |this |them )?out|i excluded|was excluded|so (?:it )?(?:wasn't|was not|weren't|"
        r"not (?:the|skew|a|an|it))|that wasn't (?:it|the)|"
        r"not the (?:model|data|cause|problem|vendor|matcher)\b|so (?:that was |it was )?out\b|"
        r"so the \w+ (?:itself )?i excluded)",
        r"\?\s*(?:no\b|nope|not|none|nothing|fine|flat|clean|same|identical|unchanged|(?:the )?\w+ (?:were|"
        r"was) (?:fine|ok|clean|the same))",
        r"\b(?:checked|looked at|tested|suspected|blamed|first (?:thought|guess|idea|suspect|suspected)|"
        r"accepted story|my (?:first )?(?:hypothesis|guess|suspicion|theory))\b"
        r"[^.]{0,80}\b(?:fine|flat|clean|ok|no (?:pattern|difference|change|effect|sign)|unchanged|nothing|wrong|"
        r"didn't|wasn't|weren't|identical|normal|same)\b",
        r"\b(?:no pattern|same distribution|same binary|identical)\b|\b\w+s (?:were|looked) (?:fine|clean|"
        r"innocent|ok|normal|healthy)\b|\bmix constant\b|"
        r"\b\w+ fine, \w+ fine\b|\b(?:neighbou?rs|drift|batches|seasonality|leakage) no\b|\bagreed with (?:their|"
        r"its|the) (?:historical|old|earlier|previous)\b",
        r"\b(?:it )?(?:turned out|turns out) (?:to be|not|that|the|it)\b",
        real=False,
    ),
    rule(
        "alternative",
        2,
        rf"\b(?:considered|thought about|tried|evaluated|weighed|options? (?:i|we|was|were|a|b|one|two|1|2)|"
        rf"alternatives?(?: was| were|:)|could have|the plan i inherited|"
        rf"proposal was|suggestion(?: was)?|the (?:popular|obvious|usual|easy|other|standard|textbook) (?:fix|"
        rf"option|way|answer|choice|route|thing|solution))\b[^.]{{0,110}}\b{_LESS}\b",
        r"\b(?:rejected|dropped|decided against|ruled against|didn't (?:go|use|take)|did not (?:go|use|take)|"
        r"turned down|discarded|said no to|left out|killed|binned|vetoed|chose not)\b"
        r"[^.;]{0,80}(?:\b(?:because|since|as|it would|too|for|would|costs?|needs?|so)\b|\(|{d})",
        r"\b(?:rejected|turned down|decided against|discarded|binned it)\b(?! (?:by|due))",
        r"\b(?:instead of|rather than)\b[^.;]{0,60}\b(?:because|since|as (?:it|the|that)|so that|for the sake)\b",
        r"(?<!\bi )(?<!\bwe )\bwould(?:'ve| have)? (?:also |only |still |just )?(?:cost|taken|meant?|flatten\w*|"
        r"hidden|hide|broken|break|fixed|fix|required?|lost|lose|left|let|"
        r"moved?|cover\w*|destroy\w*|punish\w*|delay\w*|add(?:ed)?|flag\w*|block\w*|paper\w*|overwrit\w*|"
        r"need)\b[^.;]{0,60}",
        r"\b(?:doesn't|does not|didn't|did not|only) (?:stop|close|fix|solve|help|move|moved|hold|scale|cover|"
        r"work)\b[^.;]{0,50}\b(?:it|because|since|as|to|still|so)\b",
        r":\s[^.;:]{0,60}, (?:no|out)\b|: no[,.]|\bno, (?:\w+ ){0,4}(?:can't|cannot|would|is|are|has|have|don't|"
        r"doesn't)\b|\b(?:was|were) (?:also )?out:|\bweren't worth\b|\bwasn't worth\b",
        r"\b(?:distillation|retraining|a (?:smaller|bigger|larger|second|new|cheaper) \w+|the vendor|heuristic|"
        r"fine-tuning|sampling|reweighting|caching|quanti[sz]ation)\b[^.;]{0,30}"
        r"\b(?:i did run|was (?:tempting|cheaper|faster|rejected|the other|everyone|out)|lost|would|got|gave)\b",
        r"\b(?:i|we) (?:didn't|did not|couldn't|could not) (?:\w+ )?(?:kill|use|go|take|do|want|retrain|block|"
        r"wait|add|collect|remove|switch|roll|put)\b[^.;]{0,50}\b(?:because|since|as|for)\b",
        r"\b(?:wanted|proposed|suggested|argued for|favou?red|preferred)\b[^.;]{0,60}[.;,] (?:but |and )?(?:i|my|"
        r"mine|hers|his|she|he)\b[^.;]{0,50}\b(?:wanted|because|since|case|disagreed|said|point|was|proposed)\b",
        r"\ba\) [^;]{5,90}[.;,] b\) |\boption a\b[^.]{0,80}\b(?:option )?b\b",
        real=False,
    ),
    rule(
        "alternative",
        1,
        r"\b(?:considered|alternatives?|other options?|instead of|rather than|compared (?:several|different|"
        r"various)|trade-?offs?|proposed|wanted|suggest\w+)\b",
    ),
)
