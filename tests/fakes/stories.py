"""Three invented stories at known levels, and the sample loop made of them."""

from __future__ import annotations

from typing import Any

SOLID = (
    "In March my service ranked returns offers for 40 million shoppers. Two days after a launch the acceptance "
    "rate fell from 12.4% to 9.1%. I was on call and decided to roll back the same day, which cost us a week of "
    "the new model's gain. I ruled out traffic mix by replaying one day of logs against the old model. The root "
    "cause was a join in the feature pipeline: the training job read order time in UTC and the serving path read "
    "it in local time, so one feature was shifted by eight hours. I added a parity check that compares 10,000 "
    "rows of training and serving features each night and blocks the release when more than 0.5% differ. My team "
    "owns the alarm. It has caught two shifts since, and search took it over in June. After the fix an A/B test "
    "over 14 days gave 12.9%, plus 0.5 points with an interval of 0.2 to 0.8, with P99 latency flat at 80 ms. I "
    "should have had that check before the launch."
)
PARTIAL = (
    "Our support bot answered from old documents. I wrote a job that rebuilt the retrieval index every night "
    "instead of every month. Wrong answers fell from 18% to 11%. I chose a rebuild over updates in place because "
    "updates left stale chunks behind. A colleague wanted a larger model first; I disagreed and showed him ten "
    "chats where the document was wrong and the model was right. We agreed to do the index first."
)
THIN = (
    "We had a problem with fraud scores and the team worked very hard on it. We used the latest transformer "
    "because it was state of the art, and everybody was happy with it. It was a great success and customers liked "
    "it a lot."
)

STORIES: list[dict[str, Any]] = [
    {
        "id": "s_solid",
        "title": "The shifted feature",
        "question": "q_regressed",
        "level": 4,
        "answer": SOLID,
        "probes": [
            {
                "question": "Which alarm caught this, and who was paged?",
                "answer": "The alarm on the hourly acceptance rate, three sigma under last week. It paged me.",
            },
            {
                "question": "What else did you try before that, and why was it dropped?",
                "answer": "I tried a patch in the serving path. I dropped it because it could not be tested in a day.",
            },
        ],
        "notes": [
            {"quote": "fell from 12.4% to 9.1%", "text": "A baseline and a change.", "good": True},
            {"quote": "which cost us a week of the new model's gain", "text": "A cost accepted.", "good": True},
            {"quote": "It paged me.", "text": "The owner is named.", "good": True},
        ],
        "principles": ["ownership", "dive_deep", "bias_for_action"],
    },
    {
        "id": "s_partial",
        "title": "The old index",
        "question": "q_dispute",
        "level": 3,
        "answer": PARTIAL,
        "notes": [
            {"quote": "Wrong answers fell from 18% to 11%.", "text": "A number with its baseline.", "good": True},
            {"quote": "We agreed to do the index first.", "text": "What it cost is not said.", "good": False},
        ],
        "principles": ["have_backbone_disagree_and_commit"],
    },
    {
        "id": "s_thin",
        "title": "The fraud scores",
        "question": "q_ambiguous",
        "level": 1,
        "answer": THIN,
        "notes": [
            {"quote": "the team worked very hard on it", "text": "No own part.", "good": False},
            {"quote": "state of the art", "text": "The model first, the customer last.", "good": False},
        ],
        "principles": [],
    },
]

LOOP: dict[str, Any] = {
    "introduction": "I build ranking for returns. My last one serves 40 million shoppers, and I carry its pager.",
    "stories": ["s_solid", "s_partial", "s_thin"],
    "cross": [
        {
            "opening": "c_base",
            "question": "“12.9%” of what? What was it before?",
            "answer": "The 12.9% is from the 14 days after the fix.",
        },
        {
            "opening": "h_traffic",
            "question": "You said “P99 latency flat at 80 ms”. Suppose it is ten times that. What breaks first?",
            "answer": "With ten times the rows I would sample.",
        },
    ],
    "questions": ["What broke last quarter that you now test for?", "Which trade-off would you make otherwise today?"],
}
