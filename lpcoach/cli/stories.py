"""`lpcoach stories import`: what is understood of files with stories, before anything is kept."""

# ruff: noqa: PLC0415

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lpcoach.cli.lines import in_words, reading
from lpcoach.errors import InputError

if TYPE_CHECKING:
    from lpcoach.stories.types import ImportedFile, ImportedStory

__all__ = ["as_object", "stories"]


@click.group(epilog="Example: lpcoach stories import bank.md --dry-run")
def stories() -> None:
    """Read stories that were written elsewhere."""


@stories.command("import", epilog="Example: lpcoach stories import bank.md loop.csv --dry-run")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Needed for now: show what is understood; keeping stories in the workbook comes with the story bank page.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
def import_(files: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Show the stories that files hold.

    Markdown, HTML, CSV, TSV, JSON, YAML and plain text are read, with parts named in many languages.
    What is no story is shown as notes; nothing is dropped. A file that cannot be read is reported with the
    reason, the others are still done, and the exit status is 1.
    """
    if not dry_run:
        raise click.UsageError("Give --dry-run: this version shows what it understands and keeps nothing.")
    from lpcoach.stories.twice import ask_twice

    read = []
    for name in files:
        try:
            read.append(_read(name))
        except InputError as error:
            click.echo(str(error), err=True)
    with in_words("Standard output cannot be written"):
        for one in ask_twice(read):
            click.echo(json.dumps(as_object(one), ensure_ascii=False) if as_json else _preview(one))
        sys.stdout.flush()
    if len(read) < len(files):
        click.get_current_context().exit(1)


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
