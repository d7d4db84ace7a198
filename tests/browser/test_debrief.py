"""The debrief in a browser: votes, the retold answer, files out and back in, and the packet on a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, ViewportSize, expect

from lpcoach.report.packet import packet_html
from lpcoach.report.paper import debrief_html
from lpcoach.store import Store
from tests.browser.servers import Server, running
from tests.browser.test_pages import WIDER, violations
from tests.browser.walk import PATIENCE
from tests.browser.watched import Watch
from tests.fakes.loops import pack, simulated, told, write

PHONE: ViewportSize = {"width": 375, "height": 700}
WIDE: ViewportSize = {"width": 1280, "height": 800}
EVIL = "<script>document.title='evil'</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) I cut it by 4%."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a workbook with one finished loop, in which two statements do not match."""
    home = tmp_path_factory.mktemp("debrief") / "home"
    home.mkdir()
    write(Store.open(home), simulated("contradiction"))
    with running("app", home) as running_server:
        yield running_server


@pytest.fixture(scope="module")
def page(server: Server, chromium: Browser) -> Iterator[Page]:
    """Open its debrief once for all tests; each leaves it as wide, as light and with as many numbers as it was."""
    seen = Watch()
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    opened = seen.over(context.new_page())
    opened.goto(server.page("06_debrief.ipynb"))
    opened.get_by_role("heading", name="One next action").wait_for(timeout=PATIENCE)
    yield opened
    opened.goto("about:blank")
    context.close()
    assert (seen.outside, seen.errors) == ([], [])


def fetched(page: Page, button: str) -> Download:
    """Press a button and take the file that it hands over."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return waiting.value


def test_four_votes_with_what_moved_them(page: Page) -> None:
    """Each rater's first and last vote can be read, and what it wrote is one click away."""
    expect(page.get_by_role("heading", level=1)).to_have_text("All four: not inclined. No offer on this evidence.")
    row = page.get_by_role("row", name="Senior engineer")
    expect(row.get_by_role("img", name="Inclined, first vote")).to_be_visible()
    expect(row.get_by_role("img", name="Not inclined, after reading")).to_be_visible()
    page.get_by_text("Senior engineer: not inclined").click()
    expect(page.get_by_text("on a quote that it had not used").nth(1)).to_be_visible()
    expect(page.get_by_text("settled openly")).to_be_visible()


def first_fact(page: Page) -> Locator:
    """The first fact that story 1 lacks, whichever the reader asks for."""
    form = page.locator("form").filter(has=page.get_by_role("button", name="Retell story 1"))
    return form.get_by_role("textbox").first


def test_a_fact_that_is_typed_is_kept_and_told(page: Page) -> None:
    """The gap is there until the fact is; after a reload the field still has it."""
    page.get_by_role("button", name="Retell story 1").click()
    expect(page.get_by_text(re.compile(r"\[your (?:fact|number)\]")).first).to_be_visible()
    expect(page.get_by_text("Tell only the one that holds.")).to_be_visible()
    first_fact(page).fill("The declines log of the risk team")
    page.get_by_role("button", name="Retell story 1").click()
    expect(page.locator("ins")).to_have_text("The declines log of the risk team")
    page.reload()
    expect(first_fact(page)).to_have_value("The declines log of the risk team", timeout=PATIENCE)


def test_the_debrief_has_no_violation_and_fits_a_phone(page: Page) -> None:
    """With every part opened, in both themes and at 375 px."""
    page.get_by_role("button", name="Retell story 1").click()
    page.get_by_role("heading", name="Story 1, retold").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    schemes: list[tuple[ViewportSize, Literal["dark", "light"]]] = [(PHONE, "dark"), (WIDE, "light")]
    for size, scheme in schemes:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
        assert page.evaluate(WIDER) <= 0


def test_words_take_the_place_of_numbers(page: Page) -> None:
    """With Hide scores no level is a digit: not in the charts, not in the exported document."""
    page.get_by_role("checkbox", name="Hide scores").check()
    level = re.compile(r"\b[0-5] (?:absent|thin|partial|solid|above|not reached|named|explained|held)")
    for chart in ("g-criteria", "g-layers"):
        expect(page.locator(f"[aria-labelledby={chart}]")).not_to_contain_text(level)
    text = Path(str(fetched(page, "Export as HTML").path())).read_text("utf-8")
    assert not re.search(r">\s*[1-5] (?:absent|thin|partial|solid|above)", text)
    page.get_by_role("checkbox", name="Hide scores").uncheck()
    page.wait_for_timeout(500)


