"""Own actions and decisions, the constraint they were made under, and whom they brought along."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_DID = (
    r"(?:built|wrote|pulled|diffed|cached|hashed|attacked|reversed|fitted|excluded|recommended|suggested|wanted|"
    r"said|labell?ed|relabell?ed|read|checked|measured|tested|ran|traced|found|profiled|compared|replayed|"
    r"rewrote|"
    r"designed|removed|added|replaced|moved|changed|fixed|joined|plotted|computed|calculated|counted|drew|sat|"
    r"walked|called|rang|asked|"
    r"showed|went|took|made|put|set|split|sampled|trained|retrained|deployed|shipped|rolled|switched|turned|"
    r"purged|reported|logged|"
    r"instrumented|implemented|created|simulated|opened|looked|noticed|saw|spent|started|sent|told|gave|paired|"
    r"scored|reviewed|coloured|"
    r"colored|dropped|cut|froze|capped|blocked|kept|re-?ran|reran|bisected|dug|queried|mapped|tagged|annotated|"
    r"interviewed|shadowed|visited)"
)
_DECIDED = (
    r"(?:decided|chose|refused|stopped|dropped|cut|picked|declined|insisted|proposed|rejected|killed|paused|"
    r"pulled|delayed|postponed|"
    r"rolled (?:it|this|that|the \w+|back)|switched (?:it|the \w+)? ?off|said no|said that i|held (?:the|it|back|"
    r"off)|kept|limited|set|went with|gave up|"
    r"argued|pushed back|disagreed|objected|escalated|offered|promised|committed|agreed|left (?:it|out|that|the)|"
    r"raised|asked for|put my|took (?:it|the))"
)

RULES: tuple[Rule, ...] = (
    rule(
        "own_action",
        2,
        rf"\b(?:i|i've|i'd|and i|so i|myself)\s+(?:also |then |just |first |now |had |have |only |finally |"
        rf"simply |actually |personally |always )?{_DID}\b",
        r"\bi (?:own|owned|was on call|was the one who)\b",
        r"\bmy (?:pr|patch|script|fix|code|notebook|change|design|query)\b",
    ),
    rule(
        "own_action",
        2,
        rf"^(?:(?:and|so|then|first|next|also|ok so|day one|monday|that day)[, ]+)*(?:then )?{_DID}\b(?! (?:by|"
        rf"to be)\b)",
    ),
    rule(
        "own_action",
        1,
        r"\bi (?:led|lead|worked|helped|managed|drove|was responsible|was in charge|coordinated|spearheaded|"
        r"championed|leveraged|ensured)\b",
    ),
    rule(
        "own_decision",
        2,
        rf"\b(?:i|i've|i'd)\s+(?:also |then |just |had |finally |still |therefore )?{_DECIDED}\b",
        r"\bmy (?:call|decision|rule|condition|proposal|recommendation|choice|reason|case)\b|\bi (?:said|"
        r"told \w+)\b[^.;]{0,25}\b(?:no|can't|won't|not|wrong|stop|wait)\b|\bi recommended\b",
        r"\bi (?:would not|wouldn't|did not|didn't) (?:ship|launch|sign|release|want|let|give|accept|move|change|"
        r"touch|use|raise|promise)\b",
        real=False,
    ),
    rule(
        "constraint",
        2,
        r"\b(?:had|have|with|in|within|only|about|had only|gave (?:me|us))\b[^.;]{0,15}{n} (?:days?|weeks?|"
        r"months?|hours?|engineers?|people|gpus?|minutes?)\b[^.;]{0,40}\b(?:before|until|to|left|for|deadline|"
        r"launch|freeze|go|and no)\b",
        r"\b(?:deadline|fixed date|code freeze|freeze|launch (?:date|day|was fixed)|black friday|peak season|"
        r"go-live|no (?:extra|more|additional) (?:people|budget|headcount|time|engineers?)|hiring freeze|"
        r"no budget)\b",
        r"\b(?:director|manager|boss|pm|vp|head of|lead|cto|ceo|product|sales|legal|scientist|chief|finance|"
        r"stakeholders?|colleague|design|marketing|client|customer|he|she|they)\b[^.;]{0,40}\b(?:wanted|"
        r"disagreed|pushed|objected|resisted|refused|was against|were against|was cross|was angry|wasn't happy|"
        r"not happy|said no|hated|complained|insisted|argued|furious|annoyed|didn't like|didn't want|wouldn't)\b",
        r"\b(?:nobody|no one) (?:had |was |could |knew |else |asked |wanted )",
        r"\b(?:we|i) (?:didn't|did not|couldn't|could not) (?:know|have)\b[^.;]{0,40}\b(?:yet|whether|if|enough|"
        r"time|data|history)\b",
        r"\bbudget (?:of |was |is )?{d}",
    ),
    rule(
        "cost_accepted",
        2,
        r"\b(?:cost (?:me|us|her|him|them|the|a|about|my)|at the (?:cost|price|expense) of|gave up|giving up|"
        r"given up|gave away|sacrific\w+|traded (?:away|off)|accepted (?:that|the|a|it|an)|i accept)\b",
        r"\b(?:put|pushed|set|moved)\b[^.;]{0,30}\bback (?:a|by|two|three|one|\d)",
        r"\b(?:delayed|postponed|slipped|late by|lost|missed)\b[^.;]{0,30}\b(?:{n})? ?(?:days?|weeks?|months?|"
        r"launch|deadline|quarter|sprint|revenue|deal|bonus|%)",
        r"\b(?:trade-?off|price|downside|the cost|the catch)\b[^.;]{0,15}\b(?:was|is|were|:|being)",
        r"\b(?:it|this|that|which) (?:took|needed|cost|loses?|adds?|lost)\b[^.;]{0,25}{q}|\bthe cost was\b|"
        r"\bwhat it cost\b|\b(?:left|walked away|complained|didn't love|wasn't happy|weren't pleased|"
        r"lost)\b[^.;]{0,15}\bover it\b|\bto pay for it\b|\bfor nothing\b|\bcost, ",
        r"\bfair price\b|\bwe paid\b|\bi paid\b|\b(?:worth|knowing) (?:it|that|the)\b[^.;]{0,30}\b(?:cost|lose|"
        r"loss|delay|slower|price)\b|\b(?:did|we|i) ship(?:ped)? (?:one|two|\d+) fewer\b|"
        r"\bless accurate\b[^.;]{0,30}\bbut\b",
        real=False,
    ),
    rule(
        "tension",
        2,
        r"\b(?:would|could|might) (?:have )?(?:\w+ ){0,4}(?:but|and)(?: also)? (?:any|it would|that would|the|also)\b",
        r"\b(?:on the one hand|both (?:were|was|are|of us|sides) right|each (?:was|had) (?:right|a point)|(?:his|"
        r"her|their) (?:point|case|objection|argument)\b[^.;]{0,20}(?:right|fair|good|true)|also (?:right|fair)|"
        r"wasn't being silly|\bi (?:understand|get it)\b|he (?:had|was) (?:a point|right)|s(?:his|her|"
        r"their) (?:point|case|objection|argument)\b[^.;]{0,20}(?:right|fair|good|true)|also (?:right|fair)|"
        r"wasn't being silly|\bi (?:understand|get it)\b|he (?:had|was) (?:a point|right)|they (?:had|"
        r"were) (?:a point|right)|was right about|were right about|wrong about)\b",
        r"\b(?:speed|latency|cost|accuracy|recall|precision|safety|privacy|quality|fairness|coverage|revenue|"
        r"retention)\b[^.;]{0,30}\b(?:against|versus|vs|over|or|at the expense of)\b[^.;]{0,30}\b(?:speed|"
        r"latency|cost|accuracy|recall|precision|safety|privacy|quality|fairness|coverage|revenue|retention)\b",
        r"\b(?:what i (?:would|did) not give up|protected|compromise (?:was|:)|so we (?:agreed|settled)|"
        r"settled on|we agreed (?:that|on|to)|middle (?:way|ground))\b",
        r"\b(?:missed|missing|wrong|false)\b[^.;]{0,50}\b(?:costs?|is|are|was)\b[^.;]{0,20}{n} times\b|"
        r"\btimes (?:as|more) (?:bad|expensive|costly)\b",
        real=False,
    ),
    rule(
        "brought_along",
        2,
        r"\b(?:showed|walked|took|convinced|won over|persuaded|taught|trained|coached|paired (?:with|her|him)|"
        r"sat (?:down )?with|invited|briefed|brought|mentor(?:s|ed))\b (?:\w+ ){0,2}(?:her|him|them|the \w+|"
        r"my \w+|our \w+|\w+ from|people|everyone|two|three|each|colleagues?|engineers?|team)\b",
        r"\b(?:agreed|signed|changed (?:his|her|their) mind|came round|came around|backed (?:it|me)|said yes|"
        r"bought in|supported it|asked (?:us|me) for|wrote (?:it|the \w+) with)\b",
        r"\b(?:together|jointly) with\b|\bwith (?:legal|the nurses|support|finance|security|privacy|compliance|"
        r"the pm|the sre|ops|operations)\b",
        r"\bi told (?:her|him|them|the \w+|my \w+)\b[^.;]{0,40}\b(?:why|that|what)\b",
    ),
    rule(
        "customer",
        2,
        r"\b(?:customers?|users?|patients?|drivers?|riders?|sellers?|buyers?|members?|nurses?|teachers?|pupils?|"
        r"students?|farmers?|readers?|viewers?|applicants?|shoppers?|agents?|clinicians?|doctors?|dispatchers?|"
        r"operators?|moderators?|callers?|guests?|tenants?|families|people|parents)\b[^.;]{0,50}\b(?:got|get|saw|"
        r"see|wait(?:ed)?|complain(?:ed|ts?)?|called|lost|felt|stopped|could|couldn't|can't|had to|were|was|"
        r"need(?:ed)?|paid|received|told|said|left|returned|came back|trust|gave up)\b",
        r"\b(?:complaints?|tickets?|refunds?|returns|cancell?ations?|churn|conversion|wait(?:ing)? times?|"
        r"contact rate|calls)\b[^.;]{0,40}{n}",
    ),
)
