"""The nouns by which a phrase is known as metric, system, component or person. Closed lists: precision first."""

from __future__ import annotations

from typing import Final

from lpcoach.content.terms import Slot

__all__ = ["BARE_METRICS", "GENERIC", "HEADS", "MODIFIER_STOPS", "listed"]


def listed(words: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(words.split())


_METRICS: Final = (
    "accuracy precision recall coverage latency throughput churn retention conversion engagement freshness quality "
    "cost bill spend revenue volume error errors rate rates score drift uptime availability utilisation utilization "
    "complaints refunds returns tickets chargebacks cancellations bookings signups rejects positives negatives "
    "escalations share ratio margin budget p50 p95 p99 auc ctr mae mape rmse nrmse"
)
_SYSTEMS: Final = (
    "model models ranker classifier detector pipeline service system platform forecast forecaster recommender "
    "recommendations assistant bot chatbot agent filter scorer router app feature tool widget engine search feed "
    "prototype baseline estimator matcher moderation dispatcher copilot api"
)
_COMPONENTS: Final = (
    "index cache queue prompt threshold parser tokenizer encoder embedding embeddings retriever reranker schema "
    "table join dataset labels job cron gate dashboard alarm alert monitor rollback canary fallback feature-store "
    "cluster gpu gpus batch crop router splitter scanner endpoint database flag holdout validator rule "
    "rules heuristic"
)
_PEOPLE: Final = (
    "pm manager boss lead director vp cto cfo ceo scientist engineer analyst analysts designer owner stakeholder "
    "customer customers clinicians clinician nurse nurses doctor doctors pathologist pathologists trader traders "
    "editor editors reviewer reviewers moderators recruiter recruiters agents adjuster adjusters teacher teachers "
    "drivers driver operators operator users team colleague junior mentor partner partners counsel lawyers legal "
    "auditor sponsor supervisor"
)

HEADS: Final[dict[Slot, frozenset[str]]] = {
    "metric": listed(_METRICS),
    "system": listed(_SYSTEMS),
    "component": listed(_COMPONENTS),
    "person": listed(_PEOPLE),
}
# Metrics that stand without an article: "p99 fell", "recall went up".
BARE_METRICS: Final = listed(
    "p50 p95 p99 auc ctr mae mape rmse nrmse accuracy precision recall latency throughput churn retention conversion "
    "coverage engagement complaints refunds chargebacks cancellations clicks bookings signups drift"
)
# Heads that name nothing by themselves: "the system", "the test".
GENERIC: Final = listed(
    "model models system feature features service tool app api platform product widget check filter search baseline "
    "prototype estimate estimates prediction predictions summary summaries table tables job jobs test tests batch "
    "database rule rules flag monitor alert index join schema dataset labels queue cache gate prompt threshold"
)
# A word that cannot stand inside a noun phrase between the article and its head.
MODIFIER_STOPS: Final = listed(
    "existing remaining following resulting underlying ongoing working missing competing winning losing interesting "
    "coming using being having running boring double exact quick sanity rough "
    "same other only next last first second third whole entire own more most less least few many much such very so "
    "as is was were are be been being has have had do did does not no and or but of in on at by for from with to "
    "than then that which who what when where how why if it this these those there one two three new old big small "
    "better worse best worst bad good great nice real actual current final main key important different similar "
    "another every each some any all i we you they he she my our your their his her its the a an about after before "
    "because usual said right wrong called named per between result meantime smaller bigger larger faster cheaper "
    "newer older slower higher lower cut made got went kept ran put found saw fell rose took gave left let just even "
    "also still thing problem"
)
