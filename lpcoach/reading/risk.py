"""Privacy, fairness, abuse, safety: named, or dealt with."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES", "TOPIC"]

TOPIC = (
    r"(?:privacy|pii|phi|gdpr|consent|personal data|patient (?:data|text|names?)|fairness|bias(?:ed)?|"
    r"discriminat\w+|protected (?:group|attribute)s?|"
    r"subgroups?|minorit\w+|abuse|fraud(?:sters)?|misuse|safety|unsafe|harm(?:ful|s)?|hallucinat\w+|regulat\w+|"
    r"compliance|legal|security|retention|"
    r"access|anonymi[sz]\w+|pseudonym\w+|redact\w*|leak(?:ed|s)?|adversar\w+|attack\w*|jailbreak|toxic\w*|"
    r"scrub\w*|dpo|ethic\w+|vulnerable)"
)
_ACT = (
    r"(?:removed|masked|redact(?:ed|s)|scrubb?(?:ed|er|s)|dropped|deleted|purged|hashed|encrypted|restricted|"
    r"limited|capped|blocked|reported|asked|"
    r"reviewed|tested|checked|measured|compared|split|broke|excluded|refused|stopped|switched|paused|signed|"
    r"agreed|kept|never leaves?|stays|"
    r"routed|escalated|fell back|goes to|audited|logged|sampled|red-?team\w*|required|narrowed|moved|told)"
)

RULES: tuple[Rule, ...] = (
    rule(
        "risk_handled",
        2,
        rf"\b{_ACT}\b[^.]{{0,80}}\b{TOPIC}\b",
        rf"\b{TOPIC}\b[^.]{{0,80}}\b{_ACT}\b",
        r"\b(?:by|per|for each|across|split by|broken out by|worse for|gap (?:between|for|of)|"
        r"difference (?:between|for)) (?:\w+ ){0,2}(?:age|gender|sex|skin|ethnic\w*|race|language|dialect|accent|"
        r"region|group|groups|subgroup|country|income|segment|women|men|learners)\b[^.;]{0,50}",
        r"\b(?:a |the )?(?:human|person|nurse|doctor|clinician|pharmacist|agent|reviewer|operator|"
        r"people) (?:\w+ )?(?:confirms?|reviews?|decides?|checks?|sees|signs?|approves?|reads|looks)\b",
        r"\b(?:names?|addresses|identit\w+|selfies|faces|audio|transcripts?|ids?|emails?|phone numbers?|"
        r"card numbers?)\b[^.;]{0,30}"
        r"\b(?:redacted|masked|stripped|removed|hashed|deleted|gone|scrubbed|blurred|pseudonymi[sz]ed)\b",
        r"\b(?:fails? (?:closed|safe)|kill switch|raw text never|never stored|not stored|aggregated? only|"
        r"on[- ]device|opt(?:ed)?[- ]out)\b",
    ),
    rule("risk_handled", 1, rf"\b{TOPIC}\b", real=False),
)
