"""Servers on this machine: looked for on the ports that they are known for, only when asked to, past any proxy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from socket import SHUT_RDWR
from threading import Timer
from typing import Final

__all__ = ["PORTS", "Local", "find_local"]

PORTS: Final[tuple[tuple[int, str], ...]] = (
    (11434, "Ollama"),
    (1234, "LM Studio"),
    (8080, "llama.cpp"),
    (8000, "vLLM"),
)
_SECONDS: Final = 1.0
_MOST: Final = 200_000  # bytes of a list of models
_NAMED: Final = 50


@dataclass(frozen=True, slots=True)
class Local:
    """A server that answers as one for models does."""

    base_url: str
    name: str
    models: tuple[str, ...]


def find_local(ports: Sequence[tuple[int, str]] = PORTS) -> tuple[Local, ...]:
    """The servers that answer now; blocks for a second at most."""
    with ThreadPoolExecutor(len(ports)) as pool:
        return tuple(found for found in pool.map(lambda port: _look(*port), ports) if found is not None)


def _look(port: int, name: str) -> Local | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    end = Timer(_SECONDS, lambda: _hang_up(connection))  # on one that trickles: each byte of it is in time
    try:
        connection.connect()
        end.start()
        connection.request("GET", "/v1/models", headers={"User-Agent": "lpcoach"})
        response = connection.getresponse()
        listed = json.loads(response.read(_MOST)) if response.status == 200 else None
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        end.cancel()
        connection.close()
    entries = listed.get("data") if isinstance(listed, dict) else None
    if not isinstance(entries, list):
        return None
    models = [entry["id"] for entry in entries[:_NAMED] if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
    return Local(f"http://127.0.0.1:{port}/v1", name, tuple(models))


def _hang_up(connection: HTTPConnection) -> None:
    with suppress(OSError):
        connection.sock.shutdown(SHUT_RDWR)
