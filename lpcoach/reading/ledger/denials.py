"""A thing or a cause that one sentence tells of and another denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lpcoach.reading.ledger.forms import AT_FIRST
from lpcoach.reading.ledger.told import Clash, Loop, Told, clash, stems

__all__ = ["denied", "other_causes"]

_NO_SUCH: Final = re.compile(
    r"\bthere (?:was|were|is|are|has been) (?:simply |really |actually )?(?:never|no|not a single|not one|not any|"
    r"none)\b"
    r"(?: a| an| any)?(?P<a>[^.;:,]+)|\bwith no(?P<i>[^.;:,]+)|\bskipped (?:the|any|every|all)(?P<j>[^.;:,]+)|(?P<k"
    r">(?:[a-z-]+ ){1,4})"
    r"(?:was|were) never (?:actually |really |even )?(?:written|made|done|run|held|built|used|set up|measured|"
    r"checked|kept|there|planned|agreed|tested)\b|"
    r"(?P<l>(?:[a-z-]+ ){1,4})(?:didn't|did not) (?:even )?exist\b|"
    r"\b(?:i|we|they|nobody|no one|anyone)(?:'d|'ve| had| have)? never (?:actually |really "
    r"|even |once )?(?:had|have|held|wrote|written|ran|run|did|done|made|built|got|used|set up|kept|saw|seen|needed|"
    r"created|agreed on|received|measured|checked)(?P<b>[^.;:,]+)|\b(?:i|we|they)(?:'d|'ve)? (?:had|have) no\b(?P<c"
    r">[^.;:,]+)"
    r"|\b(?:nobody|no one|none of us) (?:ever )?(?:had|held|wrote|ran|did|made|built|used|kept|checked|measured|"
    r"reviewed|"
    r"tested)(?P<d>[^.;:,]+)|\b(?:didn't|did not) (?:have|hold|write|run|do|use|build|keep) (?:a|an|any)\b(?P<e>[^."
    r";:,]+)|"
    r"\bwithout (?:a|an|any)\b(?P<f>[^.;:,]+)|\b(?:a|an|any|the) (?P<g>(?:(?!and |but |so )[a-z-]+ ?){1,5}?)(?:,| "
    r"is something| was something)? "
    r"(?:we|i) never (?:had|did|held|wrote|ran|made|built|got|used|needed)\b"
)
_FLAT_OUT: Final = re.compile(
    r"\bat all\b|\bnever\b|\bever\b|\bnot a single\b|\bnot one\b|\bno such\b|\banywhere\b|\bnobody\b|\bno one\b|"
    r"\bnone\b"
)
_USUAL: Final = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in {
        "~experiment": r"a/b(?: tests?)?|experiments?|holdouts?|control(?: group| arm)?|split tests?",
        "~postmortem": r"post-?mortems?|retros?|retrospectives?|incident reviews?",
        "~monitoring": r"alarms?|alerts?|alerting|monitors?|monitoring|dashboards?",
        "~written": r"runbooks?|documents?|documentation|wiki|handbook|design docs?",
        "~rollback": r"roll(?:ed)? back|rollbacks?|revert(?:ed)?|kill switch|way back",
        "~survey": r"surveys?|interviews?|questionnaires?",
        "~sign-off": r"sign-?offs?|signed off|approval|approved",
        "~baseline": r"baselines?",
        "~pilot": r"pilots?|trial run|dry run",
    }.items()
}
_STOP: Final = re.compile(
    r"\b(?:for|on|in|at|about|to|of|that|which|and|or|but|because|since|as|when|with|from|before|by|so)\b"
)
_NOT: Final = re.compile(
    r"\b(?:no|not|never|none|without|nobody|nothing|neither|nor|\w+n't|would|should|if|lack\w*|miss\w*)\b"
)
_AFTER: Final = re.compile(
    r"\b(?:added|since|now|from then|after that|afterwards|later|next time|today|introduced|then|started to|these "
    r"days|"
    r"proposed|promised|wanted|asked)\b"
)
_BECAUSE: Final = re.compile(
    r"\b(?:cause[ds]?|reason|because|due to|turned out|culprit|what (?:had )?happened|came from|came down to|fault|"
    r"blame\w*|"
    r"explanation|finding|explained|was that|came out that|(?:trouble|problem|issue|bug) was)\b"
)
_NOT_BECAUSE: Final = re.compile(
    r"\b(?:nothing|little) to do with\b(?P<a>[^.;]+)|\b(?:wasn't|was not|weren't|were not|isn't|is not) (?:the|even"
    r"|because|due|"
    r"caused|down to|about|at fault)\b(?P<b>[^.;]+)|\bnot because\b(?P<c>[^.;]+)|\bno (?P<d>[^.;,]+) (?:had )?(?:"
    r"changed|"
    r"was involved)\b|(?P<e>[^.;,]{1,60}) (?:hadn't|had not|didn't|did not|never|was not|were not|wasn't|weren't)"
    r" (?:been )?(?:changed?|moved?|broken?|broke|touched)\b|"
    r"(?P<f>[^.;,]{1,60}) (?:was|were|had been|stayed) (?:fine|innocent|unchanged|untouched|healthy|correct|(?:the )?"
    r"same as (?:always|before|ever))\b"
)


def denied(loop: Loop) -> Iterator[Clash]:
    """A thing that one sentence denies flatly and another tells of."""
    for told in loop.told:
        found = _NO_SUCH.search(told.low)
        if not found:
            continue
        named = next(part for part in found.groups() if part is not None)
        if named.strip().startswith("such "):
            continue  # what it is such as stands elsewhere
        thing = _things(_STOP.split(named.strip())[0])
        if not thing or len(thing) > 3:
            continue
        if AT_FIRST.search(told.window):
            continue
        if not (_FLAT_OUT.search(told.low) or any(word.startswith("~") for word in thing)):
            continue
        flat_out = _FLAT_OUT.search(told.low) is not None
        best = max(
            _instances(loop, told, thing, flat_out), key=lambda one: (one[1].story == told.story, one[0]), default=None
        )
        if best is not None:
            why = f"one statement says that there was none ({named.strip()}), the other tells of one"
            yield clash(best[1], None, told, found, ("existence", why))


def _things(low: str) -> frozenset[str]:
    """The stems of a thing, or the kind of thing where it is one of the usual ones."""
    return _usual(low) or stems(low)


def _instances(loop: Loop, denial: Told, thing: frozenset[str], flat_out: bool) -> Iterator[tuple[float, Told]]:
    for told in loop.told:
        known = told.about | _usual(told.low)
        if told.place == denial.place or not thing & known or _NOT.search(told.low):
            continue
        if _AFTER.search(told.low) and (told.story == denial.story or not flat_out):
            continue  # what was missing was added
        shared = loop.shared(told.near, denial.around)
        usual = any(word.startswith("~") for word in thing)
        same = 1 if loop.akin(told, denial) and (usual or loop.rare(thing)) else 1 + len(thing)
        whole = 0 if thing <= known else 2  # only a part of the thing's name is there
        if shared >= whole + (0 if told.story == denial.story else same) + (0 if flat_out else 1):
            yield shared, told


def _usual(low: str) -> frozenset[str]:
    return frozenset(name for name, words in _USUAL.items() if words.search(low))


def other_causes(loop: Loop) -> Iterator[Clash]:
    """A cause that one sentence gives and another rules out."""
    for told in loop.told:
        found = _NOT_BECAUSE.search(told.low)
        if not found:
            continue
        ruled_out = stems(next(part for part in found.groups() if part is not None))
        given = [
            (loop.shared(told.about, one.near), one)
            for one in loop.told
            if one.place != told.place
            and _BECAUSE.search(one.low)
            and not _NOT_BECAUSE.search(one.low)
            and ruled_out & one.about
            and (one.story == told.story or _BECAUSE.search(told.window))
        ]
        score, one = max(given, key=lambda item: item[0], default=(0.0, told))
        if score >= (1 if loop.akin(one, told) else 2):
            why = "one statement gives a cause that the other rules out"
            yield clash(one, _BECAUSE.search(one.low), told, found, ("cause", why), rest=True)
