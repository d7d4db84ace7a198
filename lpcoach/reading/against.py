"""What counts against a story: team-only credit, claims without support, novelty first, unsafe choices, nothing left."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    rule(
        "unsupported",
        2,
        r"\b(?:significant(?:ly)?|dramatic(?:ally)?|huge(?:ly)?|massive(?:ly)?|great(?:ly)?|tremendous(?:ly)?|substantial(?:ly)?|drastically|vastly|considerabl[ey])\b[^.;\d]{0,50}\b(?:improv\w+|increas\w+|reduc\w+|impact|success|better|results?|gains?|savings?|value|boost\w*|difference)\b[^\d]*$",
        r"\b(?:improv\w+|increas\w+|reduc\w+)\b[^.;\d]{0,40}\b(?:significantly|dramatically|a lot|greatly|substantially|massively)\b[^\d]*$",
        r"\b(?:very happy|really happy|great feedback|good feedback|positive feedback|everyone (?:loved|was happy|was impressed|said|knows|knew)|big success|huge success|great success|was impressed|were impressed|won an award|innovation award|world-?class|state-of-the-art|cutting-?edge|best-in-class|game-?chang\w+|seamless\w*|robust and scalable|synerg\w+|holistic\w*|end-to-end ownership|data-driven culture|customer obsess\w+|best practices|speaks for itself|hard to put a number|to the next level)\b",
        real=False,
    ),
    rule(
        "novelty_first",
        2,
        r"\b(?:nobody (?:had|has) (?:published|done|tried)|first (?:in the world|company|to (?:use|apply|deploy))|state of the art|state-of-the-art|sota|novel(?:ty)?|cutting-?edge|newest|latest|most advanced|most modern|brand[- ]new architecture|paper (?:under review|accepted|at)|neurips|icml|publish(?:ed|ing)? (?:a|the|our) paper|patent\w*|beautiful model|boring|elegant(?:ly)?|moat|excit\w+ (?:architecture|model|technology)|bleeding edge|arxiv)\b",
        real=False,
    ),
    rule(
        "unsafe_choice",
        2,
        r"\b(?:skipped|skip|bypass\w*|went around|ignored|turned off|switched off|disabled|removed|without (?:asking|telling|waiting|approval|a review|legal|consent|the review)|didn't (?:ask|involve|tell|wait)|no need (?:to|for))\b[^.;]{0,50}\b(?:legal|privacy|security|compliance|review|consent|approval|safety|filter|guardrail|audit|dpo|check|checks|moderation|permission|regulator|policy|pii|filters)\b",
        r"\b(?:legal|privacy|security|compliance|consent|gdpr|dpo|review board|ethics|fairness|bias)\b[^.;]{0,50}\b(?:slow(?:s|ed)? (?:us|me|things|down|everything)|would (?:have )?(?:taken|slowed|delayed|asked|only)|bureaucra\w+|paperwork|overkill|later|after (?:the )?launch|afterwards|wasn't (?:a|my|our)|not (?:a|my|our) (?:problem|concern|job|issue|priority)|theoretical|anyway|never (?:asked|found out|noticed)|box-?ticking|exagger\w+)\b",
        r"\b(?:ask(?:ed|ing)? (?:for )?forgiveness|forgiveness (?:than|rather)|better to ask forgiveness|nobody (?:complained|noticed|asked|found out)|we can always|fix it later|copied? (?:the )?(?:production|customer|real|raw|patient) data|full customer data|(?:on|to) my (?:own )?(?:laptop|personal|private)|shared (?:the )?password|public (?:api|chatbot|chatgpt)|whole (?:customer )?(?:database|table)|the model (?:is|was) (?:objective|neutral)|math (?:is|can't be|cannot be) (?:neutral|biased)|data is (?:data|objective|neutral)|numbers (?:don't|do not) (?:lie|discriminate))\b",
        real=False,
    ),
    rule(
        "nothing_left",
        2,
        r"\b(?:nothing (?:changed|much to do|i could|else)|not (?:so |that )?much (?:to do|i could) (?:differently|about)|wasn't (?:really )?(?:a technical|my|our) (?:failure|fault|problem|mistake)|was not (?:really )?(?:a technical|my|our) (?:failure|fault|problem|mistake)|not my (?:fault|job|problem|responsibility)|i (?:delivered|did) (?:what|my part)|moved (?:on|to another (?:team|project))|i left the (?:company|team)|changed the job|no (?:alerts?|alarms?|monitoring)|haven't (?:looked|checked)|did not follow up|didn't follow up|no follow-?up|these things happen|bad luck|just (?:bad )?luck)\b",
        real=False,
    ),
)
