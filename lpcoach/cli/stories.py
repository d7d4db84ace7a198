"""`lpcoach stories import`: what is understood of files with stories, and what of it the bank keeps."""

# ruff: noqa: PLC0415

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lpcoach.cli.lines import in_words, reading
from lpcoach.errors import InputError

if TYPE_CHECKING:
    from lpcoach.coach.story_import import Offer
    from lpcoach.stories.types import ImportedFile, ImportedStory

__all__ = ["as_object", "stories"]


@click.group(epilog="Example: lpcoach stories import bank.md")
def stories() -> None:
    """Take stories that were written elsewhere into the story bank."""


@stories.command("import", epilog="Example: lpcoach stories import bank.md loop.csv --dry-run")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what is understood, and keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
def import_(files: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Keep the stories that files hold in the story bank.

    Markdown, HTML, CSV, TSV, JSON, YAML and plain text are read, with parts named in many languages. What is no
    story is kept as notes; nothing is dropped. Importing twice changes nothing, and a story that was changed in the
    bank is not overwritten. A file that cannot be read is reported with the reason, the others are still done, and
    the exit status is 1.
    """
    from lpcoach.stories.twice import ask_twice

    read = []
    for name in files:
        try:
            read.append(_read(name))
        except InputError as error:
            click.echo(str(error), err=True)
    shown = ask_twice(read)
    with in_words("Standard output cannot be written"):
        for one in shown if dry_run or as_json else ():
            click.echo(json.dumps(as_object(one), ensure_ascii=False) if as_json else _preview(one))
        for line in () if dry_run else _kept(read):
            click.echo(line, err=as_json)
        sys.stdout.flush()
    if len(read) < len(files):
        click.get_current_context().exit(1)


def _kept(read: list[ImportedFile]) -> list[str]:
    """Keep what is new, and say what became of each story."""
    from lpcoach.coach import Coach
    from lpcoach.coach.story_import import keep, offers
    from lpcoach.content.words import counted

    bank = Coach.open().bank
    named = [replace(one, file="standard input" if one.file == "-" else Path(one.file).name) for one in read]
    offered = offers(bank.stories(), named)
    with click.progressbar(offered, label="Reading stories", file=sys.stderr) as bar:
        for offer in bar:
            bank.read(offer.story)
    done = keep(bank, named, offered, {n for n, offer in enumerate(offered) if offer.wanted})
    said = [f"{counted(len(done.kept), 'story', 'stories')} kept, {done.there} in the bank already"]
    said += [f"notes of {counted(done.notes, 'file')} kept"] if done.notes else []
    lines = [line for offer in offered for line in _fate(offer)]
    left = [f"{counted(done.left_out, 'story', 'stories')} left to the notes; import on the Stories page to keep them."]
    return [*lines, f"{', '.join(said)}.", *(left if done.left_out else [])]


def _fate(offer: Offer) -> list[str]:
    word = {"new": "kept", "changed": "newer text kept", "edited": "changed in the bank, not overwritten"}
    draft = ", a draft" if offer.story.draft else ""
    said = word.get(offer.state, "in the bank already" if not offer.choice else "left to the notes")
    return [
        f"{offer.file}, {offer.found.where}: {offer.story.name}{draft}: {said}",
        *(f"  {one}" for one in offer.asked),
    ]


def _read(name: str) -> ImportedFile:
    from lpcoach.stories.reader import read_file

    if name != "-" and Path(name).is_dir():
        raise InputError(f"{name} is a folder; give its files, as in {Path(name) / '*.md'}")
    with reading(name) as stream:
        raw = stream.read()
    try:
        return read_file(name, raw)
    except InputError as error:
        raise InputError(f"{name} {error}") from None


def as_object(one: ImportedFile) -> dict[str, object]:
    """Give the object that --json prints for one file."""
    from lpcoach.content.terms import STAR_PARTS

    return {
        "file": one.file,
        "stories": [
            {
                "title": story.title,
                "question": story.question,
                "principles": list(story.principles),
                "star": {part: story.star[part].text if part in story.star else "" for part in STAR_PARTS},
                "failure": story.failure,
                "complete": story.complete,
                "text": story.text,
            }
            for story in one.stories
        ],
        "notes": [note.text for note in one.notes],
    }


def _preview(one: ImportedFile) -> str:
    from lpcoach.content.words import counted

    kept = [note for note in one.notes if not note.asked]
    count = counted(len(one.stories), "story", "stories")
    lines = [f"{one.file}: {count}, {counted(len(kept), 'note')}"]
    for number, story in enumerate(one.stories, start=1):
        lines += ["", *_story(number, story)]
    for title, notes in (
        ("Please look at", [note for note in one.notes if note.asked]),
        ("Kept as notes", kept),
    ):
        if notes:
            lines += ["", f"  {title}"]
            lines += [f"    {note.where + ': ' if note.where else ''}{_brief(note.text)}" for note in notes]
    return "\n".join([*lines, ""])


def _story(number: int, story: ImportedStory) -> list[str]:
    said = [f"from {story.where}", "complete" if story.complete else "a draft"]
    said += ["a failure"] if story.failure else []
    lines = [f"  {number}. {story.title}", f"     {', '.join(said)}"]
    if story.question and story.question != story.title:
        lines.append(f"     Question: {_brief(story.question)}")
    lines.append(f"     Principles: {', '.join(story.principles) or 'none named'}")
    lines += [f"     {part.capitalize()} ({one.where}): {_brief(one.text)}" for part, one in story.star.items()]
    if not story.star:
        lines.append(f"     Told without parts: {_brief(story.text)}")
    return lines


def _brief(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 100 else f"{flat[:97]}..."
