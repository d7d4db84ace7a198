"""A small, complete and sound pack, built by code: as a Pack, as plain values, and as YAML files."""

from __future__ import annotations

import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lpcoach.content.models import Pack
from lpcoach.content.terms import AGAINST, FLAGS, SIGNALS, CriterionId
from tests.fakes.stories import LOOP, STORIES

# id, name, short, signals, cues
PRINCIPLES = (
    ("customer_obsession", "Customer Obsession", "Customer", ("customer", "product_metric"), "customers|shoppers"),
    ("ownership", "Ownership", "Ownership", ("own_action", "owner"), "my pager|on call|i owned|my service"),
    ("invent_and_simplify", "Invent and Simplify", "Invent", ("change", "alternative"), "simpler|removed|cache|replaced"),
    ("are_right_a_lot", "Are Right, A Lot", "Right", ("measured", "ruled_out"), "experiment|hypothesis|i was wrong|offline"),
    ("learn_and_be_curious", "Learn and Be Curious", "Curious", ("learning",), "i read|i learned|paper|new to me"),
    ("hire_and_develop_the_best", "Hire and Develop the Best", "Develop", ("brought_along",), "mentored|hired|onboarded|paired"),
    ("insist_on_the_highest_standards", "Insist on the Highest Standards", "Standards", ("guardrail",), "bar|gate|quality|tests"),
    ("think_big", "Think Big", "Big", ("adoption",), "platform|multi-tenant|all teams|three years"),
    ("bias_for_action", "Bias for Action", "Action", ("own_decision",), "same day|shipped|rolled back|reversible"),
    ("frugality", "Frugality", "Frugality", ("constraint",), "cost|budget|spot instances|cheaper"),
    ("earn_trust", "Earn Trust", "Trust", ("self_criticism",), "told them|my mistake|admitted|openly"),
    ("dive_deep", "Dive Deep", "Deep", ("cause", "ruled_out"), "root cause|logs|trace|query plan"),
    ("have_backbone_disagree_and_commit", "Have Backbone; Disagree and Commit", "Backbone", ("tension",), "disagreed|objected|committed|pushed back"),
    ("deliver_results", "Deliver Results", "Results", ("change", "figure"), "deadline|delivered|launched|sla"),
    ("strive_to_be_earths_best_employer", "Strive to be Earth's Best Employer", "Employer", ("brought_along",), "team health|burnout|inclusion|rota"),
    ("success_and_scale_bring_broad_responsibility", "Success and Scale Bring Broad Responsibility", "Responsibility", ("risk_handled",), "bias|privacy|abuse|safety"),
)  # fmt: skip

# id, theme, principles, about, asks, layers, text
QUESTIONS = (
    ("q_regressed", "regression", "ownership dive_deep", "system", "failure", "data monitoring",
     "Tell me about a model of yours that got worse after launch. What did you do in the first day?"),
    ("q_ambiguous", "ambiguity", "bias_for_action are_right_a_lot", "system", "", "product_metric training_eval",
     "Tell me about a time you shipped before the data was complete. What told you that it was safe enough?"),
    ("q_privacy", "responsibility", "success_and_scale_bring_broad_responsibility customer_obsession", "system", "", "data",
     "Walk me through a privacy or bias risk that you found in a feature. What did you measure?"),
    ("q_cheaper", "simplify", "invent_and_simplify frugality", "system", "", "deployment features",
     "Describe a pipeline that you made cheaper. What did you give up for it?"),
    ("q_dispute", "disagreement", "have_backbone_disagree_and_commit earn_trust", "people", "conflict", "",
     "Describe a dispute with a scientist over a launch. How was it decided?"),
    ("q_mentor", "people", "hire_and_develop_the_best strive_to_be_earths_best_employer", "people", "", "",
     "Tell me about a person whose work changed because of you. What did you do differently?"),
)  # fmt: skip

