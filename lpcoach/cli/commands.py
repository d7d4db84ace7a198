"""The commands. Imports stand inside them, so that each starts with no more than it needs."""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lpcoach.cli.claims import claims
from lpcoach.cli.exchange import export, take_in
from lpcoach.cli.serve import serve
from lpcoach.cli.stories import stories
from lpcoach.errors import LpcoachError, StoreError

if TYPE_CHECKING:
    from lpcoach.accuracy.rows import Row
    from lpcoach.cli.lines import Respond
    from lpcoach.content.models import Pack
    from lpcoach.reading.types import Thread

__all__ = ["main"]

pack_option = click.option(
    "--pack",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with another pack; also LPCOACH_PACK.",
)
port_option = click.option("--port", type=click.IntRange(1, 65535), help="The port; else the first free one.")
browser_option = click.option("--no-browser", is_flag=True, help="Print the address, open no browser.")
source_argument = click.argument("source", metavar="[FILE]", default="-")
output_option = click.option(
    "-o", "--output", metavar="FILE", default="-", help="Where to write; - is standard output."
)


class Commands(click.Group):
    """A group whose commands say in one line what went wrong."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an LpcoachError becomes a line on stderr and exit status 1."""
        try:
            return super().invoke(ctx)
        except LpcoachError as error:
            raise click.ClickException(error.message if isinstance(error, StoreError) else str(error)) from None


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lpcoach", message="lpcoach %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Practise a behavioral loop for AI/ML engineers, on this machine.

    Without a command this is `lpcoach lab`.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(lab)


main.add_command(claims)
main.add_command(export)
main.add_command(take_in)
main.add_command(serve)
main.add_command(stories)


@main.command(epilog="Example: lpcoach lab --port 8890 --no-browser")
@port_option
@browser_option
@pack_option
@click.option(
    "--in-place", is_flag=True, help="Open the notebooks where they lie, not copies; for those who write them."
)
def lab(port: int | None, no_browser: bool, pack: Path | None, in_place: bool) -> None:
    """Open the workbook in JupyterLab."""
    _hand_on(pack)
    _look_at_place()
    from lpcoach.shell.lab import launch

    _leave(launch(port, browser=not no_browser, in_place=in_place))


@main.command(epilog="Example: lpcoach app --no-browser")
@port_option
@browser_option
@pack_option
def app(port: int | None, no_browser: bool, pack: Path | None) -> None:
    """Serve the pages with Voila.

    They are the pages of `lpcoach lab` without the notebooks around them, for this machine only.
    """
    _hand_on(pack)
    _look_at_place()
    from lpcoach.shell.app import launch

    _leave(launch(port, browser=not no_browser))


@main.command(epilog="Example: lpcoach rate answers.jsonl -o ratings.jsonl")
@source_argument
@output_option
@pack_option
@click.option("--questions", is_flag=True, help='Rate questions that a candidate asks: {"id", "context", "text"}.')
def rate(source: str, output: str, pack: Path | None, questions: bool) -> None:
    """Rate answers: JSON Lines in, ratings out.

    A line is {"id", "question", "answer"}, with "probes": [{"question", "answer"}] for a whole thread.
    Each rating comes with its quotes, what each shows, what is missing and what stands against it.
    A bad line is reported with its number, the others are still done, and the exit status is 1.
    """
    if questions:
        _questions(source, output)
        return
    from lpcoach.content.words import Words
    from lpcoach.scoring.rater import rate as rated
    from lpcoach.scoring.wire import rating_object

    standard = _pack(pack)
    words = Words(standard)

    def respond(name: str, thread: Thread) -> dict[str, object]:
        return rating_object(rated(thread, standard), name, words)

    _lines(source, output, respond)


@main.command(epilog="Example: lpcoach probe answers.jsonl -o probes.jsonl")
@source_argument
@output_option
@pack_option
def probe(source: str, output: str, pack: Path | None) -> None:
    """Probe answers: JSON Lines in, next questions out.

    The best probe comes first. Lines are those of `lpcoach rate`; of a whole thread the next probes are asked.
    """
    from lpcoach.cli.lines import probes_object
    from lpcoach.interviewer.probing import ranked_probes

    standard = _pack(pack)

    def respond(name: str, thread: Thread) -> dict[str, object]:
        return probes_object(ranked_probes(thread, standard), name)

    _lines(source, output, respond)


