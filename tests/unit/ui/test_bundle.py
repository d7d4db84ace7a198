"""The scripts and stylesheets that travel with the widgets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lpcoach.ui import bundle
from lpcoach.ui.bundle import STATIC, module, stylesheet

WIDGETS = Path(bundle.__file__).parent / "widgets"
CALLS = [
    tuple(re.findall(r'"(\w+)"', call))
    for path in sorted(WIDGETS.glob("*.py"))
    for call in re.findall(r"module\(([^)]*)\)", path.read_text("utf-8"))
]
IMPORTS = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.M)
EXPORTS = re.compile(r"^export \{([^}]*)\};$", re.M)


def names(listed: str) -> set[str]:
    """The names in a list of imports or exports."""
    return {name.strip() for name in listed.split(",") if name.strip()}


def source(name: str) -> str:
    """One script as it is written."""
    return (STATIC / f"{name}.js").read_text("utf-8")


@pytest.mark.parametrize("call", CALLS, ids="-".join)
def test_each_script_imports_only_what_an_earlier_one_exports(call: tuple[str, ...]) -> None:
    """So that the scripts can be joined in this order and need no further request."""
    given: dict[str, set[str]] = {}
    for name in call:
        for wanted, origin in IMPORTS.findall(source(name)):
            assert names(wanted) <= given.get(origin, set()), f"{name} wants {wanted} of {origin}"
        given[name] = {each for listed in EXPORTS.findall(source(name)) for each in names(listed)}


@pytest.mark.parametrize("call", CALLS, ids="-".join)
def test_joined_scripts_import_nothing_and_have_one_default(call: tuple[str, ...]) -> None:
    """The last script's default is the widget's."""
    joined = module(*call)
    assert not re.search(r"^import ", joined, re.M)
    assert len(re.findall(r"^export default", joined, re.M)) == 1


@pytest.mark.parametrize("call", CALLS, ids="-".join)
def test_joined_scripts_declare_no_name_twice(call: tuple[str, ...]) -> None:
    """In one module two functions of the same name would be an error."""
    declared = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", module(*call), re.M)
    assert len(declared) == len(set(declared))


def test_no_script_and_no_stylesheet_names_another_address() -> None:
    """Nothing is fetched, not even a font."""
    everything = stylesheet() + "".join(path.read_text("utf-8") for path in STATIC.glob("*.js"))
    assert not re.search(r"https?://|@import|url\(", everything)
    assert "innerHTML" not in source("notice")


def test_every_script_is_used() -> None:
    """No script is left over."""
    assert {name for call in CALLS for name in call} == {path.stem for path in STATIC.glob("*.js")}
