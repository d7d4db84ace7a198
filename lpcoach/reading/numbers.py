"""Figures: what changed, against what, how it was measured, how sure, and what was watched beside it."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_MOVED = (
    r"(?:went|gone|goes|fell|fallen|dropp?(?:ed|s)?|rose|risen|grew|increased?|decreased?|reduced?|cut|cuts|improved?|came|came down|"
    r"moved|brought|down|up|lifted|raised|saved?|saves|halved|doubled|tripled|shrank|shrunk|lost|gained|climbed|slipped|lower|higher|"
    r"faster|slower|fewer|less|more|better|worse|recovered|gives?|got)"
)
_SPAN = r"(?:days?|weeks?|months?|quarters?|years?|nights?|hours?|sprints?)"
_COUNTED = (
    r"(?:users?|customers?|orders?|requests?|queries|sessions?|samples?|examples?|images?|photos?|pictures?|calls?|tickets?|cases?|"
    r"reviews?|reviewers?|labels?|rows?|events?|transactions?|records?|stores?|sites?|drivers?|patients?|documents?|answers?|"
    r"questions?|conversations?|chats?|plates?|items?|products?|runs?|letters?|essays?|claims?|accounts?|sellers?|pages?|clips?|"
    r"messages?|invoices?|merges?|alerts?|people|farms?|pairs?|stops?|routes?|loans?|applications?|applicants?|files?|notes?)"
)

RULES: tuple[Rule, ...] = (
    rule("figure", 1, r"{n}\s*(?:%|percent|points?|ms\b|gb\b|tb\b|fps\b|gpus?\b|hours?|minutes?|secs?|seconds?|days?|weeks?|months?)", r"{d}", real=False),
    rule(
        "change",
        2,
        r"\bfrom\s+(?:[\w']+\s+){0,3}?{n}[^.;]{0,45}?\b(?:to|into)\s+(?:[\w']+\s+){0,3}?{n}",
        r"{d}\s*(?:->|→|=>)\s*{d}",
        r"{d}(?: [\w/]+){0,4}? to {d}",
        r"{n}[^.;]{0,50}\b(?:vs\b\.?|versus|against|compared (?:to|with)|instead of|up from|down from|where (?:it|the)\b)[^.;]{0,50}{n}",
        r"\b(?:was|were|had been|used to (?:be|take))\s+(?:about |around |only )?{n}[^.]{0,80}\b(?:now|after|afterwards|today|it is|it's|became|is)\b[^.]{0,40}{n}",
        r"{n}[^.]{0,60}\b(?:before|previously|in the control|for control)\b",
        r"\b(?:halved|doubled|tripled)\b[^.]{0,40}",
        real=False,
    ),
    rule("change", 1, rf"\b{_MOVED}\b[^.;]{{0,40}}?{{n}}", rf"{{n}}\s?(?:%|percent|points?|pp|x|times|ms|hours?|minutes?)?\s+(?:\w+ ){{0,2}}{_MOVED}\b"),
    rule(
        "baseline",
        2,
        r"\bfrom\s+(?:[\w']+\s+){0,3}?{n}[^.;]{0,45}?\b(?:to|into)\s+(?:[\w']+\s+){0,3}?{n}",
        r"{d}\s*(?:->|→|=>)\s*{d}",
        r"{d}(?: [\w/]+){0,4}? to {d}",
        r"\b(?:vs\b\.?|versus|against|compared (?:to|with)|up from|down from|where (?:it|the \w+) (?:had been|was))[^.;]{0,50}{n}",
        r"{n}[^.]{0,60}\b(?:before|previously|in the control|for control|in control)\b",
        r"\b(?:used to|had been|at the start|originally|before that|the old \w+|baseline|incumbent|control)\b[^.;]{0,50}{n}",
        real=False,
    ),
    rule(
        "measured",
        2,
        rf"\b(?:a/b|ab[- ]test|experiment|randomi[sz]ed|holdout|hold-out|control (?:group|arm)|split|canary|pilot|trial|shadow|in parallel|side by side|switchback|backtest(?:ed)?|replay(?:ed)?)\b[^.]{{0,90}}{{n}}[^.]{{0,20}}?(?:{_SPAN}|{_COUNTED}|%|percent)",
        rf"{{n}}[^.]{{0,20}}?(?:{_SPAN}|{_COUNTED}|%|percent)[^.]{{0,70}}\b(?:a/b|ab[- ]test|experiment|randomi[sz]ed|holdout|held out|hold-out|control (?:group|arm)|in shadow|shadow|in parallel|side by side|switchback|backtest(?:ed)?|replay(?:ed)?|blind|unseen|both (?:ways|arms))\b",
        rf"\b(?:labell?ed|relabell?ed|re-?marked|annotated|read|went through|looked (?:at|through)|checked|reviewed|sampled|graded|counted|compared|measured|tested)\b[^.;]{{0,40}}{{n}}[^.;]{{0,25}}{_COUNTED}",
        rf"\b{{n}} (?:of|out of|in) (?:the |our |those |them |my )?{{n}}\b",
        r"\b(?:same|by) (?:[\w-]+ ){0,3}(?:before and after|timestamps?|both ways|randomi[sz]ed)\b",
    ),
    rule("measured", 1, r"\b(?:a/b test|ab test|experiment|holdout|control group|pilot|shadow|in parallel|side by side|backtest|on the test set|offline|validation set|benchmark)\b"),
    rule(
        "uncertainty",
        2,
        r"\b(?:ci|c\.i\.|interval|confidence interval|95 ?%)\b[^.]{0,40}{n}",
        r"[(\[]\s*{d}\s*(?:to|-|,|\.\.)\s*{d}\s*[)\]]",
        r"±\s*\d|\+/-\s*\d|\bstandard error\b|\bp ?[=<] ?0?\.\d|\b(?:std|stdev|sigma) ?\d",
        r"\b(?:bootstrap|under-?powered|power(?:ed)? (?:for|to|analysis)|too (?:small|few|short) (?:to|for)|within (?:the )?noise|inside (?:the )?noise|(?:could|can|couldn't|can't|cannot)(?: not)? (?:detect|separate|tell apart|distinguish))\b",
        r"\b(?:can't|cannot|couldn't|could not|don't|do not|won't|wouldn't) (?:say|claim|prove|know|attribute|separate|put)\b[^.]{0,60}\b(?:all of it|how much|which|mine|alone|due|because|caused?|one)\b",
        r"\bnot (?:statistically )?significant\b|\bno (?:detectable|measurable|significant) (?:difference|change|effect)\b|\bdifference we could detect\b",
        r"\b(?:part of (?:it|that|this)|some of (?:it|that|this)) (?:is|was|may|might|could|came)\b|\bi don't claim\b|\bconfound",
        real=False,
    ),
    rule(
        "guardrail",
        2,
        r"\b(?:unchanged|flat|did(?:n't| not) move|no (?:change|difference|loss|drop|increase|regression|worse|rise)|held (?:at|steady)|stayed (?:at|flat|the same|within|under|below)|same as before|within \d)\b",
        r"\b(?:guardrails?|non-inferiority|margin agreed|budget)\b[^.]{0,50}{n}",
        r"\b(?:costs?|cost us|costing|at a cost of|price|paid|bill)\b[^.;]{0,30}(?:[$€£¥₹]\s?\d|\d[\d.,]*\s?(?:k|ms|%|euros?|dollars?|gpus?|hours?|points?))",
        r"(?:[$€£¥₹]\s?\d[\d.,]*\s?(?:k|m)?)\s?(?:a|per|/)\s?(?:month|year|week|day|call|request|query|run|1,?000)",
        r"\b(?:except|apart from|but|though|worse (?:on|for|in)|lost|slower|went up|rose)\b[^.;]{0,40}{d}\s?(?:%|ms|points?|pp)",
        real=False,
    ),
    rule(
        "record",
        2,
        r"\b(?:wrote|written|write|signed|published|sent|filed|kept|put)\b[^.;]{0,45}\b(?:post-?mortem|one[- ]pager|one page|two pages?|page|memo|rfc|adr|design doc\w*|decision (?:record|log|doc\w*)|incident (?:report|review|note)|write-?up|note|review doc\w*|runbook|doc)\b",
        r"\b(?:post-?mortem|decision record|decision log|design doc\w*|incident review|write-?up|memo|coe)\b[^.;]{0,60}\b(?:says|lists|records?|names?|with|which|that|signed|has|was|is|and)\b",
        r"\bin writing\b|\bbefore (?:any|the) (?:data|test|result)s?\b[^.]{0,40}\b(?:signed|agreed|wrote|fixed)\b|\b(?:agreed|fixed|set|signed|wrote down)\b[^.;]{0,40}\b(?:before(?:hand)?|in advance|up front)\b",
    ),
    rule("record", 1, r"\b(?:post-?mortem|documented|documentation|model card|retrospective|confluence|wiki)\b"),
)
