"""Clashes and repeats: what cannot both hold is shown, what only looks so is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.reading.clashes import clashes, repeats
from lpcoach.reading.types import Reply, Thread
from tests.fakes.stories import PARTIAL, SOLID


def within(answer: str, reply: str) -> list[str]:
    """The types of what clashes between an answer and a reply."""
    return [clash.type for clash in clashes([Thread("q", answer, (Reply("And?", reply),))])]


@settings(max_examples=50)
@given(st.lists(st.one_of(st.text(), st.lists(st.sampled_from(SOLID.split())).map(" ".join)), max_size=3))
def test_every_quote_is_its_span(answers: list[str]) -> None:
    """No text raises, and both quotes stand in their stories as they are shown."""
    for clash in clashes([Thread("q", answer) for answer in answers]):
        for story, quote in ((clash.story_a, clash.a), (clash.story_b, clash.b)):
            assert answers[story][quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("answer", "reply", "kind"),
    [
        ("We were a squad of six on the ranker.", "Me and a tester, the two of us, that was all.", "team_size"),
        ("The pilot ran for six weeks with one clinic.", "The pilot went on for half a year.", "duration"),
        ("I took over the scorer with a P99 of 640 ms.", "At the hand over we had a P99 of 310 ms.", "number"),
        ("I led the work on the ranker.", "Our director was leading it, I had the features.", "role"),
        ("We launched the scrubber in May 2021.", "The scrubber was live since October 2021, you know.", "date"),
        (
            "The exercise ran with 6,000 parcels and 2% of them went back.",
            "All of the 900 parcels came back late.",
            "number",
        ),
        ("Our dock errors fell by 60% after the change.", "Dock errors were 5% before and 4% after it.", "number"),
        (
            "The bill was 9k euro a month. It went to 3k euro a month.",
            "We saved 2k euro a month on the bill.",
            "number",
        ),
        ("Late parcels came down to 4% in spring.", "Late parcels never got under 9% again.", "outcome"),
        (
            "Parcels in the depot went from 30% late to 12% late.",
            "Late parcels in the depot stayed at 30% as ever.",
            "outcome",
        ),
        ("The gate held the belt, and no customer noticed.", "We had 90 tickets from shops in that week.", "outcome"),
        ("The sorter shipped in autumn to all depots.", "The sorter never left the lab, to be frank.", "outcome"),
        (
            "I noticed the belt fault on the chart.",
            "The belt? It was the night guard who rang me about it.",
            "ownership",
        ),
        ("I designed the belt layout on paper.", "The layout was drawn up by a vendor.", "ownership"),
        ("I made the call to stop the belt.", "She made the decision on the belt, against my advice.", "ownership"),
        ("As lead scientist I shaped the belt plan.", "I was only an intern, so I kept quiet.", "role"),
        ("I wrote the postmortem of the belt fault.", "There was no postmortem at all.", "existence"),
        ("We kept the sorter at 5% of the sites first.", "We switched all depots in one go.", "existence"),
        ("The cause was the scale, it drifted overnight.", "The scale was fine, the belt slipped.", "cause"),
        (
            "Only once the union signed off did we launch the rota.",
            "We told the union after the rota was live.",
            "order",
        ),
    ],
)
def test_what_cannot_both_hold_is_a_clash(answer: str, reply: str, kind: str) -> None:
    """Team, length, start, lead and one metric at one moment have one value."""
    assert within(answer, reply) == [kind]


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("We were a squad of six on the ranker.", "Later, when it had grown, we were a squad of nine."),
        ("We were a squad of six on the ranker.", "I said six, that was wrong, we were five."),
        ("The pilot ran for six weeks with one clinic.", "The rollout took eight weeks after that."),
        ("The P99 was 640 ms in January.", "The P99 was 310 ms in March."),
        ("The P99 went from 640 ms to 310 ms.", "In the end the P99 sat at 310 ms."),
        ("The pilot ran for six weeks with one clinic.", "The pilot ran for 42 days."),
        ("I led the work on the ranker.", "Our director asked for a date, I gave one."),
        ("We had no test set when I came. I built one in April.", "I used the test set that I had built in April."),
        ("There was no rollback script at all. I wrote one.", "The rollback script took 4 minutes that night."),
        ("We never had a review board before, so we set up one.", "The review board said no to it twice."),
        ("No complaints came in after the fix of the belt.", "We had 40 tickets a week from shops before it."),
        ("I found a leak in the features of the ranker.", "The director called me on Friday about the date."),
        ("We kept the sorter at 5% of the sites first.", "We used to switch all depots in one go, hence the care."),
        ("There was no alarm on the scale.", "I added an alarm on the scale, it rings at night."),
        ("Dock errors fell by 20% after the change.", "Dock errors were 5% before and 4% after it."),
        ("Of 6,000 parcels 2% of them went back.", "The 120 parcels that went back were wet."),
        ("I built the sorter with a vendor.", "The brief came from my manager, she wanted it in May."),
        ("I was the lead scientist for the belt.", "In an earlier job I was an intern."),
        ("The bill was 9k euro a month. It went to 3k euro a month.", "We saved 6k euro a month on the bill."),
        ("The cause was the scale, it drifted overnight.", "The scale drifted, so we changed it."),
        ("Only once the union signed off did we launch the rota.", "We launched the rota after the union signed off."),
        ("I fixed the tokenizer of the search index in May.", "Jan saw the search index fail, I was on holiday."),
        ("We launched the rota, and after two weeks of test this time.", "We launched the rota before any test."),
        ("The depot belt model went live in May.", "The depot belt model never saw the night labels."),
    ],
)
def test_what_only_looks_like_a_clash_is_let_be(answer: str, reply: str) -> None:
    """Growth, correction, another thing, another moment, before and after, other units: all of them can hold."""
    assert within(answer, reply) == []


def test_the_same_case_under_another_question_is_a_repeat() -> None:
    """Two telling figures and the words around them give it away; another case does not."""
    threads = [Thread("q", SOLID), Thread("r", PARTIAL), Thread("s", "Again: " + SOLID)]
    assert [(repeat.a, repeat.b) for repeat in repeats(threads)] == [(0, 2)]
    assert repeats(threads)[0].quote_b.text in threads[2].answer


def test_stories_full_of_figures_that_share_none_are_two_cases() -> None:
    """The words of one place of work do not make two cases one where each is told in its own figures."""
    place = "The depot belt sorter jammed on wet labels, so scanners misread parcels at the gate and crews sorted. "
    one, other = (place + " ".join(f"We sorted {n}{k}0 crates at gate {k}." for k in range(1, 7)) for n in (3, 7))
    assert len(repeats([Thread("q", place), Thread("r", place)])) == 1
    assert repeats([Thread("q", one), Thread("r", other)]) == ()


def test_a_sequel_is_no_repeat() -> None:
    """A story that goes on from another may use its words and figures."""
    assert repeats([Thread("q", SOLID), Thread("r", "Same service, a year later. " + SOLID)]) == ()


def test_a_clash_reaches_across_stories() -> None:
    """Two stories of one piece of work are set against each other; two of different work are not."""
    belt = (
        "The depot belt sorter jammed on wet labels, so scanners misread parcels at the gate and crews sorted by hand."
    )
    one = Thread("q", f"{belt} We were a squad of six on the sorter.")
    assert [c.type for c in clashes([one, Thread("r", f"{belt} We were a squad of two on it.")])] == ["team_size"]
    early = [
        Thread("q", "As lead scientist I shaped the belt plan."),
        Thread("r", "At a bank I was an intern in risk."),
    ]
    assert clashes(early) == ()
    assert clashes([one, Thread("r", "A churn model for a bank. We were a squad of two on it.")]) == ()
