"""The door of a server on this machine: a free port, a token, and the address to print."""

from __future__ import annotations

import errno
import os
import secrets
import socket

from lpcoach.errors import LaunchError

__all__ = ["HOST", "announce", "free_port", "fresh_token"]

HOST = "127.0.0.1"
TRIES = 20


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


def announce(port: int, token: str) -> None:
    """Print the address, for whom no browser opens."""
    print(f"lpcoach is at http://{HOST}:{port}/?token={token}\nStop it with Ctrl+C.", flush=True)


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
