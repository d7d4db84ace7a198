"""What counts against a story: team-only credit, claims without support, novelty first, unsafe choices, nothing left."""

from __future__ import annotations

from lpcoach.reading.rules import Rule, rule

__all__ = ["RULES"]

_BETTER = r"(?:improv\w+|increas\w+|reduc\w+|faster|better|impact\w*|success\w*|results?|gains?|savings?|value|boost\w*|difference|grew|growth|accura\w+|efficien\w+)"
_GREATLY = (
    r"(?:significant(?:ly)?|dramatic(?:ally)?|huge(?:ly)?|massive(?:ly)?|great(?:ly)?|tremendous(?:ly)?|substantial(?:ly)?|drastically|"
    r"vastly|considerabl[ey]|a lot|noticeabl[ey]|measurabl[ey]|clear(?:ly)?|much|strong(?:ly)?|real)"
)

RULES: tuple[Rule, ...] = (
    rule(
        "unsupported",
        2,
        rf"^(?!.*\d).*\b{_BETTER}\b[^.;]{{0,50}}\b{_GREATLY}\b|^(?!.*\d).*\b{_GREATLY}\b[^.;]{{0,50}}\b{_BETTER}\b",
        r"^(?!.*\d).*\b(?:very|really|quite|so|extremely|all) (?:happy|satisfied|pleased|impressed|successful|positive|grateful|excited|good|appreciat\w+)\b",
        r"\b(?:(?:great|good|positive|excellent|amazing) feedback|everyone (?:\w+ )?(?:loved|was|said|knows|knew|agreed)|(?:a|big|huge|great|real|clear) success|(?:was|were) (?:delighted|impressed|thrilled|satisfied|recogni[sz]ed)|won an? (?:\w+ )?award|(?:innovation|team|quarterly) award|speaks? for (?:itself|themselves)|hard to (?:put|quantify|measure)|no exact number|trusted advis\w+|couldn't have asked|appreciation|all-hands|happy customers?)\b",
        r"\b(?:world-?class|best-in-class|game-?chang\w+|seamless\w*|scalable and|robust and|synerg\w+|holistic\w*|end-to-end (?:ownership|mlops)|data-driven (?:culture|decision\w*)|customer obsess\w+|customer-?centric\w*|best practices|next level|cutting-?edge|state-of-the-art|next-gen|future-?proof\w*|plug and play|single source of truth|paradigm|strategic (?:asset|vision|partner)|thought leader\w*|360 degree|vendor-agnostic|gold standard|north star|value(?:-| )add\w*|transformati\w+|empower\w*|unlock\w*|leverag(?:ed?|ing)|championed|spearheaded|orchestrat\w+|holistic|ecosystem)\b",
        r"\b(?:high(?:est)? (?:bar|standards)|pain points|key (?:stakeholders?|is|to success)|alignment|collaborat\w+|communicat\w+ (?:is|was|openly|clearly)|stakeholder (?:management|alignment)|cross-functional\w*|buy-in|open communication|common (?:goal|vision|understanding)|shared (?:vision|understanding|goal)|long-term vision|built trust|build trust|active listening|listened to (?:all|both|everyone)|growth mindset|team ?work|passion\w*|proud of|comfort zone|going above|above and beyond|mindset|journey)\b",
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
        "team_only",
        2,
        r"\b(?:we|as a team|the team) (?:also |then |all |have |had |always |decided to |were |are )?(?:aligned|discussed|worked|decided|agreed|felt|believed?|managed|held|built|used|followed|made|put|improved|reduced|deliver\w*|launched|implemented|developed|created|defined|introduced|gathered|prioriti[sz]ed|overcame|learned|committed|explained|listened|set up|moved|looked|tried|saw|went|did|started|found|ran|trained|changed|fixed|added|stopped|rolled|took|prepared|formed|brought|building|running|working|trying)\b",
        r"\b(?:it was decided|was decided|management decided|the decision was made|was considered acceptable|everybody's contribution)\b",
        real=False,
    ),
    rule(
        "nothing_left",
        2,
        r"\b(?:nothing (?:changed|much to do|i could|else)|not (?:so |that )?much (?:to do|i could) (?:differently|about)|wasn't (?:really )?(?:a technical|my|our) (?:failure|fault|problem|mistake)|was not (?:really )?(?:a technical|my|our) (?:failure|fault|problem|mistake)|not my (?:fault|job|problem|responsibility)|i (?:delivered|did) (?:what|my part)|moved (?:on|to another (?:team|project))|i left the (?:company|team)|changed the job|no (?:alerts?|alarms?|monitoring)|haven't (?:looked|checked)|did not follow up|didn't follow up|no follow-?up|these things happen|bad luck|just (?:bad )?luck)\b",
        real=False,
    ),
)
