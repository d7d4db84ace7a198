"""A typed key on its way to the next page: sealed, so that the browser which carries it cannot read it, nor its disk.

Each page has a kernel of its own; what they share is a secret that ``lpcoach lab`` and ``lpcoach app`` make at their
start and hand on in the environment (LPCOACH_SEAL). Where it ends, what was sealed with it can be opened by nobody.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Final

__all__ = ["VARIABLE", "opened", "sealed"]

VARIABLE: Final = "LPCOACH_SEAL"
_NONCE, _TAG = 16, 32  # bytes


def sealed(secret: str, host: str, key: str) -> str:
    """The key as the browser keeps it for this host; another text each time."""
    nonce, plain = secrets.token_bytes(_NONCE), key.encode()
    hidden = _mixed(secret, nonce, plain)
    return base64.b64encode(nonce + _tag(secret, host, nonce + hidden) + hidden).decode()


def opened(secret: str, host: str, text: str) -> str | None:
    """The key that was sealed for this host; None where secret, host or text is another."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    nonce, tag, hidden = raw[:_NONCE], raw[_NONCE : _NONCE + _TAG], raw[_NONCE + _TAG :]
    if not hmac.compare_digest(tag, _tag(secret, host, nonce + hidden)):
        return None
    return _mixed(secret, nonce, hidden).decode()


def _mixed(secret: str, nonce: bytes, text: bytes) -> bytes:
    """The text under a key stream of its own: SHAKE-256 over secret and nonce; the same call takes it away again."""
    stream = hashlib.shake_256(b"stream" + secret.encode() + nonce).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))


def _tag(secret: str, host: str, text: bytes) -> bytes:
    return hmac.digest(b"tag" + secret.encode(), host.encode() + b"\0" + text, "sha256")
