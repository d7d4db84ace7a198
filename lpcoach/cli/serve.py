"""`lpcoach serve`: the pages for many visitors."""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
from pathlib import Path

import click

__all__ = ["serve"]


@click.command(epilog="Example: lpcoach serve --port 8000 --kernels 40 --data /srv/lpcoach")
@click.option("--port", type=click.IntRange(1, 65535), help="The port; else the first free one.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; a proxy with TLS asks it."
)
@click.option(
    "--no-browser", is_flag=True, help="No browser is opened anyway; for scripts that say it to every command."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where visitors' workbooks lie; else visitors/ there.",
)
@click.option("--kernels", type=click.IntRange(1), default=20, show_default=True, help="How many run at most.")
@click.option("--ready", type=click.IntRange(0), default=2, show_default=True, help="How many wait for visitors.")
@click.option(
    "--idle",
    type=click.FloatRange(0.1),
    default=120,
    show_default=True,
    help="Seconds without a page, then a kernel ends.",
)
@click.option(
    "--age", type=click.FloatRange(0.1), default=14400, show_default=True, help="Seconds, then a kernel ends anyway."
)
@click.option(
    "--memory", type=click.IntRange(200), default=512, show_default=True, help="MB of data that a kernel may have."
)
@click.option(
    "--file", "file_mb", type=click.IntRange(1), default=20, show_default=True, help="MB that a workbook may have."
)
@click.option(
    "--keep", type=click.FloatRange(0), default=30, show_default=True, help="Days, then an unused workbook is deleted."
)
def serve(port: int | None, host: str, no_browser: bool, data: Path | None, **given: float) -> None:
    """Serve the pages for many visitors.

    A hardened demo: no list, no sources, no key, a workbook for each browser. Put a proxy with TLS before it;
    docs/hosting says how, and how much a visitor needs.
    """
    from lpcoach.hosting.limits import Limits
    from lpcoach.hosting.server import Site, launch, open_files
    from lpcoach.shell.app import page_settings
    from lpcoach.shell.folders import notebooks_folder, offer_to_jupyter
    from lpcoach.shell.ports import free_port
    from lpcoach.shell.spare import WARM
    from lpcoach.store import ADDRESS_VARIABLE, check_server, check_writable, data_folder

    check_server(os.environ.get(ADDRESS_VARIABLE, ""))
    offer_to_jupyter()
    chosen = free_port(port, 8000)
    limits = Limits(
        kernels=int(given["kernels"]),
        ready=int(given["ready"]),
        idle_seconds=given["idle"],
        age_seconds=given["age"],
        memory_mb=int(given["memory"]),
        file_mb=int(given["file_mb"]),
        keep_days=given["keep"],
    )
    folder = (data or data_folder() / "visitors").absolute()
    check_writable(folder, "Name one with --data that can be")
    site = Site(notebooks_folder(), folder, page_settings(), WARM, chosen, host, limits)
    open_files(limits)
    click.echo(f"lpcoach is at http://{host}:{chosen}/\nStop it with Ctrl+C.")
    click.get_current_context().exit(launch(site))
