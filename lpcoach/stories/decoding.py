"""Bytes of a file -> its text: any common encoding and line end, without characters that cannot be seen."""

from __future__ import annotations

import codecs
import re
from typing import Final

from lpcoach.errors import InputError

__all__ = ["LARGEST", "decode"]

LARGEST: Final = 5_000_000  # bytes; a bank of a hundred long stories has a tenth of that

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel, Pages or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
)
# Zero-width spaces, word joiners, marks of byte order and direction, soft hyphens. Joiners of emoji stay.
_UNSEEN: Final = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f]")
_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def decode(raw: bytes) -> str:
    """Give the text with plain line ends; InputError says what the file is, if it is no text."""
    if len(raw) > LARGEST:
        raise InputError(f"has {len(raw):,} bytes; at most {LARGEST:,} are read. Split it into smaller files")
    for start, name in _BINARY:
        if raw.startswith(start):
            raise InputError(f"is {name}, not text; export it as Markdown, CSV or plain text")
    text = _text(raw)
    return _UNSEEN.sub("", _ENDS.sub("\n", text).replace("\u00a0", " ").replace("\u3000", " "))


def _text(raw: bytes) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, errors="replace")
    nul = raw[:4000].count(0)
    if nul:
        if nul < len(raw[:4000]) / 4:
            raise InputError("is not text (it holds NUL bytes); export it as Markdown, CSV or plain text")
        return raw.decode("utf-16-be" if raw[0] == 0 else "utf-16-le", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # Line by line, since files that were pasted together hold more than one encoding.
        return "".join(_line(line) for line in raw.splitlines(keepends=True))


def _line(raw: bytes) -> str:
    for name in ("utf-8", "cp1252"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
