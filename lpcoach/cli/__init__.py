"""The command line: thin commands; what they need is imported when they run, so that each starts fast."""

from lpcoach.cli.commands import main

__all__ = ["main"]
