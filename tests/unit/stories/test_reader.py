from __future__ import annotations

import time

import pytest

from lpcoach.errors import InputError
from lpcoach.stories.decoding import LARGEST, decode
from lpcoach.stories.reader import read_file, read_text
from lpcoach.stories.twice import Telling, ask_twice

STORY = (
    "Situation: We lost 3% of 40 shops.\nTask: I had to fix it.\nAction: I pinned the loader.\nResult: Back in 2 days."
)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_common_encoding_is_read(code: str) -> None:
    """Bytes of each encoding give the same text."""
    assert decode("Résumé – naïve\r\nEnd\r".encode(code)) == "Résumé – naïve\nEnd\n"


def test_lines_of_two_encodings_are_read_line_by_line() -> None:
    """A file pasted together from two encodings keeps both."""
    assert decode("é\n".encode() + "é\n".encode("cp1252")) == "é\né\n"


def test_what_cannot_be_seen_is_taken_out() -> None:
    """Zero-width spaces inside a word do not part it."""
    assert decode("Situ\u200bation\u00a0\ufeff: x".encode()) == "Situation : x"


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"%PDF-1.7", "is a PDF"), (b"PK\x03\x04", "is a Word"), (b"a\0bcdefg", "NUL"), (b"x" * (LARGEST + 1), "at most")],
)
def test_a_file_that_is_no_text_is_refused_with_the_reason(raw: bytes, words: str) -> None:
    """The reason says what it is and what to do."""
    with pytest.raises(InputError, match=words):
        read_file("a", raw)


def test_an_endless_yaml_is_read_as_text() -> None:
    """Aliases that blow up do not: the text is kept as it stands."""
    bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join([f'*{b}'] * 8)}]\n" for b, c in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert read_text("a.yaml", bomb).stories == ()


def test_the_same_story_in_two_files_is_asked_about() -> None:
    """A retelling is kept and asked about, with the place of the other."""
    again = STORY.replace("We lost", "Our ranker lost").replace("I had to fix it", "It was mine to repair")
    first, second = ask_twice([read_text("a.txt", STORY), read_text("b.txt", again)])
    assert len(first.stories) == len(second.stories) == 1
    assert [note.asked for note in second.notes] == [True]
    assert "a.txt" in second.notes[0].text


