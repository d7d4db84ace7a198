"""The facts of a story, and what a text holds of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.drills.facts import against, facts_of, holds, strange_facts
from lpcoach.reading.types import Thread
from tests.fakes.stories import SOLID


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("It went to 100% at 10:00 after a test.", ["100%", "10:00"]),
        ("It paged at 9:45 pm and again at 21.30.", ["9:45 pm", "21.30"]),
        ("<script>alert(1)</script> We cut errors.", []),
        ("We rolled back in 40 minutes.", ["40 minutes"]),
        ("The ratio was 3:1 before.", []),
        ("I had a 1:1 with her.", []),
        ("It ran 24/7 on 2x GPUs.", ["2x"]),
        ("The build 2.4.1 broke it.", []),
        ("We used Python 3.11 for it.", []),
        ("On 2024-03-05 it failed.", ["2024-03-05"]),
        ("It cost $1.40 a thousand.", ["$1.40"]),
        ("Glasgow 12.6, and reports went to 130/day.", ["12.6", "130"]),
        ("P99 fell from 1.9 s to 0.8 s.", ["1.9 s", "0.8 s"]),
        ("Twelve people used it.", ["Twelve"]),
        ("We were a team of 5.", ["team of 5"]),
        ("One in four calls failed.", ["One in four"]),
        ("The model has 7B parameters.", []),
        ("Phase 2 was next.", []),
        ("Call me at 555-1234.", []),
        ("See https://example.com/a?id=3 for it.", []),
        ("Section 4.2 says so.", []),
        ("user_id 17 was null.", []),
        ("We set k = 5 for it.", []),
        ("We moved from 8 to 3 services.", ["8", "3"]),
        ("Revenue rose 0.8%, CI 0.5 to 1.1.", ["0.8%"]),
        ("It was live in March 2023 for all.", ["March 2023"]),
        ("In March 2023 I owned the pager.", ["March 2023", "I owned the pager"]),
        ("About 61k dollars were lost.", ["61k dollars"]),
        ("The F1 was 0.83.", ["0.83"]),
        ("We did it (2 weeks).", ["2 weeks"]),
        ("The 3rd release was it.", []),
        ("Then we asked Mei, and We agreed.", []),
        ("~300 users saw it, then 300+ shops.", ["300", "300 shops"]),
        ("3-5 people read it.", ["3-5"]),
        ("12/14 shards failed.", ["12", "14"]),
        ("The AUC was 0.91/0.88.", ["0.91", "0.88"]),
        ("It ran at 60fps, p99 of 340ms.", ["60fps", "340ms"]),
        ("We saved $1.2M, and 1,5 % of users left.", ["$1.2M", "1,5 %"]),
        ("HTTP 503 came from port 8080, then error 504.", []),
        ("Python 3.11, GPT-4, ResNet-50, Postgres 14 and v2.", []),
        ("Section 4 says it, in room 12.", []),
        ("It paged at 9 pm.", ["9 pm"]),
        ("It began in May, in Q3, on Monday, in the spring.", ["May", "Q3", "Monday", "in the spring"]),
        ("We may march on; May I add the fall in errors?", []),
    ],
)
def test_the_ledger_holds_facts_and_not_each_number(text: str, facts: list[str]) -> None:
    """A date and a clock time are one fact each; names, versions, addresses, ratios and code are none."""
    assert [fact.token for fact in facts_of(Thread("", text))] == facts
    assert not strange_facts(text, [text])


def test_what_was_forgotten_is_held_against_the_ledger() -> None:
    """A line names a fact by its figure or by its words; what the story does not have is said."""
    facts = facts_of(Thread("", "I cut wrong answers from 18% to 11% in March. The search team owned the alarm."))
    held = against(["from 18%", "the name of the vendor", ""], facts)
    assert [fact.token for fact in held.forgotten] == ["18%"]
    assert held.strange == ("the name of the vendor",)
    assert {"11%"} <= {fact.token for fact in held.told}
    assert holds("It fell to 11.0%.", next(fact for fact in facts if fact.token == "11%"))
    assert strange_facts("It fell to 11.0% in Berlin.", ["It fell to 11%."]) == ("Berlin",)
    assert strange_facts("There I'd asked Mei's team, and Jo-Ann's.", ["I asked Mei."]) == ("Jo-Ann",)
    assert strange_facts("<b>We</b> had 12 people at 10:00.", ["Twelve people."]) == ("10:00",)


@pytest.mark.parametrize(
    ("story", "text", "held"),
    [
        ("It rose to 60%.", "It took 60 days.", False),
        ("Clicks fell by 25%.", "$25 with 3 friends.", False),
        ("Clicks fell by 25%.", "25 percent fewer clicks.", True),
        ("It rose by 2 percentage points.", "Up 2 points.", True),
        ("P99 was 0.34 s.", "p99 of 340ms", True),
        ("P99 was 340 ms.", "340 seconds", False),
        ("It took two weeks.", "14 days", True),
        ("We were a team of five.", "I had 5 engineers.", True),
        ("We were a team of five.", "I had 5 dashboards.", False),
        ("We had 12k users.", "12,000 users", True),
        ("We had 12,000 users.", "12 thousand users were there", True),
        ("We had 12,000 users.", "12,000 requests", False),
        ("We had 12,000 users.", "users: 12,000", True),
        ("We had 12,000 users.", "It was 12,000.", False),
        ("Dwell: the rule 55.6, lookahead 42.0.", "Dwell fell from 55.6 to 42 minutes.", True),
        ("It rose to 100%.", "It was 100.", False),
        ("42 after, dwell was 55 minutes before.", "Dwell fell to 42 minutes.", True),
        ("42 after, dwell was 55 minutes before.", "Dwell fell to 42%.", False),
        ("Dwell: the rule 12, lookahead 9.", "Dwell fell from 12 to 9 minutes.", False),
        ("The bill was $1.2M.", "1.2 million dollars", True),
        ("The bill was $1.2M.", "1.2 million euros", False),
        ("It was 2x faster.", "2 times faster", True),
        ("It was 2x faster.", "2 of them", False),
        ("It was 2x faster.", "a 2-fold gain", True),
        ("Clicks fell by 5%.", "-5% clicks", True),
        ("Clicks fell by 5%.", "5 per cent", True),
        ("It cost US$25.", "25 dollars", True),
        ("The plan ran for 12 months.", "one year", True),
        ("The plan ran for 12 months.", "11 months", False),
        ("It went live in June 2023.", "06/2023", True),
        ("The AUC was 0.91/0.88.", "from 0.91 to 0.88", True),
        ("Recall went to 0.81.", "It took 0.81 seconds.", False),
        ("Recall went to 0.81.", "It went to 81%.", True),
        ("AUC 0.91 vs 0.88.", "0.91/0.88", True),
        ("It fell from 18 to 11%.", "18% before", True),
        ("12/14 shards failed.", "12 of 14 shards", True),
        ("3-5 people read it.", "4 people read it", True),
        ("3-5 people read it.", "3 to 5 people", True),
        ("It took 3-5 days.", "between 3 and 5 days", True),
        ("It took 3-5 days.", "4%", False),
        ("It took 3-5 days.", "6 days", False),
        ("It ran at 60fps.", "60 FPS", True),
        ("1,5 % of users left.", "1.5% left", True),
        ("It rose to 60%.", "HTTP 60, port 60, v60, at 60:00", False),
        ("It went live in June.", "The launch was in june.", True),
        ("It went live in June.", "The launch was in July.", False),
        ("It went live on 2024-06-03.", "June 3rd it was live", True),
        ("It went live on 2024-06-03.", "on 3 June 2024", True),
        ("It went live on 2024-06-03.", "June 3, 2023", False),
        ("It went live on 2024-06-03.", "on 6/3 it was live", False),
        ("It went live on June 23.", "on 6/23", True),
        ("It went live in May.", "I may go live.", False),
        ("It went live in March.", "We march on.", False),
        ("It went live in March 2022.", "Live since march", True),
        ("It failed on Monday.", "By monday it had failed.", True),
        ("We lost it in Q3 2022.", "the third quarter", True),
        ("We lost it in the fall.", "in autumn", True),
        ("It was built in 2021.", "since 2021", True),
        ("It was built in 2021.", "2021 users", False),
        ("It paged at 9 pm.", "paged 21:00", True),
        ("It paged at 9 pm.", "paged 9 times", False),
    ],
)  # fmt: skip
def test_a_fact_is_held_with_its_value_in_a_unit_that_fits(story: str, text: str, held: bool) -> None:
    """The same number of something else is another fact; the same date or amount in other words is the same."""
    assert holds(text, facts_of(Thread("", story))[0]) is held


def test_a_bare_number_names_the_one_fact_that_has_it() -> None:
    """What was forgotten may be typed without its unit, as long as no other fact could be meant."""
    facts = facts_of(Thread("", "It fell by 18% over 18 days, for 7 clients."))
    assert [fact.token for fact in against(["7"], facts).forgotten] == ["7"]
    assert against(["18"], facts).strange == ("18",)


_UNITS = ("%", " ms", " days", " users", " GB", " fps", " dollars", "x")
_NUMBERS = st.integers(2, 1800).map(str) | st.decimals("0.1", "99", places=1).map(str)
_WORDS = st.lists(st.sampled_from([*SOLID.split(), "May", "in", "2021", "3-5", "9:30"]), max_size=30).map(" ".join)


@given(_WORDS, _WORDS)
def test_a_fact_is_held_by_its_own_words_whatever_else_is_said(story: str, more: str) -> None:
    """Each fact stands in its story, and other lines around it take none away."""
    for fact in facts_of(Thread("", story)):
        assert holds(story, fact)
        assert holds(f"{more}\n{story}\n{more}", fact)


@given(_NUMBERS, st.sampled_from(_UNITS), st.sampled_from(_UNITS), _WORDS)
def test_a_number_in_another_unit_never_holds_it(number: str, unit: str, other: str, more: str) -> None:
    """Whatever else is said beside it."""
    fact = facts_of(Thread("", f"It came to {number}{unit}."))[0]
    assert holds(f"We saw {number}{other}.", fact) is (unit == other)
    assert not more or holds(f"{more}\nIt came to {number}{unit}.", fact)
