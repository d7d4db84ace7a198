"""Figures: what changed, against what, how it was measured, how sure, and what was watched beside it."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_MOVED = (
    r"(?:went|gone|fell|fallen|drop(?:ped|s)?|rose|risen|grew|increas(?:ed?|ing)|decreas(?:ed?|ing)|reduc(?:ed?|"
    r"ing)|cut|cuts|improved?|"
    r"came|moved|brought|down|up|lifted|raised|saved?|saves|halved|doubled|tripled|shrank|lost|gained|climbed|"
    r"slipped|lower(?:ed)?|"
    r"higher|faster|slower|fewer|less|more|better|worse|recovered|got|had become|became)"
)
_SPAN = r"(?:days?|weeks?|months?|quarters?|years?|nights?|hours?|sprints?|seasons?|shifts?|mornings?)"
_COUNTED = (
    r"(?:users?|customers?|orders?|requests?|queries|sessions?|samples?|examples?|images?|photos?|pictures?|"
    r"calls?|tickets?|cases?|"
    r"reviews?|reviewers?|labels?|rows?|events?|transactions?|records?|stores?|shops?|sites?|drivers?|patients?|"
    r"documents?|answers?|"
    r"questions?|conversations?|chats?|plates?|items?|products?|runs?|letters?|essays?|claims?|accounts?|"
    r"sellers?|pages?|clips?|"
    r"messages?|invoices?|merges?|alerts?|people|farms?|pairs?|stops?|routes?|loans?|applications?|applicants?|"
    r"files?|notes?|"
    r"cities|schools?|fields?|parts|compounds?|rides|trips|contracts?|signs?|wells?|turns?|misses|frames|"
    r"incidents|waves|addresses)"
)
_DESIGN = (
    r"(?:a/b|ab[- ]test\w*|experiment|randomi[sz]ed|holdout|hold-out|held out|control(?: group| arm| stores|"
    r" sites)?|50/50|canary|"
    r"pilot|trial|shadow|in parallel|side by side|switchback|back-?test(?:ed)?|replay(?:ed)?|blind|both (?:ways|"
    r"arms|paths)|"
    r"split by|by seller|by user|by store|by school|before and after|alternat\w+|the other half|half of the|"
    r"interleav\w+|paired)"
)
_FROM_TO = (
    r"\b(?:from|of|was|were|at)\s+(?:[\w']+\s+){0,3}?{q}(?:[\s\w/%$€£,]){0,40}?\s(?:to|into|down to|"
    r"up to)\s+(?:[\w']+\s+){0,2}?{q}",
    r"{d}\s*[\w%/]{0,6}\s*(?:->|=>|→)\s*{d}",
    rf"\b{_MOVED}\b[^.;]{{0,50}}?{{q}}[\s\w%/$€£]{{0,20}}? to (?:[\w']+ )?{{q}}",
    r"{d}[\s\w%/]{0,15} (?:down|up) to (?:\w+ )?{q}",
    r"\d\.\d+%?[\s\w%/]{0,12} to (?:\w+ )?\d+\.\d|\d%? to \d[\d.]*%",
    r"\b(?:was|were|had been|used to (?:be|take|write)|had become|"
    r"median had been)\b[^.;]{0,25}{q}[^.;]{0,70}\b(?:now|after|afterwards|today|it is|it's|became|is|are|last|"
    r"in week)\b[^.;]{0,40}{q}",
    r"{q}[\w\s%/]{0,20}\bhad become {q}",
    r"{q}[^.;(]{0,50}\b(?:vs\b\.?|versus|against|compared (?:to|with)|where (?:it|the|we)|up from|down from|"
    r"from)\s[^.;(]{0,50}{q}",
    r"{q}[^.;]{0,60}\b(?:before|previously|in the (?:other half|control|year before))\b",
    r"\bbefore\b[^.;]{0,40}{q}[^.;]{0,60}\b(?:now|after|afterwards|since)\b[^.;]{0,30}{q}",
)

RULES: tuple[Rule, ...] = (
    rule("figure", 1, r"{q}", r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", real=False),
    rule("change", 2, *_FROM_TO, r"\b(?:halved|doubled|tripled)\b", real=False),
    rule(
        "change",
        1,
        rf"\b{_MOVED}\b[^.;]{{0,40}}?{{q}}",
        rf"{{q}}\s?(?:%|percent|points?|pp|x|times|ms|hours?|minutes?)?\s+(?:\w+ ){{0,2}}{_MOVED}\b",
    ),
    rule(
        "baseline",
        2,
        *_FROM_TO,
        r"\bbaseline\b[^.;]{0,40}{q}",
        r"\b(?:the old|incumbent|uncorrected|at the start|originally|where normally)\b[^.;]{0,50}{q}",
        real=False,
    ),
    rule(
        "measured",
        2,
        rf"\b{_DESIGN}\b[^.]{{0,90}}{{q}}",
        rf"{{q}}[^.]{{0,20}}?(?:{_SPAN}|{_COUNTED}|%|percent)[^.]{{0,70}}\b{_DESIGN}",
        rf"\b(?:labell?ed|relabell?ed|re-?marked|annotated|read|went through|looked (?:at|through)|reviewed|"
        rf"sampled|graded|counted|decomposed|tagged|rated|surveyed|listened to|replayed|pulled|"
        rf"opened)\b[^.;]{{0,40}}{{q}}[^.;]{{0,25}}{_COUNTED}",
        r"\bby (?:[\w-]+ ){0,3}(?:timestamps?|finance|audit)\b|\bn ?= ?\d|\bmarked separately\b|\bchecked by hand\b",
        rf"\b(?:over|for|across|in) (?:the )?(?:\w+ )?{{q}} {_SPAN}\b[^.]{{0,60}}\b(?:of traffic|sites|stores|"
        rf"shops|users|orders|sessions|split|with|without|live)\b",
    ),
    rule(
        "measured",
        1,
        r"\b(?:a/b|ab test|experiment|holdout|control group|pilot|shadow|in parallel|side by side|backtest|"
        r"offline|validation set|test set|benchmark)\b",
    ),
    rule(
        "uncertainty",
        2,
        r"\b(?:ci|c\.i\.|interval|95 ?%)\W[^.]{0,30}?{d}[^.]{0,12}?(?:to|-|,|and)\s?{d}",
        r"[(\[][^()]{0,12}{d}\s*(?:to|-|,|\.\.)\s*{d}[^()]{0,25}[)\]]",
        r"±\s*\d|\+/-\s*\d|\bstandard error\b|\bse of\b|\b(?:mean|difference|diff|saving) [-+]?[\d.]+ (?:to|±)",
        r"\b(?:bootstrap|under-?powered|too (?:small|few|short|noisy|little) (?:\w+ )?(?:to|for)|(?:within|"
        r"inside|in) (?:the )?noise|by (?:luck|chance)|honestly means|take it with|grain of salt|pinch of salt)\b",
        r"\b(?:can't|cannot|couldn't|could not|can not|don't|do not|won't|wouldn't|never) (?:really |"
        r"honestly )?(?:say|claim|prove|know|attribute|separate|give you|tell you|tell (?:them|it) apart|detect|"
        r"rule out)\b[^.]{0,70}",
        r"\bnot (?:statistically )?significant\b|\bno (?:detectable|measurable|significant) (?:difference|change|"
        r"effect)\b|\bwe could detect\b|\bi could measure\b",
        r"\b(?:part|some|half) of (?:it|that|this|the \w+) (?:is|was|may|might|could|came|comes)\b|\bconfound|"
        r"\bregression to the mean\b|\bsmall (?:sample|n|numbers)\b|\b(?:one|three|"
        r"two) fields? and one (?:spring|season)\b",
        r"\b(?:also|but) (?:we )?(?:had|changed|launched|ran|got)\b[^.;]{0,40}\b(?:same (?:time|quarter|month|"
        r"week)|too|as well|then)\b",
        r"\bthat (?:is|was) (?:only )?{q} (?:seats|people|sites|schools|events|stores|weeks)\b|\bso few\b|"
        r"\bdon't have (?:a number|a figure|it|one|an)\b",
        real=False,
    ),
    rule(
        "guardrail",
        2,
        r"\b(?:unchanged|flat|did(?:n't| not) (?:move|change)|no (?:change|difference|loss|increase|regression|"
        r"rise)|held (?:at|steady)|stayed (?:\w+ )?(?:at|flat|the same|within|under|below|where)|same as before|"
        r"(?:about|roughly|the) same)\b",
        r"\b(?:guardrails?|non-inferiority|margin|limit|budget)\b[^.;]{0,40}{d}",
        r"\b(?:costs?|cost us|costing|price|paid|bill|spend)\b[^.;]{0,30}(?:[$€£¥₹]\s?\d|\d[\d.,]*\s?(?:k|ms|%|"
        r"euros?|dollars?|gpus?|hours?|points?|seconds?))",
        r"(?:[$€£¥₹]\s?\d[\d.,]*\s?(?:k|m)?|\d[\d.,]*\s?(?:k|euros?|dollars?))\s?(?:a|per|/)\s?(?:month|year|"
        r"week|day|night|line|call|request|query|run|1,?000|thousand)",
        r"\b(?:except|apart from|though|while|worse (?:on|for|in)|slower|went up|rose|up a little|"
        r"false (?:alarms?|positives?|rejects?|blocks?))\b[^.;]{0,40}{d}",
        real=False,
    ),
    rule(
        "record",
        2,
        r"\b(?:wrote|written|write|signed|published|sent|filed|kept|put)\b[^.;]{0,45}\b(?:post-?mortem|"
        r"one[- ]pager|one page|two pages?|page|memo|rfc|adr|design doc\w*|decision (?:record|log|doc\w*)|"
        r"incident|write-?up|note|review doc\w*|runbook|doc|letter)\b",
        r"\b(?:post-?mortem|decision record|decision log|design doc\w*|incident review|write-?up|coe|"
        r"decision rule|retro)\b[^.;]{0,60}\b(?:says|lists|records?|names?|with|which|that|signed|has|was|is|and|"
        r"before|i|my)\b",
        r"\bin writing\b|\bwe(?:'d)? (?:agreed|signed|wrote|fixed|each wrote)\b[^.;]{0,40}\b(?:before|beforehand|"
        r"in advance|down|first|one page)\b|\b(?:agreed|set|fixed|written|decided) (?:beforehand|in advance|"
        r"before)\b|\bbefore any data\b",
    ),
    rule("record", 1, r"\b(?:post-?mortem|documented|documentation|model card|retrospective|confluence|wiki)\b"),
)
