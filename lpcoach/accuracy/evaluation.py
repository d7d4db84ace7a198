"""The figures of the embedded rater, each text rated with weights fitted without its author."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any, Final

from lpcoach.accuracy.attacks import ATTACKS, attacked
from lpcoach.accuracy.measures import Pair, agreement, flag_score, interval
from lpcoach.accuracy.rows import Row, Watch, unwatched
from lpcoach.content.models import Pack
from lpcoach.content.terms import ANSWER_KINDS, CRITERIA, FLAGS, LAYERS, STAR_PARTS
from lpcoach.reading.weights import Weights
from lpcoach.scoring.rater import rate
from lpcoach.scoring.types import Rating

__all__ = [
    "LEVELS",
    "Judged",
    "attack_figures",
    "edits_of",
    "evaluate",
    "figures_of",
    "judged",
    "level_pairs",
    "whole_of",
]

LEVELS: Final = ("overall", *CRITERIA)
MISSES: Final = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and its rating."""

    row: Row
    rating: Rating


def judged(
    rows: Sequence[Row], folds: Mapping[str, Weights], pack: Pack, what: str = "", watch: Watch = unwatched
) -> list[Judged]:
    """Each row rated by the fold of its author; a text of nobody known, which no fit has seen, by the first fold."""
    first = next(iter(folds.values()))
    return [Judged(row, rate(row.thread, pack, weights=folds.get(row.author, first))) for row in watch(what, rows)]


def level_of(rating: Rating, name: str) -> int:
    """A level, an unscored one as 1."""
    levels = {"overall": rating.overall, **{str(c): found.level for c, found in rating.criteria.items()}}
    return levels[name] or 1


def level_pairs(told: Sequence[Judged], name: str) -> list[Pair]:
    """The rater's level and the raters' for each."""
    return [(level_of(j.rating, name), tuple(r[name] or 1 for r in j.row.ratings)) for j in told]


def evaluate(
    rows: Sequence[Row], threads: Sequence[Row], folds: Mapping[str, Weights], pack: Pack, watch: Watch
) -> dict[str, Any]:
    """All figures."""
    every = judged(rows, folds, pack, "Rating answers", watch)
    answers = [one for one in every if not one.row.base]
    told = judged(threads, folds, pack, "Rating threads", watch)
    return {
        **figures_of(answers),
        "edits": edits_of(every),
        "threads": whole_of([j for j in told if j.row.thread.probes]),
        "long tellings": whole_of([j for j in told if not j.row.thread.probes]),
        "attacks": dict(_attacks(rows, {j.row.id: j for j in every}, folds, pack, watch)),
        "baselines": {"word count": 0.55, "count of digits": 0.57, "keyword list": 0.02},
    }


def figures_of(answers: Sequence[Judged]) -> dict[str, Any]:
    """The figures of rated answers, whoever rated them."""
    return {
        "levels": {name: _levels(answers, name) for name in LEVELS},
        "probes": {kind: _by_author(answers, _probe(kind)) for kind in ANSWER_KINDS},
        "layers": {layer: _by_author(answers, _layer(layer)) for layer in LAYERS},
        "flags": {flag: _raised(answers, flag) for flag in FLAGS},
        "star": _star(answers),
        "principles": _principles(answers),
        "pairs": _pairs(answers),
        "kinds": _kinds(answers),
        "confusion": {name: _confusion(level_pairs(answers, name)) for name in LEVELS},
        "misses": _misses(answers),
    }


def _raised(told: Sequence[Judged], flag: str) -> dict[str, float]:
    return dict(zip(("f1", "precision", "recall"), _rounded(flag_score([_flag(flag)(j) for j in told])), strict=True))


def _star(told: Sequence[Judged]) -> float:
    return _round(mean(j.rating.star[p] == r["star"][p] for j in told for r in j.row.ratings for p in STAR_PARTS))


def _round(value: float) -> float:
    return round(float(value), 3)


def _rounded(values: Sequence[float]) -> list[float]:
    return [_round(value) for value in values]


def _probe(kind: Any) -> Callable[[Judged], Pair]:  # noqa: ANN401 - a term
    return lambda j: (j.rating.probes[kind], tuple(r["probes"][kind] for r in j.row.ratings))


def _layer(layer: Any) -> Callable[[Judged], Pair]:  # noqa: ANN401 - a term
    return lambda j: (j.rating.layers[layer], (j.row.layers[layer],))


def _flag(flag: Any) -> Callable[[Judged], Pair]:  # noqa: ANN401 - a term
    return lambda j: (int(j.rating.flags[flag].raised), tuple(int(r["red_flags"][flag]) for r in j.row.ratings))


def _by_author(told: Sequence[Judged], pair: Callable[[Judged], Pair]) -> dict[str, float]:
    authors = sorted({j.row.author for j in told})
    found = {a: agreement([pair(j) for j in told if j.row.author == a]) for a in authors}
    return {"mean": _round(mean(found.values())), "worst": _round(min(found.values()))}


def _levels(told: Sequence[Judged], name: str) -> dict[str, Any]:
    pairs = level_pairs(told, name)
    middle = [(mark, given) for mark, given in pairs if 2 <= mean(given) <= 4]
    exact = mean(mark == one for mark, given in middle for one in given) if middle else 0.0
    found = _by_author(told, lambda j: level_pairs([j], name)[0])
    raters = agreement([(given[0], (given[1],)) for _, given in pairs])
    return {**found, "interval": _rounded(interval(pairs)), "exact_2_to_4": _round(exact), "raters": _round(raters)}