def test_a_packet_goes_out_and_ratings_come_back(page: Page, chromium: Browser, watch: Watch, tmp_path: Path) -> None:
    """A friend rates on a phone without a network; the small file shows where to talk."""
    packet = tmp_path / "packet.html"
    fetched(page, "Make a rating packet").save_as(packet)
    context = chromium.new_context(viewport=PHONE, offline=True)
    phone = watch.over(context.new_page())
    phone.goto(packet.as_uri())
    expect(phone.get_by_role("heading", level=1)).to_have_text("Answers to rate")
    assert violations(phone) == []
    assert phone.evaluate(WIDER) <= 0
    for part, level in (("Evidence", "2 thin"), ("Depth", "3 partial"), ("Overall", "1 absent")):
        phone.get_by_role("group", name=f"Story 2: {part}").get_by_role("radio", name=level).check()
    phone.get_by_label("Your name, if you like").fill("Robin <b>")
    back = tmp_path / "back.json"
    fetched(phone, "Download the file").save_as(back)
    expect(phone.get_by_role("status")).to_contain_text("Left open: story 1")
    context.close()
    assert json.loads(back.read_text("utf-8"))["stories"][1]["evidence"] == 2
    page.get_by_label("Ratings that came back").set_input_files(back)
    expect(page.get_by_role("heading", name="Robin <b>")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Story 2, Overall: absent from your friend, above the bar from the rater.")).to_be_visible()


def test_a_file_of_another_kind_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    """The page says what is wrong and goes on."""
    other = tmp_path / "poem.json"
    other.write_text("a poem", "utf-8")
    page.get_by_label("Ratings that came back").set_input_files(other)
    expect(page.get_by_text("The file is not JSON.")).to_be_visible(timeout=PATIENCE)


def pages(page: Page) -> int:
    """How many sheets of paper the page prints on."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))


MORE = [pytest.param(kind, marks=pytest.mark.prove) for kind in ("strong", "contradiction", "weak", "unscored")]


@pytest.mark.parametrize("kind", ["mixed", "one_story", *MORE])
def test_the_document_prints_the_debrief_on_two_pages(
    chromium: Browser, watch: Watch, tmp_path: Path, kind: str
) -> None:
    """As it is exported; the texts follow on paper where they are unfolded. It asks for nothing but itself."""
    rated = simulated(kind)
    path = tmp_path / "debrief.html"
    path.write_text(debrief_html([(rated.session, rated)], pack()), "utf-8")
    page = watch.over(chromium.new_page(viewport=PHONE))
    page.goto(path.as_uri())
    assert page.evaluate(WIDER) <= 0
    assert watch.requests == [path.as_uri()]
    assert pages(page) <= 2
    unfolded = page.locator("details.appendix").evaluate("(each) => (each.open = true)")
    assert unfolded and (pages(page) > 2 or kind in ("one_story", "unscored"))
    assert violations(page) == []
    page.close()


def test_hostile_text_stays_text_in_every_document(chromium: Browser, watch: Watch, tmp_path: Path) -> None:
    """Neither document nor packet runs or shows markup of what was typed, and the packet gives no score away."""
    rated = told([(EVIL, f"{EVIL} I measured it for two weeks against a control.")], plan="one_story")
    for name, text in (
        ("debrief", debrief_html([(rated.session, rated)], pack())),
        ("packet", packet_html(rated.session, pack())),
    ):
        path = tmp_path / f"{name}.html"
        path.write_text(text, "utf-8")
        page = watch.over(chromium.new_page())
        page.goto(path.as_uri())
        page.locator("details").evaluate_all("(all) => all.forEach((each) => (each.open = true))")
        assert page.title() != "evil"
        assert page.locator("img, main script").count() == 0
        expect(page.get_by_text("<script>document.title='evil'</script>").first).to_be_visible()
        page.close()
    assert watch.errors == []
    assert not any(quote in packet_html(rated.session, pack()) for quote in ("Seen", "Missing", "may well be"))
