"""Whatever a file holds: no exception, and every word of it is in the stories or in the notes."""

from __future__ import annotations

import html
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.errors import InputError
from lpcoach.stories.decoding import decode
from lpcoach.stories.reader import read_file, read_text
from lpcoach.stories.types import ImportedFile, ImportedStory, Note
from lpcoach.stories.wording import fold
from tests.unit.stories.corpus import FILES, Corpus

PIECES = """
# Stories\n## Story 1: Export\n### Situation\n## Tips\n## Bad example\n## Template\n---\n\n```\n~~~\n===\n1. **Bold**
**Situation:** We lost 3%.\n**Task**: I had to fix it\n- **A**: I bisected\nR: it works\nS: x T: y A: z R: w\nTODO
Situation: one; Task: two; Action: three; Result: four\n**LPs:** Ownership, Are Right, A Lot, Synergy
| Story | S | T | A | R |\n|---|---|---|---|---|\n| Export | a | b | c | d |\nTell me about a time you failed.
<details><summary>Rota</summary>\n</details>\n<p><b>Situation</b>: broke</p>\n<!-- hidden -->\ntitle: Export
  - result: fine\n{"situation": "a", "action": "b"}\nTitle;Situation;Action;Result\nx;y;z;"q\n> quoted
상황: 고객\n【结果】好
I lost my way, and I told my team what I did, so that we could see it and I could mend my own part of our work at last
[link](https://a.b)
""".splitlines()
pages = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_characters="\0"), max_size=20), max_size=25
).map("\n".join)
names = st.sampled_from(["a.md", "a.txt", "a.csv", "a.tsv", "a.json", "a.yaml", "a.html", "a"])
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["situation", "task", "result", "s", "a", "lps", "q", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def lost(text: str, read: ImportedFile) -> set[str]:
    """The words of a text that came into neither stories nor notes; tags of HTML are no words."""
    both: list[ImportedStory | Note] = [*read.stories, *read.notes]
    names = [re.sub(r"\b(?:lines?|rows?|column) [\d-]+|\[\d+\]", " ", one.where) for one in both]  # of keys above it
    kept = fold("\n".join([*(one.text for one in both), *names]))
    text = re.sub(r"\\[nrt]", " ", text)  # line ends in JSON
    bare = re.sub(r"</?[a-zA-Z][^<>]*>|<!doctype[^>]*>|```\w*|&\w+;", " ", text, flags=re.IGNORECASE)
    bare = re.sub(r"&#\d+;", lambda sign: html.unescape(sign.group()), bare)
    return set(re.findall(r"\w+", fold(bare))) - set(re.findall(r"\w+", kept))


@pytest.mark.parametrize("one", FILES, ids=str)
def test_no_word_of_the_corpus_is_lost(one: Corpus) -> None:
    """Each word of each file of the corpus is in a story or in a note."""
    assert lost(decode(one.raw), read_file(one.name, one.raw)) == set()


@settings(max_examples=150)
@given(name=names, text=pages)
def test_no_word_of_any_page_is_lost(name: str, text: str) -> None:
    """Pages put together from all forms, in any order, under any name: each word is kept."""
    decoded = decode(text.encode("utf-8", errors="ignore"))
    assert lost(decoded, read_text(name, decoded)) == set()


@settings(max_examples=100)
@given(tree=trees)
def test_no_word_of_any_tree_is_lost(tree: object) -> None:
    """Whatever a JSON file holds, each word of its keys and values is kept."""
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    plain = re.sub(r"\\u[0-9a-f]{4}|\\.", " ", text)
    assert lost(plain, read_text("a.json", text)) == set()


@settings(max_examples=150)
@given(name=names, raw=st.binary(max_size=200))
def test_no_bytes_break_the_reader(name: str, raw: bytes) -> None:
    """Bytes are read, or refused with a reason."""
    try:
        read_file(name, raw)
    except InputError as error:
        assert str(error).startswith(("is ", "has "))
