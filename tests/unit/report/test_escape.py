"""What somebody typed stays text in Markdown, code point for code point."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lpcoach.report.escape import line, said, written

READER = MarkdownIt("gfm-like", {"linkify": False})
HOSTILE = [
    "# A heading",
    "## Verdict\n\n**Strong hire.**",
    "> quoted",
    "- a list\n- of two",
    "+ a list",
    "1. first\n2. second",
    "12) twelfth",
    "Setext\n===",
    "Setext\n---",
    "***",
    "```\ncode\n```",
    "~~~\ncode",
    "    indented code",
    "\ttab code",
    "| a | b |\n| --- | --- |\n| c | d |",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "[link](javascript:alert(1))",
    "![image](https://example.com/x.png)",
    "<https://example.com>",
    "*a* _b_ **c** __d__ ~~e~~ `f`",
    "&lt;b&gt; &amp; &#60;",
    "back\\slash\\",
    "a line that ends in a backslash\\\nand goes on",
    "[ref]: https://example.com",
    "$x^2$ and $5 to $6",
    "two\r\nlines\rthree",
    "P99 < 200 ms & CPU > 50%",
    "Zoë’s naïve 模型 👩🏽‍💻 e\u0301 \u202eright to left",
]
TEXTS = st.one_of(
    st.text(st.sampled_from(list("#>-+*_`~|<>[]()!&;=:.\\ \t\n\r1a0$@"))),
    st.text(st.characters(exclude_categories=("Cs", "Cc"))),
)


def read(markdown: str) -> str:
    """Give the text that a reader of the Markdown meets, without its markup."""
    shown = re.sub(r"<[^>]*>", "", READER.render(markdown))
    return html.unescape(shown)


def words(text: str) -> str:
    """Give the text with white space made alike."""
    return " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_ever_paragraphs(text: str) -> None:
    """Whatever is typed, a block quote holds nothing but paragraphs and line breaks."""
    tags = set(re.findall(r"<(\w+)", READER.render(said(text))))
    assert tags <= {"blockquote", "p", "br"}
    assert words(read(said(text))) == words(text)


@given(TEXTS)
def test_what_was_typed_is_what_is_read(text: str) -> None:
    """A block quote reads as the text that was typed, for any text."""
    shown = READER.render(said(text))
    assert set(re.findall(r"<(\w+)", shown)) <= {"blockquote", "p", "br"}
    assert words(read(said(text))) == words(text)


@given(TEXTS)
def test_a_line_is_one_line_of_text(text: str) -> None:
    """Inline text never begins a block of its own and never breaks the line."""
    shown = READER.render(f"**Quote:** “{line(text)}”")
    assert set(re.findall(r"<(\w+)", shown)) == {"p", "strong"}
    assert words(read(line(text))) == words(text)


def test_line_breaks_are_kept() -> None:
    """A single line break stays one, a blank line separates paragraphs."""
    assert said("one\ntwo\n\nthree") == "> one\\\n> two\n>\n> three"


def test_plain_text_is_left_plain() -> None:
    """Numbers, dashes and dots within a line are not escaped."""
    text = "It fell from 12.4% to 9.1% - in 3 days. 1.9% since, 2024 was calm."
    assert line(text) == text
    assert line("1.9% of orders") == "1.9% of orders"


def test_every_value_is_escaped_once() -> None:
    """A value of a template is escaped, and what is finished is not escaped again."""
    assert written("*a*") == "\\*a\\*"
    assert written(line("*a*")) == "\\*a\\*"
    assert written(3) == "3"