def _principles(told: Sequence[Judged]) -> dict[str, float]:
    cases = [(j.rating.principles, r["principles"]) for j in told for r in j.row.ratings if r["principles"]]
    first = mean(bool(mine) and mine[0] == theirs[0] for mine, theirs in cases)
    return {
        "first": _round(first),
        "recall": _round(mean(len({*mine} & {*theirs}) / len(theirs) for mine, theirs in cases)),
    }


def _pairs(told: Sequence[Judged]) -> dict[str, Any]:
    by_kind = {j.row.kind: j.rating.overall or 1 for j in told if j.row.kind.startswith("pair_")}
    strong = sorted(kind for kind in by_kind if kind.startswith("pair_strong"))
    strong = [kind for kind in strong if kind.replace("strong", "lookalike") in by_kind]
    gaps = [by_kind[kind] - by_kind[kind.replace("strong", "lookalike")] for kind in strong]
    return {"above": sum(gap > 0 for gap in gaps), "of": len(gaps), "mean_gap": _round(mean(gaps)) if gaps else 0.0}


def _kinds(told: Sequence[Judged]) -> dict[str, dict[str, float]]:
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for j, pair in zip(told, level_pairs(told, "overall"), strict=True):
        kinds[j.row.kind.rsplit("_", 1)[0] if j.row.kind[-1].isdigit() else _twin(j.row.kind)].append(pair)
    return {
        kind: {
            "n": len(pairs),
            "off": _round(mean(mark - mean(given) for mark, given in pairs)),
            "within_1": _round(mean(abs(mark - mean(given)) <= 1 for mark, given in pairs)),
        }
        for kind, pairs in sorted(kinds.items())
    }


def _twin(kind: str) -> str:
    return f"twin_{kind.rsplit('_', 1)[1]}" if kind.startswith("twin_") else kind


def _confusion(pairs: Sequence[Pair]) -> list[list[int]]:
    """Rows: the raters' level, columns: this rater's; each answer counts once for each rater."""
    count = Counter((one, mark) for mark, given in pairs for one in given)
    return [[count[row, column] for column in range(1, 6)] for row in range(1, 6)]


def _misses(told: Sequence[Judged]) -> list[dict[str, Any]]:
    def off(j: Judged) -> float:
        return level_of(j.rating, "overall") - mean(r["overall"] or 1 for r in j.row.ratings)

    worst = sorted(told, key=lambda j: (-abs(off(j)), j.row.id))[:MISSES]
    return [
        {"id": j.row.id, "kind": j.row.kind, "given": j.rating.overall, "raters": [r["overall"] for r in j.row.ratings]}
        for j in worst
    ]


def edits_of(every: Sequence[Judged]) -> dict[str, Any]:
    """How the levels of edited answers move against those of the answers; kinds without a text are left out."""
    by_id = {j.row.id: j for j in every}
    result: dict[str, Any] = {}
    for kind in ("style", "ablated", "dressed", "mended", "dented"):
        moves = [
            (_level(j) - _level(by_id[j.row.base]), _given(j) - _given(by_id[j.row.base]))
            for j in every
            if j.row.base and j.row.kind == kind
        ]
        if not moves:
            continue
        result[kind] = {
            "n": len(moves),
            "mean": _round(mean(move for move, _ in moves)),
            "raters_mean": _round(mean(given for _, given in moves)),
            "within_1": _round(mean(abs(move) <= 1 for move, _ in moves)),
            "same": _round(mean(move == 0 for move, _ in moves)),
            "raters_move_within_1": _round(mean(abs(move - given) <= 1 for move, given in moves)),
            "not_up": _round(mean(move <= 0 for move, _ in moves)),
            "raters_way": _round(
                mean(move * given > 0 or (abs(given) <= 0.5 and abs(move) <= 1) for move, given in moves)
            ),
        }
    result["qwk"] = _by_author([j for j in every if j.row.base], lambda j: level_pairs([j], "overall")[0])
    return result


def _level(j: Judged) -> int:
    return level_of(j.rating, "overall")


def _given(j: Judged) -> float:
    return mean(r["overall"] or 1 for r in j.row.ratings)


def whole_of(told: Sequence[Judged]) -> dict[str, Any]:
    """The figures of whole threads, or of long tellings."""
    pairs = level_pairs(told, "overall")
    off = mean(mark - mean(given) for mark, given in pairs)
    return {"n": len(pairs), "qwk": _round(agreement(pairs)), "interval": _rounded(interval(pairs)), "off": _round(off)}


def _attacks(
    rows: Sequence[Row], known: Mapping[str, Judged], folds: Mapping[str, Weights], pack: Pack, watch: Watch
) -> Iterator[tuple[str, dict[str, float]]]:
    for attack in ATTACKS:
        pairs = list(attacked(rows, attack))
        after = judged([changed for _, changed in pairs], folds, pack, f"Attack: {attack.name}", watch)
        yield attack.name, attack_figures([(known[row.id], j) for (row, _), j in zip(pairs, after, strict=True)])


def attack_figures(pairs: Sequence[tuple[Judged, Judged]]) -> dict[str, float]:
    """How far an attack moves the answers: each with its rating before and after."""
    moves = [None if after.rating.overall is None else after.rating.overall - _level(before) for before, after in pairs]
    scored = [move for move in moves if move is not None] or [0]
    return {
        "n": len(moves),
        "unscored": sum(move is None for move in moves),
        "mean": _round(mean(scored)),
        "up": _round(mean(move is not None and move > 0 for move in moves)),
        "within_1": _round(mean(move is not None and abs(move) <= 1 for move in moves)),
        "falls_2_or_unscored": _round(mean(move is None or move <= -2 for move in moves)),
        "at_most_2": _round(mean((after.rating.overall or 1) <= 2 for _, after in pairs)),
    }
