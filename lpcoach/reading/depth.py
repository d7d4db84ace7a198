"""The depth ladder: which layers a text names, and which it explains by cause or with a detail of its own case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lpcoach.content.terms import LAYERS, LayerId
from lpcoach.reading.clauses import Sentence
from lpcoach.reading.rules import NUMBER, evidence, is_list
from lpcoach.reading.types import Evidence

__all__ = ["RULES_OF_LAYERS", "find"]

RULES_OF_LAYERS: dict[LayerId, re.Pattern[str]] = {
    "product_metric": re.compile(
        r"\b(?:conversion|watch time|complain\w*|revenue|tickets?|ctr|click-?through|calls? (?:per|to|from|"
        r"about)|churn|retention|orders?|refunds?|"
        r"returns|add[- ]to[- ]cart|bookings?|cancell?\w*|chargebacks?|waste|spoil\w*|stock-?outs?|"
        r"late (?:deliver\w*|orders?)|deliver(?:y|ies) (?:time|late)|"
        r"customers?|users?|sellers?|members?|patients?|drivers?|nurses?|farmers?|teachers?|pupils?|students?|"
        r"appointments?|wait(?:ing)? times?|readmission\w*|"
        r"savings?|loss(?:es)?|margin|sales|satisfaction|csat|nps|escalations?|handle time|contact rate|"
        r"merchants?|shoppers?|viewers?|listeners?|callers?|"
        r"agents?|dispatchers?|claims?|downtime|outages?|yield|overtime|time to (?:hire|answer|resolve)|"
        r"accidents?|deaths?|falls)\b"
    ),
    "data": re.compile(
        r"\b(?:schema|tables?|joins?|joined|joining|lineage|labels?|labell?(?:ed|ing|er|ers)|annotat\w+|logs?|"
        r"logged|events?|records?|rows?|columns?|fields?|"
        r"nulls?|missing values?|duplicates?|dedup\w*|timestamps?|timezones?|utc|backfill\w*|upstream|warehouse|"
        r"freshness|stale|leak(?:age|ed|s)?|"
        r"data quality|dataset|sampl(?:e|ed|es|ing)|collected|collection|etl|partition\w*|ids?|keys?|"
        r"source system|feed|sensors?|snapshots?|imputed?|"
        r"train(?:ing)? data|history|ground truth|inter-annotator|kappa between|metadata|unlabell?ed|corpus|"
        r"transcripts?)\b"
    ),
    "features": re.compile(
        r"\b(?:features?|embeddings?|encod(?:ed|er|ing|ings)|feature store|prompts?|context window|retriev\w+|"
        r"chunk\w*|token(?:s|iz\w*|is\w*)?|skew|"
        r"one-hot|bucket(?:s|ed|ing)?|aggregat\w+|window(?:s|ed)?|lag(?:s|ged)?|normali[sz]\w+|padding|padded|"
        r"resiz\w+|crop\w*|tiling|rolling (?:mean|average|window)|"
        r"signals?|inputs? (?:to|of)|input|n-grams?|tf-?idf|vector(?:s|ized)?|counts? (?:of|per)|ratio|"
        r"resolution|preprocess\w*|median polish|null(?:s)? to|default(?:ed)? to)\b"
    ),
    "training_eval": re.compile(
        r"\b(?:train(?:ed|ing|s)?|retrain\w*|fine-?tun\w+|loss|objective|split|validation|test set|held[- ]out|"
        r"hold-?out|cross-validat\w*|baseline|auc|f1|ndcg|"
        r"precision|recall|rmse|mape|mae|wer|map|kappa|accuracy|false (?:positives?|negatives?|alarms?)|ablation|"
        r"a/b|ab test|experiment|power|interval|ci|"
        r"backtest\w*|replay\w*|golden set|human eval\w*|rubric|judge|offline|control (?:group|arm)|"
        r"randomi[sz]\w+|switchback|calibrat\w+|threshold|"
        r"counterfactual|significan\w+|trial|pilot|evaluat\w+|error|pinball|lightgbm|xgboost|gradient boost\w*|"
        r"logistic|transformer|epochs?|hyperparam\w*|reweight\w*)\b"
    ),
    "deployment": re.compile(
        r"\b(?:serv(?:e|ed|es|ing)|service|endpoint|latency|p99|p95|p50|gpus?|cpus?|a100s?|a10gs?|t4s?|h100s?|"
        r"jetson|batch(?:es|ed|ing)?|online|real-?time|quanti[sz]\w+|"
        r"int8|fp16|cach(?:e|ed|es|ing)|canary|shadow|roll(?:ed)?[- ]?back|rollback|flags?|feature flag|fallback|"
        r"falls? back|fell back|fall back|kubernetes|k8s|lambda|"
        r"sagemaker|docker|container\w*|deploy\w*|replicas?|autoscal\w*|cold start|queue\w*|throughput|qps|"
        r"per (?:call|request|query|1k|thousand)|"
        r"webhook|cron|airflow|spark|nightly|on-device|edge|memory|timeout\w*|retries|circuit breaker|traffic|"
        r"rollout|rolled out|hnsw|index|production|fastapi|api)\b"
    ),
    "monitoring": re.compile(
        r"\b(?:alarms?|alerts?|alerted|alerting|dashboards?|drift\w*|on-?call|pag(?:ed|er|es me|es us|es the|"
        r"e the)|slos?|slas?|incidents?|post-?mortem|monitor\w*|watch(?:ed|es|ing)?|"
        r"null-rate|psi|canar(?:y|ies)|weekly (?:sample|review|check)|daily (?:check|report)|health check|"
        r"observability|anomal\w+|runbook|pages?|rota|heartbeat|"
        r"sampled? (?:weekly|daily|each|every)|re-?checked|audit(?:ed|s)?)\b"
    ),
}
_CAUSE = re.compile(
    r"\b(?:because|since|so that|so the|so it|so we|so i|which (?:meant|made|is why|was why|then|caused|pushed|"
    r"led)|that(?:'s| is| was) why|caused?|led to|due to|as (?:a result|it|the)|"
    r"therefore|turned out|it came from|came from|the reason|root cause|explained|hence|meaning|means that|whose|"
    r"as soon as|until|otherwise|by (?:\w+ing)|when the)\b"
)
_DIGIT = re.compile(NUMBER)
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\b\d[\d.,]*\s?k?\s(?:euros?|dollars?|pounds?|francs?)\b")
_TECHNICAL: frozenset[LayerId] = frozenset(("features", "training_eval", "deployment"))


def find(sentence: Sentence, changed: Evidence | None = None) -> Iterator[Evidence]:
    """A layer item for each layer that the sentence touches, 2 where cause or detail stands with it; and causes.

    ``changed`` is the sentence's own change of a figure: where no technical term stands beside it, it is an outcome.
    """
    listed = is_list(sentence.low)
    cause = None if listed else _CAUSE.search(sentence.low)
    touched: list[LayerId] = []
    for layer in LAYERS:
        matches = list(RULES_OF_LAYERS[layer].finditer(sentence.low))
        if not matches:
            continue
        touched.append(layer)
        details = (cause is not None) + bool(_DIGIT.search(sentence.low)) + (len({m.group() for m in matches}) > 1)
        explained = not listed and sentence.count >= 6 and details >= 2
        yield evidence(sentence, layer, 2 if explained else 1, matches[0].start(), matches[0].end(), layer)
    if cause and touched:
        yield evidence(sentence, "cause", 2, cause.start(), cause.end())
    money = _MONEY.search(sentence.low)
    if changed and not _TECHNICAL & set(touched):
        yield Evidence("product_metric", changed.quote, 2, "product_metric")
    elif money and "product_metric" not in touched:
        yield evidence(sentence, "product_metric", 1, money.start(), money.end(), "product_metric")
