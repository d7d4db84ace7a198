"""What counts against a story: team-only credit, bare claims, novelty first, unsafe choices, nothing left."""

from __future__ import annotations

from lpcoach.reading.clauses import sentences
from lpcoach.reading.rules import Rule, rule, scan
from lpcoach.reading.types import Evidence

__all__ = ["RULES", "unsafe_by_rule"]

_BETTER = (
    r"(?:improv\w+|increas\w+|reduc\w+|faster|better|impact\w*|success\w*|results?|gains?|savings?|value|boost\w*|"
    r"difference|grew|growth|accura\w+|efficien\w+)"
)
_GREATLY = (
    r"(?:significant(?:ly)?|dramatic(?:ally)?|huge(?:ly)?|massive(?:ly)?|great(?:ly)?|tremendous(?:ly)?|"
    r"substantial(?:ly)?|drastically|"
    r"vastly|considerabl[ey]|a lot|noticeabl[ey]|measurabl[ey]|clear(?:ly)?|much|strong(?:ly)?|real)"
)

RULES: tuple[Rule, ...] = (
    rule(
        "unsupported",
        2,
        rf"^(?!.*\d).*\b{_BETTER}\b[^.;]{{0,50}}\b{_GREATLY}\b|^(?!.*\d).*\b{_GREATLY}\b[^.;]{{0,50}}\b{_BETTER}\b",
        r"^(?!.*\d).*\b(?:very|really|quite|so|extremely|all) (?:happy|satisfied|pleased|impressed|successful|"
        r"positive|grateful|excited|good|appreciat\w+)\b",
        r"\b(?:(?:great|good|positive|excellent|amazing) feedback|everyone (?:\w+ )?(?:loved|was|said|knows|knew|"
        r"agreed)|(?:a|big|huge|great|real|clear) success|(?:was|were) (?:delighted|impressed|thrilled|satisfied|"
        r"recogni[sz]ed)|won an? (?:\w+ )?award|(?:innovation|team|quarterly) award|speaks? for (?:itself|"
        r"themselves)|hard to (?:put|quantify|measure)|no exact number|trusted advis\w+|couldn't have asked|"
        r"appreciation|all-hands|happy customers?)\b",
        r"\b(?:world-?class|best-in-class|game-?chang\w+|seamless\w*|scalable and|robust and|synerg\w+|"
        r"holistic\w*|end-to-end (?:ownership|mlops)|data-driven (?:culture|decision\w*)|customer obsess\w+|"
        r"customer-?centric\w*|best practices|next level|cutting-?edge|state-of-the-art|next-gen|"
        r"future-?proof\w*|plug and play|single source of truth|paradigm|strategic (?:asset|vision|partner)|"
        r"thought leader\w*|360 degree|vendor-agnostic|gold standard|north star|value(?:-| )add\w*|"
        r"transformati\w+|empower\w*|unlock\w*|leverag(?:ed?|ing)|championed|spearheaded|orchestrat\w+|holistic|"
        r"ecosystem)\b",
        r"\b(?:high(?:est)? (?:bar|standards)|pain points|key (?:stakeholders?|is|to success)|alignment|"
        r"collaborat\w+|communicat\w+ (?:is|was|openly|clearly)|stakeholder (?:management|alignment)|"
        r"cross-functional\w*|buy-in|open communication|common (?:goal|vision|understanding)|shared (?:vision|"
        r"understanding|goal)|long-term vision|built trust|build trust|active listening|listened to (?:all|both|"
        r"everyone)|growth mindset|team ?work|passion\w*|proud of|comfort zone|going above|above and beyond|"
        r"mindset|journey)\b",
        real=False,
    ),
    rule(
        "novelty_first",
        2,
        r"\b(?:nobody (?:had|has) (?:published|done|tried)|first (?:in the world|company|to (?:use|apply|"
        r"deploy))|state of the art|state-of-the-art|sota|novel(?:ty)?|cutting-?edge|newest|latest|most advanced|"
        r"most modern|brand[- ]new architecture|paper (?:under review|accepted|at)|neurips|icml|publish(?:ed|"
        r"ing)? (?:a|the|our) paper|patent\w*|beautiful model|boring|elegant(?:ly)?|moat|"
        r"excit\w+ (?:architecture|model|technology)|bleeding edge|arxiv|next-gen|agentic|multi-agent|"
        r"foundation model|1990s|thing of the past|old-?fashioned|outdated|more modern|left behind|"
        r"where the field is|the curve where|the future of|game[- ]changer|workshop at|conference|graph neural|"
        r"gnns?|spatio-temporal|diffusion-based|tech(?:nical)? vision|latest (?:model|paper|version)|"
        r"newest (?:model|one))\b",
        real=False,
    ),
    rule(
        "unsafe_choice",
        2,
        r"\b(?:skipped|skip|bypass\w*|went around|ignored|turned off|switched off|disabled|removed|"
        r"without (?:asking|telling|waiting|approval|a review|legal|consent|the review)|didn't (?:ask|involve|"
        r"tell|wait)|no need (?:to|for))\b[^.;]{0,50}\b(?:legal|privacy|security|compliance|review|consent|"
        r"approval|safety|filter|guardrail|audit|dpo|check|checks|moderation|permission|regulator|policy|pii|"
        r"filters)\b",
        r"\b(?:legal|privacy|security|compliance|consent|gdpr|dpo|review board|ethics|fairness|"
        r"bias)\b[^.;]{0,50}\b(?:slow(?:s|ed)? (?:us|me|things|down|everything)|would (?:have )?(?:taken|slowed|"
        r"delayed|asked|only)|bureaucra\w+|paperwork|overkill|later|after (?:the )?launch|afterwards|wasn't (?:a|"
        r"my|our)|not (?:a|my|our) (?:problem|concern|job|issue|priority)|theoretical|anyway|never (?:asked|"
        r"found out|noticed)|box-?ticking|exagger\w+)\b",
        r"\b(?:ask(?:ed|ing)? (?:for )?forgiveness|forgiveness (?:than|rather)|better to ask forgiveness|"
        r"nobody (?:complained|noticed|asked|found out)|we can always|fix it later|"
        r"copied? (?:the )?(?:production|customer|real|raw|patient) data|full customer data|(?:on|"
        r"to) my (?:own )?(?:laptop|personal|private)|shared (?:the )?password|public (?:api|chatbot|chatgpt)|"
        r"whole (?:customer )?(?:database|table)|the model (?:is|was) (?:objective|neutral)|math (?:is|can't be|"
        r"cannot be) (?:neutral|biased)|data is (?:data|objective|neutral)|numbers (?:don't|do not) (?:lie|"
        r"discriminate))\b",
        real=False,
    ),
    rule(
        "team_only",
        2,
        r"\b(?:we|as a team|the team) (?:also |then |all |have |had |always |decided to |were |are )?(?:aligned|"
        r"discussed|worked|decided|agreed|felt|believed?|managed|held|built|used|followed|made|put|improved|"
        r"reduced|deliver\w*|launched|implemented|developed|created|defined|introduced|gathered|prioriti[sz]ed|"
        r"overcame|learned|committed|explained|listened|set up|moved|looked|tried|saw|went|did|started|found|ran|"
        r"trained|changed|fixed|added|stopped|rolled|took|prepared|formed|brought|building|running|working|"
        r"trying)\b",
        r"\b(?:it was decided|was decided|management decided|the decision was made|was considered acceptable|"
        r"everybody's contribution)\b",
        real=False,
    ),
    rule(
        "nothing_left",
        2,
        r"\b(?:nothing (?:changed|much to do|i could|else)|not (?:so |that )?much (?:to do|"
        r"i could) (?:differently|about)|wasn't (?:really )?(?:a technical|my|our) (?:failure|fault|problem|"
        r"mistake)|was not (?:really )?(?:a technical|my|our) (?:failure|fault|problem|mistake)|not my (?:fault|"
        r"job|problem|responsibility)|i (?:delivered|did) (?:what|my part)|moved (?:on|to another (?:team|"
        r"project))|i left the (?:company|team)|changed the job|no (?:alerts?|alarms?|monitoring)|"
        r"haven't (?:looked|checked)|did not follow up|didn't follow up|no follow-?up|these things happen|"
        r"bad luck|just (?:bad )?luck)\b",
        real=False,
    ),
)

_UNSAFE = tuple(each for each in RULES if each.signal == "unsafe_choice")


def unsafe_by_rule(item: Evidence) -> bool:
    """Whether a rule finds an unsafe choice in the clause too: few writers show one, words alone are not sure."""
    quote = item.quote
    return any(hint.strength > 1 for each in sentences(quote.where, quote.text) for hint in scan(each, _UNSAFE))
