"""The HTML document: what it says, that it asks for nothing, and that text stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.report.packet import packet_html
from lpcoach.report.paper import debrief_html
from lpcoach.session.rated import Rated
from tests.fakes.loops import pack, simulated, told


def document(rated: Rated, *, numbers: bool = True) -> str:
    """One practice as a document."""
    return debrief_html([(rated.session, rated)], pack(), numbers=numbers)


class Tags(HTMLParser):
    """Collects tags and what could make a request."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.asks: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.asks += [name for name, _ in attrs if name in {"src", "href", "action", "srcset", "style", "onclick"}]


def test_the_documents_ask_for_nothing() -> None:
    """No address in any attribute or stylesheet, and a policy that forbids all requests."""
    for text in (document(simulated("mixed")), packet_html(simulated("mixed").session, pack())):
        assert Tags(text).asks == []
        assert not re.search(r"url\(|@import|https?://", text.replace("http-equiv", ""))
        assert "default-src 'none'" in text


def test_votes_case_lens_and_texts_are_there() -> None:
    """What the page says stands in the document, and what was typed behind it."""
    text = document(simulated("mixed"))
    for part in (
        "Hiring manager",
        "Top reason to hire",
        "What would flip it",
        "The Bar Raiser’s lens",
        "Criteria by story",
    ):
        assert part in text
    assert text.index("Criteria by story") < text.index('class="appendix"') < text.index("What each rater wrote")


def test_an_unrated_practice_gives_nothing_away() -> None:
    """Before the own rating there is the text and no vote."""
    text = debrief_html([(simulated("mixed").session, None)], pack())
    assert "Not rated yet" in text
    assert "offer on this evidence" not in text


ODD = st.text(alphabet="<>&'\"{}%/=#a \\`!-", min_size=1, max_size=40)


@settings(max_examples=8)
@given(ODD)
def test_whatever_is_typed_adds_no_tag(odd: str) -> None:
    """The same tags stand there whatever stands in the answer."""
    plain, hostile = (
        told([("Why?", f"I cut it from 9% to 4% in two weeks against a control group. a{text}a")], plan="one_story")
        for text in ("x", odd)
    )
    kinds = [set(Tags(packet_html(each.session, pack())).tags) for each in (plain, hostile)]
    assert kinds[0] == kinds[1]
    assert set(Tags(document(hostile)).tags) <= set(Tags(document(plain)).tags) | {"ol", "ul", "li", "span", "p", "b"}
