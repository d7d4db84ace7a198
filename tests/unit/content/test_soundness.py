from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.content.soundness import findings
from tests.fakes.pack import small_files

JUNK = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9), st.just([]), st.just({}), st.just([[1]]))


def spoiled(value: Any, draw: st.DrawFn) -> Any:  # noqa: ANN401 - any plain value of a pack
    """Put junk in some place of ``value``."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: spoiled(value[key], draw)}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], spoiled(value[place], draw), *value[place + 1 :]]
    return draw(JUNK)


@st.composite
def spoiled_files(draw: st.DrawFn) -> dict[str, Any]:
    """Make a pack's plain values with junk in one place of one file."""
    files = small_files()
    part = draw(st.sampled_from(sorted(files)))
    return {**files, part: spoiled(files[part], draw)}


def test_a_sound_pack_has_no_findings() -> None:
    """Nothing is reported where nothing is wrong."""
    assert list(findings(small_files())) == []


@settings(max_examples=200)
@given(files=spoiled_files())
def test_no_wrong_form_breaks_the_rules(files: dict[str, Any]) -> None:
    """What has the wrong form is passed over; each finding has the place of a file that is there."""
    assert all(loc[0] in files and message for loc, message in findings(files))


@given(left=st.sets(st.sampled_from(sorted(small_files()))))
def test_missing_files_give_no_findings_elsewhere(left: set[str]) -> None:
    """A file that is not there makes no reference to it a fault."""
    files = {name: value for name, value in small_files().items() if name in left}
    assert list(findings(files)) == []


def test_a_principle_has_one_owner_and_all_four_raters_sit() -> None:
    """Two owners, an unknown principle and a missing rater are each a fault with its place."""
    files = small_files()
    first, second, third, _ = files["pack"]["panel"]
    shared = {**second, "principles": [*first["principles"][:1], "no_such"]}
    found = dict(findings({**files, "pack": {**files["pack"], "panel": [first, shared, third]}}))
    assert found[("pack", "panel", 1, "principles", 0)] == "ownership is owned by another rater already"
    assert found[("pack", "panel", 1, "principles", 1)] == "there is no principle no_such"
    assert found[("pack", "panel")] == "bar_raiser is missing"
