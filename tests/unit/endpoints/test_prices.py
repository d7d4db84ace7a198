"""What a call costs, as far as it is known, and which servers run on this machine."""

from __future__ import annotations

from lpcoach.chat.types import Usage
from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.prices import price_of

USED = Usage(100_000, 10_000)


def test_prices_are_known_unknown_or_free() -> None:
    """A known model has dollars, an unknown one says so, and this machine is free."""
    known = price_of(Endpoint.of("https://api.openai.com/v1", "gpt-4o-mini"), USED)
    assert known.dollars is not None and 0 < known.dollars < 1 and known.words.startswith("about $")
    for url, model in (("https://api.openai.com/v1", "no-such-model"), ("https://models.example/v1", "gpt-4o-mini")):
        assert price_of(Endpoint.of(url, model), USED).words == "price unknown"
    assert price_of(Endpoint.of("http://127.0.0.1:8080/v1", "m"), USED).dollars == 0.0


def test_usages_add_up() -> None:
    """Sums are estimated where any part is."""
    assert USED + Usage(1, 2, estimated=True) == Usage(100_001, 10_002, estimated=True)
