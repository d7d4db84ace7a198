"""Files as people really have them, each with the reading that a person wrote down for it."""

from __future__ import annotations

import pytest

from lpcoach.cli.stories import as_object
from lpcoach.stories.decoding import decode
from lpcoach.stories.reader import read_file
from lpcoach.stories.twice import ask_twice
from tests.unit.stories.corpus import FILES, Corpus


@pytest.mark.parametrize("one", FILES, ids=str)
def test_each_file_is_read_as_a_person_reads_it(one: Corpus) -> None:
    """Stories with all their parts, drafts, failures and principles, and what is no story as notes."""
    read = ask_twice([read_file(one.name, one.raw)])[0]
    assert as_object(read) == one.expected


def test_the_corpus_is_large_and_of_all_forms() -> None:
    """At least forty files, in each form that is promised."""
    forms = {one.name.rpartition(".")[2] for one in FILES}
    assert len(FILES) >= 40
    assert {"md", "txt", "csv", "tsv", "json", "jsonl", "yaml", "yml", "html"} <= forms


@pytest.mark.parametrize("one", FILES, ids=str)
def test_each_part_says_where_it_stands(one: Corpus) -> None:
    """Lines named for a part hold the first and the last words of that part."""
    lines = decode(one.raw).splitlines()
    for story in read_file(one.name, one.raw).stories:
        for part in story.star.values():
            spans = [span.removeprefix("lines ").removeprefix("line ") for span in part.where.split("; ")]
            if all(span.replace("-", "").isdigit() for span in spans) and one.name.endswith(".md"):
                ends = [int(number) for span in spans for number in span.split("-")]
                text = " ".join(lines[min(ends) - 1 : max(ends)])
                assert all(word in text for word in (part.text.split()[0], part.text.split()[-1]))
