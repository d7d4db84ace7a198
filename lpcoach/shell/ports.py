"""The door of a server on this machine: a free port, a token, and the address to print."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import time
from contextlib import suppress
from threading import Thread

from lpcoach.endpoints.sealing import VARIABLE
from lpcoach.errors import LaunchError
from lpcoach.store import data_folder

__all__ = ["HOST", "announce", "announce_once_open", "free_port", "fresh_token", "kept_secret", "share_seal"]

HOST = "127.0.0.1"
TRIES = 20
PATIENCE = 120  # seconds that a server may take to listen


def free_port(chosen: int | None, default: int) -> int:
    """Return ``chosen`` if it is free, else fail; without a choice, the first free one from ``default`` up."""
    if chosen is not None:
        fault = _fault(chosen)
        if fault:
            raise LaunchError(f"Port {chosen} cannot be used: {fault}. Choose another with --port, or leave it out.")
        return chosen
    for port in range(default, default + TRIES):
        if not _fault(port):
            return port
    raise LaunchError(f"Ports {default} to {default + TRIES - 1} are all taken. Choose a free one with --port.")


def fresh_token() -> str:
    """Return the secret of this run, or the one that the environment sets, as Jupyter's own servers do."""
    return os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)


def share_seal() -> None:
    """Give all kernels of this run one secret, with which a page hands a typed key on to the next (see sealing)."""
    os.environ.setdefault(VARIABLE, secrets.token_hex(32))


def kept_secret() -> bytes:
    """What cookies are signed with, the same over restarts: a page that is opened again after one is let in."""
    path = data_folder() / "cookies.secret"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            new = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            os.write(new, secrets.token_bytes(32))
            os.close(new)
        found = path.read_bytes()
    except OSError:
        found = b""
    return found if len(found) == 32 else secrets.token_bytes(32)  # then they hold for this run only


def announce(port: int, token: str) -> None:
    """Print the address, for whom no browser opens."""
    print(f"lpcoach is at http://{HOST}:{port}/?token={token}\nStop it with Ctrl+C.", flush=True)


def announce_once_open(port: int, token: str) -> None:
    """Print the address as soon as somebody listens there, and not before."""

    def wait() -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection((HOST, port), 1):
                return announce(port, token)
            time.sleep(0.1)
        return None

    Thread(target=wait, daemon=True).start()


def _fault(port: int) -> str:
    if not 1 <= port <= 65535:
        return "ports go from 1 to 65535"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do: a port in TIME_WAIT is free
        try:
            probe.bind((HOST, port))
        except OSError as error:
            words = {errno.EADDRINUSE: "another program uses it", errno.EACCES: "this account may not"}
            return words.get(error.errno or 0, error.strerror or str(error))
    return ""
