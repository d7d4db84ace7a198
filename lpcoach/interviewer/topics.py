"""Which templates a story can bear: a question about a rollback needs one, "that check" needs a check just named."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from lpcoach.content.models import ProbeTemplate
from lpcoach.reading.nouns import listed

__all__ = ["bears", "strangeness"]

# How a story sounds that a topic can be asked of. A topic of another pack is known by the words of its id.
_CUES: Final = {
    "postmortem": r"post-?mortem|incident review|\bcoe\b|root cause|write-?up",
    "regression": r"regress|\bbroke|went wrong|fail|outage|incident|\bbug\b|complain|mistake",
    "bias_privacy": r"privacy|gdpr|personal|consent|\bpii\b|fairness|gender|discriminat|bias(?:ed)? (?:against|and|in)",
    "rollback": r"roll(?:ed|ing)?[ -]?(?:it |them |that )?back|rollback|revert|switched (?:it )?back|previous version",
    "percentiles": r"\bp(?:50|90|95|99)\b|latency|percentile|\bms\b|milliseconds",
    "cost_per_thousand": r"\bbill\b|gpu|token|per (?:thousand|call|request|image)|cost (?:of|to) (?:serv|infer)",
    "incident_rate": r"incident|outage|\bpaged?\b|on-?call|\bbroke",
    "lineage": r"\btable|upstream|\bjoin|pipeline|\betl\b|schema|\bfeed\b|warehouse|data source|\brows?\b",
    "decision_log": r"decision (?:log|record|doc)|design doc|\badr\b|one.pager|wrote (?:it )?(?:up|down)|\bmemo\b",
    "power_intervals": r"a/b|experiment|interval|\bci\b|significan|holdout|control group|\bsplit\b|±",
    "guardrails": r"guardrail|a/b|experiment|trade-?off|conversion|complain|holdout",
    "skew": r"\bskew|training[ -]serving|parity|features? (?:was|were|had|at)|computed",
    "offline_online": r"offline|\bauc\b|a/b|shadow|live (?:test|metric)|\bonline\b",
    "alarm_ownership": r"alarm|alert|\bpaged?\b|on-?call|monitor|dashboard|launch|deploy|production|\blive\b",
}
_DEMONSTRATIVE: Final = re.compile(r"\b(?:that|those|these) (?:same )?([a-z]{4,})(?: ([a-z]{4,}))?", re.IGNORECASE)
_NO_NOUN: Final = listed(
    "point moment time day days case story kind there could would should still been what when where with have does "
    "that were will takes work have given person change have made mattered happened went stand from move over reach "
    "really look well turn touch rests than people group year month week"
)
# Words that only make sense where the story has the thing.
_ONLY_IF_TOLD: Final = re.compile(
    r"\b(model\b|prediction|lookup|hardware|topology|launch|peak\b|broke\b|morning|alarm|grading|calls\b|label|annotat|grader|graded|cach|join\b|batch|random|seed\b|canary|shadow|drift|regulator|attack|cheat|game\b|poison|delet|"
    r"identif|personal|group|bill\b|accelerat|vendor|prompt|embedding|threshold|rollback|postmortem|feed\b|stream|gpu|"
    r"loss\b|slice|arms\b|training run|decision log)",
    re.IGNORECASE,
)


def bears(template: ProbeTemplate, themes: Collection[str], told: str, last: str) -> bool:
    """Whether the template can be asked of a story: ``told`` is all of it, ``last`` the exchange just before."""
    if template.topics and not any(topic in themes or _told_of(topic, told) for topic in template.topics):
        return False
    if template.step == 1:
        return True
    back = [noun for match in _DEMONSTRATIVE.finditer(template.text) for noun in match.groups() if noun]
    return all(noun[:5].lower() in last for noun in back if noun.lower() not in _NO_NOUN)


def strangeness(template: ProbeTemplate, told: str) -> int:
    """How many things the template speaks of that the story does not."""
    return sum(match.group(1).lower() not in told for match in _ONLY_IF_TOLD.finditer(template.text))


def _told_of(topic: str, told: str) -> bool:
    cue = _CUES.get(topic) or "|".join(re.escape(word[:6]) for word in topic.split("_"))
    return re.search(cue, told, re.IGNORECASE) is not None