# id, kind, layer, direction, step, text, and what differs from the defaults
PROBES: tuple[tuple[str, str, str | None, str, int, str, dict[str, Any]], ...] = (
    ("p_numbers_base", "numbers", None, "data", 1, "You said {figure}. What was it before, and over which window?", {}),
    ("p_numbers_control", "numbers", None, "model", 2, "What was the control metric, and how wide was the interval?", {}),
    ("p_numbers_guard", "numbers", None, "process", 3, "Which guardrail did you watch while {metric} moved?", {}),
    ("p_mech_alarm", "mechanisms", None, "infra", 1, "Which alarm caught this, and who was paged?", {}),
    ("p_mech_owner", "mechanisms", None, "process", 2, "Who owns the check on {system} today?", {}),
    ("p_alt_rejected", "alternatives", None, "model", 1, "What else did you try before {decision}, and why was it dropped?", {}),
    ("p_alt_simple", "alternatives", None, "process", 2, "What would the cheapest version have been?", {}),
    ("p_risk_abuse", "risk", None, "data", 1, "Who could have been harmed by this, and how did you check?", {}),
    ("p_risk_people", "risk", None, "process", 2, "What did {person} stand to lose from that decision?", {"about": ("people",)}),
    ("p_learn_gate", "learning", None, "process", 1, "What stops this from happening again without you?", {"about": ("system", "people")}),
    ("p_learn_people", "learning", None, "process", 2, "What do you say differently since then, and to whom?", {"about": ("people",)}),
    ("p_people_words", "mechanisms", None, "process", 1, "What exactly did you say to {person}?", {"about": ("people",)}),
    ("p_people_number", "numbers", None, "process", 1, "How did you notice that the change had lasted?", {"about": ("people",)}),
    ("p_people_alt", "alternatives", None, "process", 1, "What else could you have done for them?", {"about": ("people",)}),
    ("p_d_metric", "depth", "product_metric", "process", 1, "How did {metric} tie to what a customer felt?", {}),
    ("p_d_data", "depth", "data", "data", 1, "Draw the data flow in words: where did the rows behind {figure} come from?", {"whiteboard": True}),
    ("p_d_features", "depth", "features", "data", 1, "How was each feature in {system} computed at training and at serving?", {}),
    ("p_d_training", "depth", "training_eval", "model", 2, "How was the evaluation set split, and what did it miss?", {}),
    ("p_d_deploy", "depth", "deployment", "infra", 2, "Draw the topology of {component} in words. Where does a request wait?", {"whiteboard": True}),
    ("p_d_monitor", "depth", "monitoring", "infra", 3, "What does the dashboard of {system} show at three in the morning?", {}),
    ("p_dodge_again", "numbers", None, "process", 1, "I would still like the number. What was it?", {"after": "dodge", "about": ("system", "people")}),
    ("p_dodge_you", "mechanisms", None, "process", 1, "Which part of that was your own work?", {"after": "dodge", "about": ("system", "people")}),
    ("p_dont_know_find", "learning", None, "process", 1, "Fair. How would you find out?", {"after": "dont_know", "about": ("system", "people")}),
)  # fmt: skip

CROSS = (
    ("c_clash", "contradiction", "Earlier you said {a}, now {b}. Which one holds?"),
    ("c_repeat", "repeat", "You told me {a} in one story and {b} in another. Are they the same work?"),
    ("c_base", "no_baseline", "{figure} of what? What was it before?"),
    ("c_trade", "trade_off", "You said {quote}. What did that cost, and who paid?"),
    ("c_alt", "alternative", "You said {quote}. What was the best argument against it?"),
    ("c_who", "who_else", "You said {quote}. Who else would tell it the same way?"),
)

HYPOTHETICALS = (
    ("h_traffic", "You said {fact}. Suppose it is ten times that, all else equal. What breaks first?", "scale", "figure", "system"),
    ("h_owner", "You said {fact}. Suppose nobody held that role. What would you have done?", "owner", "role owner", "system people"),
    ("h_time", "You said {fact}. Suppose you had half of it. What do you drop?", "time", "duration date cost", "system people"),
)  # fmt: skip


def _criterion(signal: str) -> CriterionId:
    place = SIGNALS.index(signal)
    bounds: tuple[tuple[str, CriterionId], ...] = (("record", "evidence"), ("alternative", "depth"), ("customer", "alignment"))
    for last, criterion in bounds:
        if place <= SIGNALS.index(last):
            return criterion
    return "evidence" if signal in AGAINST and signal in {"unsupported", "contradiction", "off_question"} else "bar"


def _pack_file() -> dict[str, Any]:
    phases = (("introductions", 5), ("deep_dives", 40), ("cross_examination", 10), ("your_questions", 5))
    themes = ("regression", "ambiguity", "responsibility", "simplify", "disagreement", "people")
    return {
        "id": "small",
        "title": "A small loop",
        "company": "Amazon",
        "role": "AI Engineer",
        "version": "1.0",
        "difficulty": "4 of 5",
        "disclaimer": "Not affiliated with any company.",
        "role_context": "You build and run models that customers meet every day.",
        "phases": [{"id": i, "name": i.replace("_", " ").capitalize(), "minutes": m, "what": "What is done here."} for i, m in phases],
        "themes": [{"id": i, "name": i.capitalize(), "brief": i not in {"ambiguity", "people"}} for i in themes],
        "great": [{"name": i, "thin": "We improved it.", "solid": "I cut it from 9 to 4."} for i in ("Number", "Owner", "Cause", "Check")],
        "tips": [{"text": "Prepare six stories.", "where": "start"}, {"text": "Count your own part.", "where": "stories"}],
        "checklist": ["Read the job description again."],
        "opening": ["Thank you for coming. I will ask short questions."],
        "introduction": "Who are you as an engineer, in a minute or so?",
        "invitation": "What would you like to ask me?",
        "weighed": ["Specific to this role", "Needs thought to answer", "Looks years ahead"],
    }  # fmt: skip


