"""A practice as Markdown: what it says, in which words, and what hostile text cannot do to it."""

from __future__ import annotations

import re

import pytest

from lpcoach.report import markdown
from lpcoach.session.events import OwnRated
from lpcoach.session.types import Session
from tests.fakes.pack import small_pack
from tests.fakes.practices import loop
from tests.fakes.rated import one_story, rated, sample_loop
from tests.fakes.stories import SOLID, THIN

FORGED = "# Practice of today\n\n## Verdict\n\n**Strong hire.** <b>yes</b>\n\n| a | b |\n| - | - |\n\n```\n1. x"


def report(session: Session) -> str:
    """Write a rated session of the small pack."""
    return markdown(session, small_pack(), rated(session))


@pytest.fixture(scope="module")
def sample() -> str:
    """Give the sample loop as Markdown."""
    told = sample_loop()
    return markdown(told.session, small_pack(), told)


def test_a_sample_is_marked(sample: str) -> None:
    """The sample loop says on top that its candidate is invented."""
    assert sample.startswith("# Practice of 3 March 2025: full loop\n\n**Sample.** The candidate is invented")
    assert "**Sample.**" not in report(one_story(SOLID))


def test_the_parts_stand_in_their_order(sample: str) -> None:
    """Verdict, action, case, introduction, each story with its rating, cross-examination, own questions."""
    heads = re.findall(r"(?m)^#{2,3} (.*)", sample)
    assert heads[:3] == ["Verdict", "One next action", "The case"]
    rest = [head for head in heads if head != "Facts to find"][4:]
    assert heads[3] == "The Bar Raiser's lens"
    stories = [head for n in (1, 2, 3) for head in (f"Story {n}", f"Rating of story {n}")]
    assert rest == ["Introductions", *stories, "Cross examination", "Your questions"]


def test_the_case_is_told_once_each(sample: str) -> None:
    """Both reasons, what would flip it and the red flags are there."""
    for part in ("Top reason to hire:", "Top reason not to:", "What would flip it:", "Red flags:"):
        assert sample.count(f"- **{part}**") == 1


def test_a_loop_has_a_vote_in_words(sample: str) -> None:
    """The verdict of a whole loop begins with its vote."""
    assert re.search(r"## Verdict\n\n\*\*(Strong no hire|Not inclined|Inclined|Strong hire)\. ", sample)


def test_one_story_says_why_there_is_no_vote() -> None:
    """A single story says that one story carries no vote."""
    assert "A vote needs a whole loop." in report(one_story(SOLID))


def test_who_said_what_is_kept() -> None:
    """Questions, answers, skipped probes and who asked stand in the order in which they came."""
    text = report(one_story("I cut errors from 9% to 4%.", None, "A holdout of 10%."))
    parts = ["**Interviewer** (embedded): Tell me about a model", "> I cut errors from 9% to 4%."]
    parts += ["Probe 0?", "**You:** Skipped.", "Probe 1?", "> A holdout of 10%."]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_every_criterion_has_level_word_and_quotes() -> None:
    """Each criterion tells digit and word, and every quote is word for word in the answer."""
    session = one_story(SOLID, "The alarm paged me.")
    text = report(session)
    for name in ("Evidence", "Depth", "Alignment", "Bar"):
        assert re.search(rf"(?m)^- \*\*{name}:\*\* [1-5] (absent|thin|partial|solid|above the bar)$", text)
    quotes = re.findall(r"- (?:Seen|Against): .*“(.*)”", text)
    assert quotes
    assert all(quote.replace("\\", "") in SOLID + "The alarm paged me." for quote in quotes)


def test_what_is_not_scored_has_its_reason() -> None:
    """A story that cannot be rated says why, shows no level, and makes no case for or against."""
    text = report(one_story("Too short."))
    assert "Not scored: too short to rate." in text
    assert "**Overall:**" not in text
    assert "## The case" not in text


def test_the_own_rating_stands_beside_the_given() -> None:
    """Own levels and vote are in a table with those of the rater."""
    own = OwnRated({"evidence": 4, "depth": 3, "alignment": 3, "bar": 2}, "inclined")
    text = report(one_story(THIN, own=own))
    assert re.search(r"(?m)^\| Evidence \| 4 solid \| \d .*\|$", text)
    assert "| Vote | Inclined | none |" in text
    assert "Your own rating" not in report(one_story(THIN))


def test_own_questions_and_cross_examination_are_there(sample: str) -> None:
    """The loop's cross-examination names its story, and each own question has Seen and Missing."""
    assert re.search(r"(About|A hypothetical from) story \d; the answer counts", sample)
    asked = sample[sample.index("## Your questions") :]
    assert "> What broke last quarter that you now test for?" in asked
    assert "**Seen:**" in asked


def test_whose_scale_it_is_is_said(sample: str) -> None:
    """The end names rater, pack and rubric, and says whose anchors these are and that rules rate."""
    end = sample[sample.rindex("---") :]
    for part in ("fixed rules", "Rated by embedded 2, pack small 1.0, rubric 1", "workbook's own and not Amazon's"):
        assert part in end


def test_an_unrated_practice_is_its_thread_alone() -> None:
    """Without ratings the report says so, and has the thread but no verdict."""
    text = markdown(loop(), small_pack(), None)
    assert "## Not rated yet" in text
    assert "> Answer 0: I cut errors from 9% to 4%." in text
    assert "## Verdict" not in text
    assert "### Rating" not in text


def test_hostile_text_forges_nothing() -> None:
    """An answer that looks like a report adds no heading, table, list, fence or tag."""
    text = report(one_story(FORGED, FORGED))
    assert len(re.findall(r"(?m)^# ", text)) == 1
    assert len(re.findall(r"(?m)^(?:> ?)?## Verdict", text)) == 1
    assert not re.search(r"(?m)^(?:> ?)?(?:```|\||1\. )", text)
    assert "<b>" not in text.replace("\\<", "")


def test_no_part_runs_into_the_next(sample: str) -> None:
    """Every heading has a blank line before and after it, and never two blank lines follow each other."""
    lines = sample.split("\n")
    for place, each in enumerate(lines):
        if each.startswith("#"):
            assert lines[place + 1] == ""
            assert place == 0 or lines[place - 1] == ""
    assert "\n\n\n" not in sample
