"""What a story is about is told by its own words."""

from __future__ import annotations

from lpcoach.interviewer.probing import ranked_probes
from lpcoach.reading.reader import read
from lpcoach.reading.story import about_of
from lpcoach.reading.types import Thread
from tests.fakes.pack import small_pack
from tests.fakes.stories import SOLID

PACK = small_pack()
SYSTEM = next(question for question in PACK.questions if question.about == "system")
PEOPLE = (
    "A junior on my team had gone quiet. She was afraid of reviews and her manager wanted to let her go. I asked her "
    "what she would rather do, and we paired every morning for a month. I gave her feedback on one thing a week. Her "
    "confidence came back; she now mentors the intern herself, and he asks her before he asks me."
)


def test_a_story_about_people_under_a_technical_question_gets_people_probes() -> None:
    """The question leans to the system, the story does not: no layer is asked for."""
    reading = read(Thread(SYSTEM.text, PEOPLE))
    assert about_of(reading.thread, reading.layers, "system") == "people"
    assert all(probe.layer is None for probe in ranked_probes(reading.thread, PACK))


def test_a_technical_story_stays_one_under_a_question_about_people() -> None:
    """Many explained layers and hardly a person: its layers are asked for."""
    reading = read(Thread("How did you help a colleague?", SOLID))
    assert about_of(reading.thread, reading.layers, "people") == "system"


def test_too_little_is_about_what_its_question_is_about() -> None:
    """From a line nothing can be known."""
    assert about_of(Thread("q", "She fixed it."), {}, "system") == "system"
    assert about_of(Thread("q", "She fixed it."), {}, "people") == "people"