def _principle(entry: tuple[str, str, str, tuple[str, ...], str]) -> dict[str, Any]:
    key, name, short, signals, cues = entry
    words = cues.split("|")
    more = [f"{short.lower()} {extra}" for extra in ("first", "case", "story", "again")]
    return {
        "id": key,
        "name": name,
        "short": short,
        "meaning": f"What {short.lower()} means in model work.",
        "strong": "An own decision with a cost, and what came of it.",
        "shown": "One own action.",
        "claimed": "The word alone.",
        "example": "I turned the ranker off at noon and told support why.",
        "tension": "Speed against care.",
        "look_alikes": ["Saying the word often."],
        "signals": list(signals),
        "cues": [*words, *more],
    }


def _question(entry: tuple[str, ...]) -> dict[str, Any]:
    key, theme, principles, about, asks, layers, text = entry
    return {
        "id": key,
        "text": text,
        "themes": [theme],
        "principles": principles.split(),
        "layers": layers.split(),
        "about": about,
        "asks": asks.split(),
        "seniority": ["mid", "senior"],
        "must": ["What was at stake", "What you decided", "What changed, by how much"],
    }


def _probe(entry: tuple[str, str, str | None, str, int, str, dict[str, Any]]) -> dict[str, Any]:
    key, kind, layer, direction, step, text, more = entry
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in more.items()}
    base = {"id": key, "kind": kind, "direction": direction, "step": step, "text": text}
    return base | ({"layer": layer} if layer else {}) | plain


def _rubric() -> dict[str, Any]:
    anchors = ["Nothing of it.", "Named only.", "Shown once.", "Shown with its reason.", "Shown with its limits."]
    criteria = [{"id": i, "name": i.capitalize(), "what": f"What {i} is.", "anchors": anchors} for i in ("evidence", "depth", "alignment", "bar")]
    words = ["absent", "thin", "partial", "solid", "above the bar"]
    return {"version": "1", "source": "Our own words.", "level_words": words, "criteria": criteria, "overall": anchors}  # fmt: skip


def _signal_words(signal: str) -> dict[str, Any]:
    name = signal.replace("_", " ")
    return {
        "id": signal,
        "name": name.capitalize(),
        "criterion": _criterion(signal),
        "seen": [f"{name} is there", f"{name} is said", f"{name} is told"],
        "missing": [f"{name} is missing", f"no {name} yet", f"{name} is not said"],
        "ask": f"What was the {name}?",
        "next": f"Add the {name} in one sentence.",
        "minutes": 5,
    }


def _phrases(key: str) -> dict[str, Any]:
    name = key.replace("_", " ")
    return {"id": key, "seen": [f"{name} seen", f"{name} said", f"{name} told"], "missing": [f"no {name}", f"{name} missing", f"{name} not said"]}  # fmt: skip


def _feedback() -> dict[str, Any]:
    signals = ("specific", "from_the_loop", "trade_off", "failure", "mechanism", "long_term", "growth")
    flags = ("perks", "website", "yes_no", "disguised_boast", "several")
    reply = ["I would think about that one.", "I would answer from the last year.", "I would name one case."]
    return {
        "signals": [_signal_words(signal) for signal in SIGNALS],
        "introduction": [_phrases(key) for key in ("role", "system", "figure", "customer", "why", "length")],
        "your_questions": [_phrases(key) | {"reply": reply} for key in (*signals, *flags)],
    }


def _build() -> dict[str, Any]:
    flag = {"trigger": "What sets it off.", "not_when": "What only looks like it.", "mend": "Say your own part.", "minutes": 10}
    hypotheticals = [
        {"id": i, "text": text, "changes": changes, "needs": needs.split(), "about": about.split()}
        for i, text, changes, needs, about in HYPOTHETICALS
    ]
    asked = ("What broke last quarter that you now test for?", "Which trade-off would you make otherwise?", "Is there a gym?")
    return {
        "pack": _pack_file(),
        "principles": [_principle(entry) for entry in PRINCIPLES],
        "questions": [_question(entry) for entry in QUESTIONS],
        "probes": [_probe(entry) for entry in PROBES],
        "hypotheticals": hypotheticals,
        "cross_examination": [{"id": i, "kind": kind, "text": text} for i, kind, text in CROSS],
        "rubric": _rubric(),
        "red_flags": [{"id": i, "name": i.replace("_", " ").capitalize(), **flag} for i in FLAGS],
        "feedback": _feedback(),
        "candidate_questions": [
            {"id": f"a_{n}", "text": text, "level": level, "shows": "How far it looks."}
            for n, (text, level) in enumerate(zip(asked, (4, 5, 1), strict=True))
        ],
        "samples": {"loop": LOOP, "stories": STORIES},
    }  # fmt: skip


@lru_cache(maxsize=1)
def small_pack() -> Pack:
    """The small pack: 16 principles, 6 questions (2 about people), probes of every kind and layer."""
    return Pack.model_validate(_build())


def small_files() -> dict[str, Any]:
    """The small pack as plain values, one for each file; a fresh copy that a test may change."""
    return copy.deepcopy(_build())


def write_pack(folder: Path, files: dict[str, Any] | None = None) -> Path:
    """Write the small pack (or ``files``) as YAML into ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (files or small_files()).items():
        text = yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


class _Plain(yaml.SafeDumper):
    """Writes repeated values out instead of by alias, which a pack may not use."""

    def ignore_aliases(self, data: object) -> bool:
        return True