def test_a_large_bank_is_not_compared_story_by_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside six hundred stories of other words, a telling is compared with those alone that share enough of them."""
    compared: list[Telling] = []
    like = Telling.like

    def heard(one: Telling, other: Telling) -> bool:
        compared.append(other)
        return like(one, other)

    monkeypatch.setattr(Telling, "like", heard)
    others = (" ".join(f"other{chr(97 + n % 26)}{chr(97 + n // 26)}{c}" for c in "abcdefgh") for n in range(600))
    known = [(f"Story {n}", Telling.of(f"Story {n}", "", text)) for n, text in enumerate([*others, STORY])]
    (file,) = ask_twice([read_text("a.txt", STORY)], known)
    assert ([note.asked for note in file.notes], compared) == ([True], [known[-1][1]])


BRIEF = """Title,Situation,Task,Action,Result
Drift alarm,Schema change hit recall,Own model,Null alarm,61 to 84%
Null alarm,Recall fell on schema change,On call,Alarm on nulls,84% from 61%
Cheap serving,41 dollars per 1K,Halve it,Cached embeddings,19 dollars
Cost cut,Serving at $41 per 1K,Cut cost,Embedding cache,$19
Labels,Labels cost 30k,Halve it,Active learning,15k
Fewer clicks,P99 was 240 ms in 2024,Cut latency,Pruned the model,120 ms
Faster search,P99 was 300 ms in 2024,Cut latency,Quantized embeddings,150 ms
Mentoring,Two juniors stuck,Help them,Weekly pairing,Both promoted
Hiring,Two seats open for juniors,Fill them,Wrote a guide,Both hired in May
"""


def test_short_rows_told_twice_are_asked_about_and_others_are_not() -> None:
    """Rows of a few words are one story by two figures and a word; a shared method, year or P99 is no ground."""
    (file,) = ask_twice([read_text("a.csv", BRIEF)])
    asked = [note.text for note in file.notes if note.asked]
    assert len(file.stories) == 9 and len(asked) == 2
    assert "“Null alarm” (row 3) and “Drift alarm” (row 2)" in asked[0]
    assert "“Cost cut” (row 5) and “Cheap serving” (row 4)" in asked[1]


def test_two_stories_are_not_one() -> None:
    """Stories that share no more than common words are not asked about."""
    other = (
        "Situation: Two people carried all pages.\nTask: I wanted six.\nAction: I wrote runbooks.\nResult: Six share."
    )
    assert [
        note for one in ask_twice([read_text("a.txt", STORY), read_text("b.txt", other)]) for note in one.notes
    ] == []


@pytest.mark.parametrize("gap", ["TODO", "tbd", "???", "[your number]", "____", "XX%", ""])
def test_a_gap_makes_a_draft(gap: str) -> None:
    """A part that is empty or marked as unwritten leaves the story incomplete."""
    story = read_text("a.md", f"## Export\n{STORY.rpartition('Back')[0]}{gap}").stories[0]
    assert not story.complete
    assert read_text("a.md", f"## Export\n{STORY}").stories[0].complete


@pytest.mark.parametrize(
    ("head", "failure"),
    [
        ("Tell me about a time you failed", True),
        ("A mistake in the rollout", True),
        ("Das Projekt, das scheiterte", True),
        ("Failover in 40 seconds", False),
        ("Failure detection for sensors", False),
    ],
)
def test_a_story_of_failure_is_told_by_its_name(head: str, failure: bool) -> None:
    """Words of failure count, names of techniques do not."""
    assert read_text("a.md", f"## {head}\n{STORY}").stories[0].failure is failure


@pytest.mark.parametrize(
    ("theme", "failure"),
    [
        *((word, True) for word in ("Fracaso", "un fallo mío", "Fallé", "salió mal", "error")),
        *((word, True) for word in ("Rückschlag", "gescheitert", "Ich lag falsch", "mein größter Fehler")),
        *((word, True) for word in ("Insucesso", "um erro meu", "não deu certo", "fracassos")),
        *((word, True) for word in ("실패 경험", "잘못", "失误", "失败经历", "犯错")),
        *((word, False) for word in ("éxito", "tasa de error", "tolerancia a fallos", "Fehlerrate", "falha de rede")),
        *((word, False) for word in ("실패율 감소", "错误率下降", "降低失败率", "성공", "成功")),
    ],
)
def test_a_theme_of_failure_is_heard_in_each_language(theme: str, failure: bool) -> None:
    """A theme, tag or title says failure in Spanish, German, Portuguese, Korean and Chinese; rates of errors do not."""
    for label in ("Tema", "Thema", "주제", "主题"):
        assert read_text("a.md", f"## Export\n{label}: {theme}\n{STORY}").stories[0].failure is failure


@pytest.mark.parametrize(
    "told",
    ["Me equivoqué con el índice.", "Das war mein Fehler.", "Foi um erro meu.", "제 실수였어요.", "是我的错"],
)
def test_who_owns_a_failure_in_any_language_tells_one(told: str) -> None:
    """What somebody says of themselves in the text counts like a theme."""
    assert read_text("a.md", f"## Export\n{STORY} {told}").stories[0].failure


def bank_of(number: int) -> bytes:
    """A page of many short stories, under headings of three levels."""
    one = "## Story {n}: The cache that failed\n### Situation\n{n}%.\n### Action\nI moved it.\n### Result\nBack.\n\n"
    return ("# Stories\n\n" + "".join(one.replace("{n}", str(n)) for n in range(number))).encode()


@pytest.mark.prove
def test_twice_as_many_stories_take_about_twice_as_long() -> None:
    """No story is looked for in all the others: four times the page takes less than eight times as long."""
    took = []
    for number in (500, 2000):
        start = time.process_time()
        assert len(read_file("bank.md", bank_of(number)).stories) == number
        took.append(time.process_time() - start)
    assert took[1] < 8 * took[0]
