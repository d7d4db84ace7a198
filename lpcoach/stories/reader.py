"""A file -> its stories and notes, whatever its form; every word of it is in one of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

from lpcoach.stories.decoding import decode
from lpcoach.stories.found import Found, finish
from lpcoach.stories.grids import read_grid
from lpcoach.stories.groups import is_generic, is_plural
from lpcoach.stories.labels import label
from lpcoach.stories.marks import ENDED, FENCE, Line
from lpcoach.stories.marks import where as place
from lpcoach.stories.markup import holds_markup, lines_of_markup
from lpcoach.stories.pages import stories_in
from lpcoach.stories.stopping import go_on
from lpcoach.stories.trees import front_matter, read_json, read_tree, read_yaml
from lpcoach.stories.types import ImportedFile, ImportedStory, Note
from lpcoach.stories.wording import fold

__all__ = ["read_file", "read_text"]

_HASH: Final = re.compile(r"[\s_-]+[0-9a-f]{32}$")  # what Notion adds to names of files
# Of a place, what is no name of a key; and what only JSON writes.
_PLACES: Final = re.compile(r"\b(?:lines?|rows?|column) [\d-]+|\bthe whole file\b|\[\d+\]")
_SYNTAX: Final = re.compile(r"[\"\]}]\s*[:,]|^\s*[{\[]|[{\[]\s*$|[}\]]\s*$")

Read = tuple[list[Found], list[tuple[str, str]]]


def read_file(name: str, raw: bytes) -> ImportedFile:
    """Read one file; InputError says why it cannot be read as text."""
    return read_text(name, decode(raw))


def read_text(name: str, text: str) -> ImportedFile:
    """Find the stories of a text by its form: the name is a hint, the text decides."""
    lines = [Line(n, line) for n, line in enumerate(text.split("\n"), start=1)]
    form = PurePath(name).suffix.lower().lstrip(".")
    lines, form = _out_of_fence(lines, form)
    body = "\n".join(line.text for line in lines)
    found, rest = _structured(body, form, name) or _with_fences(lines, name)
    stories: list[ImportedStory] = []
    notes = [Note(note.strip("\n"), where) for where, note in rest if note.strip()]
    for one in found:
        go_on()
        story, asked = finish(one)
        if story:
            stories.append(story)
            notes += asked
        elif one.text.strip():
            notes.append(Note(one.text.strip("\n"), one.where))
    return ImportedFile(name, tuple(stories), (*notes, *_left(text, stories, notes)))


def _with_fences(lines: list[Line], name: str) -> Read:
    """Read banks that stand in code fences of a page, and the page around them."""
    found: list[Found] = []
    rest: list[tuple[str, str]] = []
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        opened = FENCE.match(lines[at].text)
        end = at + 1
        while opened and end < len(lines) and not lines[end].text.strip().startswith(opened["mark"]):
            end += 1
        form = opened["form"].lower() if opened else ""
        read = None
        if opened and end < len(lines) and form in ("json", "yaml", "yml", "csv", "tsv"):
            read = _structured("\n".join(line.text for line in lines[at + 1 : end]), form, name)
        if read and read[0]:
            for one in read[0]:
                one.where = f"lines {lines[at].no}-{lines[end].no}, {one.where}"
            found, rest = found + read[0], rest + read[1]
            at = end + 1
            continue
        kept.append(lines[at])
        at += 1
    told, left = _page(kept, name)
    return found + told, rest + left


def _structured(body: str, form: str, name: str) -> Read | None:
    """Read banks of rows or keys, where the text is one and has stories."""
    start = body.lstrip()[:1]
    read: list[Read | None] = []
    if form in ("json", "jsonl", "ndjson", "json5") or start in ("{", "["):
        tree = read_json(body)
        read.append(read_tree(tree) if tree is not None else None)
        if tree is None and (tree := read_yaml(body)) is not None:
            read.append(read_tree(tree))
    elif form in ("yaml", "yml"):
        tree = read_yaml(body)
        read.append(read_tree(tree) if tree is not None else None)
    if form in ("csv", "tsv", "tab") or (form in ("txt", "") and _ruled(body)):
        read.append(read_grid(body))
    if form in ("csv", "tsv", "json", "yaml", "yml"):
        return next((one for one in read if one is not None and one[0]), None) or next(
            (one for one in read if one is not None), None
        )
    if (
        form in ("txt", "")
        and not any(one and one[0] for one in read)
        and re.search(r"^\s*-?\s*\w+:\s*$|^- \w+:", body, re.M)
    ):
        tree = read_yaml(body)
        read.append(read_tree(tree) if tree is not None else None)
    return next((one for one in read if one is not None and one[0]), None)


def _ruled(body: str) -> bool:
    """Whether the first line with words is a header of columns."""
    first = next((line for line in body.split("\n") if line.strip()), "")
    cells = [cell for mark in (",", ";", "\t") for cell in first.split(mark) if len(first.split(mark)) > 3]
    return sum(label(cell.strip(' "') + ":") is not None for cell in cells) >= 3 and len(first) < 400


def _page(lines: list[Line], name: str) -> Read:
    """Read Markdown, HTML or plain text, with the front matter that stands above it."""
    front, lines = _front_matter(lines)
    body = "\n".join(line.text for line in lines)
    if holds_markup(body):
        first = lines[0].no if lines else 1
        lines = [Line(line.no + first - 1, line.text) for line in lines_of_markup(body)]
    found, taken = stories_in(lines)
    for one in found:
        one.text = one.text.replace(ENDED, "").strip("\n")
    rest = list(_blocks(lines, taken))
    if front and len(found) == 1:
        _add_front(found[0], front)
    elif front:
        rest.insert(0, (f"lines 1-{front[-1].no}", "\n".join(line.text for line in front)))
    if len(found) == 1 and not found[0].title:
        found[0].title = _stem(name)
    return found, rest


def _front_matter(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    start = next((n for n, line in enumerate(lines) if line.text.strip()), 0)
    if lines and lines[start].text.strip() in ("---", "+++"):
        end = next(
            (
                n
                for n in range(start + 1, min(len(lines), start + 60))
                if lines[n].text.strip() == lines[start].text.strip()
            ),
            None,
        )
        inside = lines[start + 1 : end] if end else []
        if (
            end
            and inside
            and all(re.match(r"\s*(?:[\w .\"'-]+\s*[:=]|-\s|#|\]|\[|\")|\s*$|\s+\S", line.text) for line in inside)
        ):
            return lines[start : end + 1], lines[end + 1 :]
    return [], lines


def _add_front(found: Found, front: Sequence[Line]) -> None:
    """Give what the front matter says to the only story of its file."""
    read = front_matter("\n".join(line.text for line in front[1:-1]))
    if read:
        found.title = found.title or read.title
        found.question = found.question or read.question
        found.principles += read.principles
        found.tags += read.tags
        found.status += read.status
        found.failure = found.failure or read.failure
    found.text = "\n".join([*(line.text for line in front), found.text])


def _out_of_fence(lines: list[Line], form: str) -> tuple[list[Line], str]:
    """Take a file out of the code fence that it stands in, whole or nearly whole."""
    fences = [(n, match) for n, line in enumerate(lines) if (match := FENCE.match(line.text))]
    full = [n for n, line in enumerate(lines) if line.text.strip()]
    if len(fences) < 2 or not full:
        return lines, form
    (first, opened), (last, closed) = fences[0], fences[-1]
    inside = [line for line in lines[first + 1 : last] if line.text.strip()]
    whole = (
        first == full[0]
        and last == full[-1]
        and (len(fences) == 2 or len(opened["mark"]) > 3 or opened["form"] in ("markdown", "md"))
    )
    if (
        closed["form"]
        or (opened["form"] in ("json", "yaml", "yml", "csv", "tsv") and not whole)
        or not (whole or (len(fences) == 2 and len(inside) >= 0.6 * (len(full) - 2) and len(inside) > 3))
    ):
        return lines, form
    named = {"markdown": "md", "yml": "yaml", "text": "txt"}.get(opened["form"].lower(), opened["form"].lower()) or form
    if whole:
        return lines[first + 1 : last], named if named in ("md", "json", "yaml", "csv", "tsv", "txt", "html") else form
    # What follows the fence is no more of what stands in it.
    kept = [Line(line.no, ENDED) if n == last else line for n, line in enumerate(lines) if n != first]
    return kept, "md"


def _stem(name: str) -> str:
    stem = _HASH.sub("", PurePath(name).stem)
    stem = re.sub(r"^\d+\s*(?=[^\W\d])", "", re.sub(r"[_-]+", " ", stem).strip())
    return "" if is_generic(stem) or is_plural(stem) or not re.search(r"[^\W\d_]{3}", stem) else stem


def _blocks(lines: Sequence[Line], taken: set[int]) -> Iterable[tuple[str, str]]:
    """Yield the lines that no story took, those that stand together as one."""
    block: list[Line] = []
    for n, line in enumerate([*lines, Line(0, "")]):
        if n < len(lines) and n not in taken:
            block.append(line)
            continue
        if len([one for one in block if FENCE.match(one.text)]) == 1:  # its partner stands in a story
            block = [one for one in block if not FENCE.match(one.text)]
        text = "\n".join(one.text for one in block if one.text != ENDED).strip("\n")
        if re.search(r"\w|[^\s\-*_=|#>`~]", text):
            yield place(block, 0, len(block) - 1), text
        block = []


def _left(text: str, stories: Sequence[ImportedStory], notes: Sequence[Note]) -> Iterable[Note]:
    """Yield what came into neither stories nor notes: comments, keys that are there twice.

    Names of keys around a story are kept as the place where it stood; signs of the form are no words.
    """
    words = re.compile(r"\w+")
    kept: list[ImportedStory | Note] = [*stories, *notes]
    have = set(words.findall(fold("\n".join(f"{one.text}\n{_PLACES.sub(' ', one.where)}" for one in kept))))
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), re.sub(r"\\[ntr]", " ", text))
    plain = html.unescape(plain)
    plain = re.sub(r"<[!/]?[a-zA-Z][^<>]*>|^\s*(?:```|~~~)\w*\s*$", " ", plain, flags=re.M)
    lost = {word for word in set(words.findall(plain)) if fold(word) not in have}
    left = []
    for n, line in enumerate(plain.split("\n"), start=1):
        missing = [word for word in words.findall(line) if word in lost] if lost else []
        if missing:
            said = len(line) < 200 and not _SYNTAX.search(line)
            left.append((n, line.strip(' \t"{}[],:') if said else " ".join(dict.fromkeys(missing))))
    if left:
        yield Note("\n".join(line for _, line in left), "lines " + ", ".join(str(n) for n, _ in left[:20]))
