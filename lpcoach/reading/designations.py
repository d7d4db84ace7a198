"""Numbers that count and measure nothing: names, addresses, versions, codes, and digits that are part of other text."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["names"]

_THING: Final = re.compile(
    r"\b(?:plant|line|version|v|top|model|phase|step|level|tier|room|gate|stage|day|week|month|year|type|class|layer|"
    r"story|region|site|unit|group|round|no|number|article|section|page|item|option|part|http|https|port|pr|bug|"
    r"ticket|incident|sprint|chapter|appendix|epoch|seed|fold|building|zone|footnote|node|pod|shard|server)\s*$",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"\b(?:error|errors|status|code|exit|response|returned|http/\d(?:\.\d)?)\s*$", re.IGNORECASE)
_CODES: Final = re.compile(r"[1-5]\d\d(?!\d|[.,]\d|%)(?! ?(?:ms|s|m?sec\w*|min\w*|days?|hours?|percent|points)\b)")
_PRODUCT: Final = re.compile(
    r"\b(?:python|java|node|ruby|rails|ubuntu|debian|windows|ios|android|postgres(?:ql)?|mysql|redis|cuda|cudnn|"
    r"pytorch|torch|tensorflow|keras|numpy|pandas|spark|kafka|airflow|kubernetes|elasticsearch|llama|gpt|gemini|claude|"
    r"mistral|qwen|gemma|bert|resnet|efficientnet|mobilenet|yolo|vgg)[ -]$",
    re.IGNORECASE,
)
_SET: Final = re.compile(r"\b\w*_\w* (?:= ?)?$|\b[a-z]{1,2} ?= ?$", re.IGNORECASE)  # "user_id 17", "k = 5"
_MANY: Final = re.compile(r" [a-z]+s\b")  # "Kafka 3 brokers" counts
_LEFT: Final = re.compile(r"[\w:/.,=?&@#+~<>≈≥≤()\[\]{}-]*$")  # what hangs on a number without a space
_RIGHT: Final = re.compile(r"[\w:/.,=?&@#+~<>()\[\]{}-]*")
_RATE: Final = re.compile(r"^/[a-z]+")  # "130/day"
_AROUND: Final = re.compile(r"^[~<>≈≥≤]=?")  # "~300"
_ARROW: Final = re.compile(r"[-=]>")
_NEAR: Final = 40  # characters that are looked at


def names(text: str, start: int, end: int) -> bool:
    """Whether the number at ``start``..``end`` only names something, or is part of an address, a version or code."""
    said, left = text[start:end], text[max(0, start - _NEAR) : start]
    if _THING.search(left) or not said[:1].isdigit():
        return _THING.search(left) is not None
    if (
        left.endswith("-")
        or (_SET.search(left) and "." not in said)
        or (_CODE.search(left) and _CODES.match(text, start))
    ):
        return True
    if _PRODUCT.search(left) and not _MANY.match(text, end):
        return True
    hanging = _LEFT.search(left)
    before = _ARROW.split(hanging.group() if hanging else "")[-1]
    after = _RIGHT.match(text, end, end + _NEAR)
    behind = _RATE.sub("", _ARROW.split(after.group() if after else "")[0])
    whole = _AROUND.sub("", f"{before}{said}{behind}".strip("(.,:?)"))
    return whole.strip("+-") != said.strip("+-")
