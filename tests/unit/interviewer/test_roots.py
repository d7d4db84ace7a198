"""What of a candidate's words a question may take up, and what not."""

from __future__ import annotations

import pytest

from lpcoach.interviewer.gaps import Gap
from lpcoach.interviewer.probing import ranked_probes
from lpcoach.interviewer.roots import Roots
from lpcoach.reading.types import Reading, Thread
from tests.fakes.pack import small_pack

RISK = Gap("risk", None, 0, "")
INPUTS = Gap("depth", "features", 0, "")


def roots(told: str) -> Roots:
    """The roots of an answer in which nothing was found."""
    return Roots(Reading(Thread("q", told), len(told.split())))


@pytest.mark.parametrize(
    "told",
    [
        "I inherited the survival model from my lead.",
        "In May we replaced the old fraud model.",
        "We looked at the GraphSAGE prototype.",
        "We run all of our fraud models at night.",
    ],
)
def test_no_question_speaks_of_what_was_given_up_or_of_several_as_one(told: str) -> None:
    """A system that was inherited, replaced or only weighed, or a plural, fills no slot."""
    assert roots(told).choices("system", INPUTS) == []


def test_a_metric_is_named_without_its_verdict() -> None:
    """No question asks what happened while "the low utilisation" looked fine."""
    assert roots("We found that we had a low utilisation.").choices("metric", RISK) == []
    assert [one.quote.text for one in roots("We watched our utilisation.").choices("metric", RISK)] == ["utilisation"]


def test_a_system_that_runs_fills_its_slot() -> None:
    """The candidate's own system is named as the candidate named it."""
    assert [one.quote.text for one in roots("Our parcel photo model was slow.").choices("system", INPUTS)]


def test_a_lead_is_what_was_made_and_never_what_was_only_said() -> None:
    """A question that stands by itself follows a deed, not what someone said or what is told of the telling."""
    told = "I said that to my manager in two meetings. I'd love to talk about monitoring. We built a ranker for hotels."
    assert [one.quote.text for one in roots(told).leads(INPUTS)] == ["We built a ranker for hotels"]


def test_a_check_is_no_harm_and_a_share_of_traffic_no_result() -> None:
    """Risk is not asked of a dashboard, and nobody loses by a sample."""
    assert roots("I built a dashboard of sensitivity for each month.").choices("quote", RISK) == []
    assert roots("We started the test with 10% of the traffic.").choices("figure", RISK) == []


def test_a_change_of_subject_is_said() -> None:
    """Between the candidate's words and a question that does not take them up stands where it turns to."""
    pack = small_pack()
    alone = next(one for one in pack.probes if "{" not in one.text and one.after == "answer" and one.step == 1)
    told = Thread(pack.questions[0].text, "We built a ranker for hotels in May, and bookings rose a little.")
    (asked, *_) = ranked_probes(told, pack.model_copy(update={"probes": (alone,)}))
    assert asked.text.startswith("You said “We built a ranker for hotels in May, and bookings rose a little”. Now to ")
