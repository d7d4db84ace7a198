from __future__ import annotations

import pytest

from lpcoach.stories.labels import Label, inline, label, plain


@pytest.mark.parametrize(
    ("line", "part", "value"),
    [
        ("**Situation:** Foo", "situation", "Foo"),
        ("* **S (Situation):** x", "situation", "x"),
        ("**S**ituation: Set", "situation", "Set"),
        ("### **S — Situation**", "situation", ""),
        ("S – Situation - background", "situation", "background"),
        ("## 🎯 T - Task (30-45 seconds)", "task", ""),
        ("> **Result:** yes", "result", "yes"),
        ("1. Action: did", "action", "did"),
        ("(A) we had", "action", "we had"),
        ("【情境】内容", "situation", "内容"),
        ("■課題：あいう", "task", "あいう"),
        ("- **행동** : 했다", "action", "했다"),
        ("Tâche : faire", "task", "faire"),
        ("Resultado — bajó 3%", "result", "bajó 3%"),
        ("<u>Maßnahmen</u>: gemessen", "action", "gemessen"),
        ("My task: do", "task", "do"),
        ("Actions I took: y", "action", "y"),
        ("Result\tfine", "result", "fine"),
    ],
)
def test_a_line_announces_a_part(line: str, part: str, value: str) -> None:
    """Headings, bold, bullets, letters, brackets and many languages name a part, and the rest is its text."""
    found = label(line)
    assert found is not None
    assert (found.kind, found.names, found.value) == ("part", (part,), value)


@pytest.mark.parametrize("line", ["As a result: x", "The task was hard - really", "Result oriented people: x", "", "|"])
def test_a_sentence_announces_none(line: str) -> None:
    """Words of parts inside a sentence are no labels."""
    assert label(line) is None


def test_one_label_may_name_two_parts() -> None:
    """Situation and task told together are both."""
    assert label("Situation/Task: both") == Label("part", ("situation", "task"), "both")


@pytest.mark.parametrize(
    "text",
    [
        "Situation: a; Task: b; Action: c; Result: d",
        "S: a T: b A: c R: d",
        "(S) a (T) b (A) c (R) d",
        "*S:* a *T:* b *A:* c",
    ],
)
def test_parts_inside_one_line_are_found(text: str) -> None:
    """Labels follow each other within a line."""
    assert [part for _, _, part in inline(text)][:3] == ["situation", "task", "action"]


def test_a_result_within_a_sentence_stays_in_it() -> None:
    """`As a result:` after other labels opens no part."""
    assert [part for _, _, part in inline("Situation: a. Action: b. As a result: c")] == ["situation", "action"]


def test_marks_and_links_are_no_text() -> None:
    """Bold, links and pictures before the words are left out of a title."""
    assert plain("🚀 **Fast** [path](https://a.b) [[Iris|the iris]]") == "Fast path the iris"
