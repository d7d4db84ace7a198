"""What was left behind: a mechanism, what sets it off, who owns it, what it did, where else it is used."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_GATE = (
    r"(?:ci|pipeline|job|build|deploy(?:ment|s)?|release|merge|pr|pull request|launch|run|model|bot|script|check|"
    r"gate|rule|test|alarm|"
    r"alert|monitor|dashboard|template|checklist|review|lint(?:er)?|contract|schema|form|policy|ticket|page|"
    r"threshold|canary|suite)s?"
)

_UNIT = (
    r"(?:teams?|squads?|orgs?|groups?|sites?|countries|desks?|regions?|pods|departments?|business units|owners|"
    r"plants?|depots?|"
    r"hospitals?|services|products?|schools|labs?|offices?|floors?|models)"
)

RULES: tuple[Rule, ...] = (
    rule(
        "mechanism",
        2,
        rf"\b{_GATE}\b[^.;]{{0,40}}\b(?:now |automatically |also )?(?:fails?|blocks?|stops?|pages?|refuses?|"
        rf"rejects?|alerts?|fires?|requires?|needs?|must|cannot|can't|catches|caught|compares?|runs|rolls back|"
        rf"falls back|opens?|posts|warns?|gates?|checks|shows|expires?|goes to|disables?|trips|flags|freezes)\b",
        r"\b(?:now|since then|from then on|today|ever since)\b[^.;]{0,50}\b(?:every|each|any|no|all|new)\b[^.;]{0,60}",
        r"\b(?:every|each|any|no) (?:new )?(?:\w+ ){0,3}?(?:launch|model|release|merge|pr|pull request|prompt|"
        r"change|feature|deploy\w*|config|team|experiment|dataset|column|schema|review|run|proposal|project|week|"
        r"monday|friday|month|quarter|night|incident)\b[^.;]{0,50}\b(?:must|has to|have to|needs?|requires?|gets|"
        r"goes|is|are|without|unless|before|until|now|carries|runs|i)\b",
        r"\b(?:added|built|wrote|set up|put in|put|made|introduced|created|wired|installed|"
        r"turned .{0,20} into)\b[^.;]{0,50}\b(?:alarms?|alerts?|gate|checks?|canary|rollback|kill switch|"
        r"checklist|template|contract|guardrail|test suite|regression (?:test|set|suite)|golden set|fallback|"
        r"circuit breaker|lint\w*|validator|null-rate|drift|rule|required field|runbook)\b",
        r"\bfail(?:s|ed)? (?:the )?(?:build|ci|if|when|closed|on)\b|\brequired field\b|"
        r"\bby default\b[^.;]{0,30}\b(?:now|since)\b|\bstopping rule\b",
    ),
    rule(
        "mechanism",
        1,
        r"\b(?:monitoring|dashboards?|alarms?|alerts?|alerting|governance|checklists?|runbooks?|guardrails?|"
        r"best practices|quarterly review|process)\b",
    ),
    rule(
        "trigger",
        2,
        r"\b(?:if|when|whenever|once|unless|as soon as|above|over|below|under|more than|less than|at|exceeds?|"
        r"beyond|past|reaches)\b[^.;]{0,50}{n}[^.;]{0,60}\b(?:alarm|alert|page[sd]?|fails?|stops?|blocks?|"
        r"rolls? back|fall(?:s|ing)? back|falls?|rejects?|review|switch\w*|goes|freez\w+|retrain\w*|warn\w*|"
        r"explain|look|off|human|on-?call|ticket|dropping|drops)\b",
        r"\b(?:alarms?|alerts?|pages?|paged|fails?|blocks?|stops?|rolls? back|falls? back|rejects?|gates?|trips?|"
        r"warns?|fires?|retrain\w*|threshold|canary|dropping to)\b[^.;]{0,60}\b(?:if|when|whenever|once|unless|"
        r"as soon as|above|over|below|under|more than|less than|at|exceeds?|beyond|past|on|until|of|"
        r"within)\b[^.;]{0,50}{n}",
        r"\b(?:no|nothing|cannot|can't|not)\b[^.;]{0,50}\b(?:until|unless|without)\b[^.;]{0,60}",
        r"\b(?:every|each) (?:night|monday|tuesday|wednesday|thursday|friday|week|month|quarter|hour|morning|"
        r"deploy|merge|release|pr|pull request)\b|\b(?:nightly|weekly|monthly|quarterly|hourly|"
        r"daily)\b[^.;]{0,40}\b(?:check|job|test|review|sample|report|replay|run|audit)\b",
    ),
    rule(
        "owner",
        2,
        r"\b(?:owns?|owned by|own the|owner (?:is|was|named)|on[- ]call|pages? (?:me|us|the|whoever|her|him)|"
        r"paged|pager|rota|rotation|is (?:mine|hers|theirs|responsible)|has an owner|with an owner|named owner|"
        r"signs? off|reviews? (?:it|them|her|his)|runs (?:it|the service|that) now|maintains?|took over|"
        r"handed (?:it|over|the))\b",
    ),
    rule(
        "effect",
        2,
        r"\b(?:caught|blocked|stopped|fired|tripped|paged|rejected|flagged|found|prevented|triggered|rolled back|"
        r"killed|turned up|been used|used)\b[^.;]{0,60}\b(?:{n}|once|twice|since|already|last (?:year|month|"
        r"quarter|week|spring|autumn|november|december)|in (?:january|february|march|april|may|june|july|august|"
        r"september|october|november|december))\b",
        r"\b(?:it|that|which|alarm|gate|check|bot|test|rule)\b[^.;]{0,15}\b(?:has |have )?(?:since )?(?:caught|"
        r"blocked|stopped|fired|tripped|rejected|flagged)\b",
        r"\b(?:since then|since|in the (?:year|months|quarters?) (?:since|after)|a year (?:on|later)|"
        r"months on)\b[^.;]{0,60}{n}",
    ),
    rule(
        "adoption",
        2,
        rf"\b(?:{{q}}|both|several|most|every|the|other|two other) (?:of (?:the |"
        rf"our )?(?:{{q}} )?)?(?:\w+ )?{_UNIT}\b[^.;]{{0,45}}\b(?:use|uses|used it|using|adopted|copied|took|"
        rf"run it|gate|have since|now|asked for|followed|picked|share|came to|wanted it)\b",
        rf"\b(?:adopted|copied|taken up|picked up|reused|borrowed|took (?:over|both|it)|used|"
        rf"rolled out)\b[^.;]{{0,40}}\b(?:by|in|elsewhere|for|across|to)\b[^.;]{{0,30}}\b(?:{_UNIT}|colleagues?|"
        rf"company|others)\b",
        r"(?<!\bi )(?<!\bwe )\b(?:copied|adopted|took over|borrowed) (?:it|them|the|this|that|our|my|"
        r"both)\b(?! (?:production|customer|full|raw))",
        r"\b(?:took|put|runs?|uses?|wrote) (?:both pieces|the same|it too|the rule|our|the (?:check|template|"
        r"gate|page|swap|scheme))\b|\bhave used (?:it|them|this)\b|\buses? it (?:now|too|for|as)\b|"
        r"\bnow use (?:it|the|this)\b|\bwent through it\b|\basked for (?:copies|the (?:code|template|same))\b",
        r"\b(?:outlived|outlasted|still (?:runs|running|in use|used|there|stands|in place|in)|became (?:the |"
        r"our |a )?(?:default|standard|template)|(?:is|are|it's) (?:now )?(?:the |a |our )?(?:standard|default|"
        r"policy|required|launch gate)\b|company[- ]wide|part of (?:onboarding|the (?:launch|release|template|"
        r"standard))|new (?:people|engineers|joiners|hires) (?:now |start|do|read))\b",
        r"\bruns (?:it|the service|that) now\b|\bwithout me\b|\bi wasn't in that\b|\bnot me\b[^.;]{0,30}\bnow\b|"
        r"\btheir code\b",
    ),
)
