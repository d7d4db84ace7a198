"""Which layers a story has by its own nouns: of a list of rules in a post room nobody asks on what hardware it runs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lpcoach.content.terms import LAYERS, LayerId
from lpcoach.reading.clauses import flat
from lpcoach.reading.depth import RULES_OF_LAYERS
from lpcoach.reading.types import Thread

__all__ = ["layers_of"]

_LEARNS: Final = re.compile(
    r"\b(?:models?|classif\w+|categori[sz]er|rank(?:er|ers|ing)|rerank\w*|recommend(?:er|ers|ations?)|predict\w*|"
    r"forecast\w*|detect(?:or|ors|ion)|llms?|gpt\w*|bert\w*|cnns?|neural|networks?|embedding\w*|regression|boost\w*|"
    r"random forest|chatbots?|bots?|assistants?|agents?|ml|ai|rl|algorithms?|optimi[sz]ers?|scor(?:e|es|er|ing)|"
    r"prompts?|rag|ocr|estimat(?:e|es|or|ors)|transformer|lstm|clustering|matcher|translation|speech|vision|"
    r"segmentation|machine learning|machine)\b"
)
_RUNS: Final = re.compile(
    r"\b(?:pipelines?|services?|jobs?|apps?|servers?|software|platforms?|systems?|scripts?|search|tools?|code|"
    r"database|websites?)\b"
)
_OF_WHAT_LEARNS: Final = ("features", "training_eval")
_SEVERAL: Final = 2  # terms of its own with which a layer is there, whatever the thing is called


@lru_cache(maxsize=8)
def layers_of(thread: Thread) -> frozenset[LayerId]:
    """The layers that can be asked for: what customers felt always, the others where something learns or runs."""
    told = flat(" ".join(text for _, text in thread.places()))
    learns, runs = _LEARNS.search(told) is not None, _RUNS.search(told) is not None

    def there(layer: LayerId) -> bool:
        own = len(set(RULES_OF_LAYERS[layer].findall(told)))
        if layer in _OF_WHAT_LEARNS:
            return learns or own >= _SEVERAL
        return layer == "product_metric" or learns or runs or own > 0

    return frozenset(filter(there, LAYERS))
