"""``lpcoach export`` and ``lpcoach import``: practices as files, and files back into the workbook."""

# ruff: noqa: PLC0415 - imports stand inside, so that each command starts with no more than it needs

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lpcoach.coach import Coach

__all__ = ["export", "take_in"]

FORMS: Final = ("md", "json", "html")


@click.command(epilog="Example: lpcoach export --all --format json -o workbook.json")
@click.argument("practice", required=False)
@click.option("--all", "every", is_flag=True, help="All finished practices, oldest first; as json the whole workbook.")
@click.option("--format", "form", type=click.Choice(FORMS), default="md", show_default=True)
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to write; - is standard output.")
def export(practice: str | None, every: bool, form: str, output: str) -> None:
    """Write practices as Markdown, HTML or JSON.

    Written is the one with the id PRACTICE, or all, or else the last finished one. HTML is one file that prints and
    asks the network for nothing. JSON can be imported again; with --all it holds drafts, settings and stories too.
    """
    if practice and every:
        raise click.UsageError("Give a practice or --all, not both.")
    from lpcoach.cli.lines import writing
    from lpcoach.coach import Coach

    text = _text(Coach.open(), practice, every=every, form=form)
    with writing(output) as stream:
        stream.write(text.encode("utf-8"))


def _text(coach: Coach, practice: str | None, *, every: bool, form: str) -> str:
    from lpcoach.errors import InputError

    if form == "json" and every:
        return coach.store.export()
    finished = [row.id for row in coach.store.practices() if row.finished_at is not None and not row.sample]
    chosen = [practice] if practice else finished[::-1] if every else finished[:1]
    if not chosen:
        raise InputError("There is no finished practice to export yet.")
    if form == "json":
        return coach.store.export(chosen[0])
    if len(chosen) == 1:
        return _written(coach, chosen, form)
    with click.progressbar(chosen, label="Exporting", file=sys.stderr) as bar:
        return _written(coach, bar, form)


def _written(coach: Coach, chosen: Iterable[str], form: str) -> str:
    if form == "md":
        return "\n\n".join(map(coach.export_markdown, chosen))
    from lpcoach.coach.exchange import export_html

    return export_html(coach, chosen)


@click.command("import", epilog="Example: lpcoach import workbook.json")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
def take_in(file: str) -> None:
    """Take in a file that lpcoach made.

    That is an export as JSON, or the ratings that a friend sent back. What is in the workbook stays as it is; a file
    that contradicts it changes nothing.
    """
    from lpcoach.coach import Coach
    from lpcoach.coach.exchange import take_in as taken

    with click.open_file(file, "rb") as stream:
        raw = stream.read()
    click.echo(taken(Coach.open(), raw))
