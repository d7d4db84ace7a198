"""The tables that the small pack is built from."""

from __future__ import annotations

from typing import Any

# id, name, short, signals, cues
PRINCIPLES = (
    ("customer_obsession", "Customer Obsession", "Customer", ("customer", "product_metric"), "customers|shoppers"),
    ("ownership", "Ownership", "Ownership", ("own_action", "owner"), "my pager|on call|i owned|my service"),
    (
        "invent_and_simplify",
        "Invent and Simplify",
        "Invent",
        ("change", "alternative"),
        "simpler|removed|cache|replaced",
    ),
    (
        "are_right_a_lot",
        "Are Right, A Lot",
        "Right",
        ("measured", "ruled_out"),
        "experiment|hypothesis|i was wrong|offline",
    ),
    ("learn_and_be_curious", "Learn and Be Curious", "Curious", ("learning",), "i read|i learned|paper|new to me"),
    (
        "hire_and_develop_the_best",
        "Hire and Develop the Best",
        "Develop",
        ("brought_along",),
        "mentored|hired|onboarded|paired",
    ),
    (
        "insist_on_the_highest_standards",
        "Insist on the Highest Standards",
        "Standards",
        ("guardrail",),
        "bar|gate|quality|tests",
    ),
    ("think_big", "Think Big", "Big", ("adoption",), "platform|multi-tenant|all teams|three years"),
    ("bias_for_action", "Bias for Action", "Action", ("own_decision",), "same day|shipped|rolled back|reversible"),
    ("frugality", "Frugality", "Frugality", ("constraint",), "cost|budget|spot instances|cheaper"),
    ("earn_trust", "Earn Trust", "Trust", ("self_criticism",), "told them|my mistake|admitted|openly"),
    ("dive_deep", "Dive Deep", "Deep", ("cause", "ruled_out"), "root cause|logs|trace|query plan"),
    (
        "have_backbone_disagree_and_commit",
        "Have Backbone; Disagree and Commit",
        "Backbone",
        ("tension",),
        "disagreed|objected|committed|pushed back",
    ),
    ("deliver_results", "Deliver Results", "Results", ("change", "figure"), "deadline|delivered|launched|sla"),
    (
        "strive_to_be_earths_best_employer",
        "Strive to be Earth's Best Employer",
        "Employer",
        ("brought_along",),
        "team health|burnout|inclusion|rota",
    ),
    (
        "success_and_scale_bring_broad_responsibility",
        "Success and Scale Bring Broad Responsibility",
        "Responsibility",
        ("risk_handled",),
        "bias|privacy|abuse|safety",
    ),
)

# id, theme, principles, about, asks, layers, text
QUESTIONS = (
    (
        "q_regressed",
        "regression",
        "ownership dive_deep",
        "system",
        "failure",
        "data monitoring",
        "Tell me about a model of yours that got worse after launch. What did you do in the first day?",
    ),
    (
        "q_ambiguous",
        "ambiguity",
        "bias_for_action are_right_a_lot",
        "system",
        "",
        "product_metric training_eval",
        "Tell me about a time you shipped before the data was complete. What told you that it was safe enough?",
    ),
    (
        "q_privacy",
        "responsibility",
        "success_and_scale_bring_broad_responsibility customer_obsession",
        "system",
        "",
        "data",
        "Walk me through a privacy or bias risk that you found in a feature. What did you measure?",
    ),
    (
        "q_cheaper",
        "simplify",
        "invent_and_simplify frugality",
        "system",
        "",
        "deployment features",
        "Describe a pipeline that you made cheaper. What did you give up for it?",
    ),
    (
        "q_dispute",
        "disagreement",
        "have_backbone_disagree_and_commit earn_trust",
        "people",
        "conflict",
        "",
        "Describe a dispute with a scientist over a launch. How was it decided?",
    ),
    (
        "q_mentor",
        "people",
        "hire_and_develop_the_best strive_to_be_earths_best_employer",
        "people",
        "",
        "",
        "Tell me about a person whose work changed because of you. What did you do differently?",
    ),
)

# id, kind, layer, direction, step, text, and what differs from the defaults
PEOPLE: dict[str, Any] = {"about": ["people"]}
ANY: dict[str, Any] = {"about": ["system", "people"]}
BOARD: dict[str, Any] = {"whiteboard": True}
ProbeRow = tuple[str, str, str | None, str, int, str, dict[str, Any]]

