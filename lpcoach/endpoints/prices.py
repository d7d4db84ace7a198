"""What a call costs, as far as it is known. The list of prices travels with its library; nothing is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from lpcoach.chat.types import Usage
from lpcoach.endpoints.address import Endpoint

__all__ = ["Price", "price_of"]


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars, or None where the price is not known; ``words`` says it."""

    dollars: float | None
    words: str


def price_of(endpoint: Endpoint, usage: Usage) -> Price:
    """The price of this usage at this endpoint. Takes up to a second at its first call: run it in a thread."""
    if endpoint.loopback:
        return Price(0.0, "free, on this machine")
    from genai_prices import Usage as Counted  # noqa: PLC0415 - loads the list of prices
    from genai_prices import calc_price  # noqa: PLC0415

    counted = Counted(input_tokens=usage.sent, output_tokens=usage.received)
    try:
        found = calc_price(counted, endpoint.model, provider_api_url=endpoint.base_url)
    except LookupError:
        return Price(None, "price unknown")
    dollars = float(found.total_price)
    return Price(dollars, f"about ${dollars:.4f}" if dollars < 1 else f"about ${dollars:.2f}")
