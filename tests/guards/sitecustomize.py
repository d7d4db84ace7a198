"""On PYTHONPATH this file forbids a process and its kernels to speak with any other machine, and notes each attempt."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

_LOG = os.environ.get("LPCOACH_GUARD_LOG", "")
_connect, _connect_ex, _lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _refuse(host: object) -> None:
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return
    try:
        if ipaddress.ip_address(str(host)).is_loopback or str(host) in ("0.0.0.0", "::"):
            return
    except ValueError:
        pass  # a name that has to be looked up elsewhere
    if _LOG:
        with Path(_LOG).open("a", encoding="utf-8") as log:
            log.write(f"{host}\n")
    raise OSError(f"The tests allow no connection to {host}.")


def _checked(sock: socket.socket, address: Any) -> None:  # noqa: ANN401
    if sock.family in (socket.AF_INET, socket.AF_INET6):
        _refuse(address[0])


class _Guarded(socket.socket):
    def connect(self, address: Any) -> None:  # noqa: ANN401
        _checked(self, address)
        return _connect(self, address)

    def connect_ex(self, address: Any) -> int:  # noqa: ANN401
        _checked(self, address)
        return _connect_ex(self, address)


def _guarded_lookup(host: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401
    _refuse(host)
    return _lookup(host, *args, **named)


socket.socket = _Guarded  # type: ignore[misc]
socket.getaddrinfo = _guarded_lookup