PROBES: tuple[ProbeRow, ...] = (
    ("p_numbers_base", "numbers", None, "data", 1, "You said {figure}. What was it before, and over which window?", {}),
    (
        "p_numbers_control",
        "numbers",
        None,
        "model",
        2,
        "What was the control metric, and how wide was the interval?",
        {},
    ),
    ("p_numbers_guard", "numbers", None, "process", 3, "Which guardrail did you watch while {metric} moved?", {}),
    ("p_mech_alarm", "mechanisms", None, "infra", 1, "Which alarm caught this, and who was paged?", {}),
    ("p_mech_owner", "mechanisms", None, "process", 2, "Who owns the check on {system} today?", {}),
    (
        "p_alt_rejected",
        "alternatives",
        None,
        "model",
        1,
        "What else did you try before {decision}, and why was it dropped?",
        {},
    ),
    ("p_alt_simple", "alternatives", None, "process", 2, "What would the cheapest version have been?", {}),
    ("p_risk_abuse", "risk", None, "data", 1, "Who could have been harmed by this, and how did you check?", {}),
    ("p_risk_people", "risk", None, "process", 2, "What did {person} stand to lose from that decision?", PEOPLE),
    ("p_learn_gate", "learning", None, "process", 1, "What stops this from happening again without you?", ANY),
    ("p_learn_people", "learning", None, "process", 2, "What do you say differently since then, and to whom?", PEOPLE),
    ("p_people_words", "mechanisms", None, "process", 1, "What exactly did you say to {person}?", PEOPLE),
    ("p_people_number", "numbers", None, "process", 1, "How did you notice that the change had lasted?", PEOPLE),
    ("p_people_alt", "alternatives", None, "process", 1, "What else could you have done for them?", PEOPLE),
    ("p_d_metric", "depth", "product_metric", "process", 1, "How did {metric} tie to what a customer felt?", {}),
    (
        "p_d_data",
        "depth",
        "data",
        "data",
        1,
        "Draw the data flow in words: where did the rows behind {figure} come from?",
        BOARD,
    ),
    (
        "p_d_features",
        "depth",
        "features",
        "data",
        1,
        "How was each feature in {system} computed at training and at serving?",
        {},
    ),
    (
        "p_d_training",
        "depth",
        "training_eval",
        "model",
        2,
        "How was the evaluation set split, and what did it miss?",
        {},
    ),
    (
        "p_d_deploy",
        "depth",
        "deployment",
        "infra",
        2,
        "Draw the topology of {component} in words. Where does a request wait?",
        BOARD,
    ),
    (
        "p_d_monitor",
        "depth",
        "monitoring",
        "infra",
        3,
        "What does the dashboard of {system} show at three in the morning?",
        {},
    ),
    (
        "p_dodge_again",
        "numbers",
        None,
        "process",
        1,
        "I would still like the number. What was it?",
        {"after": "dodge"} | ANY,
    ),
    (
        "p_dodge_you",
        "mechanisms",
        None,
        "process",
        1,
        "Which part of that was your own work?",
        {"after": "dodge"} | ANY,
    ),
    ("p_dont_know_find", "learning", None, "process", 1, "Fair. How would you find out?", {"after": "dont_know"} | ANY),
)

CROSS = (
    ("c_clash", "contradiction", "Earlier you said {a}, now {b}. Which one holds?"),
    ("c_repeat", "repeat", "You told me {a} in one story and {b} in another. Are they the same work?"),
    ("c_base", "no_baseline", "{figure} of what? What was it before?"),
    ("c_trade", "trade_off", "You said {quote}. What did that cost, and who paid?"),
    ("c_alt", "alternative", "You said {quote}. What was the best argument against it?"),
    ("c_who", "who_else", "You said {quote}. Who else would tell it the same way?"),
)

HYPOTHETICALS = (
    (
        "h_traffic",
        "You said {fact}. Suppose it is ten times that, all else equal. What breaks first?",
        "scale",
        "figure",
        "system",
    ),
    (
        "h_owner",
        "You said {fact}. Suppose nobody held that role. What would you have done?",
        "owner",
        "role owner",
        "system people",
    ),
    (
        "h_time",
        "You said {fact}. Suppose you had half of it. What do you drop?",
        "time",
        "duration date cost",
        "system people",
    ),
)

PANEL = (
    ("hiring_manager", "Hiring manager", "ownership deliver_results bias_for_action hire_and_develop_the_best"),
    (
        "senior_engineer",
        "Senior engineer",
        "dive_deep insist_on_the_highest_standards invent_and_simplify learn_and_be_curious",
    ),
    (
        "product_partner",
        "Product partner",
        "customer_obsession earn_trust frugality have_backbone_disagree_and_commit",
    ),
    ("bar_raiser", "Bar Raiser", "are_right_a_lot think_big success_and_scale_bring_broad_responsibility"),
)