@main.command(epilog="Example: lpcoach evaluate --page docs/accuracy.md")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("tests/data/calibration"),
    show_default=True,
    help="The rated answers, from a checkout.",
)
@click.option("--fit", "refit", is_flag=True, help="Fit the weights anew first; needs the development libraries.")
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures as a page, too.")
@click.option("--rater", type=click.Choice(["embedded", "model"]), default="embedded", show_default=True)
@click.option("--spend", type=click.FloatRange(min=0), default=1.0, show_default=True, help="Dollars for the model.")
@click.option("--most", type=click.IntRange(min=1), help="So many answers at most; for the model.")
@output_option
def evaluate(  # noqa: PLR0913, PLR0917 - one for each option
    data: Path, refit: bool, page: Path | None, rater: str, spend: float, most: int | None, output: str
) -> None:
    """Measure how well ratings agree with raters.

    Every answer is rated with weights that were fitted without its author. Out comes JSON. With --rater model the
    invented answers go to the language model that is chosen in the settings, or by OPENAI_BASE_URL and LPCOACH_MODEL.
    It takes a minute or two; Ctrl+C ends it, and nothing is written. A model takes longer, and Ctrl+C ends it with a
    report on what it has rated, as does the cap on what is spent.
    """
    import json
    from datetime import UTC, datetime

    from lpcoach.accuracy.command import fit, measure
    from lpcoach.accuracy.page import page_of
    from lpcoach.cli.lines import writing

    standard = _pack(None)
    if refit:
        fit(data, standard, datetime.now(UTC).date())
    found = _by_model(data, standard, spend, most) if rater == "model" else measure(data, standard, _bar)
    with writing(output) as stream:
        stream.write((json.dumps(found, indent=1) + "\n").encode("utf-8"))
    if page:
        page.write_text(page_of(found, data), "utf-8")


@main.command(epilog="Example: lpcoach doctor --pack my_pack")
@pack_option
def doctor(pack: Path | None) -> None:
    """Say how things stand.

    What is installed, where the workbook lies and whether it opens, and all faults of the pack.
    """
    from lpcoach.cli.checkup import checkup

    found = checkup(pack)
    for check in found:
        click.echo(f"{'ok   ' if check.fine else 'WRONG'}  {check.words}")
    _leave(0 if all(check.fine for check in found) else 1)


def _by_model(data: Path, pack: Pack, spend: float, most: int | None) -> dict[str, object]:
    from datetime import UTC, datetime

    from lpcoach.accuracy.by_model import Run, measure_model
    from lpcoach.coach import Coach

    lm = Coach.open().language_model
    samples = lm.coach.settings.samples
    click.echo(f"The invented answers are sent to {lm.endpoint().where}.", err=True)
    run = Run(lm.served_here(), pack, lm.dollars, spend, most, samples, _counted)
    found = measure_model(run, data, datetime.now(UTC).date())
    if run.stopped:
        click.echo(f"\n{run.stopped} {len(run.judged)} texts are in the report.", err=True)
    return found


def _bar(what: str, rows: Sequence[Row]) -> Iterator[Row]:
    """Each row, under a bar on standard error; where that is no terminal only what it is called."""
    with click.progressbar(rows, label=what, file=sys.stderr) as bar:
        yield from bar


def _counted(done: int, every: int) -> None:
    click.echo(f"\r{done} of {every}", nl=done == every, err=True)


def _pack(folder: Path | None) -> Pack:
    from lpcoach.content.loader import load_pack

    return load_pack(folder)


def _hand_on(folder: Path | None) -> None:
    """Leave another pack, once it is found sound, to the kernels that will be started."""
    from lpcoach.content.places import PACK_VARIABLE, pack_folder

    if folder or os.environ.get(PACK_VARIABLE):
        _pack(folder)
        os.environ[PACK_VARIABLE] = str(pack_folder(folder).resolve())


def _look_at_place() -> None:
    """Before a page is opened: whether there is a place for what will be typed there."""
    from lpcoach.store import check_place

    check_place()


def _lines(source: str, output: str, respond: Respond) -> None:
    from lpcoach.cli.lines import reading, run, writing

    with reading(source) as lines, writing(output, source) as target:
        bad = run(lines, target, respond)
    _leave(1 if bad else 0)


def _questions(source: str, output: str) -> None:
    from lpcoach.cli.lines import answer_lines, parse_question, reading, writing
    from lpcoach.scoring.own_questions import question_object

    with reading(source) as lines, writing(output, source) as target:
        bad = answer_lines(lines, target, lambda line: question_object(*parse_question(line)))
    _leave(1 if bad else 0)


def _leave(status: int) -> None:
    if status:
        click.get_current_context().exit(status)
