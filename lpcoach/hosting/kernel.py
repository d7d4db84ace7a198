"""A visitor's kernel, as its own program: limited, with nothing of the server's environment, warm before anyone comes.

``python -m lpcoach.hosting.kernel -f CONNECTION_FILE``. It learns whose it is by one call of ``sit_down``.
"""

from __future__ import annotations

import importlib
import os
import resource
import sys
from pathlib import Path
from typing import Any

__all__ = ["sit_down"]

MEMORY, FILE, WARM = "LPCOACH_KERNEL_MEMORY_MB", "LPCOACH_KERNEL_FILE_MB", "LPCOACH_KERNEL_WARM"


def sit_down(folder: str, person: str) -> None:
    """From now on this kernel is one visitor's; what it prints goes nowhere, since it may repeat what was typed."""
    Path(folder).mkdir(mode=0o700, exist_ok=True)
    os.environ["LPCOACH_HOME"] = folder
    os.environ["LPCOACH_PERSON"] = person
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit() -> None:
    """Data of its own, the size of a file, no core dump with what was typed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, variable in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_FSIZE, FILE)):
        size = int(os.environ.pop(variable)) * 2**20
        resource.setrlimit(kind, (size, size))


def _warm() -> None:
    """Import what a page needs, so that a visitor waits for no import."""
    for name in os.environ.pop(WARM, "").split():
        importlib.import_module(name)


def main() -> None:
    """Run until the server says that it is over."""
    os.umask(0o077)
    _limit()
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - only this program needs it

    app: Any = IPKernelApp.instance()
    app.initialize([*sys.argv[1:], "--HistoryManager.enabled=False", "--IPKernelApp.capture_fd_output=False"])
    _warm()  # once there is a kernel: widgets make themselves known to it when they are imported
    app.start()


if __name__ == "__main__":
    main()
