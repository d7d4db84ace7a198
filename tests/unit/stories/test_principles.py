from __future__ import annotations

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.stories.principles import PRINCIPLES, only_principles, principles_in


def test_the_ids_are_those_of_the_pack() -> None:
    """Ids and their order are the shipped pack's."""
    assert tuple(principle.id for principle in load_pack().principles) == PRINCIPLES


@pytest.mark.parametrize("principle", load_pack().principles, ids=lambda one: str(one.id))
def test_the_names_of_the_pack_are_known(principle: object) -> None:
    """Name and id of each principle mean that principle, and so does its short name in a list."""
    for text in (principle.name, principle.id):  # type: ignore[attr-defined]
        assert principles_in(text) == ((principle.id,), ())  # type: ignore[attr-defined]
    listed = principles_in(f"Think Big, {principle.short}")  # type: ignore[attr-defined]
    assert listed == (tuple(dict.fromkeys(["think_big", principle.id])), ())  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["Action", "actions", "Results", "Action, Results", "Acción", "Result"])
def test_a_label_of_star_is_no_principle(text: str) -> None:
    """Where a label of STAR stands alone it names no principle, though it is the short name of one."""
    assert principles_in(text)[0] == () and not only_principles(text)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Ownership, Are Right, A Lot, Dive Deep", "ownership are_right_a_lot dive_deep"),
        ("Are Rigth, A Lot; Cusomer Obssession", "are_right_a_lot customer_obsession"),
        ("CustomerObsession|dive_deep|#think-big", "customer_obsession dive_deep think_big"),
        ("Learn & Be Curious / Hire & Develop the Best", "learn_and_be_curious hire_and_develop_the_best"),
        ("CO, BFA, I&S, ARAL", "customer_obsession bias_for_action invent_and_simplify are_right_a_lot"),
        ("LP 3, LP#12, #9", "invent_and_simplify dive_deep bias_for_action"),
        ("Have Backbone; Disagree and Commit", "have_backbone_disagree_and_commit"),
        ("Vocally Self Critical", "earn_trust"),
        ("[[Customer Obsession]], [[Bias for Action]]", "customer_obsession bias_for_action"),
        ("Strive to be Earth’s Best Employer", "strive_to_be_earths_best_employer"),
        ("Success & Scale", "success_and_scale_bring_broad_responsibility"),
        ("primary: Ownership; secondary: DD", "ownership dive_deep"),
        ("고객 집착, 주인의식", "customer_obsession ownership"),
        ("客户至上、刨根问底", "customer_obsession dive_deep"),
        ("1. Customer Obsession\n2. Frugality", "customer_obsession frugality"),
    ],
)
def test_names_in_any_common_way_are_mapped(text: str, ids: str) -> None:
    """Lists with commas, slips, abbreviations, numbers, old names and other languages give ids in their order."""
    assert principles_in(text) == (tuple(ids.split()), ())


def test_an_unknown_name_is_told_apart() -> None:
    """What is no principle is given back as it was written."""
    assert principles_in("Ownership, Team Spirit, Synergy") == (("ownership",), ("Team Spirit", "Synergy"))
    assert not only_principles("Ownership of the rota")


@pytest.mark.parametrize("text", ["", " , ;", "LP", "12", "Leadership Principles:"])
def test_noise_names_nothing(text: str) -> None:
    """Separators, numbers and the word itself are neither known nor unknown."""
    assert principles_in(text) == ((), ())
